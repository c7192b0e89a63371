package io.fantail.report.warning;

import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.DoublePredicate;

/**
 * What was counted under one key.
 *
 * @param count how often what the key warns of occurred: of time-outs, how many were hit; of
 *     retries, how many states were retried
 * @param refuted of retries, how many of these succeeded
 * @param limit of time-outs the longest one hit, in milliseconds; 0 where none was
 * @param worst of time-outs the longest time that ended before
 * @param durations of time-outs those that ended before: a step of {@link #STEP} and how many, by
 *     turns
 */
@SuppressWarnings("ArrayRecordComponent") // never written into, never compared as a whole
public record WarningPart(
    WarningKey key, long count, long refuted, double limit, Occurrence worst, long[] durations) {
  /** Durations are counted in steps of 2 %. */
  private static final double STEP = Math.log(1.02);

  static final long[] NO_DURATIONS = {};

  public static WarningPart shape(Fields<WarningPart> fields) {
    return new WarningPart(
        fields.record(WarningPart::key, WarningKey::shape),
        fields.whole(WarningPart::count),
        fields.whole(WarningPart::refuted),
        fields.field(FieldType.NUMBER, WarningPart::limit),
        fields.record(WarningPart::worst, Occurrence::shape),
        fields.wholeList(WarningPart::durations));
  }

  /** What sorts equal keys together. */
  public String group() {
    return key.group();
  }

  static int stepOf(double millis) {
    return millis <= 1 ? 0 : (int) Math.floor(Math.log(millis) / STEP);
  }

  /** What several tasks counted under one key. */
  static WarningPart sumOf(List<WarningPart> parts) {
    WarningPart first = parts.get(0);
    if (parts.size() == 1) {
      return first;
    }
    long count = 0;
    long refuted = 0;
    double limit = 0;
    Occurrence worst = first.worst;
    TreeMap<Long, Long> durations = new TreeMap<>();
    for (WarningPart part : parts) {
      count += part.count;
      refuted += part.refuted;
      limit = Math.max(limit, part.limit);
      worst = worst.orWorse(part.worst);
      for (int i = 0; i < part.durations.length; i += 2) {
        durations.merge(part.durations[i], part.durations[i + 1], Long::sum);
      }
    }
    long[] flat =
        durations.entrySet().stream()
            .flatMapToLong(step -> Arrays.stream(new long[] {step.getKey(), step.getValue()}))
            .toArray();
    return new WarningPart(first.key, count, refuted, limit, worst, flat);
  }

  /** How many durations are of a length, by where their step begins. */
  long durationsOf(DoublePredicate length) {
    long found = 0;
    for (int i = 0; i < durations.length; i += 2) {
      found += length.test(Math.exp(STEP * durations[i])) ? durations[i + 1] : 0;
    }
    return found;
  }
}
