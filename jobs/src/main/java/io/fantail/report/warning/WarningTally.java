package io.fantail.report.warning;

import io.fantail.report.maprun.Tolerance;
import io.fantail.report.subject.ExecutionKey;
import io.fantail.report.subject.ReportedExecution;
import io.fantail.report.subject.ReportedSpan;
import io.fantail.report.subject.UsedMemory;
import io.fantail.span.ExecutionStatus;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what is about to break, in one task. */
public final class WarningTally {
  /** AWS fails a Standard workflow whose history is longer: Step Functions quotas. */
  private static final double MOST_EVENTS = 25_000;

  private static final double NEAR_EVENTS = 0.8;
  private static final double NEAR_MEMORY = 0.9;
  private static final double NEAR_TOLERANCE = 0.8;
  private static final String EXPRESS = ":express:";

  private final OpenCounts counts = new OpenCounts();
  private final TimeLimitTally times = new TimeLimitTally(counts);
  private final PayloadTally payloads = new PayloadTally(counts);

  public void add(ReportedExecution execution) {
    double events = (double) execution.eventCount() + execution.missingEvents();
    ExecutionKey key = execution.key();
    if (events >= NEAR_EVENTS * MOST_EVENTS && !key.executionArn().contains(EXPRESS)) {
      counts
          .of(WarningKind.EVENT_COUNT, key, null)
          .add(new Occurrence(events, MOST_EVENTS, key.executionArn()));
    }
    times.addExecution(execution);
    addChild(execution);
  }

  /** A child that failed may run again, in another execution if it is an Express one. */
  private void addChild(ReportedExecution child) {
    Long itemHash = child.items().hash();
    boolean mayRunAgain =
        child.status() != ExecutionStatus.SUCCEEDED && child.status() != ExecutionStatus.RUNNING;
    if (itemHash != null && child.mapRunArn() != null && !mayRunAgain) {
      counts
          .of(WarningKind.SAME_ITEM, child.key(), child.mapRunArn())
          .addChild(itemHash, child.key().executionArn());
    }
  }

  /** Counts all spans of an execution. */
  public void add(List<ReportedSpan> ofExecution) {
    boolean retried = false;
    boolean hasPayloads = false;
    for (ReportedSpan span : ofExecution) {
      if (span.kind() == SpanKind.LAMBDA) {
        addMemory(span);
        times.addInvocation(span);
      } else if (span.kind() == SpanKind.ATTEMPT) {
        times.addAttempt(span);
        retried |= span.attempt() != null && span.attempt() > 1;
      } else if (span.kind() == SpanKind.MAP_RUN) {
        addTolerance(span);
      }
      hasPayloads |= PayloadTally.isOf(span);
    }
    if (retried) {
      addRetries(ofExecution);
    }
    if (hasPayloads) {
      payloads.add(ofExecution);
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
      counts
          .of(WarningKind.TOLERANCE, mapRun.execution(), nameOf(mapRun))
          .add(new Occurrence(failed, tolerated, mapRun.execution().executionArn()));
    }
  }

  private static @Nullable String nameOf(ReportedSpan mapRun) {
    return mapRun.stateName() == null ? mapRun.name() : mapRun.stateName();
  }

  private void addMemory(ReportedSpan invocation) {
    UsedMemory memory = UsedMemory.of(invocation);
    if (memory != null && memory.usedMb() >= NEAR_MEMORY * memory.limitMb()) {
      counts
          .of(WarningKind.MEMORY, invocation.execution(), invocation.functionName())
          .add(
              new Occurrence(
                  memory.usedMb(), memory.limitMb(), invocation.execution().executionArn()));
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
        counts
            .of(WarningKind.RETRIES_IN_VAIN, last.execution(), last.stateName())
            .addRetried(
                new Occurrence(numberOf(last), 0, last.execution().executionArn()),
                last.status() == SpanStatus.OK);
      }
    }
  }

  private static int numberOf(ReportedSpan attempt) {
    return attempt.attempt() == null ? 1 : attempt.attempt();
  }

  /** How many keys were counted under. */
  public long size() {
    return counts.size();
  }

  /** What was counted. */
  public List<WarningPart> counted() {
    return counts.counted();
  }
}
