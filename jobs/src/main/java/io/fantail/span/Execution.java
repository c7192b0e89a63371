package io.fantail.span;

import io.fantail.event.ExecutionArn;
import io.fantail.event.Failure;
import io.fantail.event.TakenItems;
import io.fantail.event.UpstreamContext;
import io.fantail.shape.Dated;
import io.fantail.shape.Fields;
import io.fantail.shape.Slot;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
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
 * @param items that a child of a Distributed Map took
 * @param mapRun null where nothing says it
 * @param otherMapRun of the most trusted answer that names another one than {@code mapRun}; null
 *     where all agree
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
    Failure failure,
    int redriveCount,
    long eventCount,
    long missingEvents,
    long stateTransitions,
    UpstreamContext context,
    TakenItems items,
    @Nullable MapRunMembership mapRun,
    @Nullable MapRunMembership otherMapRun,
    List<RedriveGap> redriveGaps) {
  private static final ExecutionStatus[] STATUSES = ExecutionStatus.values();

  public Execution {
    redriveGaps = List.copyOf(redriveGaps);
  }

  public static Execution shape(Fields<Execution> fields) {
    String arn = fields.text(Execution::arn);
    return new Execution(
        arn,
        fields.derived(Execution::parts, () -> ExecutionArn.parseKnown(arn)),
        fields.constant(STATUSES, Execution::status),
        fields.time(Execution::startedAt),
        fields.flag(Execution::startIsKnown),
        fields.timeOrNull(Execution::endedAt),
        fields.durationOrNull(Execution::activeTime),
        fields.recordOr(Failure.NONE, Execution::failure, Failure::shape),
        fields.integer(Execution::redriveCount),
        fields.whole(Execution::eventCount),
        fields.whole(Execution::missingEvents),
        fields.whole(Execution::stateTransitions),
        fields.recordOr(UpstreamContext.NONE, Execution::context, UpstreamContext::shape),
        fields.recordOr(TakenItems.UNKNOWN, Execution::items, TakenItems::shape),
        fields.recordOrNull(Execution::mapRun, MapRunMembership::shape),
        fields.recordOrNull(Execution::otherMapRun, MapRunMembership::shape),
        fields.list(Execution::redriveGaps, RedriveGap::shape));
  }

  /** Whether events of it are missing, so that what they tell may be missing, too. */
  public boolean isTorn() {
    return eventCount == 0 || missingEvents > 0 || !startIsKnown;
  }

  /** The UTC day on which it started: the day of everything in it. */
  public LocalDate day() {
    return Dated.dayOf(startedAt);
  }

  /** The UTC hour in which it started: that of everything in it. */
  public Slot slot() {
    return Slot.of(startedAt);
  }
}
