package io.fantail.event;

import io.fantail.archive.LogSource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The fields of a Lambda record while it is read. */
final class LambdaFields {
  LambdaRecordKind kind = LambdaRecordKind.APPLICATION;
  @Nullable String requestId;
  @Nullable String functionName;
  @Nullable String functionVersion;
  @Nullable Double durationMs;
  @Nullable Double billedMs;
  @Nullable Double initMs;
  @Nullable Double restoreMs;
  @Nullable Integer memoryMb;
  @Nullable Integer maxMemoryMb;
  @Nullable String status;
  @Nullable String errorType;
  @Nullable String errorMessage;
  @Nullable String xrayTraceId;

  LambdaFields() {}

  LambdaFields(LambdaRecordKind kind) {
    this.kind = kind;
  }

  LambdaRecord toRecord(
      LogSource source,
      @Nullable String eventId,
      Instant at,
      boolean atDelivery,
      PayloadPolicy payloadPolicy,
      String sourceFile,
      long position) {
    return new LambdaRecord(
        kind,
        source.logGroup(),
        source.logStream(),
        eventId,
        at,
        atDelivery,
        requestId,
        functionName == null ? source.functionName() : functionName,
        functionVersion,
        durationMs,
        billedMs,
        initMs,
        restoreMs,
        memoryMb,
        maxMemoryMb,
        status,
        errorType,
        payloadPolicy.apply(errorMessage),
        xrayTraceId,
        sourceFile,
        position);
  }
}
