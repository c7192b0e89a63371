package io.fantail.archive.stored;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The first bytes of a content; one that breaks within them still shows how it begins.
 *
 * @param isWhole whether the content ends within them
 * @param damage what the content broke with within them; null where it did not
 */
@SuppressWarnings("ArrayRecordComponent") // held once, and never compared
public record Beginning(byte[] bytes, boolean isWhole, @Nullable IOException damage) {
  /** Most objects of an archive may be no larger. */
  private static final int FIRST_BYTES = 1 << 13;

  /** The next bytes of a stream, as many as there are up to a limit. */
  public static Beginning of(InputStream in, int maxBytes) {
    byte[] bytes = new byte[Math.min(FIRST_BYTES, maxBytes)];
    int length = 0;
    try {
      int read = 0;
      while (read >= 0 && length < maxBytes) {
        if (length == bytes.length) {
          bytes = Arrays.copyOf(bytes, Math.min(2 * length, maxBytes));
        }
        read = in.read(bytes, length, bytes.length - length);
        length += Math.max(0, read);
      }
      return new Beginning(cut(bytes, length), read < 0, null);
    } catch (IOException damage) {
      return new Beginning(cut(bytes, length), false, damage);
    }
  }

  /**
   * Looks at the next bytes and leaves them there; fewer where the stream, which supports marks,
   * ends or breaks before that many. A damage shows again when they are read.
   */
  public static byte[] peek(InputStream content, int count) throws IOException {
    content.mark(count);
    Beginning next = of(content, count);
    content.reset();
    return next.bytes();
  }

  private static byte[] cut(byte[] bytes, int length) {
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }
}
