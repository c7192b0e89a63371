package io.fantail.archive.stored;

import java.io.IOException;
import java.io.InputStream;

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
    Beginning next = Beginning.of(content, count);
    content.reset();
    return next.bytes();
  }
}
