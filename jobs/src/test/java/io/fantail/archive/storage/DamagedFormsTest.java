package io.fantail.archive.storage;

import static io.fantail.testing.ArchiveFiles.concat;
import static io.fantail.testing.ArchiveFiles.gzip;
import static io.fantail.testing.ArchiveFiles.gzipMembers;
import static io.fantail.testing.ArchiveFiles.utf8;
import static io.fantail.testing.ArchiveFiles.write;
import static io.fantail.testing.ArchiveFiles.zstd;
import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.archive.SeenRecord;
import io.fantail.archive.record.DamagedContent;
import io.fantail.testing.CorpusFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every container, cut and with a byte flipped: what stands before the damage is still read. */
class DamagedFormsTest {
  private static final int STEP = 37;

  /** What must be seen of the next record to know that the one before has ended. */
  private static final int PREFIX_BYTES = 32;

  /** The records of one line, that is. */
  private static final int UNDELIVERED_BYTES = 512;

  private static final List<String> FILES =
      List.of(
          "firehose/2026/09/23/22/stream-1-2026-09-23-22-56-44-a-raw-gzip-members",
          "firehose/2026/09/23/22/stream-1-2026-09-23-22-56-44-b-double-gzip.gz",
          "firehose/2026/09/23/22/stream-1-2026-09-23-22-56-44-c-decompressed-nonewline",
          "firehose/2026/09/23/22/stream-1-2026-09-23-22-56-44-d-decompressed-nonewline.gz",
          "firehose/2026/09/23/22/stream-1-2026-09-23-22-56-44-e-decompressed-appenddelimiter.gz",
          "firehose/2026/09/23/22/stream-1-2026-09-23-22-56-44-g-lambda-newline.json",
          "export-task/exportedlogs/0f3c3c5e-6f0e-4c8b-8d4e-5a7a3f7f2b11/"
              + "2026-09-23-[$LATEST]f2d9ef6ec9274a98a9067c08847c7ccb/000000.gz");

  private static final Map<String, byte[]> MADE = made();

  private final Path folder;

  DamagedFormsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static Map<String, byte[]> made() {
    String[] envelopes = new String[12];
    Random random = new Random(3);
    for (int i = 0; i < envelopes.length; i++) {
      envelopes[i] =
          """
          {"messageType":"DATA_MESSAGE","owner":"0","logGroup":"/aws/lambda/a","logStream":"s",\
          "logEvents":[{"id":"%d","timestamp":1,"message":"%x"},\
          {"id":"%d-b","timestamp":2,"message":"%x"}]}"""
              .formatted(i, random.nextLong(), i, random.nextLong());
    }
    byte[][] frames = Stream.of(envelopes).map(text -> zstd(utf8(text))).toArray(byte[][]::new);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      lines.append("2026-09-23T22:56:44.466Z %d %x\ngoes on\n\n".formatted(i, random.nextLong()));
    }
    StringBuilder filtered = new StringBuilder("{\"events\":[");
    for (int i = 0; i < 30; i++) {
      filtered.append(
          """
          {"logStreamName":"s","timestamp":1,"message":"%x","ingestionTime":1,"eventId":"%d"},"""
              .formatted(random.nextLong(), i));
    }
    filtered.setCharAt(filtered.length() - 1, ']');
    String error = "{\"attemptsMade\":4,\"errorCode\":\"c\",\"rawData\":\"%s\"}\n";
    StringBuilder errors = new StringBuilder();
    for (String envelope : envelopes) {
      byte[] rawData = gzip(utf8(envelope));
      errors.append(error.formatted(Base64.getEncoder().encodeToString(rawData)));
    }
    Map<String, byte[]> made = new LinkedHashMap<>();
    made.put("Zstandard frames", concat(frames));
    made.put("gzip of Zstandard frames", gzip(concat(frames)));
    made.put("Zstandard of gzip members", zstd(gzipMembers(envelopes)));
    made.put("exported lines", utf8(lines.toString()));
    made.put("exported lines in gzip", gzip(utf8(lines.toString())));
    made.put("filtered events", utf8(filtered + "}"));
    made.put("filtered events in gzip", gzip(utf8(filtered + "}")));
    made.put("undelivered records", utf8(errors.toString()));
    return made;
  }

  static Stream<String> forms() {
    return Stream.concat(MADE.keySet().stream(), FILES.stream());
  }

  private static byte[] content(String form) throws IOException {
    byte[] made = MADE.get(form);
    return made == null ? Files.readAllBytes(CorpusFolder.path("archive/" + form)) : made;
  }

  private List<SeenRecord> records(byte[] content) throws IOException {
    return SeenRecord.in(write(folder.resolve("000000"), content));
  }

  /** The bytes that come out of what is there, as far as they come. */
  private static int inflatedLength(byte[] stored) throws IOException {
    int length = 0;
    try (InputStream in = new Inflation(Long.MAX_VALUE).inflate(new ByteArrayInputStream(stored))) {
      while (in.read() >= 0) {
        length++;
      }
    } catch (DamagedContent cut) {
      return length;
    }
    return length;
  }

  private static int seenOfTheNext(String form) {
    return form.equals("undelivered records") ? UNDELIVERED_BYTES : PREFIX_BYTES;
  }

  /** The records of the whole object that have ended before a byte. */
  private static List<SeenRecord> endedBefore(int length, List<SeenRecord> whole) {
    int ended = 0;
    while (ended + 1 < whole.size() && whole.get(ended + 1).position() + PREFIX_BYTES <= length) {
      ended++;
    }
    return whole.subList(0, ended);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void keepsEveryWholeRecordBeforeACut(String form) throws IOException {
    byte[] content = content(form);
    List<SeenRecord> whole = records(content);
    for (int cut = 1; cut < content.length; cut += STEP) {
      byte[] damaged = Arrays.copyOf(content, cut);
      List<SeenRecord> expected = endedBefore(inflatedLength(damaged) - seenOfTheNext(form), whole);

      List<SeenRecord> read = records(damaged);

      assertThat(read).as(form + " cut at " + cut).isNotEmpty();
      assertThat(read.stream().limit(expected.size()).toList())
          .as(form + " cut at " + cut)
          .isEqualTo(expected);
      assertThat(read).extracting(SeenRecord::kind).doesNotContain("UNREADABLE_OBJECT");
      assertThat(read.size()).isLessThanOrEqualTo(whole.size() + 1);
      assertThat(read.subList(0, read.size() - 1)).as("at most one reject").isSubsetOf(whole);
    }
  }

  @ParameterizedTest
  @MethodSource("forms")
  void keepsEveryWholeRecordBeforeAFlippedByte(String form) throws IOException {
    byte[] content = content(form);
    List<SeenRecord> whole = records(content);
    for (int flipped = 0; flipped < content.length; flipped += STEP) {
      byte[] damaged = content.clone();
      damaged[flipped] ^= 0x15;
      int before = inflatedLength(Arrays.copyOf(content, flipped));
      List<SeenRecord> expected = endedBefore(before - seenOfTheNext(form), whole);

      List<SeenRecord> read = records(damaged);

      assertThat(read).as(form + " flipped at " + flipped).isNotEmpty();
      assertThat(read.stream().limit(expected.size()).toList())
          .as(form + " flipped at " + flipped)
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\ufeff"})
  void readsTheSameWithAByteOrderMarkAndWithWindowsLineEnds(String mark) throws IOException {
    for (String form : List.of("filtered events", "undelivered records")) {
      String text = new String(content(form), StandardCharsets.UTF_8);
      List<String> texts = records(content(form)).stream().map(SeenRecord::text).toList();
      String pretty = mark + text.replace("{", "{\r\n ").replace("\n", "\r\n");

      assertThat(records(gzip(utf8(pretty)))).extracting(SeenRecord::text).isEqualTo(texts);
      assertThat(records(zstd(utf8(pretty)))).extracting(SeenRecord::text).isEqualTo(texts);
    }
  }

  @Test
  void rejectsALayerOfZstandardThatIsCorrupt() throws IOException {
    byte[] content = content("Zstandard frames").clone();
    content[content.length / 2] ^= 0x55;

    List<SeenRecord> read = records(content);

    assertThat(read).extracting(SeenRecord::kind).endsWith("CORRUPT_ZSTD").contains("LOG_EVENT");
  }
}
