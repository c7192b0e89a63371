package io.fantail.archive;

import io.fantail.archive.record.ArchiveObject;
import io.fantail.testing.ArchiveFiles;
import io.fantail.testing.LogDress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A good object before damage is done to it, and what was read from it.
 *
 * @param stored its bytes as they are kept
 * @param text its bytes as they are read
 * @param records all of them, in their order
 * @param recovery where reading must go on behind a damage
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record FuzzedObject(
    String name, byte[] stored, byte[] text, List<SeenRecord> records, Recovery recovery) {
  private static final String ENVELOPE_START = "{\"messageType\"";

  /** What of the undamaged rest must be found again. */
  enum Recovery {
    NOTHING,
    EVERY_LINE,
    /** An envelope may be swallowed by the torn one before it, the next must not. */
    EVERY_ENVELOPE_BUT_ONE
  }

  /** How far the beginning of a record is looked at before the record in front of it is done. */
  private static final int LOOK_AHEAD = 128;

  static FuzzedObject of(String name, byte[] stored, Recovery recovery, Path file)
      throws IOException {
    List<SeenRecord> records = SeenRecord.in(written(file, stored), Integer.MAX_VALUE);
    return new FuzzedObject(name, stored, ArchiveFiles.inflate(stored), records, recovery);
  }

  /** The file as an object that stands alone; listing a folder for each would cost the most. */
  static ArchiveObject written(Path file, byte[] content) throws IOException {
    Files.write(file, content);
    return new ArchiveObject("file:" + file.toAbsolutePath(), content.length, List.of());
  }

  /** Whether a torn record falls into its lines, each a record of its own. */
  boolean hasRecordsOfManyLines() {
    return name.startsWith(LogDress.LOGS_TAIL_JSON.name());
  }

  boolean isCompressed() {
    return stored.length != text.length;
  }

  /** A place in the text: any, and often one at the beginning of a record, which tells most. */
  int place(Random random) {
    if (random.nextBoolean()) {
      return random.nextInt(text.length + 1);
    }
    long position = records.get(random.nextInt(records.size())).position();
    return (int) Math.min(text.length, position + random.nextInt(LOOK_AHEAD));
  }

  /** What must be read first from a text that is this one up to {@code offset}. */
  List<SeenRecord> before(long offset) {
    List<SeenRecord> before = new ArrayList<>();
    for (int i = 0; i + 1 < records.size(); i++) {
      if (records.get(i + 1).position() + LOOK_AHEAD > offset) {
        break;
      }
      before.add(records.get(i));
    }
    return before;
  }

  /** What must be read last from a text that ends with so many bytes of this one. */
  List<SeenRecord> within(int tail) {
    long from =
        switch (recovery) {
          case NOTHING -> text.length;
          case EVERY_LINE -> text.length - tail;
          case EVERY_ENVELOPE_BUT_ONE -> envelopeBehind(envelopeBehind(text.length - tail));
        };
    return records.stream().filter(record -> record.position() > from).toList();
  }

  private int envelopeBehind(int offset) {
    // One character per byte.
    int next = new String(text, StandardCharsets.ISO_8859_1).indexOf(ENVELOPE_START, offset + 1);
    return next < 0 ? text.length : next;
  }

  @Override
  public String toString() {
    return name;
  }
}
