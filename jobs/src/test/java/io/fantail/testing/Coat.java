package io.fantail.testing;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

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
  /** What {@code >} of Windows PowerShell makes of a command's output. */
  POWERSHELL {
    @Override
    public byte[] over(String text) {
      return ("\ufeff" + text.replace("\n", "\r\n")).getBytes(StandardCharsets.UTF_16LE);
    }
  },
  UTF_16_BIG_ENDIAN {
    @Override
    public byte[] over(String text) {
      return ("\ufeff" + text).getBytes(StandardCharsets.UTF_16BE);
    }
  },
  UTF_16_WITHOUT_MARK {
    @Override
    public byte[] over(String text) {
      return text.getBytes(StandardCharsets.UTF_16LE);
    }
  },
  UTF_32 {
    @Override
    public byte[] over(String text) {
      return ("\ufeff" + text).getBytes(Charset.forName("UTF-32LE"));
    }
  },
  SNAPPY_FRAMES {
    @Override
    public byte[] over(String text) {
      return StoredForms.snappyFrames(PLAIN.over(text));
    }
  },
  SNAPPY_JAVA {
    @Override
    public byte[] over(String text) {
      return StoredForms.snappyJava(PLAIN.over(text));
    }
  },
  SNAPPY_BLOCK {
    @Override
    public byte[] over(String text) {
      return StoredForms.snappyBlock(PLAIN.over(text));
    }
  },
  HADOOP_SNAPPY {
    @Override
    public byte[] over(String text) {
      return StoredForms.hadoopSnappy(PLAIN.over(text), 5_000);
    }
  },
  BZIP2 {
    @Override
    public byte[] over(String text) {
      return StoredForms.bzip2(PLAIN.over(text));
    }
  },
  LZ4 {
    @Override
    public byte[] over(String text) {
      return StoredForms.lz4(PLAIN.over(text));
    }
  },
  ZLIB {
    @Override
    public byte[] over(String text) {
      return StoredForms.zlib(PLAIN.over(text));
    }
  },
  /** As Firehose does: one entry, with nothing about it before it. */
  ZIP {
    @Override
    public byte[] over(String text) {
      return StoredForms.streamedZip(Map.of("stream-1", PLAIN.over(text)));
    }
  },
  ZIP_WITHOUT_COMPRESSION {
    @Override
    public byte[] over(String text) {
      return StoredForms.zipWithoutCompression(Map.of("stream-1", PLAIN.over(text)));
    }
  },
  TAR_GZ {
    @Override
    public byte[] over(String text) {
      return ArchiveFiles.gzip(StoredForms.tar(Map.of("./000000", PLAIN.over(text))));
    }
  },
  /** Everything that people were seen to do, by those who did not know of one another. */
  GZIP_IN_ZIP_IN_TAR {
    @Override
    public byte[] over(String text) {
      return StoredForms.tar(
          Map.of("a.zip", StoredForms.streamedZip(Map.of("a.gz", ALL_AT_ONCE.over(text)))));
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
