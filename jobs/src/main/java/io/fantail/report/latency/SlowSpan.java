package io.fantail.report.latency;

import io.fantail.shape.Fields;
import java.util.Comparator;

/**
 * States, attempts or invocations of one key over all days.
 *
 * @param key of any day
 * @param worst each percentile of the day on which it was highest
 * @param days how many there are of
 */
public record SlowSpan(
    LatencyKey key, long count, long errors, long unfinished, Percentiles worst, long days) {

  /** The highest 99th percentile first. */
  static final Comparator<SlowSpan> SLOWEST_FIRST =
      Comparator.comparing(
              (SlowSpan span) -> span.worst.p99(),
              Comparator.nullsLast(Comparator.<Double>reverseOrder()))
          .thenComparing(span -> span.key.kind().name())
          .thenComparing(span -> span.key.stateMachineName())
          .thenComparing(
              span -> span.key.name(), Comparator.nullsFirst(Comparator.<String>naturalOrder()))
          .thenComparing(span -> span.key.isDistributedMapChild());

  static SlowSpan of(Latency latency) {
    return new SlowSpan(
        latency.key().ofAnyDay(),
        latency.ended().total(),
        latency.errors(),
        latency.unfinished(),
        Percentiles.of(latency.ended()),
        1);
  }

  /** Takes another day of the same key along. */
  SlowSpan and(SlowSpan other) {
    return new SlowSpan(
        key,
        count + other.count,
        errors + other.errors,
        unfinished + other.unfinished,
        worst.higher(other.worst),
        days + other.days);
  }

  /** The fields of a row of the table {@code latency}. */
  public static SlowSpan stored(Fields<SlowSpan> fields) {
    return new SlowSpan(
        fields.record(SlowSpan::key, LatencyKey::stored),
        fields.whole("count", "", SlowSpan::count),
        fields.whole("errors", "", SlowSpan::errors),
        fields.whole("unfinished", "", SlowSpan::unfinished),
        fields.record(SlowSpan::worst, Percentiles::shape),
        fields.derived(SlowSpan::days, () -> 1L));
  }

  static SlowSpan shape(Fields<SlowSpan> fields) {
    return new SlowSpan(
        fields.record(SlowSpan::key, LatencyKey::shape),
        fields.whole(SlowSpan::count),
        fields.whole(SlowSpan::errors),
        fields.whole(SlowSpan::unfinished),
        fields.record(SlowSpan::worst, Percentiles::shape),
        fields.whole(SlowSpan::days));
  }
}
