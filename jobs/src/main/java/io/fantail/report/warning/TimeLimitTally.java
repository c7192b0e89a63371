package io.fantail.report.warning;

import io.fantail.event.LambdaError;
import io.fantail.report.subject.ReportedExecution;
import io.fantail.report.subject.ReportedSpan;
import io.fantail.span.ExecutionStatus;
import io.fantail.span.SpanAttributes;
import io.fantail.span.SpanStatus;
import io.fantail.text.UtcTimestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts what ended shortly before it would have run out of time. How long a task may take, its
 * history mostly says; how long a function or an execution may, only those tell that ran into it.
 */
final class TimeLimitTally {
  private static final double NEAR = 0.8;
  private static final String TIMED_OUT = "States.Timeout";
  private static final String NO_HEARTBEAT = "States.HeartbeatTimeout";
  private static final double MILLIS_PER_SECOND = 1_000;
  private static final double NANOS_PER_MILLI = 1e6;

  private final OpenCounts counts;

  TimeLimitTally(OpenCounts counts) {
    this.counts = counts;
  }

  void addExecution(ReportedExecution execution) {
    Instant endedAt = execution.endedAt();
    Duration active = execution.activeTime();
    boolean isInTime = execution.status() == ExecutionStatus.SUCCEEDED;
    if (endedAt == null
        || active == null
        || (!isInTime && execution.status() != ExecutionStatus.TIMED_OUT)) {
      return;
    }
    // A redrive begins the time anew.
    boolean isRedriven = !active.equals(Duration.between(execution.startedAt(), endedAt));
    if (!isRedriven) {
      addUnknown(
          counts.of(WarningKind.EXECUTION_TIMEOUT, execution.key(), null),
          isInTime,
          millisOf(active),
          execution.key().executionArn());
    }
  }

  void addInvocation(ReportedSpan invocation) {
    boolean isTimedOut = LambdaError.TIMED_OUT.equals(invocation.failure().error());
    addUnknown(WarningKind.FUNCTION_TIMEOUT, invocation, invocation.functionName(), isTimedOut);
  }

  void addAttempt(ReportedSpan attempt) {
    Map<String, String> attributes = attempt.attributes();
    String timeout = attributes.get(SpanAttributes.TIMEOUT_SECONDS);
    String heartbeat = attributes.get(SpanAttributes.HEARTBEAT_SECONDS);
    if (timeout == null && heartbeat == null) {
      boolean isTimedOut = TIMED_OUT.equals(attempt.failure().error());
      addUnknown(WarningKind.STATE_TIMEOUT, attempt, attempt.stateName(), isTimedOut);
      return;
    }
    Instant endedAt = attempt.endedAt();
    if (endedAt == null) {
      return;
    }
    double millis = millisOf(Duration.between(beginOf(attempt), endedAt));
    Double toTimeout = millisOf(timeout);
    Double toHeartbeat = millisOf(heartbeat);
    if (attempt.status() == SpanStatus.OK) {
      addInTime(WarningKind.STATE_TIMEOUT, attempt, millis, toTimeout);
      addInTime(WarningKind.HEARTBEAT, attempt, millis, toHeartbeat);
    } else if (isOutOfTime(attempt)) {
      // AWS calls both a time-out: which one it was, the time tells.
      boolean isOfHeartbeat = toTimeout == null || (toHeartbeat != null && millis < toTimeout);
      counts
          .of(
              isOfHeartbeat ? WarningKind.HEARTBEAT : WarningKind.STATE_TIMEOUT,
              attempt.execution(),
              attempt.stateName())
          .addHit();
    }
  }

  private static boolean isOutOfTime(ReportedSpan attempt) {
    String error = attempt.failure().error();
    return attempt.status() == SpanStatus.ERROR
        && (TIMED_OUT.equals(error) || NO_HEARTBEAT.equals(error));
  }

  /** From {@code TaskStarted} on AWS counts, where there is one. */
  private static Instant beginOf(ReportedSpan attempt) {
    String startedAt = attempt.attributes().get(SpanAttributes.STARTED_AT);
    return startedAt == null ? attempt.startedAt() : UtcTimestamp.parse(startedAt);
  }

  private void addInTime(
      WarningKind kind, ReportedSpan attempt, double millis, @Nullable Double limit) {
    if (limit == null || millis < NEAR * limit) {
      return;
    }
    OpenCount count = counts.of(kind, attempt.execution(), attempt.stateName());
    if (millis > limit) {
      count.refute();
    } else {
      count.addNear(new Occurrence(millis, limit, attempt.execution().executionArn()));
    }
  }

  private void addUnknown(
      WarningKind kind, ReportedSpan span, @Nullable String name, boolean isTimedOut) {
    Duration duration = span.duration();
    boolean isInTime = span.status() == SpanStatus.OK;
    if (duration != null && (isInTime || (isTimedOut && span.status() == SpanStatus.ERROR))) {
      addUnknown(
          counts.of(kind, span.execution(), name),
          isInTime,
          millisOf(duration),
          span.execution().executionArn());
    }
  }

  private static void addUnknown(
      OpenCount count, boolean isInTime, double millis, String executionArn) {
    if (isInTime) {
      count.addInTime(millis, executionArn);
    } else {
      count.addTimedOut(millis, executionArn);
    }
  }

  private static double millisOf(Duration duration) {
    return duration.toNanos() / NANOS_PER_MILLI;
  }

  private static @Nullable Double millisOf(@Nullable String seconds) {
    return seconds == null ? null : (Double) (MILLIS_PER_SECOND * Double.parseDouble(seconds));
  }
}
