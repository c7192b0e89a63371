package io.fantail.testing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/**
 * Damage done to some bytes, the same for the same random numbers.
 *
 * @param from what stands before this offset is as it was
 * @param tail so many bytes at the end are as they were
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Mutation(String name, byte[] content, int from, int tail) {
  private static final String[] PIECES = {
    "\0\0\0\0",
    "99999999999999999999999999999999999999",
    "-9223372036854775809",
    "1e999999999",
    "1E-400",
    "1E-99999999999",
    "NaN",
    "null",
    "\"",
    "\\",
    "\\u00",
    "\\ud83d",
    "}",
    "]",
    "{\"",
    "{\"events\":[",
    "{\"messageType\"",
    "\n",
    "\r",
    "\n\n\n",
    "\n{",
    "\u2028",
    "\ufeff",
    "2026-02-31T24:60:61.000Z ",
    "+999999999-12-31T",
    "\"timestamp\":\"999999999999999999\",",
    "\n2026-08-24T02:00:00.000Z START RequestId: x Version: \n",
    "+00:00 ",
    "REPORT RequestId: ",
    "\tDuration: 1e400 ms\tBilled Duration: -1 ms\tMemory Size: 99999999999999999999 MB\t",
  };

  private static final String[] REPEATED = {
    "[",
    "{\"a\":",
    "[{\"events\":[",
    "{\"history\":",
    "\\",
    "\"",
    "-a",
    "arn:",
    "0",
    " ",
    "\n",
    "\0",
    "Z ",
    "orderId",
  };

  private static final byte[][] NO_TEXT = {
    {(byte) 0xFF},
    {(byte) 0xC3},
    {(byte) 0xE2, (byte) 0x82},
    {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
    {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
    {0x1f, (byte) 0x8b},
    {0x1f, (byte) 0x8b, 8, 0},
  };

  private static final int MAX_SLICE = 200;
  private static final int MAX_REPEATED = 3_000;

  /**
   * Damages a copy.
   *
   * @param at where
   * @param other what may be spliced in
   */
  public static Mutation of(byte[] content, int at, byte[] other, Random random) {
    int end = Math.min(content.length, at + 1 + random.nextInt(MAX_SLICE));
    byte[] slice = Arrays.copyOfRange(content, at, end);
    return switch (random.nextInt(11)) {
      case 0 -> new Mutation("truncate", Arrays.copyOf(content, at), at, 0);
      case 1 -> replace("flip", content, at, end, flipped(slice, random));
      case 2 -> replace("delete", content, at, end, new byte[0]);
      case 3 -> replace("duplicate", content, at, at, slice);
      case 4 -> swap(content, at, end, random);
      case 5 -> replace("insert bytes", content, at, at, bytes(random));
      case 6 -> splice(content, at, other, random);
      case 7, 8 -> replace("insert piece", content, at, at, piece(random));
      case 9 -> replace("insert repeated", content, at, at, repeated(random));
      default -> replace("overwrite", content, at, end, piece(random));
    };
  }

  /** Damages what is damaged once more. */
  public Mutation andThen(byte[] other, Random random) {
    Mutation next = of(content, random.nextInt(content.length + 1), other, random);
    return new Mutation(
        name + ", " + next.name,
        next.content,
        Math.min(from, next.from),
        Math.min(tail, next.tail));
  }

  private static Mutation replace(
      String name, byte[] content, int from, int to, byte[] replacement) {
    byte[] mutated =
        ArchiveFiles.concat(
            Arrays.copyOf(content, from),
            replacement,
            Arrays.copyOfRange(content, to, content.length));
    return new Mutation(name, mutated, from, content.length - to);
  }

  private static byte[] flipped(byte[] slice, Random random) {
    if (slice.length > 0) {
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        slice[random.nextInt(slice.length)] ^= (byte) (1 << random.nextInt(8));
      }
    }
    return slice;
  }

  /** Two neighbouring slices change places. */
  private static Mutation swap(byte[] content, int from, int middle, Random random) {
    int to = Math.min(content.length, middle + random.nextInt(MAX_SLICE));
    byte[] swapped =
        ArchiveFiles.concat(
            Arrays.copyOfRange(content, middle, to), Arrays.copyOfRange(content, from, middle));
    return replace("swap", content, from, to, swapped);
  }

  private static byte[] bytes(Random random) {
    byte[] bytes = new byte[1 + random.nextInt(MAX_SLICE)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** The beginning of one and some end of the other. */
  private static Mutation splice(byte[] content, int at, byte[] other, Random random) {
    byte[] end = Arrays.copyOfRange(other, random.nextInt(other.length + 1), other.length);
    return new Mutation("splice", ArchiveFiles.concat(Arrays.copyOf(content, at), end), at, 0);
  }

  private static byte[] piece(Random random) {
    int chosen = random.nextInt(PIECES.length + NO_TEXT.length);
    return chosen < PIECES.length
        ? PIECES[chosen].getBytes(StandardCharsets.UTF_8)
        : NO_TEXT[chosen - PIECES.length];
  }

  /** Nested deeply, or long of one kind: what recursion and patterns do not survive. */
  private static byte[] repeated(Random random) {
    String repeated = REPEATED[random.nextInt(REPEATED.length)];
    return repeated.repeat(1 + random.nextInt(MAX_REPEATED)).getBytes(StandardCharsets.UTF_8);
  }
}
