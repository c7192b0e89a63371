package io.fantail.job.compare;

import io.fantail.job.summary.Paragraphs;
import io.fantail.report.comparison.BrokenGate;
import io.fantail.report.comparison.Change;
import io.fantail.report.comparison.ComparedGroup;
import io.fantail.report.comparison.Comparison;
import io.fantail.report.comparison.PartChange;
import io.fantail.report.comparison.Verdict;
import io.fantail.report.statistics.Interval;
import io.fantail.shape.Column;
import io.fantail.text.Printable;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Prints a comparison for people: what is slower, then what is faster, and the figures of
 * executions anyway, each with its own worst first; then where the time went, and the errors that
 * are new or gone. Lines fit a terminal of 80 characters, unless a name does not.
 */
public final class ComparisonText {
  private static final int WIDTH = 80;
  private static final int INDENT = 9;

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
    wrapped("Base", side(comparison.sides().baseInWords(), comparison.base()));
    wrapped("Against", side(comparison.sides().againstInWords(), comparison.against()));
    List<Change> all = comparison.changes().stream().filter(ComparisonText::isShown).toList();
    List<Change> shown = all.subList(0, Math.min(limit, all.size()));
    shown.stream()
        .collect(Collectors.groupingBy(Change::verdict, LinkedHashMap::new, Collectors.toList()))
        .forEach(this::printVerdict);
    if (shown.size() < all.size()) {
      out.println("... and more: raise --limit");
    }
    out.println();
    wrapped("", verdicts(comparison.changes()));
    if (shown.stream().anyMatch(ComparisonText::isOnlyBeyondByItself)) {
      wrapped(
          "",
          "An interval beyond no change is not enough where so many figures are looked at, as one"
              + " of twenty lies there by chance.");
    }
    // Of what is unknown there is nothing to add.
    shown.stream()
        .filter(change -> change.verdict() != Verdict.UNKNOWN)
        .map(change -> change.effect().note())
        .filter(Objects::nonNull)
        .distinct()
        .forEach(note -> wrapped("", note));
    printParts(comparison);
    printErrors("Errors that are new", comparison.errorsNew());
    printErrors("Errors that are gone", comparison.errorsGone());
    if (!broken.isEmpty()) {
      out.println();
      broken.stream().limit(limit).forEach(one -> wrapped("", sentence(one)));
    }
  }

  /** Prints a text beside a word, or over the whole width where there is none. */
  private void wrapped(String lead, String text) {
    int indent = lead.isEmpty() ? 0 : INDENT;
    String before = String.format("%-" + Math.max(1, indent) + "s", lead);
    for (String line : Paragraphs.wrapped(text, WIDTH - indent)) {
      out.println(indent == 0 ? line : before + line);
      before = " ".repeat(indent);
    }
  }

  private static String side(String inWords, SideTotals totals) {
    return inWords
        + ": "
        + counted(totals.children(), "child", "children")
        + " in "
        + counted(totals.mapRuns(), "Map Run", "Map Runs")
        + ", "
        + counted(totals.others(), "other execution", "other executions");
  }

  private static boolean isShown(Change change) {
    return change.verdict() == Verdict.SLOWER
        || change.verdict() == Verdict.FASTER
        || change.group().kind().equals(ComparedGroup.EXECUTION);
  }

  private static boolean isOnlyBeyondByItself(Change change) {
    Interval difference = change.effect().difference();
    Interval ratio = change.effect().ratio();
    boolean isBeyond =
        difference != null ? !difference.covers(0) : ratio != null && !ratio.covers(1);
    return change.verdict() == Verdict.UNKNOWN && isBeyond;
  }

  private void printVerdict(Verdict verdict, List<Change> changes) {
    out.println();
    out.println(
        String.format(
            Locale.ROOT,
            "%-18s %11s %11s  %-29s %6s",
            verdict.word().toUpperCase(Locale.ROOT),
            "base",
            "against",
            "change (95 % interval)",
            "runs"));
    Map<ComparedGroup, List<Change>> byGroup =
        changes.stream()
            .collect(Collectors.groupingBy(Change::group, LinkedHashMap::new, Collectors.toList()));
    byGroup.forEach(
        (group, ofGroup) -> {
          out.println(Printable.of(group.inWords()));
          ofGroup.forEach(one -> out.println(line(one)));
        });
  }

  private static String line(Change change) {
    int baseRuns = change.effect().baseRuns();
    int againstRuns = change.effect().againstRuns();
    return String.format(
        Locale.ROOT,
        "  %-16s %11s %11s  %-29s %6s",
        change.figure().word(),
        ComparedValues.value(change.figure(), change.base().value()),
        ComparedValues.value(change.figure(), change.against().value()),
        ComparedValues.change(change),
        baseRuns + againstRuns == 0 ? "-" : baseRuns + ", " + againstRuns);
  }

  private static String verdicts(List<Change> changes) {
    return String.format(
        Locale.ROOT,
        "Of %,d figures of executions, states and functions %,d are slower, %,d faster, %,d the same"
            + " (within %s times; shares within %s points), %,d unknown: --json lists them all.",
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
        .filter(one -> one.figure().isDuration())
        .map(Change::group)
        .distinct()
        .map(group -> comparison.parts().stream().filter(one -> one.group().equals(group)).toList())
        .filter(parts -> !parts.isEmpty())
        .forEach(this::printParts);
  }

  private void printParts(List<PartChange> parts) {
    double all = parts.stream().mapToDouble(PartChange::changeMs).sum();
    String lead =
        String.format(
            Locale.ROOT,
            "%s took %,.1f ms %s on average",
            parts.get(0).group().inWords(),
            Math.abs(all),
            all < 0 ? "less" : "more");
    String changed =
        parts.stream()
            .filter(one -> Math.abs(one.changeMs()) >= LEAST_CHANGE_MS)
            .map(
                one ->
                    String.format(
                        Locale.ROOT,
                        "%s %+,.1f",
                        Column.wordOf(one.part()).replace('_', ' '),
                        one.changeMs()))
            .collect(Collectors.joining(", "));
    out.println();
    wrapped("", lead + (changed.isEmpty() ? "." : ": " + changed + "."));
  }

  /** Each with what it says and an example, whole and on a line of its own, to be copied. */
  private void printErrors(String heading, List<ErrorChange> errors) {
    if (errors.isEmpty()) {
      return;
    }
    out.println();
    out.println(heading);
    for (ErrorChange error : errors.subList(0, Math.min(limit, errors.size()))) {
      for (String line : Paragraphs.wrapped(named(error), WIDTH - 2)) {
        out.println("  " + line);
      }
      if (error.messageTemplate() != null) {
        for (String line : Paragraphs.wrapped(error.messageTemplate(), WIDTH - 4)) {
          out.println("    " + line);
        }
      }
      out.println("    " + error.exampleExecutionArn());
    }
  }

  private static String named(ErrorChange error) {
    return Objects.requireNonNullElse(error.error(), "An error of no name")
        + (error.stateName() == null ? "" : " in " + error.stateName())
        + (error.functionName() == null ? "" : " (" + error.functionName() + ")")
        + " of "
        + (error.isDistributedMapChild() ? "children of " : "")
        + error.stateMachineName()
        + ": "
        + counted(error.executions(), "execution", "executions")
        + ", "
        + counted(error.attempts(), "attempt", "attempts");
  }

  private static String counted(long count, String one, String many) {
    return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : many);
  }

  private static String sentence(BrokenGate broken) {
    Change change = broken.change();
    Interval ratio = Objects.requireNonNull(change.effect().ratio());
    return String.format(
        Locale.ROOT,
        "Broken: --fail-on %s: %s of %s is at least %,.2f times what it was (%s, was %s).",
        broken.gate(),
        change.figure().word(),
        change.group().inWords(),
        ratio.low(),
        ComparedValues.value(change.figure(), change.against().value()),
        ComparedValues.value(change.figure(), change.base().value()));
  }
}
