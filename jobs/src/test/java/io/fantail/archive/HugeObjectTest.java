package io.fantail.archive;

import static io.fantail.testing.ArchiveFiles.HADOOP;
import static io.fantail.testing.ArchiveFiles.concat;
import static io.fantail.testing.ArchiveFiles.gzip;
import static io.fantail.testing.ArchiveFiles.utf8;
import static io.fantail.testing.ArchiveFiles.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.archive.place.NamesFromKeys;
import io.fantail.archive.record.ArchiveObject;
import io.fantail.archive.record.RawRecord;
import io.fantail.testing.ArchiveFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is large streams; what is one value without end is refused. */
class HugeObjectTest {
  private static final int LIMIT = 8 << 20;
  private static final String EVENT =
      "{\"timestamp\":1.5,\"type\":\"X\",\"id\":1,\"previousEventId\":0}";

  private final Path folder;

  HugeObjectTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private ArchiveObject gzipped(byte[] block, int times) throws IOException {
    Path file = folder.resolve("000000.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < times; i++) {
        out.write(block);
      }
    }
    return ArchiveFiles.object(file);
  }

  @Test
  void streamsAGzipMemberOfHundredsOfMegabytes() throws IOException {
    String line = "2026-09-23T22:56:44.466Z " + "a line of a function ".repeat(20) + "\n";
    int perBlock = 5_000;
    int blocks = 140;
    ArchiveObject object = gzipped(utf8(line.repeat(perBlock)), blocks);
    long records = 0;
    int held = 0;

    try (ArchiveReader reader = new ArchiveReader(object, HADOOP, NamesFromKeys.NONE)) {
      for (RawRecord record = reader.next(); record != null; record = reader.next()) {
        records++;
        held = Math.max(held, ((RawRecord.LogEvent) record).buffer().length);
      }
    }

    assertThat((long) line.length() * perBlock * blocks).isGreaterThan(300_000_000);
    assertThat(records).isEqualTo((long) perBlock * blocks);
    assertThat(held).as("bytes held of it at once").isLessThanOrEqualTo(1 << 17);
  }

  @Test
  void refusesLayersThatInflateToAnEndlessLine() throws IOException {
    byte[][] members = new byte[70][];
    Arrays.fill(members, gzip(new byte[16 << 20]));
    members[0] = gzip(utf8("2026-09-23T22:56:44.466Z a line without end"));
    byte[] bomb = gzip(concat(members));

    assertThat(bomb.length).isLessThan(100_000);
    assertThat(SeenRecord.kindsIn(write(folder.resolve("bomb"), bomb)))
        .containsExactly("RECORD_TOO_LONG", "INFLATION_BOMB");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"executionArn\":\"a\",\"comment\":\"%s\"}",
        "{\"executionArn\":\"a\",\"%s\":1}",
        "[\"%s\"]",
        "{\"events\":[{\"type\":\"%s\"}]}",
        "{\"events\":[{\"message\":\"%s\",\"timestamp\":1,\"eventId\":\"1\"}]}",
        "{\"messageType\":\"%s\"}",
        "{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[{\"message\":\"%s\"}]}",
        "{\"attemptsMade\":1,\"errorCode\":\"c\",\"rawData\":\"%s\"}",
      })
  void refusesAValueWithoutEndAndReadsWhatIsBehindIt(String document) throws IOException {
    String huge = document.formatted("x".repeat(LIMIT + (1 << 20)));
    List<SeenRecord> records = SeenRecord.in(write(folder.resolve("huge"), huge + "\n{\"b\":1}"));

    assertThat(records.get(0).kind()).isEqualTo("RECORD_TOO_LONG");
    assertThat(records.get(0).position()).isLessThan(100);
    assertThat(records).as("and the small one behind").hasSizeGreaterThan(1);
    assertThat(records.get(1).position()).isGreaterThan(LIMIT);
  }

  @Test
  void refusesATreeWithoutEnd() throws IOException {
    String tree = "{\"a\":[" + "{},".repeat(LIMIT / 3 + 100_000) + "0]}\n";

    assertThat(SeenRecord.kindsIn(write(folder.resolve("tree"), tree + "{\"b\":1}")))
        .containsExactly("RECORD_TOO_LONG", "DOCUMENT");
  }

  @Test
  void refusesAnObjectOfFieldsWithoutEnd() throws IOException {
    StringBuilder fields = new StringBuilder("{");
    for (int i = 0; fields.length() < LIMIT + (1 << 20); i++) {
      fields.append("\"field").append(i).append("\":0,");
    }

    assertThat(SeenRecord.kindsIn(write(folder.resolve("fields"), fields + "\"z\":0}\n{}")))
        .containsExactly("RECORD_TOO_LONG", "DOCUMENT");
  }

  @Test
  void readsAHistoryThatIsLongerThanAnyRecord() throws IOException {
    String events = (EVENT + ",").repeat(LIMIT / EVENT.length() + 20_000);
    String behind = "\"unknown\":[" + "0,".repeat(LIMIT) + "0],\"executionArn\":\"a\"";
    ArchiveObject object =
        write(folder.resolve("history"), "{\"events\":[" + events + EVENT + "]," + behind + "}");
    long items = 0;

    try (ArchiveReader reader = new ArchiveReader(object, HADOOP, NamesFromKeys.NONE)) {
      for (RawRecord record = reader.next(); record != null; record = reader.next()) {
        assertThat(((RawRecord.HistoryItem) record).executionArn()).isEqualTo("a");
        items++;
      }
    }

    assertThat(items).isEqualTo(LIMIT / EVENT.length() + 20_001L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":", "[", "{\"events\":[", "{\"messageType\":{\"a\":"})
  void refusesJsonWithoutAnEndOfDepth(String level) throws IOException {
    String deep = level + "[".repeat(100_000) + "\n{\"b\":1}";

    assertThat(SeenRecord.kindsIn(write(folder.resolve("deep"), deep)))
        .hasSize(2)
        .startsWith("MALFORMED_JSON");
  }
}
