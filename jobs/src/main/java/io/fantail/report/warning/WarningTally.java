package io.fantail.report.warning;

import io.fantail.event.LambdaError;
import io.fantail.report.maprun.Tolerance;
import io.fantail.report.subject.ExecutionKey;
import io.fantail.report.subject.ReportedExecution;
import io.fantail.report.subject.ReportedSpan;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what is about to break, in one task. */
public final class WarningTally {
  /** AWS fails a Standard workflow whose history is longer: Step Functions quotas. */
  private static final double MOST_EVENTS = 25_000;

  private static final double NEAR_EVENTS = 0.8;

  /** The most that a state may be given or return: Step Functions quotas. */
  private static final double MOST_BYTES = 262_144;

  private static final double NEAR_MEMORY = 0.9;
  private static final double NEAR_TOLERANCE = 0.8;
  private static final String EXPRESS = ":express:";
  private static final String DATA_LIMIT_EXCEEDED = "States.DataLimitExceeded";
  private static final String TIMED_OUT = "States.Timeout";
  private static final double NANOS_PER_MILLI = 1e6;

  private final Map<WarningKey, OpenCount> counts = new HashMap<>();

  public void add(ReportedExecution execution) {
    double events = (double) execution.eventCount() + execution.missingEvents();
    ExecutionKey key = execution.key();
    if (events >= NEAR_EVENTS * MOST_EVENTS && !key.executionArn().contains(EXPRESS)) {
      count(WarningKind.EVENT_COUNT, key, null)
          .add(new Occurrence(events, MOST_EVENTS, key.executionArn()));
    }
  }

  /** Counts all spans of an execution. */
  public void add(List<ReportedSpan> ofExecution) {
    boolean retried = false;
    for (ReportedSpan span : ofExecution) {
      if (span.kind() == SpanKind.LAMBDA) {
        addMemory(span);
        addTime(WarningKind.FUNCTION_TIMEOUT, span, span.functionName(), LambdaError.TIMED_OUT);
      } else if (span.kind() == SpanKind.ATTEMPT) {
        addTime(WarningKind.STATE_TIMEOUT, span, span.stateName(), TIMED_OUT);
        retried |= span.attempt() != null && span.attempt() > 1;
      }
      if (span.kind() == SpanKind.MAP_RUN) {
        addTolerance(span);
      }
      if (span.failureOrigin() && DATA_LIMIT_EXCEEDED.equals(span.failure().error())) {
        count(WarningKind.DATA_LIMIT, span.execution(), span.stateName())
            .add(new Occurrence(0, MOST_BYTES, span.execution().executionArn()));
      }
    }
    if (retried) {
      addRetries(ofExecution);
    }
  }

  private void addTolerance(ReportedSpan mapRun) {
    Tolerance tolerance = Tolerance.of(mapRun);
    Double used = tolerance.used();
    Long failed = tolerance.failed();
    Long tolerated = tolerance.tolerated();
    if (used != null
        && failed != null
        && tolerated != null
        && used >= NEAR_TOLERANCE
        && used <= 1) {
      count(WarningKind.TOLERANCE, mapRun.execution(), nameOf(mapRun))
          .add(new Occurrence(failed, tolerated, mapRun.execution().executionArn()));
    }
  }

  private static @Nullable String nameOf(ReportedSpan mapRun) {
    return mapRun.stateName() == null ? mapRun.name() : mapRun.stateName();
  }

  private void addMemory(ReportedSpan invocation) {
    String most = invocation.attributes().get("max_memory_mb");
    String has = invocation.attributes().get("memory_mb");
    if (most == null || has == null) {
      return;
    }
    Occurrence used =
        new Occurrence(
            Double.parseDouble(most),
            Double.parseDouble(has),
            invocation.execution().executionArn());
    if (used.figure() >= NEAR_MEMORY * used.limit()) {
      count(WarningKind.MEMORY, invocation.execution(), invocation.functionName()).add(used);
    }
  }

  private void addTime(
      WarningKind kind, ReportedSpan span, @Nullable String name, String timedOut) {
    Duration duration = span.duration();
    if (duration == null) {
      return;
    }
    double millis = duration.toNanos() / NANOS_PER_MILLI;
    String executionArn = span.execution().executionArn();
    if (span.status() == SpanStatus.OK) {
      count(kind, span.execution(), name).addInTime(millis, executionArn);
    } else if (span.status() == SpanStatus.ERROR && timedOut.equals(span.failure().error())) {
      count(kind, span.execution(), name).addTimedOut(millis, executionArn);
    }
  }

  private record Tried(@Nullable String stateSpanId, int redriveCount) {}

  /** Counts each state that was tried more than once by the last of its attempts. */
  private void addRetries(List<ReportedSpan> ofExecution) {
    Map<Tried, ReportedSpan> lastAttempts = new HashMap<>();
    for (ReportedSpan span : ofExecution) {
      Integer number = span.attempt();
      if (span.kind() == SpanKind.ATTEMPT && number != null && number > 1) {
        lastAttempts.merge(
            new Tried(span.parentSpanId(), span.redriveCount()),
            span,
            (one, other) -> numberOf(one) < numberOf(other) ? other : one);
      }
    }
    for (ReportedSpan last : lastAttempts.values()) {
      if (last.status() == SpanStatus.OK || last.status() == SpanStatus.ERROR) {
        count(WarningKind.RETRIES_IN_VAIN, last.execution(), last.stateName())
            .addRetried(
                new Occurrence(numberOf(last), 0, last.execution().executionArn()),
                last.status() == SpanStatus.OK);
      }
    }
  }

  private static int numberOf(ReportedSpan attempt) {
    return attempt.attempt() == null ? 1 : attempt.attempt();
  }

  private OpenCount count(WarningKind kind, ExecutionKey execution, @Nullable String name) {
    return counts.computeIfAbsent(WarningKey.of(kind, execution, name), unseen -> new OpenCount());
  }

  /** How many keys were counted under. */
  public long size() {
    return counts.size();
  }

  /** What was counted. */
  public List<WarningPart> counted() {
    return counts.entrySet().stream().map(one -> one.getValue().counted(one.getKey())).toList();
  }
}
