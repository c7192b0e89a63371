package io.fantail.report.statistics;

import io.fantail.text.Sha256;
import java.nio.ByteBuffer;

/**
 * A number above 0 and below 1 that stands in the place of chance: uniform over texts, and the same
 * for one text for ever. It is {@code (h + 1/2) / 2^53}, where h are the first 53 bits of SHA-256
 * of the text in UTF-8.
 */
public final class UnitHash {
  private static final int BITS = 53;

  private UnitHash() {}

  public static double of(String text) {
    long first = ByteBuffer.wrap(Sha256.of(text)).getLong(0) >>> (Long.SIZE - BITS);
    return (first + 0.5) / (1L << BITS);
  }
}
