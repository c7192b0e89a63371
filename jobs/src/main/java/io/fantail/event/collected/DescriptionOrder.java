package io.fantail.event.collected;

import io.fantail.event.Description;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What several answers of the API say about one execution. */
final class DescriptionOrder {
  /** Of one source the answer that came last knows most: it has the latest redrive and the end. */
  private static final Comparator<Description> BEST_FIRST =
      Comparator.comparing(Description::source)
          .thenComparing(Description::redriveCount, Comparator.reverseOrder())
          .thenComparing(
              Description::endedAt, Comparator.nullsLast(Comparator.<Instant>reverseOrder()))
          .thenComparing(description -> String.valueOf(description.mapRunArn()))
          .thenComparing(Description::toString);

  private DescriptionOrder() {}

  /** Each once, whatever number of files say it; the most trusted first. */
  static List<Description> distinct(List<Description> descriptions) {
    List<Description> sorted = descriptions.stream().sorted(BEST_FIRST).toList();
    List<Description> distinct = new ArrayList<>();
    for (Description description : sorted) {
      if (distinct.isEmpty() || !isCopy(distinct.get(distinct.size() - 1), description)) {
        distinct.add(description);
      }
    }
    return distinct;
  }

  /** When the execution started, or else its first Map Run. */
  static Instant start(List<Description> descriptions) {
    return descriptions.stream()
        .min(
            Comparator.comparing((Description description) -> description.source().isOfMapRun())
                .thenComparing(Description::startedAt))
        .orElseThrow()
        .startedAt();
  }

  private static boolean isCopy(Description one, Description other) {
    return withoutFile(one).equals(withoutFile(other));
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
        description.failure(),
        description.payload(),
        description.children(),
        description.childCounts(),
        description.items(),
        description.context(),
        "");
  }
}
