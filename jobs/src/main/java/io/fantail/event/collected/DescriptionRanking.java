package io.fantail.event.collected;

import io.fantail.event.Description;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Ranks what several answers of the API say about one execution by how much they know of it. */
final class DescriptionRanking {
  /** Of one source the answer that came last knows most: it has the latest redrive and the end. */
  private static final Comparator<Description> BEST_FIRST =
      Comparator.comparing(Description::source)
          .thenComparing(Description::redriveCount, Comparator.reverseOrder())
          .thenComparing(
              Description::endedAt, Comparator.nullsLast(Comparator.<Instant>reverseOrder()))
          .thenComparing(description -> String.valueOf(description.mapRunArn()))
          .thenComparing(Description::toString);

  private DescriptionRanking() {}

  /** Returns each once, whatever number of files say it, the most trusted first. */
  static List<Description> ranked(List<Description> descriptions) {
    Set<Description> seen = new HashSet<>();
    return descriptions.stream()
        .sorted(BEST_FIRST)
        .filter(description -> seen.add(withoutFile(description)))
        .toList();
  }

  /**
   * Returns when the execution started by the most trusted answer, or else its first Map Run.
   *
   * @param ranked of which there is one at least
   */
  static Instant start(List<Description> ranked) {
    return ranked.stream()
        .filter(description -> !description.source().isOfMapRun())
        .findFirst()
        .or(() -> ranked.stream().min(Comparator.comparing(Description::startedAt)))
        .orElseThrow()
        .startedAt();
  }

  private static Description withoutFile(Description description) {
    return new Description(
        description.source(),
        description.executionArn(),
        description.mapRunArn(),
        description.status(),
        description.startedAt(),
        description.endedAt(),
        description.redriveCount(),
        description.redrivenAt(),
        description.failure(),
        description.payload(),
        description.children(),
        description.childCounts(),
        description.items(),
        description.itemCounts(),
        description.settings(),
        description.context(),
        "");
  }
}
