package io.fantail.sample.layout;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Bytes of one line or envelope, reused from line to line and readable without a copy. */
final class LineBuffer extends ByteArrayOutputStream {

  LineBuffer() {
    super(1 << 12);
  }

  /** The bytes, of which the first {@link #size()} count. */
  byte[] bytes() {
    return buf;
  }

  void text(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    write(encoded, 0, encoded.length);
  }
}
