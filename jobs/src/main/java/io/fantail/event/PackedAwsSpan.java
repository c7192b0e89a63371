package io.fantail.event;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** {@link AwsSpan} in the bytes that are shuffled, by its X-Ray trace id. */
public final class PackedAwsSpan {
  private PackedAwsSpan() {}

  /**
   * The span in bytes.
   *
   * @param fresh whether it was read from the archive now, and not from the table
   */
  public static byte[] pack(AwsSpan span, boolean fresh) {
    Output out = Packed.output();
    out.writeBoolean(fresh);
    Packed.writeText(out, span.xrayTraceId());
    Packed.writeText(out, span.spanId());
    Packed.writeText(out, span.parentSpanId());
    Packed.writeText(out, span.name());
    Packed.writeText(out, span.kind());
    Packed.writeTime(out, span.startedAt());
    Packed.writeTime(out, span.endedAt());
    out.writeBoolean(span.inProgress());
    out.writeBoolean(span.failed());
    Packed.writeText(out, span.resourceArn());
    Packed.writeText(out, span.requestId());
    Packed.writeText(out, span.exceptionType());
    Packed.writeText(out, span.exceptionMessage());
    Packed.writeText(out, span.errorFingerprint());
    Packed.writeTexts(out, span.attributes());
    Packed.writeText(out, span.sourceFile());
    return out.toBytes();
  }

  public static boolean isFresh(byte[] packed) {
    return new Input(packed).readBoolean();
  }

  public static AwsSpan unpack(byte[] packed) {
    Input in = new Input(packed);
    in.readBoolean();
    return new AwsSpan(
        Packed.readKnownText(in),
        Packed.readKnownText(in),
        Packed.readText(in),
        Packed.readKnownText(in),
        Packed.readText(in),
        Packed.readKnownTime(in),
        Packed.readTime(in),
        in.readBoolean(),
        in.readBoolean(),
        Packed.readText(in),
        Packed.readText(in),
        Packed.readText(in),
        Packed.readText(in),
        Packed.readText(in),
        Packed.readTexts(in),
        Packed.readKnownText(in));
  }
}
