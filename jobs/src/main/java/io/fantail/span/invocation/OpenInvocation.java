package io.fantail.span.invocation;

import io.fantail.event.LambdaError;
import io.fantail.event.LambdaRecord;
import io.fantail.event.LambdaRecord.Status;
import io.fantail.event.LambdaRecordKind;
import io.fantail.event.ReportFigures;
import io.fantail.span.LambdaInvocation;
import io.fantail.span.SandboxInit;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An invocation while records of it may still come. */
final class OpenInvocation {
  private final String requestId;
  private @Nullable LambdaRecord start;
  private @Nullable LambdaRecord report;
  private @Nullable LambdaRecord first;
  private @Nullable LambdaRecord last;
  private @Nullable OpenInvocation within;
  private @Nullable Instant endedAt;
  private @Nullable Instant deliveredAt;
  private boolean ended;
  private boolean doubtful;
  private long records;
  private boolean failureSeen;
  private final InvocationError error = new InvocationError();
  private @Nullable String xrayTraceId;
  private @Nullable String tenantId;
  private SandboxInit init = SandboxInit.NONE;
  private long logLines;

  OpenInvocation(String requestId) {
    this.requestId = requestId;
  }

  void start(LambdaRecord record) {
    start = record;
    keepLast(record);
  }

  /** It is the first invocation of its sandbox. */
  void begunBy(SandboxInit newSandbox) {
    init = newSandbox;
    if (newSandbox.failure() != null) {
      error.addOfInit(newSandbox.failure());
    }
  }

  /** Its first record stands between START of another one and whatever comes next. */
  void foundWithin(OpenInvocation other) {
    within = other;
  }

  /** The one that ran when its first record came; null where none did. */
  @Nullable OpenInvocation within() {
    return within;
  }

  /** Adds records that only have the shape of the platform's: the function printed them. */
  void addPrinted(long records) {
    logLines += records;
    error.goOn();
  }

  /** It may be no invocation, but what another one printed; an end of its own tells better. */
  void doubt() {
    doubtful = true;
  }

  boolean isDoubtful() {
    return doubtful && !hasEnded();
  }

  long records() {
    return records;
  }

  void add(LambdaRecord record) {
    keepLast(record);
    xrayTraceId = xrayTraceId == null ? record.xrayTraceId() : xrayTraceId;
    switch (record.kind()) {
      case REPORT -> {
        // The platform's is the last: the function may have printed one itself.
        report = record;
        endedAt = ended ? endedAt : timeOf(record);
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
      case FAILURE_IF_LAST -> {
        error.add(record);
        logLines++;
      }
      case PLATFORM -> error.addReport(record);
      case APPLICATION -> {
        if (report == null && !ended) {
          error.goOn();
        }
        logLines++;
      }
      case XRAY, INIT_START, INIT_START_IN_ADVANCE, INIT_REPORT, START -> {
        // An XRAY line has no more than its id. The stream keeps the others: they do not name an
        // invocation, or begin one.
      }
    }
  }

  private void keepLast(LambdaRecord record) {
    records++;
    boolean isOfPlatform = record.kind() != LambdaRecordKind.APPLICATION;
    if (record.tenantId() != null && (tenantId == null || isOfPlatform)) {
      tenantId = record.tenantId();
    }
    first = first == null ? record : first;
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
        && Objects.equals(report.figures().durationMs(), other.figures().durationMs())
        && Objects.equals(report.figures().billedMs(), other.figures().billedMs())
        && Objects.equals(timeOf(report), timeOf(other));
  }

  boolean hasEnded() {
    return endedAt != null;
  }

  /** Whether it ended with END, which the JSON format does not have. */
  boolean hasEndLine() {
    return ended;
  }

  /** Whether anything of it was logged before the given time. */
  boolean isSeenBefore(Instant at) {
    return first != null && first.at().isBefore(at);
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
    Status status = error.status(report != null);
    boolean failed = status != Status.SUCCESS;
    ReportFigures reported = report == null ? ReportFigures.NONE : report.figures();
    ReportFigures figures = reported.withInit(init.figures());
    return new LambdaInvocation(
        requestId,
        1,
        either(any.functionName(), origin.functionName()),
        start == null ? any.functionVersion() : start.functionVersion(),
        either(any.logGroup(), origin.logGroup()),
        any.logStream(),
        timeOf(start),
        endedAt == null && start == null ? timeOf(any) : endedAt,
        figures,
        init.isAwaitedBy(start, figures.initOrRestoreMs()),
        status,
        failed ? error.error() : LambdaError.NONE,
        either(xrayTraceId, start == null ? null : start.xrayTraceId()),
        logLines,
        deliveredAt,
        either(any.accountId(), origin.accountId()),
        either(regionOf(start), regionOf(init.start())),
        tenantId,
        init.start() == null ? null : init.start().runtimeVersion(),
        timeOf(init.start()));
  }

  /** Asks its own records alone: a delivery may lack the line of the stream that tells it. */
  private static @Nullable String regionOf(@Nullable LambdaRecord record) {
    return record == null ? null : record.region();
  }

  private static <T> @Nullable T either(@Nullable T one, @Nullable T other) {
    return one == null ? other : one;
  }
}
