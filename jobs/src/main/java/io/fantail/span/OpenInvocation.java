package io.fantail.span;

import io.fantail.event.LambdaRecord;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An invocation while records of it may still come. */
final class OpenInvocation {
  private final String requestId;
  private @Nullable LambdaRecord start;
  private @Nullable LambdaRecord report;
  private @Nullable LambdaRecord initStart;
  private @Nullable LambdaRecord initReport;
  private @Nullable LambdaRecord last;
  private @Nullable Instant endedAt;
  private @Nullable Instant deliveredAt;
  private boolean ended;
  private boolean failureSeen;
  private final InvocationError error = new InvocationError();
  private @Nullable String xrayTraceId;
  private boolean newSandbox;
  private long logLines;

  OpenInvocation(String requestId) {
    this.requestId = requestId;
  }

  void start(LambdaRecord record) {
    start = record;
    keepLast(record);
  }

  /**
   * The sandbox was made for this invocation.
   *
   * @param initFailure why init failed; init may have run again, and well
   */
  void begunBy(
      @Nullable LambdaRecord beginning,
      @Nullable LambdaRecord end,
      @Nullable LambdaRecord initFailure) {
    newSandbox = true;
    initStart = beginning;
    initReport = end;
    if (initFailure != null) {
      error.addOfInit(initFailure);
    }
  }

  void add(LambdaRecord record) {
    keepLast(record);
    xrayTraceId = xrayTraceId == null ? record.xrayTraceId() : xrayTraceId;
    switch (record.kind()) {
      case REPORT -> {
        report = record;
        endedAt = endedAt == null ? timeOf(record) : endedAt;
        error.addReport(record);
      }
      case END -> {
        ended = true;
        endedAt = timeOf(record);
      }
      case FAILURE -> {
        failureSeen = true;
        error.add(record);
        logLines++;
      }
      case PLATFORM -> error.addReport(record);
      case APPLICATION -> logLines++;
      case XRAY, INIT_START, INIT_REPORT, START -> {
        // An XRAY line has no more than its id. The stream keeps the others: they do not name an
        // invocation, or begin one.
      }
    }
  }

  private void keepLast(LambdaRecord record) {
    last = record;
    deliveredAt = record.atDelivery() ? record.at() : deliveredAt;
  }

  /** When it was logged; the time of a delivery is no time of the invocation. */
  private static @Nullable Instant timeOf(@Nullable LambdaRecord record) {
    return record == null || record.atDelivery() ? null : record.at();
  }

  /** Whether there is anything that only an invocation has. */
  boolean isInvocation() {
    return start != null || report != null || failureSeen || ended;
  }

  boolean hasStarted() {
    return start != null;
  }

  boolean isReported() {
    return report != null;
  }

  /** Whether this is the REPORT that is known already, delivered or archived once more. */
  boolean hasReport(LambdaRecord other) {
    return report != null
        && Objects.equals(report.durationMs(), other.durationMs())
        && Objects.equals(report.billedMs(), other.billedMs())
        && Objects.equals(timeOf(report), timeOf(other));
  }

  boolean hasEnded() {
    return endedAt != null;
  }

  /** Whether it began before the given time, and so is not merely sorted before its beginning. */
  boolean startedBefore(Instant at) {
    return start != null && start.at().isBefore(at);
  }

  LambdaInvocation toInvocation(StreamOrigin origin) {
    LambdaRecord any = report != null ? report : start != null ? start : last;
    if (any == null) {
      throw new IllegalStateException("an invocation without a record");
    }
    String status = error.status(report != null);
    boolean failed = !status.equals(LambdaInvocation.SUCCESS);
    Double initMs = either(report == null ? null : report.initMs(), initMsOfReport());
    Double restoreMs =
        either(
            report == null ? null : report.restoreMs(),
            initReport == null ? null : initReport.restoreMs());
    return new LambdaInvocation(
        requestId,
        1,
        either(any.functionName(), origin.functionName()),
        start == null ? any.functionVersion() : start.functionVersion(),
        either(any.accountId(), origin.accountId()),
        either(regionOf(start), regionOf(initStart)),
        any.logGroup(),
        any.logStream(),
        timeOf(initStart),
        timeOf(start),
        endedAt == null && start == null ? timeOf(any) : endedAt,
        deliveredAt,
        report == null ? null : report.durationMs(),
        report == null ? null : report.billedMs(),
        initMs,
        restoreMs,
        report == null ? null : report.memoryMb(),
        report == null ? null : report.maxMemoryMb(),
        newSandbox || initMs != null || restoreMs != null,
        status,
        failed ? error.type() : null,
        failed ? error.message() : null,
        failed ? error.stackLine() : null,
        either(xrayTraceId, start == null ? null : start.xrayTraceId()),
        logLines);
  }

  /** Of its own records: a delivery may hold the rest of a stream, and not the line that tells. */
  private static @Nullable String regionOf(@Nullable LambdaRecord record) {
    return record == null ? null : record.region();
  }

  /** An init that ran again within the invocation is part of its duration already. */
  private @Nullable Double initMsOfReport() {
    return initReport == null ? null : initReport.initMs();
  }

  private static <T> @Nullable T either(@Nullable T one, @Nullable T other) {
    return one == null ? other : one;
  }
}
