package io.fantail.trace;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.fantail.event.Packed;
import io.fantail.span.LambdaInvocation;
import io.fantail.span.PackedInvocation;
import org.jspecify.annotations.Nullable;

/**
 * What the logs say of one attempt to invoke a function.
 *
 * @param spanId of the attempt
 * @param invocation null where none was found, or more than one would fit
 */
record LambdaMatch(String spanId, LambdaLink link, @Nullable LambdaInvocation invocation) {
  byte[] pack() {
    Output out = Packed.output();
    Packed.writeText(out, spanId);
    Packed.writeText(out, link.name());
    out.writeBoolean(invocation != null);
    if (invocation != null) {
      PackedInvocation.write(out, invocation);
    }
    return out.toBytes();
  }

  static LambdaMatch unpack(byte[] packed) {
    Input in = new Input(packed);
    return new LambdaMatch(
        Packed.readKnownText(in),
        LambdaLink.valueOf(Packed.readKnownText(in)),
        in.readBoolean() ? PackedInvocation.read(in) : null);
  }
}
