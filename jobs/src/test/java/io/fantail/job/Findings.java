package io.fantail.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a comparison with the truth counted, and what it found wrong. */
final class Findings {
  private static final int SHOWN = 12;
  private final Map<String, List<String>> problems = new TreeMap<>();
  private final Map<String, Integer> counts = new TreeMap<>();

  void problem(String kind, Object what) {
    problems.computeIfAbsent(kind, unseen -> new ArrayList<>()).add(String.valueOf(what));
  }

  void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  Map<String, List<String>> problems() {
    return problems;
  }

  Map<String, Integer> counts() {
    return counts;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("counted " + counts);
    problems.forEach(
        (kind, of) -> {
          text.append('\n').append(of.size()).append(' ').append(kind);
          of.stream().limit(SHOWN).forEach(each -> text.append("\n    ").append(each));
        });
    return text.toString();
  }
}
