package io.fantail.span;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of a Lambda function, put together from the records of its log stream. What no record
 * said is null.
 *
 * @param requestId shared by the retries of an asynchronous invocation
 * @param attempt from 1, in the order of time, among the invocations of one request id
 * @param accountId of the AWS account that the function, or its log, is in
 * @param region that the function ran in, by the START of the JSON format or its own INIT_START
 * @param initStartedAt when the init or the restore of the sandbox began that was made for this
 *     invocation; see {@link #awaitedInitAt}
 * @param startedAt time of START
 * @param endedAt time of END, or of REPORT where the JSON format has no END
 * @param deliveredAt about when records without a time were delivered: the only time of an
 *     invocation that has no other, and good for its day alone
 * @param durationMs handler time as REPORT prints it, without init
 * @param coldStart the sandbox was made for this invocation
 * @param status {@code success}, {@code error}, {@code timeout}, {@code unknown}
 * @param errorType of an invocation that did not succeed, as {@link #errorMessage}
 * @param errorStackLine the frame that the runtime printed first, without its indent
 * @param logLines records of the function itself between START and END
 */
public record LambdaInvocation(
    String requestId,
    int attempt,
    @Nullable String functionName,
    @Nullable String functionVersion,
    @Nullable String accountId,
    @Nullable String region,
    @Nullable String logGroup,
    @Nullable String logStream,
    @Nullable Instant initStartedAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Instant deliveredAt,
    @Nullable Double durationMs,
    @Nullable Double billedMs,
    @Nullable Double initMs,
    @Nullable Double restoreMs,
    @Nullable Integer memoryMb,
    @Nullable Integer maxMemoryMb,
    boolean coldStart,
    String status,
    @Nullable String errorType,
    @Nullable String errorMessage,
    @Nullable String errorStackLine,
    @Nullable String xrayTraceId,
    long logLines) {
  public static final String UNKNOWN = "unknown";
  static final String SUCCESS = "success";

  /** Between the end of an init and START; a few where the invocation waited. */
  private static final double MAX_IDLE_MILLIS = 1_000;

  private static final List<String> BY_SEVERITY = List.of(UNKNOWN, SUCCESS, "error", "timeout");

  /** By its function's error or its time limit. */
  public boolean hasFailed() {
    return !status.equals(SUCCESS) && !status.equals(UNKNOWN);
  }

  /** Half of it, so that no clock matters. */
  private static final Duration RETRY_WAIT = Duration.ofSeconds(30);

  /**
   * When the init or the restore began that this invocation waited for. A sandbox that was made
   * before anyone called for it (provisioned, or to be ready) lay idle between its init and START:
   * nobody waited for that.
   */
  public @Nullable Instant awaitedInitAt() {
    Double millis = restoreMs == null ? initMs : restoreMs;
    if (initStartedAt == null || startedAt == null || millis == null) {
      return null;
    }
    double idleMillis = Duration.between(initStartedAt, startedAt).toMillis() - millis;
    return Math.abs(idleMillis) <= MAX_IDLE_MILLIS ? initStartedAt : null;
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
    if (durationMs == null || other.durationMs == null) {
      return false;
    }
    return !durationMs.equals(other.durationMs)
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
    String worse = worse(status, other.status);
    boolean failed = !worse.equals(SUCCESS);
    return new LambdaInvocation(
        requestId,
        attempt,
        either(functionName, other.functionName),
        either(functionVersion, other.functionVersion),
        either(accountId, other.accountId),
        either(region, other.region),
        either(logGroup, other.logGroup),
        either(logStream, other.logStream),
        either(initStartedAt, other.initStartedAt),
        either(startedAt, other.startedAt),
        later(endedAt, other.endedAt),
        either(deliveredAt, other.deliveredAt),
        either(durationMs, other.durationMs),
        either(billedMs, other.billedMs),
        either(initMs, other.initMs),
        either(restoreMs, other.restoreMs),
        either(memoryMb, other.memoryMb),
        either(maxMemoryMb, other.maxMemoryMb),
        coldStart || other.coldStart,
        worse,
        failed ? either(errorType, other.errorType) : null,
        failed ? either(errorMessage, other.errorMessage) : null,
        failed ? either(errorStackLine, other.errorStackLine) : null,
        either(xrayTraceId, other.xrayTraceId),
        Math.max(logLines, other.logLines));
  }

  public LambdaInvocation withAttempt(int number) {
    return new LambdaInvocation(
        requestId,
        number,
        functionName,
        functionVersion,
        accountId,
        region,
        logGroup,
        logStream,
        initStartedAt,
        startedAt,
        endedAt,
        deliveredAt,
        durationMs,
        billedMs,
        initMs,
        restoreMs,
        memoryMb,
        maxMemoryMb,
        coldStart,
        status,
        errorType,
        errorMessage,
        errorStackLine,
        xrayTraceId,
        logLines);
  }

  /** Success may be no more than the silence of an old REPORT; a failure was seen. */
  private static String worse(String one, String other) {
    return BY_SEVERITY.indexOf(one) >= BY_SEVERITY.indexOf(other) ? one : other;
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
