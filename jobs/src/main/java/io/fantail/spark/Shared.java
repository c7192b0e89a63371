package io.fantail.spark;

import java.io.Serializable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** A value that every task is given once, in bytes: no task changes what another one reads. */
public final class Shared<T> implements Serializable {
  private final Broadcast<byte[]> packed;
  private final Codec<T> codec;

  private Shared(Broadcast<byte[]> packed, Codec<T> codec) {
    this.packed = packed;
    this.codec = codec;
  }

  public static <T> Shared<T> of(JavaSparkContext context, T value, Codec<T> codec) {
    return new Shared<>(context.broadcast(codec.pack(value)), codec);
  }

  /** Makes the value out of its bytes, anew with each call. */
  public T unpack() {
    return codec.unpack(packed.value());
  }
}
