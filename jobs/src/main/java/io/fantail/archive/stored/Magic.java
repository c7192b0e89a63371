package io.fantail.archive.stored;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes by which a form is known, written as text: one character for each byte. */
public final class Magic {
  private Magic() {}

  /** Whether these bytes stand there. */
  public static boolean isAt(byte[] bytes, int at, String magic) {
    int end = at + magic.length();
    return bytes.length >= end
        && Arrays.equals(
            bytes, at, end, magic.getBytes(StandardCharsets.ISO_8859_1), 0, magic.length());
  }
}
