package io.fantail.archive;

import io.fantail.testing.ArchiveFiles;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** How much of a gzip's content the first bytes of it hold, as a perfect reader would find. */
final class GzipPrefix {
  private static final int HEADER_BYTES = 10;
  private static final int TRAILER_BYTES = 8;
  private static final int MAX_CONTENT = 4 << 20;

  private GzipPrefix() {}

  /**
   * The content of the members that lie wholly in these bytes.
   *
   * @param members gzip members with the shortest header, one after the other, cut anywhere
   */
  static byte[] ofWholeMembers(byte[] members) {
    return inflate(members, false);
  }

  /** The same, and what can be known of the member that is cut; gzip within gzip too. */
  static byte[] ofAll(byte[] members) {
    byte[] content = inflate(members, true);
    return ArchiveFiles.isGzip(content) ? ofAll(content) : content;
  }

  private static byte[] inflate(byte[] members, boolean withCutMember) {
    byte[] content = new byte[0];
    byte[] out = new byte[MAX_CONTENT];
    int at = 0;
    while (at + HEADER_BYTES < members.length) {
      Inflater inflater = new Inflater(true);
      try {
        inflater.setInput(members, at + HEADER_BYTES, members.length - at - HEADER_BYTES);
        int length = inflater.inflate(out);
        int end = at + HEADER_BYTES + (int) inflater.getBytesRead() + TRAILER_BYTES;
        boolean whole = inflater.finished() && end <= members.length;
        if (!whole && !withCutMember) {
          return content;
        }
        content = ArchiveFiles.concat(content, Arrays.copyOf(out, length));
        at = end;
      } catch (DataFormatException noGzip) {
        throw new IllegalArgumentException(noGzip);
      } finally {
        inflater.end();
      }
    }
    return content;
  }
}
