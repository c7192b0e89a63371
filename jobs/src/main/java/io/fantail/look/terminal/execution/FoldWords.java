package io.fantail.look.terminal.execution;

import io.fantail.look.waterfall.FoldFigures;
import io.fantail.look.waterfall.Outcome;
import io.fantail.text.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What alike spans came to, in words. */
final class FoldWords {
  private static final int MOST_ERRORS = 3;

  private FoldWords() {}

  static String of(FoldFigures figures) {
    List<String> words = new ArrayList<>();
    if (figures.p50Ms() != null && figures.p99Ms() != null && figures.maxMs() != null) {
      words.add("p50 " + Figures.time(figures.p50Ms()));
      words.add("p99 " + Figures.time(figures.p99Ms()));
      words.add("max " + Figures.time(figures.maxMs()));
    }
    if (figures.failed() > 0) {
      words.add(Figures.count(figures.failed()) + " failed: " + errors(figures.errors()));
    }
    add(words, figures.count(Outcome.ABORTED), "aborted");
    add(words, figures.count(Outcome.UNFINISHED), "without an end");
    if (figures.backoffMs() > 0) {
      words.add("backoff " + Figures.time(figures.backoffMs()));
    }
    return String.join(" · ", words);
  }

  private static String errors(Map<String, Long> errors) {
    List<String> named =
        errors.entrySet().stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST_ERRORS)
            .map(
                error ->
                    (error.getKey().isEmpty() ? "no name" : error.getKey())
                        + (errors.size() == 1 ? "" : " " + Figures.count(error.getValue())))
            .toList();
    return String.join(", ", named) + (errors.size() > MOST_ERRORS ? ", ..." : "");
  }

  private static void add(List<String> words, long count, String what) {
    if (count > 0) {
      words.add(Figures.count(count) + " " + what);
    }
  }
}
