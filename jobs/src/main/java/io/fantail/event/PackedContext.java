package io.fantail.event;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** {@link UpstreamContext} in packed bytes: one byte where there is none, as for most events. */
public final class PackedContext {
  private PackedContext() {}

  public static void write(Output out, UpstreamContext context) {
    boolean known = !context.equals(UpstreamContext.NONE);
    out.writeBoolean(known);
    if (known) {
      Packed.writeText(out, context.parentExecutionArn());
      Packed.writeText(out, context.rootExecutionArn());
      Packed.writeText(out, context.datadogTraceId());
      Packed.writeText(out, context.datadogTags());
      Packed.writeText(out, context.startedByArn());
      Packed.writeText(out, context.datadogParentId());
      Packed.writeText(out, context.traceparent());
    }
  }

  public static UpstreamContext read(Input in) {
    return in.readBoolean()
        ? new UpstreamContext(
            Packed.readText(in),
            Packed.readText(in),
            Packed.readText(in),
            Packed.readText(in),
            Packed.readText(in),
            Packed.readText(in),
            Packed.readText(in))
        : UpstreamContext.NONE;
  }
}
