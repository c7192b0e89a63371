package io.fantail.archive;

import static io.fantail.testing.ArchiveFiles.concat;
import static io.fantail.testing.ArchiveFiles.gzip;
import static io.fantail.testing.ArchiveFiles.gzipMembers;
import static io.fantail.testing.ArchiveFiles.utf8;
import static io.fantail.testing.ArchiveFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fantail.archive.record.ArchiveObject;
import io.fantail.testing.ArchiveFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DamagedObjectTest {
  private static final int GZIP_HEADER_BYTES = 10;

  private final Path folder;

  DamagedObjectTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private ArchiveObject object(byte[] content) throws IOException {
    return write(folder.resolve("000000.gz"), content);
  }

  /** Lines of an export that gzip can hardly make shorter. */
  private static String export(int count) {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append("2026-09-23T22:56:44.466Z ")
          .append(i)
          .append(' ')
          .append(Long.toHexString(random.nextLong()))
          .append('\n');
    }
    return text.toString();
  }

  /** Envelopes of one event each, with nothing between. */
  private static String envelopes(int count) {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(
          """
          {"messageType":"DATA_MESSAGE","owner":"0","logGroup":"g","logStream":"s",\
          "logEvents":[{"id":"%d","timestamp":1,"message":"%x"}]}"""
              .formatted(i, random.nextLong()));
    }
    return text.toString();
  }

  /** How many bytes come out of a gzip that ends here: what a perfect reader would see. */
  private static int inflatedLength(byte[] cut) throws DataFormatException {
    Inflater inflater = new Inflater(true);
    inflater.setInput(cut, GZIP_HEADER_BYTES, cut.length - GZIP_HEADER_BYTES);
    byte[] out = new byte[4 << 20];
    int length = inflater.inflate(out);
    inflater.end();
    return length;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.2, 0.5, 0.77, 0.999})
  void keepsEveryLineBeforeTheCutOfATruncatedMember(double share)
      throws IOException, DataFormatException {
    String text = export(20_000);
    byte[] whole = gzip(utf8(text));
    byte[] cut = Arrays.copyOf(whole, (int) (whole.length * share));
    String inflated = text.substring(0, inflatedLength(cut));
    long wholeLines = inflated.chars().filter(c -> c == '\n').count();

    List<SeenRecord> records = SeenRecord.in(object(cut));

    assertThat(records.stream().filter(record -> record.kind().equals("LOG_EVENT")))
        .hasSize((int) wholeLines);
    assertThat(records.get(records.size() - 1).kind()).isEqualTo("TRUNCATED_GZIP");
    assertThat(records.size() - wholeLines).as("the rest is one reject").isEqualTo(1);
    assertThat(records.get(records.size() - 1).position())
        .isEqualTo(inflated.lastIndexOf('\n') + 1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.2, 0.5, 0.77, 0.999})
  void keepsEveryEnvelopeBeforeTheCutOfATruncatedMember(double share)
      throws IOException, DataFormatException {
    String text = envelopes(8_000);
    byte[] whole = gzip(utf8(text));
    byte[] cut = Arrays.copyOf(whole, (int) (whole.length * share));
    String inflated = text.substring(0, inflatedLength(cut));
    int wholeEvents = inflated.split("\"}", -1).length - 1;

    List<String> kinds = SeenRecord.kindsIn(object(cut));

    assertThat(kinds).endsWith("TRUNCATED_GZIP");
    assertThat(kinds.subList(0, kinds.size() - 1)).hasSize(wholeEvents).containsOnly("LOG_EVENT");
  }

  @Test
  void keepsWhatWasWholeOfATruncatedSmallObject() throws IOException {
    String text = export(30);
    byte[] whole = gzip(utf8(text));

    assertThat(SeenRecord.kindsIn(object(Arrays.copyOf(whole, whole.length - 8))))
        .hasSize(31)
        .startsWith("LOG_EVENT")
        .endsWith("TRUNCATED_GZIP");
  }

  @Test
  void keepsTheEventsOfATruncatedHistoryThatADescriptionNames() throws IOException {
    String arn = "arn:aws:states:us-west-2:1:execution:orders:one";
    StringBuilder events = new StringBuilder("{\"events\":[");
    Random random = new Random(7);
    for (int id = 1; id < 400; id++) {
      events.append(
          """
          {"timestamp":1790204283.035,"type":"X%x","id":%d,"previousEventId":0},"""
              .formatted(random.nextLong(), id));
    }
    byte[] whole = gzip(utf8(events.toString()));
    write(folder.resolve("history.json.gz"), Arrays.copyOf(whole, whole.length / 2));
    write(
        folder.resolve("history.describe.json"),
        "{\"executionArn\":\"%s\",\"stateMachineArn\":\"arn:aws:states:us-west-2:1:stateMachine:orders\",\"startDate\":1790204283.035}"
            .formatted(arn));

    List<SeenRecord> records =
        SeenRecord.in(ArchiveFiles.besideOthers(folder.resolve("history.json.gz")));

    assertThat(records).hasSizeGreaterThan(100);
    assertThat(records.get(0).executionArn()).isEqualTo(arn);
    assertThat(records.get(records.size() - 1).kind()).isEqualTo("TRUNCATED_GZIP");
  }

  @Test
  void keepsTheMembersBeforeOneThatIsCorrupt() throws IOException {
    byte[] corrupt = gzip(utf8(export(1_000)));
    Arrays.fill(corrupt, 400, 430, (byte) 0x55);

    List<String> kinds = SeenRecord.kindsIn(object(concat(gzip(utf8(export(500))), corrupt)));

    assertThat(kinds).hasSizeGreaterThan(500).endsWith("CORRUPT_GZIP");
    assertThat(kinds.subList(0, 500)).containsOnly("LOG_EVENT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage behind the last member", "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"})
  void keepsEveryLineBeforeTrailingGarbage(String garbage) throws IOException {
    List<String> kinds =
        SeenRecord.kindsIn(object(concat(gzip(utf8(export(5_000))), utf8(garbage))));

    assertThat(kinds).hasSize(5_001).endsWith("CORRUPT_GZIP");
    assertThat(kinds.subList(0, 5_000)).containsOnly("LOG_EVENT");
  }

  @Test
  void readsEveryMemberOfManySmallOnes() throws IOException {
    String[] texts = new String[3_000];
    Arrays.fill(texts, "2026-09-23T22:56:44.466Z one\n");

    assertThat(SeenRecord.kindsIn(object(gzipMembers(texts))))
        .hasSize(3_000)
        .containsOnly("LOG_EVENT");
  }

  @Test
  void readsPlainTextThatIsNamedGz() throws IOException {
    assertThat(SeenRecord.textsIn(object(utf8("2026-09-23T22:56:44.466Z one\n"))))
        .containsExactly("one");
  }

  @Test
  void rejectsGzipMagicWithNothingBehindIt() throws IOException {
    assertThat(SeenRecord.kindsIn(object(new byte[] {0x1f, (byte) 0x8b})))
        .containsExactly("TRUNCATED_GZIP");
  }

  @Test
  void rejectsBytesOfNoKnownForm() throws IOException {
    assertThat(SeenRecord.in(object(utf8("PART something\nelse"))))
        .extracting(SeenRecord::kind, SeenRecord::position, SeenRecord::text)
        .containsExactly(tuple("UNKNOWN_FORMAT", 0L, "PART something"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\ufeff", " \r\n\n"})
  void rejectsAnEmptyObject(String content) throws IOException {
    assertThat(SeenRecord.kindsIn(object(utf8(content)))).containsExactly("EMPTY_OBJECT");
    assertThat(SeenRecord.kindsIn(object(gzip(utf8(content))))).containsExactly("EMPTY_OBJECT");
  }

  @Test
  void keepsInvalidTextOfAMessageReadable() throws IOException {
    byte[] content = utf8("2026-09-23T22:56:44.466Z a?b\n2026-09-23T22:56:44.467Z two\n");
    content[26] = (byte) 0xC3;

    assertThat(SeenRecord.textsIn(object(content))).containsExactly("a\ufffdb", "two");
  }

  @Test
  void rejectsAnObjectThatVanishedAfterListing() throws IOException {
    ArchiveObject object = object(utf8("2026-09-23T22:56:44.466Z one\n"));
    Files.delete(folder.resolve("000000.gz"));

    assertThat(SeenRecord.kindsIn(object)).containsExactly("UNREADABLE_OBJECT");
  }

  @Test
  void saysWhereTheLastRecordEndedWhenTheObjectIsCut() throws IOException {
    byte[] whole = gzip(utf8("2026-09-23T22:56:44.466Z one\n2026-09-23T22:56:44.467Z two\n"));

    assertThat(SeenRecord.in(object(Arrays.copyOf(whole, whole.length - 8))))
        .extracting(SeenRecord::position)
        .containsExactly(0L, 29L, 58L);
  }

  @Test
  void throwsNothingForRandomBytes() throws IOException {
    Random random = new Random(11);
    String[] beginnings = {"", "{", "[", "{\"events\":[", "{\"messageType\":\"", "{\"details\":{"};
    for (int i = 0; i < 400; i++) {
      byte[] noise = new byte[random.nextInt(300)];
      random.nextBytes(noise);
      byte[] content = concat(utf8(beginnings[i % beginnings.length]), noise);

      assertThat(SeenRecord.in(object(i % 2 == 0 ? content : gzip(content))))
          .as("every byte ends as some record")
          .isNotEmpty();
    }
  }

  @Test
  void inflatesNoMoreLayersThanAnArchiveHas() throws IOException {
    byte[] nested = utf8("2026-09-23T22:56:44.466Z one\n");
    for (int layer = 0; layer < 20; layer++) {
      nested = gzip(nested);
    }

    assertThat(SeenRecord.kindsIn(object(nested))).containsExactly("UNKNOWN_FORMAT");
  }
}
