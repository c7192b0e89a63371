package io.fantail.span;

import io.fantail.event.ExecutionArn;
import io.fantail.event.UpstreamContext;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One execution as its own events show it.
 *
 * @param startedAt of {@code ExecutionStarted}, or of the first event there is
 * @param startIsKnown whether {@code ExecutionStarted} is among the events
 * @param activeTime without the time between an end and the redrive that followed; null while it
 *     runs
 * @param missingEvents ids below the highest that no event has
 * @param stateTransitions states entered and attempts repeated, of the events there are
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
    UpstreamContext context) {}
