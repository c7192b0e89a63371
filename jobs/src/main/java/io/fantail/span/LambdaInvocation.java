package io.fantail.span;

import io.fantail.event.LambdaError;
import io.fantail.event.LambdaRecord.Status;
import io.fantail.event.ReportFigures;
import io.fantail.shape.Fields;
import io.fantail.shape.Slot;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run of a Lambda function, put together from the records of its log stream. What no record
 * said is null.
 *
 * @param requestId shared by the retries of an asynchronous invocation
 * @param attempt from 1, in the order of time, among the invocations of one request id
 * @param accountId of the AWS account that the function, or its log, is in
 * @param region that the function ran in, by the START of the JSON format or its own INIT_START
 * @param tenantId of a function with tenant isolation, by its JSON logs
 * @param runtimeVersion of the sandbox in which this invocation is the first
 * @param initStartedAt when the init or the restore of the sandbox began in which this invocation
 *     is the first; see {@link #awaitedInitAt}
 * @param startedAt time of START
 * @param endedAt time of END, or of REPORT where the JSON format has no END
 * @param deliveredAt about when records without a time were delivered: the only time of an
 *     invocation that has no other, and good for its day alone
 * @param coldStart whether this invocation waited until its sandbox was made: see {@link
 *     SandboxInit}
 * @param error of an invocation that did not succeed
 * @param logLines records of the function itself between START and END
 */
public record LambdaInvocation(
    String requestId,
    int attempt,
    @Nullable String functionName,
    @Nullable String functionVersion,
    @Nullable String logGroup,
    @Nullable String logStream,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    ReportFigures figures,
    boolean coldStart,
    Status status,
    LambdaError error,
    @Nullable String xrayTraceId,
    long logLines,
    @Nullable Instant deliveredAt,
    @Nullable String accountId,
    @Nullable String region,
    @Nullable String tenantId,
    @Nullable String runtimeVersion,
    @Nullable Instant initStartedAt) {
  private static final Status[] STATUSES = Status.values();

  /** The fields, as the table {@code lambda_invocations} shows them. */
  public static LambdaInvocation shape(Fields<LambdaInvocation> fields) {
    return new LambdaInvocation(
        fields.text(
            "request_id",
            "Request id; retries of an asynchronous call share it.",
            LambdaInvocation::requestId),
        fields.integer(
            "invocation_attempt",
            "Number of the run among those of the request id, from 1.",
            LambdaInvocation::attempt),
        fields.textOrNull(
            "function_name",
            "Bare name of the function, where a log or its group tells it.",
            LambdaInvocation::functionName),
        fields.textOrNull(
            "function_version", "Version that ran.", LambdaInvocation::functionVersion),
        fields.textOrNull("log_group", "Log group.", LambdaInvocation::logGroup),
        fields.textOrNull(
            "log_stream",
            "Log stream, of which each sandbox has one.",
            LambdaInvocation::logStream),
        fields.timeOrNull("started_at", "Time of START.", LambdaInvocation::startedAt),
        fields.timeOrNull(
            "ended_at",
            "Time of END, or of REPORT where there is no END.",
            LambdaInvocation::endedAt),
        fields.recordOr(ReportFigures.NONE, LambdaInvocation::figures, ReportFigures::shape),
        fields.flag(
            "cold_start",
            "Whether the invocation waited for an init or a restore.",
            LambdaInvocation::coldStart),
        fields
            .column("status", "success, error, timeout or unknown.")
            .constant(STATUSES, LambdaInvocation::status),
        fields.recordOr(LambdaError.NONE, LambdaInvocation::error, LambdaError::shape),
        fields.textOrNull(
            "xray_trace_id", "X-Ray trace that REPORT names.", LambdaInvocation::xrayTraceId),
        fields.whole(
            "log_lines",
            "Records of the function itself between START and END.",
            LambdaInvocation::logLines),
        fields.timeOrNull(
            "delivered_at",
            "About when records without a time were delivered.",
            LambdaInvocation::deliveredAt),
        fields.textOrNull(
            "account_id",
            "AWS account of the function, or of its log.",
            LambdaInvocation::accountId),
        fields.textOrNull("region", "Region that the function ran in.", LambdaInvocation::region),
        fields.masked(
            "tenant_id",
            "Tenant of a function with tenant isolation, where its JSON logs name it.",
            LambdaInvocation::tenantId),
        fields.textOrNull(
            "runtime_version",
            "Runtime of its sandbox, such as python:3.12.v36; only the first invocation in it says.",
            LambdaInvocation::runtimeVersion),
        fields.timeOrNull(
            "init_started_at",
            "When the init or restore before this invocation began.",
            LambdaInvocation::initStartedAt));
  }

  /**
   * The UTC hour in which it started, else ended, else was delivered.
   *
   * @throws IllegalStateException when nothing tells its time
   */
  public Slot slot() {
    Instant ownTime = either(startedAt, endedAt);
    Instant at = either(ownTime, deliveredAt);
    if (at == null) {
      throw new IllegalStateException("an invocation without any time: " + requestId);
    }
    return Slot.of(at);
  }

  /** Whether it failed, by its function's error or its time limit. */
  public boolean hasFailed() {
    return status.compareTo(Status.UNKNOWN) > 0;
  }

  /** Half of the minute that Lambda waits before a retry, so that no clock matters. */
  private static final Duration RETRY_WAIT = Duration.ofSeconds(30);

  /** When the init or the restore began that this invocation waited for; null where it did not. */
  public @Nullable Instant awaitedInitAt() {
    return coldStart ? initStartedAt : null;
  }

  /**
   * How long this invocation waited for an init or a restore, in milliseconds. All time until START
   * where one init was given up and a second one followed.
   */
  public double awaitedInitMillis() {
    if (!coldStart) {
      return 0;
    }
    Double millis = figures.initOrRestoreMs();
    if (initStartedAt == null || startedAt == null) {
      return millis == null ? 0 : millis;
    }
    Duration sinceInitStart = Duration.between(initStartedAt, startedAt);
    boolean isOne = millis != null && SandboxInit.isAwaited(sinceInitStart, millis);
    return isOne ? millis : Math.max(0, sinceInitStart.toMillis());
  }

  /** Whether {@code other} is this very run, seen in another part of the archive. */
  public boolean isSameRunAs(LambdaInvocation other) {
    boolean sameStream =
        logStream == null || other.logStream == null || logStream.equals(other.logStream);
    boolean sameStart =
        startedAt == null || other.startedAt == null || startedAt.equals(other.startedAt);
    return requestId.equals(other.requestId)
        && sameStream
        && sameStart
        && !hasReportOfAnotherRun(other)
        && !endedBeforeStartOf(other)
        && !other.endedBeforeStartOf(this);
  }

  /**
   * Each run has one REPORT. Two of them that say the same, as after timeouts, are of two runs when
   * a retry may lie between them: Lambda waits a minute before it tries again.
   */
  private boolean hasReportOfAnotherRun(LambdaInvocation other) {
    Double millis = figures.durationMs();
    if (millis == null || other.figures.durationMs() == null) {
      return false;
    }
    return !millis.equals(other.figures.durationMs())
        || (endedAt != null
            && other.endedAt != null
            && Duration.between(endedAt, other.endedAt).abs().compareTo(RETRY_WAIT) > 0);
  }

  /** A retry in the same sandbox: this one's beginning is not in the archive. */
  private boolean endedBeforeStartOf(LambdaInvocation other) {
    return startedAt == null
        && endedAt != null
        && other.startedAt != null
        && endedAt.isBefore(other.startedAt);
  }

  /** Both parts of one run. */
  public LambdaInvocation mergedWith(LambdaInvocation other) {
    Status worse = worse(status, other.status);
    boolean failed = worse != Status.SUCCESS;
    boolean isOthersError = other.tellsMoreOfTheFailureThan(this);
    LambdaInvocation told = isOthersError ? other : this;
    LambdaInvocation rest = isOthersError ? this : other;
    return new LambdaInvocation(
        requestId,
        attempt,
        either(functionName, other.functionName),
        either(functionVersion, other.functionVersion),
        either(logGroup, other.logGroup),
        either(logStream, other.logStream),
        either(startedAt, other.startedAt),
        later(endedAt, other.endedAt),
        figures.or(other.figures),
        isColdStartWith(other),
        worse,
        failed ? told.error.or(rest.error) : LambdaError.NONE,
        either(xrayTraceId, other.xrayTraceId),
        Math.max(logLines, other.logLines),
        either(deliveredAt, other.deliveredAt),
        either(accountId, other.accountId),
        either(region, other.region),
        either(tenantId, other.tenantId),
        either(runtimeVersion, other.runtimeVersion),
        either(initStartedAt, other.initStartedAt));
  }

  /** What was printed, or what the platform did to the sandbox, says more than that it ended. */
  private boolean tellsMoreOfTheFailureThan(LambdaInvocation other) {
    int more = error.rank() - other.error.rank();
    return more > 0 || (more == 0 && status.compareTo(other.status) > 0);
  }

  /**
   * The part that shows the init and START tells better than a mere Init Duration of REPORT, which
   * is there also where nobody waited; but only with that is it known how long the sandbox was
   * idle.
   */
  private boolean isColdStartWith(LambdaInvocation other) {
    if (!showsInitAndStart()) {
      return other.showsInitAndStart() ? other.isColdStartBy(this) : coldStart || other.coldStart;
    }
    return other.showsInitAndStart() ? coldStart && other.coldStart : isColdStartBy(other);
  }

  /** Judges by the init and START here, and perhaps the length of the init in the other part. */
  private boolean isColdStartBy(LambdaInvocation other) {
    Double millis = other.figures.initOrRestoreMs();
    if (figures.initOrRestoreMs() != null || millis == null) {
      return coldStart;
    }
    return coldStart && SandboxInit.isAwaited(Duration.between(initStartedAt, startedAt), millis);
  }

  private boolean showsInitAndStart() {
    return initStartedAt != null && startedAt != null;
  }

  public LambdaInvocation withAttempt(int number) {
    return new LambdaInvocation(
        requestId,
        number,
        functionName,
        functionVersion,
        logGroup,
        logStream,
        startedAt,
        endedAt,
        figures,
        coldStart,
        status,
        error,
        xrayTraceId,
        logLines,
        deliveredAt,
        accountId,
        region,
        tenantId,
        runtimeVersion,
        initStartedAt);
  }

  /** Success may be no more than the silence of an old REPORT; a failure was seen. */
  private static Status worse(Status one, Status other) {
    if (one == Status.UNKNOWN || other == Status.UNKNOWN) {
      return one == Status.UNKNOWN ? other : one;
    }
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static <T> @Nullable T either(@Nullable T one, @Nullable T other) {
    return one == null ? other : one;
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return either(one, other);
    }
    return one.isAfter(other) ? one : other;
  }
}
