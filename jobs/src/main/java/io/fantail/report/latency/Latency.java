package io.fantail.report.latency;

import io.fantail.shape.Fields;
import io.fantail.shape.RecordTable;
import io.fantail.shape.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long the spans of one key took: a row of the table {@code latency}, or what one task counted
 * of it. The time of a span is its active time: a redriven execution does not count the days in
 * which nobody worked on it.
 *
 * @param ended the times of those that ended
 * @param errors how many of these ended in an error
 * @param unfinished how many have no end in the archive; they are counted nowhere else
 */
public record Latency(LatencyKey key, DurationCounts ended, long errors, long unfinished) {
  public static final RecordTable<Latency> TABLE =
      RecordTable.report(
          "latency",
          "A day of one execution name, state, attempt or function, with its percentiles: exact,"
              + " interpolated between the closest ranks.",
          Shape.writtenOnly(Latency::columns),
          "The UTC day on which the execution started.");

  public static Latency shape(Fields<Latency> fields) {
    return new Latency(
        fields.record(Latency::key, LatencyKey::shape),
        fields.record(Latency::ended, DurationCounts::shape),
        fields.whole(Latency::errors),
        fields.whole(Latency::unfinished));
  }

  /** What several tasks counted of one key. */
  public static Latency sumOf(List<Latency> parts) {
    DurationCounter ended = new DurationCounter();
    parts.forEach(part -> ended.add(part.ended));
    return new Latency(
        parts.get(0).key,
        ended.counts(),
        parts.stream().mapToLong(Latency::errors).sum(),
        parts.stream().mapToLong(Latency::unfinished).sum());
  }

  private static void columns(Fields<Latency> fields) {
    fields.record(Latency::key, Shape.writtenOnly(LatencyKey::columns));
    fields.whole("count", "How many ended; the times are of these.", one -> one.ended.total());
    fields.whole("errors", "How many of these ended in an error.", Latency::errors);
    fields.whole(
        "unfinished",
        "How many have no end in the archive; they are counted nowhere else.",
        Latency::unfinished);
    figure(fields, "min_ms", "The shortest time", DurationCounts::minMs);
    figure(fields, "mean_ms", "The arithmetic mean", DurationCounts::meanMs);
    figure(fields, "p50_ms", "The median", ended -> ended.quantileMs(0.5));
    figure(fields, "p75_ms", "The 75th percentile", ended -> ended.quantileMs(0.75));
    figure(fields, "p90_ms", "The 90th percentile", ended -> ended.quantileMs(0.9));
    figure(fields, "p95_ms", "The 95th percentile", ended -> ended.quantileMs(0.95));
    figure(fields, "p99_ms", "The 99th percentile", ended -> ended.quantileMs(0.99));
    figure(fields, "p999_ms", "The 99.9th percentile", ended -> ended.quantileMs(0.999));
    figure(fields, "max_ms", "The longest time", DurationCounts::maxMs);
  }

  private interface Figure {
    @Nullable Double of(DurationCounts ended);
  }

  private static void figure(Fields<Latency> fields, String name, String what, Figure figure) {
    fields.numberOrNull(name, what + "; null where none ended.", one -> figure.of(one.ended));
  }
}
