package io.fantail.job.summary;

import io.fantail.look.words.ScreenPart;
import io.fantail.look.words.Words;
import io.fantail.report.tail.summary.SlowChild;
import io.fantail.report.trait.Factor;
import io.fantail.report.trait.Trait;
import io.fantail.shape.Column;
import io.fantail.shape.Millis;
import io.fantail.span.ExecutionStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Names the slowest children, what held each, and where several of them ran. */
final class SlowestParagraph {
  private static final int LEAST_SHARED = 3;
  private static final int MOST_SHARED = 3;

  private final List<SlowChild> slowest;
  private final String lake;
  private final Words text;

  /**
   * Begins.
   *
   * @param slowest the slowest first
   */
  SlowestParagraph(List<SlowChild> slowest, String lake, Words text) {
    this.slowest = slowest;
    this.lake = lake;
    this.text = text;
  }

  void print() {
    if (slowest.isEmpty()) {
      return;
    }
    text.title("SLOWEST", " (time, times the median of their Map Run, what held them)");
    for (SlowChild child : slowest) {
      List<String> cells = cells(child);
      text.copied(
          new ScreenPart.Item(cells, child.executionArn()),
          String.format(
              Locale.ROOT,
              "%8s  %7s  %-32s  %s",
              cells.get(0),
              cells.get(1),
              cells.get(2),
              child.executionArn()));
    }
    shared();
    text.copied(Wording.show(lake, slowest.get(0).executionArn()));
  }

  /** Its time, times the median, what held it. */
  private static List<String> cells(SlowChild child) {
    return List.of(
        Wording.time(Millis.of(child.activeTime())),
        child.timesMedian() == null ? "-" : Wording.times(child.timesMedian()),
        heldBy(child));
  }

  /** Where several of the slowest ran. */
  private void shared() {
    Map<Trait, Long> places =
        slowest.stream()
            .flatMap(child -> child.places().stream())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    long mostInSandbox =
        places.entrySet().stream()
            .filter(place -> place.getKey().factor() == Factor.LOG_STREAM)
            .mapToLong(Map.Entry::getValue)
            .max()
            .orElse(0);
    List<String> shared =
        places.entrySet().stream()
            .filter(place -> place.getValue() >= LEAST_SHARED)
            // A sandbox runs one version: what all in it have is told with it.
            .filter(
                place ->
                    place.getKey().factor() == Factor.LOG_STREAM
                        || place.getValue() > mostInSandbox)
            .sorted(
                Map.Entry.<Trait, Long>comparingByValue()
                    .reversed()
                    .thenComparing(place -> place.getKey().toString()))
            .limit(MOST_SHARED)
            .map(place -> place.getValue() + " of " + slowest.size() + " in " + named(place))
            .toList();
    if (!shared.isEmpty()) {
      text.item(String.join("; ", shared) + ".");
    }
  }

  private static String named(Map.Entry<Trait, Long> place) {
    boolean isSandbox = place.getKey().factor() == Factor.LOG_STREAM;
    return (isSandbox ? "sandbox " : "function version ") + place.getKey().value();
  }

  private static String heldBy(SlowChild child) {
    if (child.heldBy() == null || child.heldByMs() == null) {
      return "not known";
    }
    String state = child.heldByState() == null ? "" : " in " + child.heldByState();
    return Column.wordOf(child.heldBy()).replace('_', ' ')
        + " "
        + Wording.time(child.heldByMs())
        + state
        + (child.status() == ExecutionStatus.SUCCEEDED ? "" : ", " + child.status());
  }
}
