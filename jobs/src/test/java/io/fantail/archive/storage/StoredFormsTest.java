package io.fantail.archive.storage;

import static io.fantail.testing.ArchiveFiles.concat;
import static io.fantail.testing.ArchiveFiles.gzip;
import static io.fantail.testing.ArchiveFiles.utf8;
import static io.fantail.testing.ArchiveFiles.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.archive.SeenRecord;
import io.fantail.testing.ArchiveFiles;
import io.fantail.testing.StoredForms;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is around a text, the same records come out of it; what is damaged loses itself. */
public class StoredFormsTest {
  private static final String LINES = lines(400);

  private final Path folder;

  StoredFormsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static String lines(int count) {
    Random random = new Random(13);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lines.append(
          "2026-09-23T22:56:%02d.%03dZ line %d \u00e9\u2603\ud83d\ude80 %x\n"
              .formatted(i % 60, i, i, random.nextLong()));
    }
    return lines.toString();
  }

  private List<SeenRecord> seen(byte[] content) throws IOException {
    return SeenRecord.in(write(folder.resolve("object"), content));
  }

  private List<String> texts(byte[] content) throws IOException {
    return seen(content).stream().map(SeenRecord::text).toList();
  }

  private List<String> kindsBut(String kind, byte[] content) throws IOException {
    return seen(content).stream().map(SeenRecord::kind).filter(seen -> !seen.equals(kind)).toList();
  }

  private record Form(String name, UnaryOperator<byte[]> over) {
    /** Whether it begins with no bytes of its own: nobody puts two such around one another. */
    boolean isBare() {
      byte[] probe = over.apply(utf8(LINES));
      return name.equals("SNAPPY") && probe[0] != (byte) 0xFF && probe[0] != (byte) 0x82;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Form form(String name, UnaryOperator<byte[]> over) {
    return new Form(name, over);
  }

  private static List<Form> compressions() {
    return List.of(
        form("GZIP", ArchiveFiles::gzip),
        form("ZSTD", ArchiveFiles::zstd),
        form("SNAPPY", StoredForms::snappyFrames),
        form("SNAPPY", StoredForms::snappyJava),
        form("SNAPPY", StoredForms::snappyBlock),
        form("SNAPPY", bytes -> StoredForms.hadoopSnappy(bytes, 4_000)),
        form("SNAPPY", bytes -> StoredForms.hadoopSnappy(bytes, 1 << 18)),
        form("BZIP2", StoredForms::bzip2),
        form("LZ4", StoredForms::lz4),
        form("ZLIB", StoredForms::zlib));
  }

  private static List<Form> archives() {
    return List.of(
        form("ZIP", bytes -> StoredForms.streamedZip(Map.of("b", bytes))),
        form("ZIP", bytes -> StoredForms.zipWithoutCompression(Map.of("\\b", bytes))),
        form("TAR", bytes -> StoredForms.tar(Map.of("\u2603" + "n".repeat(150), bytes))));
  }

  static Stream<Arguments> everyForm() {
    return Stream.concat(compressions().stream(), archives().stream()).map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("everyForm")
  void readsTheSameFromEveryForm(Form form) throws IOException {
    assertThat(seen(form.over.apply(utf8(LINES)))).isEqualTo(seen(utf8(LINES)));
  }

  /** Text of one line, and of one record: the beginning of a form is most of it. */
  @ParameterizedTest
  @MethodSource("everyForm")
  void readsWhatIsSmall(Form form) throws IOException {
    for (String text : List.of("2026-09-23T22:56:44.466Z a\n", "{\"events\":[]}", "[1,2]")) {
      assertThat(seen(form.over.apply(utf8(text)))).as(text).isEqualTo(seen(utf8(text)));
    }
  }

  @ParameterizedTest
  @MethodSource("everyForm")
  void keepsWhatIsBeforeEveryCutAndSaysSoOnce(Form form) throws IOException {
    byte[] stored = form.over.apply(utf8(LINES));
    List<String> whole = texts(utf8(LINES));
    for (int cut = 1_000; cut < stored.length - 1; cut += 1 + stored.length / 23) {
      List<SeenRecord> seen = seen(Arrays.copyOf(stored, cut));
      List<String> good = seen.stream().filter(SeenRecord::isWhole).map(SeenRecord::text).toList();
      assertThat(good).as("cut at " + cut).isEqualTo(whole.subList(0, good.size()));
      assertThat(seen.stream().filter(record -> !record.isWhole()).map(SeenRecord::kind))
          .as("cut at " + cut)
          .containsExactly("TRUNCATED_" + form);
    }
  }

  /** Bytes that are wrong make one reject, never a wrong record before it or an endless object. */
  @ParameterizedTest
  @MethodSource("everyForm")
  void survivesEveryDamage(Form form) throws IOException {
    byte[] stored = form.over.apply(utf8(LINES));
    Random random = new Random(7);
    for (int i = 0; i < 60; i++) {
      byte[] damaged = stored.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      assertThat(seen(damaged)).hasSizeLessThan(1_000);
    }
  }

  /** Compressions, archives and encodings on top of one another, as nobody would plan it. */
  @ParameterizedTest
  @MethodSource("seeds")
  void readsTheSameFromEveryStack(int seed) throws IOException {
    Random random = new Random(seed);
    List<Form> forms = new ArrayList<>();
    byte[] content = encoded(random, forms);
    int compressions = 0;
    int archives = 0;
    for (int i = 0; i < random.nextInt(7); i++) {
      boolean isArchive = random.nextInt(3) == 0 && archives < 4;
      if (!isArchive && compressions == 4) {
        continue;
      }
      List<Form> choice = isArchive ? archives() : compressions();
      Form form = choice.get(random.nextInt(choice.size()));
      if (form.isBare() && forms.get(forms.size() - 1).isBare()) {
        continue;
      }
      compressions = isArchive ? 0 : compressions + 1;
      archives += isArchive ? 1 : 0;
      forms.add(form);
      content = form.over.apply(content);
    }
    assertThat(texts(content)).as(forms.toString()).isEqualTo(texts(utf8(LINES)));
  }

  static IntStream seeds() {
    return IntStream.range(0, 60);
  }

  private static byte[] encoded(Random random, List<Form> forms) {
    String charset =
        List.of("UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE").get(random.nextInt(5));
    boolean isMarked = random.nextBoolean();
    String lines = random.nextBoolean() ? LINES : LINES.replace("\n", "\r\n");
    forms.add(form(charset + (isMarked ? " marked" : ""), bytes -> bytes));
    return ((isMarked ? "\ufeff" : "") + lines).getBytes(Charset.forName(charset));
  }

  /** Firehose compresses records that are compressed: gzip in any of its formats. */
  @ParameterizedTest
  @MethodSource("everyForm")
  void readsGzipMembersInEveryForm(Form form) throws IOException {
    int half = LINES.indexOf("\n", LINES.length() / 2) + 1;
    byte[] members =
        concat(gzip(utf8(LINES.substring(0, half))), gzip(utf8(LINES.substring(half))));

    assertThat(texts(form.over.apply(members))).isEqualTo(texts(utf8(LINES)));
  }

  @Test
  void readsCompressionsThatWereAppended() throws IOException {
    byte[] one = utf8("2026-09-23T22:56:44.466Z one\n");
    byte[] two = utf8("2026-09-23T22:56:44.467Z two\n");
    for (Form form : compressions()) {
      boolean isAppendable = !form.name.equals("ZLIB") && !isSnappyBlock(form);
      if (isAppendable) {
        assertThat(texts(concat(form.over.apply(one), form.over.apply(two))))
            .as(form.name)
            .containsExactly("one", "two");
      }
    }
    assertThat(texts(concat(StoredForms.tar(Map.of("1", one)), StoredForms.tar(Map.of("2", two)))))
        .containsExactly("one", "two");
  }

  private static boolean isSnappyBlock(Form form) {
    byte[] probe = utf8("a");
    return Arrays.equals(form.over.apply(probe), StoredForms.snappyBlock(probe));
  }

  /** Python's {@code lzma.compress} of two lines. */
  @Test
  void readsXzWhereItsLibraryIsThere() throws IOException {
    byte[] xz =
        Base64.getDecoder()
            .decode(
                "/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4AA5ACldABkMApKyqVIxpzblFy3rGkmZYbVCnt"
                    + "l9i5Ao/IGqmuL+DB9gbYdpZx2AAAAAABAsAJbL5zemAAFFOtnXhGsftvN9AQAAAAAEWVo=");

    assertThat(texts(xz)).containsExactly("one", "two");
  }

  @ParameterizedTest
  @CsvSource({
    "7-Zip, 377abcaf271c0004",
    "RAR, 526172211a070100",
    "Parquet, 5041523115041500",
    "ORC, 4f524303d9000000",
    "Avro, 4f626a0104166176",
    "lzop, 894c5a4f000d0a1a0a",
    "compress, 1f9d900000000000"
  })
  void namesWhatItDoesNotRead(String name, String hex) throws IOException {
    byte[] content = HexFormat.of().parseHex(hex + "00".repeat(40));

    assertThat(seen(content))
        .singleElement()
        .satisfies(
            seen -> {
              assertThat(seen.kind()).isEqualTo("UNSUPPORTED_FORMAT");
              assertThat(seen.text()).containsIgnoringCase(name);
            });
  }

  @Test
  void takesNoTextForACompression() throws IOException {
    // What begins like a length and a literal of Snappy's.
    for (String text :
        List.of("20", "2026-09-23T22:56:44.466Z a\n", "@0", "x^2", "BZh9 is", "~0ab")) {
      assertThat(kindsBut("LOG_EVENT", utf8(text))).as(text).doesNotContain("TRUNCATED_SNAPPY");
      assertThat(kindsBut("LOG_EVENT", utf8(text.repeat(4_000))))
          .as(text)
          .allMatch(kind -> kind.equals("UNKNOWN_FORMAT"));
    }
  }

  /** A chunk of Hadoop's that says it has two gigabytes is not believed. */
  @Test
  void doesNotBelieveLengths() throws IOException {
    byte[] content = StoredForms.hadoopSnappy(utf8(LINES), 4_000);
    int second = 8 + ByteBuffer.wrap(content).getInt(4);
    ByteBuffer.wrap(content).putInt(second + 4, Integer.MAX_VALUE);

    assertThat(kindsBut("LOG_EVENT", content)).containsExactly("CORRUPT_SNAPPY");
  }

  @ParameterizedTest
  @CsvSource({"UTF-16LE, true", "UTF-16BE, true", "UTF-16LE, false", "UTF-32BE, true"})
  void countsPositionsInTheTextAsUtf8(String charset, boolean isMarked) throws IOException {
    byte[] content = ((isMarked ? "\ufeff" : "") + LINES).getBytes(Charset.forName(charset));

    assertThat(seen(content)).isEqualTo(seen(utf8(LINES)));
  }

  /** Half a character damages the record that it stands in, and no other. */
  @Test
  void rejectsTheRecordWithoutACharacter() throws IOException {
    byte[] content =
        concat(
            new byte[] {(byte) 0xFF, (byte) 0xFE},
            "{\"events\":[{\"id\":1}]}\n{\"events\":[{\"id\":2,\"x\":\""
                .getBytes(StandardCharsets.UTF_16LE),
            new byte[] {0x00, (byte) 0xD8},
            "\"}]}\n{\"events\":[{\"id\":3}]}\n".getBytes(StandardCharsets.UTF_16LE));

    assertThat(seen(content))
        .extracting(SeenRecord::kind)
        .containsExactly("HISTORY_ITEM", "INVALID_UTF8", "HISTORY_ITEM");
  }

  @Test
  void doesNotLoseAByteWithoutItsOtherHalf() throws IOException {
    byte[] line = "\ufeff2026-09-23T22:56:44.466Z one".getBytes(StandardCharsets.UTF_16LE);

    assertThat(texts(concat(line, new byte[] {'!'}))).containsExactly("one\ufffd");
  }

  /** Files with a mark each, put one behind the other. */
  @Test
  void readsMarksInTheMiddle() throws IOException {
    assertThat(
            texts(utf8("\ufeff2026-09-23T22:56:44.466Z one\n\ufeff2026-09-23T22:56:44.467Z two\n")))
        .containsExactly("one", "two");
    assertThat(
            kindsBut(
                "", utf8("\ufeff{\"events\":[{\"id\":1}]}\n\ufeff{\"events\":[{\"id\":2}]}\n")))
        .containsExactly("HISTORY_ITEM", "HISTORY_ITEM");
  }
}
