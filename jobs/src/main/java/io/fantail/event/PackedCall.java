package io.fantail.event;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import org.jspecify.annotations.Nullable;

/** {@link LambdaCall} in the bytes that travel between tasks: one where there is nothing to say. */
public final class PackedCall {
  private static final int FUNCTION = 1;
  private static final int ELSEWHERE = 2;
  private static final int REQUEST = 4;
  private static final int XRAY = 8;
  private static final int VERSION = 16;
  private static final int ASYNCHRONOUS = 32;
  private static final int NOT_INVOKED = 64;

  private PackedCall() {}

  public static void write(Output out, LambdaCall call) {
    FunctionReference function = call.function();
    boolean elsewhere = function != null && !function.equals(named(function.name()));
    out.writeByte(
        flag(function != null, FUNCTION)
            | flag(elsewhere, ELSEWHERE)
            | flag(call.requestId() != null, REQUEST)
            | flag(call.xrayTraceId() != null, XRAY)
            | flag(call.executedVersion() != null, VERSION)
            | flag(call.asynchronous(), ASYNCHRONOUS)
            | flag(call.notInvoked(), NOT_INVOKED));
    if (function != null) {
      Packed.writeText(out, function.name());
    }
    if (function != null && elsewhere) {
      Packed.writeText(out, function.account());
      Packed.writeText(out, function.region());
      Packed.writeText(out, function.qualifier());
    }
    writeKnown(out, call.requestId());
    writeKnown(out, call.xrayTraceId());
    writeKnown(out, call.executedVersion());
  }

  public static LambdaCall read(Input in) {
    int flags = in.readByte();
    if (flags == 0) {
      return LambdaCall.NONE;
    }
    return new LambdaCall(
        readFunction(in, flags),
        readKnown(in, flags & REQUEST),
        readKnown(in, flags & XRAY),
        readKnown(in, flags & VERSION),
        (flags & ASYNCHRONOUS) != 0,
        (flags & NOT_INVOKED) != 0);
  }

  private static @Nullable FunctionReference readFunction(Input in, int flags) {
    if ((flags & FUNCTION) == 0) {
      return null;
    }
    String name = Packed.readKnownText(in);
    return (flags & ELSEWHERE) == 0
        ? named(name)
        : new FunctionReference(
            name, Packed.readText(in), Packed.readText(in), Packed.readText(in));
  }

  private static FunctionReference named(String name) {
    return FunctionReference.named(name);
  }

  private static int flag(boolean set, int flag) {
    return set ? flag : 0;
  }

  private static void writeKnown(Output out, @Nullable String text) {
    if (text != null) {
      Packed.writeText(out, text);
    }
  }

  private static @Nullable String readKnown(Input in, int flag) {
    return flag == 0 ? null : Packed.readText(in);
  }
}
