package io.fantail.job.compare;

import io.fantail.job.summary.TextTable;
import io.fantail.report.comparison.BrokenGate;
import io.fantail.report.comparison.Change;
import io.fantail.report.comparison.ComparedGroup;
import io.fantail.report.comparison.Comparison;
import io.fantail.report.comparison.PartChange;
import io.fantail.report.comparison.Verdict;
import io.fantail.report.statistics.Interval;
import io.fantail.shape.Column;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Prints a comparison for people: what is slower or faster, and the figures of executions anyway;
 * then where the time went, and the errors that are new or gone.
 */
public final class ComparisonText {
  private static final List<String> FIGURES =
      List.of("verdict", "of", "figure", "base", "against", "times", "at least", "at most", "runs");
  private static final List<String> ERRORS =
      List.of(
          "errors",
          "error",
          "says",
          "state",
          "function",
          "of",
          "attempts",
          "executions",
          "example");
  private static final int CELL_CHARS = 90;

  /** A part that changed by less explains nothing. */
  private static final double LEAST_CHANGE_MS = 0.05;

  private final PrintWriter out;
  private final int limit;

  /** Prints to {@code out}, at most {@code limit} figures and errors. */
  public ComparisonText(PrintWriter out, int limit) {
    this.out = out;
    this.limit = limit;
  }

  public void print(LakeComparison comparison, List<BrokenGate> broken) {
    out.println("Base     " + side(comparison.sides().baseInWords(), comparison.base()));
    out.println("Against  " + side(comparison.sides().againstInWords(), comparison.against()));
    out.println();
    List<Change> shown = comparison.changes().stream().filter(ComparisonText::isShown).toList();
    TextTable.of(FIGURES, shown.stream().map(ComparisonText::row).toList(), limit, CELL_CHARS)
        .print(out);
    out.println();
    out.println(verdicts(comparison.changes()));
    shown.stream()
        .limit(limit)
        .map(one -> one.effect().note())
        .filter(Objects::nonNull)
        .filter(note -> !note.startsWith("An interval") && !note.startsWith("Only"))
        .distinct()
        .forEach(out::println);
    printParts(comparison);
    printErrors(comparison);
    if (!broken.isEmpty()) {
      out.println();
      broken.stream().limit(limit).map(ComparisonText::sentence).forEach(out::println);
    }
  }

  private static String side(String inWords, SideTotals totals) {
    return String.format(
        Locale.ROOT,
        "%s: %,d children in %,d Map Runs, %,d other executions",
        inWords,
        totals.children(),
        totals.mapRuns(),
        totals.others());
  }

  private static boolean isShown(Change change) {
    return change.verdict() == Verdict.SLOWER
        || change.verdict() == Verdict.FASTER
        || change.group().kind().equals(ComparedGroup.EXECUTION);
  }

  private static Row row(Change change) {
    Interval ratio = change.effect().ratio();
    return RowFactory.create(
        change.verdict().word(),
        change.group().inWords(),
        change.figure().word(),
        value(change, change.base()),
        value(change, change.against()),
        ratio == null ? "-" : times(ratio.estimate()),
        ratio == null ? "-" : times(ratio.low()),
        ratio == null ? "-" : times(ratio.high()),
        change.effect().baseRuns() == 0 && change.effect().againstRuns() == 0
            ? "-"
            : change.effect().baseRuns() + ", " + change.effect().againstRuns());
  }

  private static String value(Change change, @Nullable Double value) {
    if (value == null) {
      return "-";
    }
    return switch (change.figure()) {
      case P50, P95, P99 -> String.format(Locale.ROOT, "%,.1f ms", value);
      case ERROR_RATE, COLD_START_SHARE -> String.format(Locale.ROOT, "%.2f %%", 100 * value);
      case COST -> String.format(Locale.ROOT, "%.3g", value);
    };
  }

  private static String times(double ratio) {
    return Double.isInfinite(ratio) ? "∞" : String.format(Locale.ROOT, "%,.2f", ratio);
  }

  private static String verdicts(List<Change> changes) {
    return String.format(
        Locale.ROOT,
        "Of %,d figures of executions, states and functions %,d are slower, %,d faster, %,d the same"
            + " (within %s times; shares within %s points), %,d open: --json lists them all.",
        changes.size(),
        count(changes, Verdict.SLOWER),
        count(changes, Verdict.FASTER),
        count(changes, Verdict.SAME),
        Comparison.MARGIN,
        100 * Comparison.SHARE_MARGIN,
        count(changes, Verdict.UNKNOWN));
  }

  private static long count(List<Change> changes, Verdict verdict) {
    return changes.stream().filter(one -> one.verdict() == verdict).count();
  }

  /** Says of executions that became slower or faster what of their time did. */
  private void printParts(LakeComparison comparison) {
    comparison.changes().stream()
        .filter(one -> one.group().kind().equals(ComparedGroup.EXECUTION))
        .filter(one -> one.verdict() == Verdict.SLOWER || one.verdict() == Verdict.FASTER)
        .filter(one -> one.figure().isPercentile())
        .map(Change::group)
        .distinct()
        .map(group -> comparison.parts().stream().filter(one -> one.group().equals(group)).toList())
        .filter(parts -> !parts.isEmpty())
        .forEach(this::printParts);
  }

  private void printParts(List<PartChange> parts) {
    double all = parts.stream().mapToDouble(PartChange::changeMs).sum();
    out.println();
    out.println(
        String.format(
                Locale.ROOT,
                "%s took %,.1f ms %s on average: ",
                parts.get(0).group().inWords(),
                Math.abs(all),
                all < 0 ? "less" : "more")
            + parts.stream()
                .filter(one -> Math.abs(one.changeMs()) >= LEAST_CHANGE_MS)
                .map(
                    one ->
                        String.format(
                            Locale.ROOT,
                            "%s %+,.1f",
                            Column.wordOf(one.part()).replace('_', ' '),
                            one.changeMs()))
                .collect(Collectors.joining(", "))
            + ".");
  }

  private void printErrors(LakeComparison comparison) {
    List<Row> rows = new ArrayList<>();
    comparison.errorsNew().forEach(error -> rows.add(row("new", error)));
    comparison.errorsGone().forEach(error -> rows.add(row("gone", error)));
    if (!rows.isEmpty()) {
      out.println();
      TextTable.of(ERRORS, rows, limit, CELL_CHARS).print(out);
    }
  }

  private static Row row(String what, ErrorChange error) {
    return RowFactory.create(
        what,
        error.error(),
        error.messageTemplate(),
        error.stateName(),
        error.functionName(),
        (error.isDistributedMapChild() ? "children of " : "") + error.stateMachineName(),
        error.attempts(),
        error.executions(),
        error.exampleExecutionArn());
  }

  private static String sentence(BrokenGate broken) {
    Change change = broken.change();
    Interval ratio = Objects.requireNonNull(change.effect().ratio());
    return String.format(
        Locale.ROOT,
        "Broken: --fail-on %s: %s of %s is at least %s times what it was (%s, was %s).",
        broken.gate(),
        change.figure().word(),
        change.group().inWords(),
        times(ratio.low()),
        value(change, change.against()),
        value(change, change.base()));
  }
}
