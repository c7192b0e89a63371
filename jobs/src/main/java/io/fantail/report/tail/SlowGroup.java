package io.fantail.report.tail;

import io.fantail.report.factor.Onset;
import io.fantail.report.factor.ScopeFactors;
import io.fantail.report.factor.TailFactor;
import io.fantail.report.latency.DurationCounts;
import io.fantail.report.latency.Percentiles;
import io.fantail.report.trait.Factor;
import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The children of one day's Map Runs of one label as a summary speaks of them.
 *
 * @param mapLabel of the Distributed Map
 * @param children how many ended
 * @param tailChildren those in the tail of their Map Run; estimated where not all were compared
 * @param activeTimes of all of them
 * @param lostMs what these took beyond the median of their Map Run, all together
 * @param onset since when more are slow; null where no moment stands out
 * @param causes what stands out, that which explains most first
 * @param factorsTested how many factors were tested on whole children
 * @param detectableRatio the smallest ratio that would have been seen of each of them; null where
 *     nothing could be tested
 */
public record SlowGroup(
    LocalDate day,
    String stateMachineName,
    String mapLabel,
    long children,
    long tailChildren,
    Percentiles activeTimes,
    double lostMs,
    @Nullable Onset onset,
    List<Cause> causes,
    long factorsTested,
    @Nullable Double detectableRatio) {
  private static final int MOST_CAUSES = 5;

  /** The group of whole children, of whose tests these are the rows. */
  static SlowGroup of(ScopeFactors scope, DurationCounts activeTimes, List<TailFactor> rows) {
    long ended = activeTimes.total();
    // Of very many children a sample was compared, of very few none.
    double ofAll = scope.children() == 0 ? 0 : (double) ended / scope.children();
    List<Cause> causes = new ArrayList<>();
    Set<Object> tested = new HashSet<>();
    Double detectable = null;
    for (TailFactor row : rows) {
      tested.add(row.factor());
      if (row.isFinding() && causes.size() < MOST_CAUSES) {
        causes.add(Cause.of(row));
      }
      Double ratio = row.detectableRatio();
      detectable = ratio == null || (detectable != null && detectable > ratio) ? detectable : ratio;
    }
    causes.sort(
        Comparator.comparing((Cause one) -> one.factor() == Factor.UNLINKED)
            .thenComparing(Comparator.comparingDouble(Cause::explainedMs).reversed()));
    return new SlowGroup(
        scope.scope().day(),
        scope.scope().stateMachineName(),
        scope.scope().mapLabel(),
        ended,
        Math.round(scope.tailChildren() * ofAll),
        Percentiles.of(activeTimes),
        scope.excessMs() * ofAll,
        scope.onset(),
        causes,
        tested.size(),
        detectable);
  }

  static SlowGroup shape(Fields<SlowGroup> fields) {
    return new SlowGroup(
        fields.field(FieldType.DAY, SlowGroup::day),
        fields.text(SlowGroup::stateMachineName),
        fields.text(SlowGroup::mapLabel),
        fields.whole(SlowGroup::children),
        fields.whole(SlowGroup::tailChildren),
        fields.record(SlowGroup::activeTimes, Percentiles::shape),
        fields.number(SlowGroup::lostMs),
        fields.recordOrNull(SlowGroup::onset, Onset::shape),
        fields.list(SlowGroup::causes, Cause::shape),
        fields.whole(SlowGroup::factorsTested),
        fields.numberOrNull(SlowGroup::detectableRatio));
  }
}
