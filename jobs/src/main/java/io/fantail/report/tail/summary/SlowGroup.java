package io.fantail.report.tail.summary;

import io.fantail.report.factor.ScopeFactors;
import io.fantail.report.factor.TailFactor;
import io.fantail.report.latency.DurationCounts;
import io.fantail.report.latency.Percentiles;
import io.fantail.report.trait.Factor;
import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.shape.RecordTable;
import io.fantail.shape.Shape;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The children of one day's Map Runs of one label as a summary speaks of them: a row of the table
 * {@code tails}, with what stands out in {@code tail_factors}.
 *
 * @param causes what stands out, that which explains most first
 */
public record SlowGroup(LocalDate day, TailFigures figures, List<Cause> causes) {
  public static final RecordTable<SlowGroup> TABLE =
      RecordTable.report(
          "tails",
          "The children of one day's Map Runs of one label: how slow they are, and since when.",
          Shape.writtenOnly(fields -> fields.record(SlowGroup::figures, TailFigures::shape)),
          "The UTC day on which the parents of the Map Runs started.");

  private static final int MOST_CAUSES = 5;

  /** The group of whole children, of whose tests these are the rows. */
  public static SlowGroup of(
      ScopeFactors scope, DurationCounts activeTimes, List<TailFactor> rows) {
    long ended = activeTimes.total();
    // Of very many children a sample was compared, of very few none.
    double ofAll = scope.children() == 0 ? 0 : (double) ended / scope.children();
    List<Cause> findings = new ArrayList<>();
    Set<Object> tested = new HashSet<>();
    Double detectable = null;
    for (TailFactor row : rows) {
      tested.add(row.factor());
      if (row.isFinding()) {
        findings.add(Cause.of(row));
      }
      Double ratio = row.detectableRatio();
      detectable = ratio == null || (detectable != null && detectable > ratio) ? detectable : ratio;
    }
    TailFigures figures =
        new TailFigures(
            scope.scope().stateMachineName(),
            scope.scope().mapLabel(),
            ended,
            Math.round(scope.tailChildren() * ofAll),
            Percentiles.of(activeTimes),
            scope.excessMs() * ofAll,
            scope.onset(),
            tested.size(),
            detectable);
    return of(scope.scope().day(), figures, findings);
  }

  /**
   * The group with those of its causes that a summary names.
   *
   * @param findings all that stands out in whole children, by kind and rank
   */
  public static SlowGroup of(LocalDate day, TailFigures figures, List<Cause> findings) {
    List<Cause> causes =
        new ArrayList<>(findings.subList(0, Math.min(MOST_CAUSES, findings.size())));
    causes.sort(
        Comparator.comparing((Cause one) -> one.factor() == Factor.UNLINKED)
            .thenComparing(Comparator.comparingDouble(Cause::explainedMs).reversed()));
    return new SlowGroup(day, figures, causes);
  }

  public String stateMachineName() {
    return figures.stateMachineName();
  }

  public String mapLabel() {
    return figures.mapLabel();
  }

  static SlowGroup shape(Fields<SlowGroup> fields) {
    return new SlowGroup(
        fields.field(FieldType.DAY, SlowGroup::day),
        fields.record(SlowGroup::figures, TailFigures::shape),
        fields.list(SlowGroup::causes, Cause::shape));
  }
}
