package io.fantail.report.tail;

import io.fantail.report.subject.Breakdown;
import io.fantail.report.tail.child.StateVisit;
import io.fantail.report.tail.child.TailChild;
import io.fantail.report.tail.summary.SlowChild;
import io.fantail.report.trait.Factor;
import io.fantail.report.trait.Trait;
import io.fantail.shape.Column;
import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.shape.Millis;
import io.fantail.shape.RecordTable;
import io.fantail.shape.Shape;
import io.fantail.trace.path.TimePart;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A slow child of a Map Run, with what held it: a row of the table {@code stragglers}.
 *
 * @param rank among the children of its Map Run that ended, 1 for the slowest; behind the 50
 *     slowest, those that took equally long share one
 * @param timesMedian how many times the median of these it took; null where that is 0
 * @param isStraggler whether it is beyond the rule, or only among the slowest
 * @param heldBy the part of its time that is furthest above the median of the Map Run; null where
 *     nobody knows where its time went, or none is above
 * @param heldByState the state whose time is furthest above; null where none is
 */
public record Straggler(
    LocalDate day,
    String mapRunArn,
    long rank,
    TailChild child,
    @Nullable Double timesMedian,
    boolean isStraggler,
    @Nullable TimePart heldBy,
    @Nullable Double heldByMs,
    @Nullable String heldByState,
    ExplainedBy explainedBy) {
  private static final TimePart[] PARTS = TimePart.values();
  private static final ExplainedBy[] EXPLANATIONS = ExplainedBy.values();

  public static final RecordTable<Straggler> TABLE =
      RecordTable.report(
          "stragglers",
          "A slow child of a Map Run: its 50 slowest, and all beyond the rule.",
          Shape.writtenOnly(Straggler::columns),
          "The UTC day on which the parent of the Map Run started.");

  static Straggler of(TailChild child, KnownRun run, long rank) {
    double activeMs = Millis.of(child.activeTime());
    TimePart heldBy = null;
    double heldByMs = 0;
    Breakdown breakdown = child.breakdown();
    if (breakdown != null) {
      for (TimePart part : PARTS) {
        double excess =
            Millis.of(breakdown.timeOf(part)) - run.medianPartsMs().getOrDefault(part, 0.0);
        if (excess > heldByMs) {
          heldBy = part;
          heldByMs = excess;
        }
      }
    }
    return new Straggler(
        run.run().day(),
        run.run().mapRunArn(),
        rank,
        child,
        run.medianMs() == 0 ? null : (Double) (activeMs / run.medianMs()),
        run.rule().isStraggler(child.activeTime()),
        heldBy,
        heldBy == null ? null : (Double) heldByMs,
        slowestState(child, run),
        ExplainedBy.of(child, run, activeMs));
  }

  private static @Nullable String slowestState(TailChild child, KnownRun run) {
    String slowest = null;
    double most = 0;
    for (StateVisit visit : child.visits()) {
      KnownRun.StateFigures figures = run.states().get(visit.stateName());
      double excess = Millis.of(visit.activeTime()) - (figures == null ? 0 : figures.medianMs());
      if (excess > most) {
        slowest = visit.stateName();
        most = excess;
      }
    }
    return slowest;
  }

  /** The child as a summary names it. */
  SlowChild summary() {
    return new SlowChild(
        child.executionArn(),
        mapRunArn,
        child.status(),
        child.activeTime(),
        timesMedian,
        heldBy,
        heldByMs,
        heldByState,
        SlowChild.placesAmong(child.allTraits()));
  }

  private List<String> valuesOf(Factor factor) {
    return child.allTraits().stream()
        .filter(trait -> trait.factor() == factor)
        .map(Trait::value)
        .toList();
  }

  private static void columns(Fields<Straggler> fields) {
    fields.text("map_run_arn", "The Map Run.", Straggler::mapRunArn);
    fields.whole(
        "rank",
        "Its place among the children of the Map Run that ended, 1 for the slowest; behind 50,"
            + " those that took equally long share one.",
        Straggler::rank);
    fields.text("execution_arn", "The child.", one -> one.child.executionArn());
    fields.text("status", "How it ended.", one -> one.child.status().name());
    fields.time("started_at", "When it started.", one -> one.child.startedAt());
    fields.durationOrNull(
        "active_ms",
        "How long it took, without the time before a redrive in which nobody worked.",
        one -> one.child.activeTime());
    fields.numberOrNull(
        "times_median",
        "How many times the median of the Map Run's children that is; null where that is 0.",
        Straggler::timesMedian);
    fields.flag(
        "is_straggler",
        "Whether it took more than 1.5 times the median and lies beyond the upper fence of the"
            + " logarithms; or else is only among the 50 slowest.",
        Straggler::isStraggler);
    for (TimePart part : PARTS) {
      fields.durationOrNull(
          Column.wordOf(part) + "_ms",
          "The part of its time that the column of this name in executions means.",
          one -> one.child.breakdown() == null ? null : one.child.breakdown().timeOf(part));
    }
    fields
        .column(
            "held_by",
            "The part of its time that is furthest above the median of the Map Run: queue,"
                + " cold_start, lambda, task, retry, wait, map or other; null where nobody knows"
                + " where its time went, or no part is above.")
        .constantOrNull(PARTS, Straggler::heldBy);
    fields.numberOrNull("held_by_ms", "How far that part is above it.", Straggler::heldByMs);
    fields.textOrNull(
        "held_by_state",
        "The state whose time is furthest above its median; null where none is.",
        Straggler::heldByState);
    fields
        .column(
            "explained_by",
            "input where children with as large an input take at least half as long beyond the"
                + " median, in logarithms; environment where not; unknown where nothing tells how"
                + " large it was.")
        .constant(EXPLANATIONS, Straggler::explainedBy);
    fields.integerOrNull("items", "Items that it took.", one -> one.child.items().count());
    fields.wholeOrNull(
        "item_bytes",
        "The sum of the sizes of these in S3, else the length of its input.",
        one -> one.child.items().bytes());
    fields
        .column("log_streams", "The log streams, each of a sandbox, that its calls are found in.")
        .field(FieldType.TEXT_LIST, one -> one.valuesOf(Factor.LOG_STREAM));
    fields
        .column("function_versions", "The versions of the functions that these name.")
        .field(FieldType.TEXT_LIST, one -> one.valuesOf(Factor.FUNCTION_VERSION));
  }
}
