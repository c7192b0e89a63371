package io.fantail.span;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.fantail.event.Packed;

/** {@link LambdaInvocation} in the bytes that travel between tasks. */
public final class PackedInvocation {
  private PackedInvocation() {}

  public static byte[] pack(LambdaInvocation invocation) {
    Output out = Packed.output();
    write(out, invocation);
    return out.toBytes();
  }

  public static void write(Output out, LambdaInvocation invocation) {
    Packed.writeText(out, invocation.requestId());
    out.writeVarInt(invocation.attempt(), true);
    Packed.writeText(out, invocation.functionName());
    Packed.writeText(out, invocation.functionVersion());
    Packed.writeText(out, invocation.accountId());
    Packed.writeText(out, invocation.region());
    Packed.writeText(out, invocation.logGroup());
    Packed.writeText(out, invocation.logStream());
    Packed.writeTime(out, invocation.initStartedAt());
    Packed.writeTime(out, invocation.startedAt());
    Packed.writeTime(out, invocation.endedAt());
    Packed.writeTime(out, invocation.deliveredAt());
    Packed.writeDouble(out, invocation.durationMs());
    Packed.writeDouble(out, invocation.billedMs());
    Packed.writeDouble(out, invocation.initMs());
    Packed.writeDouble(out, invocation.restoreMs());
    Packed.writeInteger(out, invocation.memoryMb());
    Packed.writeInteger(out, invocation.maxMemoryMb());
    out.writeBoolean(invocation.coldStart());
    Packed.writeText(out, invocation.status());
    Packed.writeText(out, invocation.errorType());
    Packed.writeText(out, invocation.errorMessage());
    Packed.writeText(out, invocation.errorStackLine());
    Packed.writeText(out, invocation.xrayTraceId());
    out.writeVarLong(invocation.logLines(), true);
  }

  public static LambdaInvocation read(Input in) {
    return new LambdaInvocation(
        Packed.readKnownText(in),
        in.readVarInt(true),
        Packed.readText(in),
        Packed.readText(in),
        Packed.readText(in),
        Packed.readText(in),
        Packed.readText(in),
        Packed.readText(in),
        Packed.readTime(in),
        Packed.readTime(in),
        Packed.readTime(in),
        Packed.readTime(in),
        Packed.readDouble(in),
        Packed.readDouble(in),
        Packed.readDouble(in),
        Packed.readDouble(in),
        Packed.readInteger(in),
        Packed.readInteger(in),
        in.readBoolean(),
        Packed.readKnownText(in),
        Packed.readText(in),
        Packed.readText(in),
        Packed.readText(in),
        Packed.readText(in),
        in.readVarLong(true));
  }
}
