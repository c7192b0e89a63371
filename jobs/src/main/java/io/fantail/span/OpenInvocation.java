package io.fantail.span;

import io.fantail.event.LambdaRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An invocation while records of it may still come. */
final class OpenInvocation {
  private final String requestId;
  private @Nullable LambdaRecord start;
  private @Nullable LambdaRecord report;
  private @Nullable LambdaRecord failure;
  private @Nullable LambdaRecord initReport;
  private @Nullable LambdaRecord last;
  private @Nullable Instant endedAt;
  private boolean newSandbox;
  private long logLines;

  OpenInvocation(String requestId) {
    this.requestId = requestId;
  }

  void start(LambdaRecord record) {
    start = record;
    last = record;
  }

  /** The sandbox was made for this invocation. */
  void begunBy(@Nullable LambdaRecord init) {
    newSandbox = true;
    initReport = init;
  }

  void add(LambdaRecord record) {
    last = record;
    switch (record.kind()) {
      case REPORT -> {
        report = record;
        endedAt = endedAt == null ? record.at() : endedAt;
      }
      case END -> endedAt = record.at();
      case FAILURE -> {
        failure = failure == null ? record : failure;
        logLines++;
      }
      case APPLICATION -> logLines++;
      case INIT_START, INIT_REPORT, START -> {
        // The stream keeps these: they do not name an invocation, or begin one.
      }
    }
  }

  boolean hasStarted() {
    return start != null;
  }

  boolean isReported() {
    return report != null;
  }

  LambdaInvocation toInvocation(@Nullable String functionName) {
    LambdaRecord any = report != null ? report : start != null ? start : last;
    if (any == null) {
      throw new IllegalStateException("an invocation without a record");
    }
    Double initMs = either(report == null ? null : report.initMs(), initMsOfReport());
    Double restoreMs =
        either(
            report == null ? null : report.restoreMs(),
            initReport == null ? null : initReport.restoreMs());
    return new LambdaInvocation(
        requestId,
        1,
        any.functionName() == null ? functionName : any.functionName(),
        start == null ? any.functionVersion() : start.functionVersion(),
        any.logGroup(),
        any.logStream(),
        start == null ? null : start.at(),
        endedAt == null && start == null ? any.at() : endedAt,
        report == null ? null : report.durationMs(),
        report == null ? null : report.billedMs(),
        initMs,
        restoreMs,
        report == null ? null : report.memoryMb(),
        report == null ? null : report.maxMemoryMb(),
        newSandbox || initMs != null || restoreMs != null,
        status(),
        either(
            report == null ? null : report.errorType(),
            failure == null ? null : failure.errorType()),
        failure == null ? null : failure.errorMessage(),
        either(
            report == null ? null : report.xrayTraceId(),
            start == null ? null : start.xrayTraceId()),
        logLines);
  }

  /** What REPORT says; older ones say nothing, then an earlier failure does. */
  private String status() {
    String reported = report == null ? null : report.status();
    if (reported != null) {
      return reported;
    }
    if (failure != null && failure.status() != null) {
      return failure.status();
    }
    return report == null ? LambdaInvocation.UNKNOWN : "success";
  }

  /** An init that ran again within the invocation is part of its duration already. */
  private @Nullable Double initMsOfReport() {
    return initReport == null ? null : initReport.initMs();
  }

  private static <T> @Nullable T either(@Nullable T one, @Nullable T other) {
    return one == null ? other : one;
  }
}
