package io.fantail.trace.link;

import io.fantail.shape.Fields;
import io.fantail.spark.Codec;
import java.time.Instant;

/**
 * What an execution tells another that it started: where that one hangs, and the trace that it is
 * part of.
 *
 * @param spanId of the attempt that started it; of the starter itself where no attempt is known
 * @param at when that span began
 * @param place of the starter, as far as it is known by then
 */
public record NestedStart(
    String starterArn, String spanId, Instant at, NestedEvidence evidence, TracePlace place) {
  static final Codec<NestedStart> CODEC = Codec.of(NestedStart::shape);

  private static final NestedEvidence[] EVIDENCE = NestedEvidence.values();

  boolean isNamed() {
    return evidence == NestedEvidence.STARTED_EXECUTION;
  }

  public static NestedStart shape(Fields<NestedStart> fields) {
    return new NestedStart(
        fields.text(NestedStart::starterArn),
        fields.text(NestedStart::spanId),
        fields.time(NestedStart::at),
        fields.constant(EVIDENCE, NestedStart::evidence),
        fields.record(NestedStart::place, TracePlace::shape));
  }
}
