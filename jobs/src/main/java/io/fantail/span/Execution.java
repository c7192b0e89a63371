package io.fantail.span;

import io.fantail.event.ExecutionArn;
import io.fantail.event.UpstreamContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One execution as its own events show it, completed by what answers of the API say.
 *
 * @param startedAt of {@code ExecutionStarted}, or of the first event there is; of the description
 *     where there is none
 * @param startIsKnown whether {@code ExecutionStarted} is among the events, or described
 * @param activeTime without the time between an end and the redrive that followed; null while it
 *     runs
 * @param eventCount 0 where the execution is only described
 * @param missingEvents ids below the highest that no event has
 * @param stateTransitions as AWS bills them, of the events there are: states entered, retries of
 *     Task, Map and Parallel, states that a redrive went on with; 0 for an Express execution, which
 *     is billed by request and duration
 * @param mapRun null where nothing says it
 * @param redriveGaps what {@code activeTime} leaves out, in the order of time
 */
public record Execution(
    String arn,
    ExecutionArn parts,
    ExecutionStatus status,
    Instant startedAt,
    boolean startIsKnown,
    @Nullable Instant endedAt,
    @Nullable Duration activeTime,
    @Nullable String error,
    @Nullable String cause,
    int redriveCount,
    long eventCount,
    long missingEvents,
    long stateTransitions,
    UpstreamContext context,
    @Nullable MapRunMembership mapRun,
    List<RedriveGap> redriveGaps) {
  public Execution {
    redriveGaps = List.copyOf(redriveGaps);
  }
}
