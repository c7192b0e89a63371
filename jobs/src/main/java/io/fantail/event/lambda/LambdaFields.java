package io.fantail.event.lambda;

import io.fantail.archive.record.LogSource;
import io.fantail.event.LambdaError;
import io.fantail.event.LambdaRecord;
import io.fantail.event.LambdaRecord.Status;
import io.fantail.event.LambdaRecordKind;
import io.fantail.event.ReportFigures;
import io.fantail.event.id.IdForms;
import io.fantail.event.policy.PayloadPolicy;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The fields of a Lambda record while it is read. */
public final class LambdaFields {
  /** The name of the field, as Lambda writes it into records of its JSON format. */
  static final String TENANT_ID = "tenantId";

  LambdaRecordKind kind = LambdaRecordKind.APPLICATION;
  @Nullable String requestId;
  @Nullable String functionName;
  @Nullable String functionVersion;
  @Nullable String tenantId;
  @Nullable String runtimeVersion;
  @Nullable String accountId;
  @Nullable String region;
  @Nullable Double durationMs;
  @Nullable Double billedMs;
  @Nullable Double initMs;
  @Nullable Double restoreMs;
  @Nullable Integer memoryMb;
  @Nullable Integer maxMemoryMb;
  @Nullable Status status;
  @Nullable String errorType;
  @Nullable String errorMessage;
  @Nullable String errorStackLine;
  @Nullable String xrayTraceId;

  public LambdaFields() {}

  public LambdaFields(LambdaRecordKind kind) {
    this.kind = kind;
  }

  /** A failure; without a status where the function may have caught it. */
  static LambdaFields failed(@Nullable Status status) {
    LambdaFields fields = new LambdaFields(LambdaRecordKind.FAILURE);
    fields.status = status;
    return fields;
  }

  /** The same with the error that the function failed with. */
  static LambdaFields failed(
      @Nullable Status status,
      @Nullable String errorType,
      @Nullable String errorMessage,
      @Nullable String errorStackLine) {
    LambdaFields fields = failed(status);
    fields.errorType = errorType;
    fields.errorMessage = errorMessage;
    fields.errorStackLine = errorStackLine;
    return fields;
  }

  /** Our constant for a status of the platform; one that AWS adds later is neither good nor bad. */
  static @Nullable Status statusOf(@Nullable String status) {
    if (status == null) {
      return null;
    }
    return switch (status.toLowerCase(Locale.ROOT)) {
      case "success" -> Status.SUCCESS;
      case "error", "failure" -> Status.ERROR;
      case "timeout" -> Status.TIMEOUT;
      default -> Status.UNKNOWN;
    };
  }

  /** Whether a log that is not known for a function's may hold it. */
  public boolean isOfPlatform() {
    boolean mayBeAnyones =
        kind == LambdaRecordKind.FAILURE_IF_LAST
            || (kind == LambdaRecordKind.FAILURE && status == null);
    return kind != LambdaRecordKind.APPLICATION && !mayBeAnyones;
  }

  public LambdaRecord toRecord(
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
        source.unnamedStream(),
        accountId == null ? source.accountId() : IdForms.account(accountId),
        IdForms.region(region),
        eventId,
        at,
        atDelivery,
        IdForms.requestId(requestId),
        functionName == null ? source.functionName() : IdForms.functionName(functionName),
        IdForms.version(functionVersion),
        tenant(payloadPolicy),
        IdForms.runtimeVersion(runtimeVersion),
        figures(),
        status,
        error(payloadPolicy),
        IdForms.xrayTraceId(xrayTraceId),
        sourceFile,
        position);
  }

  /** A mask is no tenant: what is redacted is not known. */
  private @Nullable String tenant(PayloadPolicy policy) {
    return policy.redaction().hasKey(TENANT_ID) ? null : IdForms.tenantId(policy.masked(tenantId));
  }

  /** The figures, which only reports have. */
  private ReportFigures figures() {
    boolean reports = kind == LambdaRecordKind.REPORT || kind == LambdaRecordKind.INIT_REPORT;
    return reports
        ? new ReportFigures(durationMs, billedMs, initMs, restoreMs, memoryMb, maxMemoryMb)
        : ReportFigures.NONE;
  }

  private LambdaError error(PayloadPolicy policy) {
    return errorType == null && errorMessage == null && errorStackLine == null
        ? LambdaError.NONE
        : new LambdaError(
            policy.masked(errorType), policy.apply(errorMessage), policy.apply(errorStackLine));
  }
}
