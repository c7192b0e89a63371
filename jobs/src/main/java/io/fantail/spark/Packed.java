package io.fantail.spark;

/** A value in bytes, and its key, in the task that walks along it. */
public final class Packed<T> {
  private final String key;
  private final byte[] bytes;
  private final Codec<T> codec;

  Packed(String key, byte[] bytes, Codec<T> codec) {
    this.key = key;
    this.bytes = bytes;
    this.codec = codec;
  }

  /** Packs a value. */
  public static <T> Packed<T> of(Pair<T> pair, Codec<T> codec) {
    return new Packed<>(pair.key(), codec.pack(pair.value()), codec);
  }

  public String key() {
    return key;
  }

  byte[] bytes() {
    return bytes;
  }

  /** The same bytes of a value of another type, which its key tells. */
  public <R> R unpackBy(Codec<R> other) {
    return other.unpack(bytes);
  }

  /** Makes the value out of its bytes, anew with each call. */
  public T unpack() {
    return codec.unpack(bytes);
  }
}
