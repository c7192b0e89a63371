package io.fantail.testing;

import java.nio.charset.StandardCharsets;

/**
 * What tools and machines put around a text that is archived, none of which changes what it says.
 */
public enum Coat {
  PLAIN {
    @Override
    public byte[] over(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  },
  GZIP {
    @Override
    public byte[] over(String text) {
      return ArchiveFiles.gzip(PLAIN.over(text));
    }
  },
  /** Somebody appended to a gzip: two members, the first ending anywhere. */
  TWO_GZIP_MEMBERS {
    @Override
    public byte[] over(String text) {
      int half = text.length() / 2;
      return ArchiveFiles.gzipMembers(text.substring(0, half), text.substring(half));
    }
  },
  ZSTD {
    @Override
    public byte[] over(String text) {
      return ArchiveFiles.zstd(PLAIN.over(text));
    }
  },
  BYTE_ORDER_MARK {
    @Override
    public byte[] over(String text) {
      return PLAIN.over("\ufeff" + text);
    }
  },
  /** Went over a machine that ends lines in its own way; what holds no line end stays as it is. */
  CARRIAGE_RETURNS {
    @Override
    public byte[] over(String text) {
      return PLAIN.over(text.replace("\n", "\r\n"));
    }
  },
  ALL_AT_ONCE {
    @Override
    public byte[] over(String text) {
      return ArchiveFiles.gzip(BYTE_ORDER_MARK.over(text.replace("\n", "\r\n")));
    }
  };

  public abstract byte[] over(String text);
}
