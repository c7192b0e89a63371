package io.fantail.archive.stored;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Looks at what follows in a stream and leaves it there. */
public final class Peek {
  private Peek() {}

  /**
   * The next bytes; fewer where the stream ends, or breaks, before that many. A damage shows again
   * when they are read.
   *
   * @param content supports marks
   */
  public static byte[] at(InputStream content, int count) throws IOException {
    content.mark(count);
    byte[] bytes = new byte[count];
    int length = 0;
    try {
      int read = content.read(bytes, 0, count);
      while (read > 0) {
        length += read;
        read = length == count ? 0 : content.read(bytes, length, count - length);
      }
    } catch (IOException shownLater) {
      return seen(content, bytes, length);
    }
    return seen(content, bytes, length);
  }

  private static byte[] seen(InputStream content, byte[] bytes, int length) throws IOException {
    content.reset();
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }
}
