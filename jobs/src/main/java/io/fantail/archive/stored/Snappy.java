package io.fantail.archive.stored;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.compress.compressors.snappy.SnappyCompressorInputStream;

/**
 * The two forms of Snappy that begin with no magic bytes: one block, and the blocks of Hadoop's
 * {@code SnappyCodec}, which Firehose calls {@code HADOOP_SNAPPY}. They are told by what they
 * inflate to: a beginning that inflates without an error, and to text or a known compression, is no
 * accident. See "format_description.txt" of Snappy, and {@code BlockCompressorStream} of Hadoop.
 */
public final class Snappy {
  /** How far back a block may refer; every encoder cuts there. */
  public static final int WINDOW_BYTES = 1 << 16;

  private static final int MAX_LENGTH_BYTES = 5;
  private static final int LOOKED_AT_BYTES = 1 << 12;

  /** One character for each byte. */
  private static final List<String> COMPRESSIONS =
      List.of(
          "\u001f\u008b",
          "(\u00b5/\u00fd",
          "\u00ff\u0006",
          "\u0082SNAPPY",
          "\u0004\"M\u0018",
          "x\u009c");

  private Snappy() {}

  /**
   * Whether one block of Snappy begins here.
   *
   * @param content supports marks
   * @param start the first bytes of it
   */
  public static boolean isBlock(InputStream content, byte[] start) throws IOException {
    if (!mayBeBlock(start, 0) || Utf8Text.isOfZeros(start)) {
      return false;
    }
    byte[] stored = Beginning.peek(content, LOOKED_AT_BYTES);
    return inflates(stored, 0, stored.length, stored.length < LOOKED_AT_BYTES);
  }

  /** Whether a block of Hadoop's begins here; see {@link #isBlock}. */
  public static boolean isHadoopBlock(InputStream content, byte[] start) throws IOException {
    if (start.length < 11 || !mayBeBlock(start, 8)) {
      return false;
    }
    long inflatedBytes = HadoopSnappyStream.numberAt(start, 0);
    long chunkBytes = HadoopSnappyStream.numberAt(start, 4);
    if (inflatedBytes < lengthAt(start, 8) || !HadoopSnappyStream.isChunkLength(chunkBytes)) {
      return false;
    }
    byte[] stored = Beginning.peek(content, LOOKED_AT_BYTES);
    int end = (int) Math.min(stored.length, 8 + chunkBytes);
    return inflates(stored, 8, end, end == 8 + chunkBytes);
  }

  /** Whether a length stands there, and behind it the tag of a literal that is no longer. */
  private static boolean mayBeBlock(byte[] start, int at) {
    int tag = at;
    while (tag < start.length && start[tag] < 0 && tag - at < MAX_LENGTH_BYTES) {
      tag++;
    }
    tag++;
    long length = tag < start.length ? lengthAt(start, at) : 0;
    boolean isLiteral = length > 0 && (start[tag] & 3) == 0;
    int shortLiteral = isLiteral ? ((start[tag] & 0xFF) >> 2) + 1 : 0;
    return isLiteral && (shortLiteral > 60 || shortLiteral <= length);
  }

  /** A number in sevens of bits, the lowest first; 0 where it is too large for one. */
  private static long lengthAt(byte[] bytes, int at) {
    long length = 0;
    for (int i = at; i < Math.min(bytes.length, at + MAX_LENGTH_BYTES); i++) {
      length |= (long) (bytes[i] & 0x7F) << (7 * (i - at));
      if (bytes[i] >= 0) {
        return length <= Integer.MAX_VALUE ? length : 0;
      }
    }
    return 0;
  }

  /** Whether the block inflates as far as it is there, to what an object may hold. */
  private static boolean inflates(byte[] stored, int start, int end, boolean isWhole) {
    long length = lengthAt(stored, start);
    ByteArrayInputStream in = new ByteArrayInputStream(stored, start, end - start);
    byte[] inflated = new byte[1 << 17];
    int count = 0;
    try (InputStream block = new SnappyCompressorInputStream(in, WINDOW_BYTES)) {
      int read = block.read();
      while (read >= 0 && count < inflated.length) {
        inflated[count++] = (byte) read;
        read = block.read();
      }
    } catch (IOException | RuntimeException damaged) {
      // Where all that was looked at is used up, nothing says that it is wrong.
      boolean isUsedUp = in.available() == 0 && count <= length;
      // Two letters of a short text may look like a length and a literal, but not like a long one.
      boolean isNoText = !isWhole || stored[start] < 0;
      return isUsedUp && isNoText && isContent(inflated, count);
    }
    boolean isComplete = count == length && isWhole && in.available() == 0;
    return isComplete || (count == inflated.length && isContent(inflated, count));
  }

  /** Text, or what else is kept in one block: the first bytes of either. */
  private static boolean isContent(byte[] bytes, int count) {
    byte[] head = Arrays.copyOf(bytes, Math.min(count, 1 << 10));
    String start = new String(head, 0, Math.min(head.length, 16), StandardCharsets.ISO_8859_1);
    return count > 0
        && (COMPRESSIONS.stream().anyMatch(start::startsWith)
            || ZipFiles.beginsWith(head)
            || TarFiles.beginsWith(head)
            || Utf8Text.isOfZeros(head)
            || start.chars().allMatch(c -> c > 127 || Utf8Text.isOfText(c)));
  }
}
