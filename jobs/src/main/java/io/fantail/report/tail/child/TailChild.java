package io.fantail.report.tail.child;

import io.fantail.event.TakenItems;
import io.fantail.report.subject.Breakdown;
import io.fantail.report.trait.Trait;
import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.span.ExecutionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A child that ended, with what may tell why it took so long.
 *
 * @param spans how many it has, its own included
 * @param breakdown where its time went; null where nobody knows
 * @param traits of the child as a whole
 * @param visits to the states in which it called something
 */
public record TailChild(
    String executionArn,
    ExecutionStatus status,
    Instant startedAt,
    Instant endedAt,
    Duration activeTime,
    long spans,
    @Nullable Breakdown breakdown,
    TakenItems items,
    List<Trait> traits,
    List<StateVisit> visits) {
  private static final ExecutionStatus[] STATUSES = ExecutionStatus.values();

  public static TailChild shape(Fields<TailChild> fields) {
    return new TailChild(
        fields.similar(TailChild::executionArn),
        fields.constant(STATUSES, TailChild::status),
        fields.time(TailChild::startedAt),
        fields.time(TailChild::endedAt),
        fields.field(FieldType.DURATION, TailChild::activeTime),
        fields.whole(TailChild::spans),
        fields.recordOrNull(TailChild::breakdown, Breakdown::shape),
        fields.recordOr(TakenItems.UNKNOWN, TailChild::items, TakenItems::shape),
        fields.list(TailChild::traits, Trait::shape),
        fields.list(TailChild::visits, StateVisit::shape));
  }

  public boolean hasFailed() {
    return status != ExecutionStatus.SUCCEEDED;
  }

  /** The traits of the child and of its visits, each once. */
  public List<Trait> allTraits() {
    List<Trait> all = new ArrayList<>(traits);
    for (StateVisit visit : visits) {
      for (Trait trait : visit.traits()) {
        if (!all.contains(trait)) {
          all.add(trait);
        }
      }
    }
    return all;
  }
}
