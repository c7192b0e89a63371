package io.fantail.spark;

import java.nio.charset.StandardCharsets;
import scala.Tuple2;

/** Texts as values that a shuffle moves: easy to read in a test. */
final class Texts implements Codec<String> {
  static final Codec<String> CODEC = new Texts();

  private Texts() {}

  @Override
  public byte[] pack(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String unpack(byte[] packed) {
    return new String(packed, StandardCharsets.UTF_8);
  }

  /** A key and a value, written {@code key=value}. */
  static Tuple2<String, byte[]> pair(String pair) {
    int end = pair.indexOf('=');
    return new Tuple2<>(pair.substring(0, end), CODEC.pack(pair.substring(end + 1)));
  }
}
