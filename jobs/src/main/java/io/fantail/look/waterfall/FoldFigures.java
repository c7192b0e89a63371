package io.fantail.look.waterfall;

import io.fantail.span.SpanKind;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What alike spans came to. Percentiles are exact, with linear interpolation between the closest
 * ranks, over the active times of those that ended, as in {@code latency}.
 *
 * @param name that all of them have
 * @param count of all, which is the sum of the outcomes
 * @param outcomes how many ended how; what did not happen is not in it
 * @param errors how often each error's name is there, of those that failed; "" where it has none
 * @param p50Ms null, as are the others, where none ended
 * @param criticalMs how long they held up the end of the execution, all together
 * @param backoffMs how long the waits between them were, all together
 * @param startedAt when the first began
 * @param endedAt when the last ended; null where one has not
 */
public record FoldFigures(
    SpanKind kind,
    @Nullable String name,
    long count,
    SortedMap<Outcome, Long> outcomes,
    SortedMap<String, Long> errors,
    @Nullable Double p50Ms,
    @Nullable Double p99Ms,
    @Nullable Double maxMs,
    double criticalMs,
    double backoffMs,
    Instant startedAt,
    @Nullable Instant endedAt) {
  private static final double MEDIAN = 0.5;
  private static final double P99 = 0.99;

  /** The figures of at least one span. */
  static FoldFigures of(List<SpanNode> members, List<Backoff> waits) {
    SpanNode first = members.get(0);
    SortedMap<Outcome, Long> outcomes = new TreeMap<>();
    SortedMap<String, Long> errors = new TreeMap<>();
    double criticalMs = 0;
    for (SpanNode member : members) {
      outcomes.merge(member.outcome(), 1L, Long::sum);
      if (member.outcome().isError()) {
        errors.merge(
            Objects.requireNonNullElse(member.span().failure().error(), ""), 1L, Long::sum);
      }
      criticalMs += member.criticalMillis();
    }
    double[] times =
        members.stream()
            .map(SpanNode::millis)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    boolean isOver = members.stream().allMatch(member -> member.endedAt() != null);
    return new FoldFigures(
        first.span().kind(),
        first.span().name(),
        members.size(),
        outcomes,
        errors,
        percentile(times, MEDIAN),
        percentile(times, P99),
        percentile(times, 1),
        criticalMs,
        waits.stream().mapToDouble(Backoff::millis).sum(),
        members.stream().map(SpanNode::startedAt).min(Comparator.naturalOrder()).orElseThrow(),
        isOver
            ? members.stream()
                .map(SpanNode::endedAt)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElseThrow()
            : null);
  }

  /** How many failed or ran out of time. */
  public long failed() {
    return outcomes.entrySet().stream()
        .filter(outcome -> outcome.getKey().isError())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  public long count(Outcome outcome) {
    return outcomes.getOrDefault(outcome, 0L);
  }

  /** Null where there are no times. */
  private static @Nullable Double percentile(double[] sorted, double share) {
    if (sorted.length == 0) {
      return null;
    }
    double rank = share * (sorted.length - 1);
    int below = (int) Math.floor(rank);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
  }
}
