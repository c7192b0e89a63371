package io.fantail.report.warning;

import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;

/**
 * What was counted under one key.
 *
 * @param count how often what the key warns of occurred: of time-outs, how many were hit; of
 *     retries, how many states were retried
 * @param near of time-outs that are known, how many ended in their last fifth
 * @param refuted of retries, how many of these succeeded; of heartbeats, what ended after one was
 *     due, so that some are given
 * @param limit of time-outs that are not known the longest one hit, in milliseconds; 0 where none
 *     was
 * @param worst of time-outs that are not known the longest time that ended before
 * @param durations of time-outs those that ended before: a step of {@link LongestTimes} and how
 *     many, by turns
 * @param items of a Map Run, what its children were given
 */
@SuppressWarnings("ArrayRecordComponent") // never written into, never compared as a whole
public record WarningPart(
    WarningKey key,
    long count,
    long near,
    long refuted,
    double limit,
    Occurrence worst,
    long[] durations,
    GivenItems items) {

  public static WarningPart shape(Fields<WarningPart> fields) {
    return new WarningPart(
        fields.record(WarningPart::key, WarningKey::shape),
        fields.whole(WarningPart::count),
        fields.whole(WarningPart::near),
        fields.whole(WarningPart::refuted),
        fields.field(FieldType.NUMBER, WarningPart::limit),
        fields.record(WarningPart::worst, Occurrence::shape),
        fields.wholeList(WarningPart::durations),
        fields.recordOr(GivenItems.NONE, WarningPart::items, GivenItems::shape));
  }

  /** What sorts equal keys together. */
  public String group() {
    return key.group();
  }
}
