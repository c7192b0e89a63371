package io.fantail.archive.stored;

import org.jspecify.annotations.Nullable;

/** Formats that people keep beside their logs and that are not read, by their first bytes. */
public enum ForeignFormat {
  SEVEN_ZIP("a 7-Zip archive: unpack it first", "7z\u00bc\u00af'\u001c"),
  RAR("a RAR archive: unpack it first", "Rar!\u001a\u0007"),
  XZ("compressed with xz, and no library for it is on the class path", "\u00fd7zXZ\u0000"),
  LZMA("compressed with lzma: inflate it first", "]\u0000\u0000"),
  COMPRESS("compressed with compress (.Z): inflate it first", "\u001f\u009d"),
  LZOP("compressed with lzop: inflate it first", "\u0089LZO\u0000\r\n\u001a\n"),
  LZ4_BLOCKS("compressed in blocks of lz4-java: inflate it first", "LZ4Block"),
  LZ4_LEGACY("compressed with an old lz4: inflate it first", "\u0002!L\u0018"),
  PARQUET("an Apache Parquet file, which holds rows and no log", "PAR1"),
  ORC("an Apache ORC file, which holds rows and no log", "ORC"),
  AVRO("an Apache Avro file, which holds rows and no log", "Obj\u0001"),
  PDF("a PDF", "%PDF-");

  private final String sentence;

  /** One character for each byte. */
  private final String magic;

  ForeignFormat(String sentence, String magic) {
    this.sentence = sentence;
    this.magic = magic;
  }

  /** The format that begins with these bytes; null where it is none of these. */
  public static @Nullable ForeignFormat of(byte[] head) {
    for (ForeignFormat format : values()) {
      if (Magic.isAt(head, 0, format.magic)) {
        return format;
      }
    }
    return null;
  }

  /** What it is, and what may be done. */
  public String sentence() {
    return sentence;
  }
}
