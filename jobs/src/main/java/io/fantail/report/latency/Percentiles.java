package io.fantail.report.latency;

import io.fantail.shape.Fields;
import org.jspecify.annotations.Nullable;

/** The figures of the upper half of durations, in ms; all null where there are none. */
public record Percentiles(
    @Nullable Double p50,
    @Nullable Double p75,
    @Nullable Double p90,
    @Nullable Double p95,
    @Nullable Double p99,
    @Nullable Double p999,
    @Nullable Double max) {

  public static Percentiles of(DurationCounts durations) {
    return new Percentiles(
        durations.quantileMs(0.5),
        durations.quantileMs(0.75),
        durations.quantileMs(0.9),
        durations.quantileMs(0.95),
        durations.quantileMs(0.99),
        durations.quantileMs(0.999),
        durations.maxMs());
  }

  /** The fields, as the table {@code tails} shows them. */
  public static Percentiles shape(Fields<Percentiles> fields) {
    return new Percentiles(
        fields.numberOrNull("p50_ms", "The median of their active times.", Percentiles::p50),
        fields.numberOrNull("p75_ms", "The 75th percentile of them.", Percentiles::p75),
        fields.numberOrNull("p90_ms", "The 90th percentile of them.", Percentiles::p90),
        fields.numberOrNull("p95_ms", "The 95th percentile of them.", Percentiles::p95),
        fields.numberOrNull("p99_ms", "The 99th percentile of them.", Percentiles::p99),
        fields.numberOrNull("p999_ms", "The 99.9th percentile of them.", Percentiles::p999),
        fields.numberOrNull("max_ms", "The longest of them.", Percentiles::max));
  }

  /** Each figure of the two that is higher. */
  Percentiles higher(Percentiles other) {
    return new Percentiles(
        higher(p50, other.p50),
        higher(p75, other.p75),
        higher(p90, other.p90),
        higher(p95, other.p95),
        higher(p99, other.p99),
        higher(p999, other.p999),
        higher(max, other.max));
  }

  private static @Nullable Double higher(@Nullable Double one, @Nullable Double other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return Math.max(one, other);
  }
}
