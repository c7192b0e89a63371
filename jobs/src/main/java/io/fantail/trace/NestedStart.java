package io.fantail.trace;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.fantail.event.Packed;
import java.time.Instant;
import java.util.List;

/**
 * What an execution tells another that it started: where that one hangs, and the trace that it is
 * part of.
 *
 * @param spanId of the attempt that started it; of the starter itself where no attempt is known
 * @param at when that span began
 * @param rootExecutionArn of the starter, as far as it is known by then
 */
record NestedStart(
    String starterArn,
    String spanId,
    Instant at,
    NestedEvidence evidence,
    String rootExecutionArn,
    String traceId) {

  boolean isNamed() {
    return evidence == NestedEvidence.STARTED_EXECUTION;
  }

  byte[] pack() {
    Output out = Packed.output();
    Packed.writeText(out, starterArn);
    Packed.writeText(out, spanId);
    Packed.writeTime(out, at);
    out.writeBoolean(isNamed());
    Packed.writeText(out, rootExecutionArn);
    Packed.writeText(out, traceId);
    return out.toBytes();
  }

  static NestedStart unpack(byte[] packed) {
    Input in = new Input(packed);
    return new NestedStart(
        Packed.readKnownText(in),
        Packed.readKnownText(in),
        Packed.readKnownTime(in),
        in.readBoolean() ? NestedEvidence.STARTED_EXECUTION : NestedEvidence.CONTEXT,
        Packed.readKnownText(in),
        Packed.readKnownText(in));
  }

  static List<NestedStart> unpackAll(List<byte[]> packed) {
    return packed.stream().map(NestedStart::unpack).toList();
  }
}
