package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fantail.archive.ArchiveReader;
import io.fantail.archive.ReadAhead;
import io.fantail.archive.SeenRecord;
import io.fantail.archive.place.ArchiveDays;
import io.fantail.archive.place.ArchiveListing;
import io.fantail.archive.place.NamesFromKeys;
import io.fantail.archive.record.ArchiveObject;
import io.fantail.archive.storage.HeldObject;
import io.fantail.testing.s3.S3Request;
import io.fantail.testing.s3.Trouble;
import io.fantail.testing.s3.TroubledS3;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is read of an object in S3, whatever happens on the way, and to the object between listing
 * and reading: small ones are held, large ones streamed.
 */
class ReadingFromS3IT {
  private static final String KEY = "archive/lines.log";
  private static final String ROOT = "s3a://" + LocalS3.BUCKET + "/archive";

  /** Numbers of lines, which all have as many digits. */
  private static final int FIRST = 10_000;

  private static final int SMALL = 200;
  private static final int LARGE = HeldObject.MAX_BYTES / 40;
  private static final Configuration HADOOP = new Configuration();

  @TempDir private static Path folder = Path.of("");

  private static LocalS3 store;
  private static TroubledS3 s3;

  @BeforeAll
  static void start() throws IOException {
    store = LocalS3.start(folder);
    s3 = TroubledS3.before(store.address());
    LocalS3.settings(s3.address()).forEach(HADOOP::set);
    HADOOP.set("fs.s3a.access.key", LocalS3.ACCESS_KEY);
    HADOOP.set("fs.s3a.secret.key", LocalS3.SECRET_KEY);
    // Another test of this JVM may have left one that has other keys.
    FileSystem.get(URI.create(ROOT), HADOOP).close();
    HADOOP.set("fs.s3a.input.stream.type", "classic");
    HADOOP.set("fs.s3a.retry.interval", "5ms");
    HADOOP.set("fs.s3a.retry.throttle.interval", "5ms");
  }

  @AfterAll
  static void stop() throws IOException {
    FileSystem.get(URI.create(ROOT), HADOOP).close();
    s3.close();
    store.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {SMALL, LARGE})
  void asksOnceForTheBytesAndForNothingElse(int count) throws IOException {
    List<ArchiveObject> listed = listed(FIRST, count);
    s3.plan(request -> Trouble.NONE);

    assertThat(texts(read(listed))).isEqualTo(messages(FIRST, count));
    assertThat(s3.requests()).containsExactly(new S3Request("GET", LocalS3.BUCKET, KEY, false));
  }

  private static Stream<Trouble> troublesOnTheWay() {
    return Stream.of(
        new Trouble.Refused(503, "SlowDown"),
        new Trouble.Refused(500, "InternalError"),
        new Trouble.Reset(0),
        new Trouble.Reset(3_000),
        new Trouble.Slow(20));
  }

  @ParameterizedTest
  @MethodSource("troublesOnTheWay")
  void repeatsWhatFailsOnTheWay(Trouble trouble) throws IOException {
    for (int count : new int[] {SMALL, LARGE}) {
      List<ArchiveObject> listed = listed(FIRST, count);
      s3.planFirst(2, request -> request.gets(KEY), trouble);

      assertThat(texts(read(listed))).isEqualTo(messages(FIRST, count));
      assertThat(s3.requests()).hasSize(trouble instanceof Trouble.Slow ? 1 : 3);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {SMALL, LARGE})
  void rejectsAnObjectThatIsGone(int count) throws IOException {
    List<ArchiveObject> listed = listed(FIRST, count);
    s3.planFirst(1, request -> request.gets(KEY), new Trouble.Before(() -> store.delete(KEY)));

    assertThat(read(listed)).extracting(SeenRecord::kind).containsExactly("UNREADABLE_OBJECT");
  }

  /** Whatever length it has now. */
  @ParameterizedTest
  @ValueSource(ints = {-120, -1, 0, 1, 150})
  void readsASmallObjectAsItIsNow(int further) throws IOException {
    List<ArchiveObject> listed = listed(FIRST, SMALL);
    overwriteBeforeReading(3 * FIRST, SMALL + further);

    assertThat(texts(read(listed))).isEqualTo(messages(3 * FIRST, SMALL + further));
  }

  @Test
  void readsALargeObjectOfTheSameLengthAsItIsNow() throws IOException {
    List<ArchiveObject> listed = listed(FIRST, LARGE);
    overwriteBeforeReading(2 * FIRST, LARGE);

    assertThat(texts(read(listed))).isEqualTo(messages(2 * FIRST, LARGE));
  }

  /** What is read is whole and of one content; that it is not what was listed is a reject. */
  @ParameterizedTest
  @CsvSource({
    "20000, -1000, shorter",
    "20000, -1, shorter",
    "20000, 1, longer",
    // With longer lines: that which was listed ends within one.
    "200000, 0, longer"
  })
  void saysThatALargeObjectChanged(int from, int further, String now) throws IOException {
    List<ArchiveObject> listed = listed(FIRST, LARGE);
    overwriteBeforeReading(from, LARGE + further);

    List<SeenRecord> seen = read(listed);

    SeenRecord last = seen.get(seen.size() - 1);
    assertThat(last.kind()).isEqualTo("CHANGED_OBJECT");
    assertThat(last.text()).isEqualTo("is now " + now + " than when it was listed");
    List<String> texts = texts(seen.subList(0, seen.size() - 1));
    assertThat(texts).isEqualTo(messages(from, texts.size()));
    assertThat(texts).hasSizeBetween(LARGE - 1_000, LARGE);
  }

  /** The connection breaks, and when the rest is asked for, the object is another. */
  @Test
  void makesNothingOfTwoVersions() throws IOException {
    List<SeenRecord> small = readOverwrittenInTheMiddle(SMALL, 2_000);
    List<SeenRecord> large = readOverwrittenInTheMiddle(LARGE, 700_000);

    assertThat(texts(small)).as("as it is now").isEqualTo(messages(2 * FIRST, SMALL));
    SeenRecord last = large.get(large.size() - 1);
    assertThat(last.kind()).isEqualTo("CHANGED_OBJECT");
    assertThat(last.text()).isEqualTo("was overwritten while it was read");
    List<String> texts = texts(large.subList(0, large.size() - 1));
    assertThat(texts).hasSizeLessThan(LARGE).isEqualTo(messages(FIRST, texts.size()));
  }

  private static List<SeenRecord> readOverwrittenInTheMiddle(int count, int bytes)
      throws IOException {
    List<ArchiveObject> listed = listed(FIRST, count);
    AtomicInteger reads = new AtomicInteger();
    s3.plan(
        request ->
            switch (request.gets(KEY) ? reads.incrementAndGet() : 0) {
              case 1 -> new Trouble.Reset(bytes);
              case 2 -> new Trouble.Before(() -> store.put(KEY, lines(2 * FIRST, count)));
              default -> Trouble.NONE;
            });
    return read(listed);
  }

  @ParameterizedTest
  @ValueSource(ints = {SMALL, LARGE})
  void failsWhenTheCredentialsExpire(int count) throws IOException {
    List<ArchiveObject> listed = listed(FIRST, count);
    s3.planFirst(1, request -> request.gets(KEY), new Trouble.Refused(400, "ExpiredToken"));

    assertThatThrownBy(() -> read(listed))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("ExpiredToken");
    assertThat(s3.requests()).as("not repeated").hasSize(1);
  }

  private static void overwriteBeforeReading(int from, int count) {
    s3.planFirst(
        1,
        request -> request.gets(KEY),
        new Trouble.Before(() -> store.put(KEY, lines(from, count))));
  }

  private static List<ArchiveObject> listed(int from, int count) throws IOException {
    store.put(KEY, lines(from, count));
    s3.plan(request -> Trouble.NONE);
    return new ArchiveListing(HADOOP, false).list(List.of(ROOT), ArchiveDays.ALL, folder -> {});
  }

  private static List<SeenRecord> read(List<ArchiveObject> objects) throws IOException {
    assertThat(objects).hasSize(1);
    try (ReadAhead readAhead = new ReadAhead(objects.iterator(), HADOOP, NamesFromKeys.NONE);
        ArchiveReader reader = readAhead.next()) {
      return reader == null ? List.of() : SeenRecord.in(reader);
    }
  }

  private static List<String> texts(List<SeenRecord> seen) {
    return seen.stream().map(SeenRecord::text).toList();
  }

  private static List<String> messages(int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(i -> String.format(Locale.ROOT, "what line %d says", i))
        .toList();
  }

  private static byte[] lines(int from, int count) {
    return messages(from, count).stream()
        .map(message -> "2026-09-23T22:56:44.466Z " + message + "\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }
}
