package io.fantail.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.fantail.archive.FuzzedObject.Recovery;
import io.fantail.archive.place.TimeWindow;
import io.fantail.archive.record.ArchiveObject;
import io.fantail.archive.storage.DamagedEntriesTest;
import io.fantail.archive.storage.StoredFormsTest;
import io.fantail.event.collected.Histories;
import io.fantail.event.parse.ReadObject;
import io.fantail.event.policy.PayloadPolicy;
import io.fantail.sample.options.LambdaLogFormat;
import io.fantail.sample.options.SampleOptions;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.span.invocation.Invocations;
import io.fantail.testing.ArchiveFiles;
import io.fantail.testing.Coat;
import io.fantail.testing.CorpusFolder;
import io.fantail.testing.HistoryDress;
import io.fantail.testing.LogDress;
import io.fantail.testing.LoggedEvent;
import io.fantail.testing.Mutation;
import io.fantail.testing.SampledLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is done to an object, reading it ends, throws nothing, accounts for every record and
 * keeps those that the damage does not touch. {@code -Dfantail.fuzz.seconds=600} goes on for so
 * long; {@code -Dfantail.fuzz.seed=N} begins with the case that failed.
 */
class FuzzTest {
  /** Damage to the others is {@link StoredFormsTest}'s and {@link DamagedEntriesTest}'s. */
  private static final Set<Coat> OF_GZIP_AT_MOST =
      EnumSet.of(
          Coat.PLAIN,
          Coat.GZIP,
          Coat.TWO_GZIP_MEMBERS,
          Coat.BYTE_ORDER_MARK,
          Coat.CARRIAGE_RETURNS,
          Coat.ALL_AT_ONCE);

  private static final int CASES = 1_500;
  private static final long FIRST_SEED = Long.getLong("fantail.fuzz.seed", 0);
  private static final long SECONDS = Long.getLong("fantail.fuzz.seconds", 0);
  private static final Duration TOO_LONG = Duration.ofSeconds(20);

  /** A key that is in many payloads, so that what is damaged is searched for it as text too. */
  private static final PayloadPolicy MASKING = new PayloadPolicy(4_096, Set.of("orderId", "body"));

  private static final int MAX_BYTES = 1 << 16;

  /** Deflate makes nothing smaller than this part of it. */
  private static final long MAX_RATIO = 1_100;

  private static final String STREAM = "2026-08-24-[$LATEST]0123456789abcdef0123456789abcdef";

  /** Whose records do not stand one behind the other, or of which any tells of all the others. */
  private static final Set<LogDress> TANGLED =
      EnumSet.of(
          LogDress.GET_LOG_EVENTS,
          LogDress.CONSOLE_CSV,
          LogDress.RAW_SUBSCRIPTION,
          LogDress.KINESIS_INPUT,
          LogDress.KINESIS_ANSWER,
          LogDress.OTLP);

  private static final Set<LogDress> DRESSES = EnumSet.complementOf(EnumSet.copyOf(TANGLED));

  private final Path folder;
  private final Path file;

  FuzzTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.file = Files.createDirectory(folder.resolve(STREAM)).resolve("000000.gz");
  }

  @Test
  void survivesDamageToEveryDress() throws IOException {
    fuzz(dresses());
  }

  @Test
  void survivesDamageToRecordsWithinRecords() throws IOException {
    SampledLogs logs =
        SampledLogs.of(SampleOptions.of(3, 61).withPayloadChars(40), folder.resolve("tangled"));
    List<byte[]> contents = new ArrayList<>();
    for (LogDress dress : TANGLED) {
      contents.addAll(dress.objects(few(logs), Coat.PLAIN).values());
    }
    for (long seed = FIRST_SEED; seed < FIRST_SEED + CASES / 5; seed++) {
      Random random = new Random(seed * 0x9E3779B97F4A7C15L);
      byte[] content = contents.get(random.nextInt(contents.size()));
      byte[] other = contents.get(random.nextInt(contents.size()));
      Mutation mutation = Mutation.of(content, random.nextInt(content.length + 1), other, random);
      String described = "seed " + seed + ", " + mutation.name() + " at " + mutation.from();

      assertTimeoutPreemptively(TOO_LONG, () -> read(mutation.content(), described), described);
    }
  }

  @Test
  void survivesDamageToWhatWasRecorded() throws IOException {
    List<FuzzedObject> recorded = new ArrayList<>();
    for (String part : List.of("archive", "sfn", "lambda")) {
      try (Stream<Path> paths = Files.walk(CorpusFolder.path(part))) {
        for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
          if (Files.size(path) > 0 && Files.size(path) <= MAX_BYTES) {
            byte[] stored = Files.readAllBytes(path);
            recorded.add(FuzzedObject.of(path.toString(), stored, Recovery.NOTHING, file));
          }
        }
      }
    }
    fuzz(recorded);
  }

  private List<FuzzedObject> dresses() throws IOException {
    List<FuzzedObject> objects = new ArrayList<>();
    for (LambdaLogFormat format : LambdaLogFormat.values()) {
      SampledLogs logs =
          SampledLogs.of(
              SampleOptions.of(3, 61).withPayloadChars(40).withLambdaLogFormat(format),
              folder.resolve(format.name()));
      for (LogDress dress : DRESSES) {
        for (Coat coat : ofGzipAtMost(dress.coats())) {
          List<LoggedEvent> held = few(logs).stream().filter(dress::holds).toList();
          add(objects, dress + " " + coat, dress.objects(held, coat), recoveryOf(dress));
        }
      }
      for (HistoryDress dress : HistoryDress.values()) {
        for (Coat coat : ofGzipAtMost(List.of(Coat.values()))) {
          for (Map.Entry<String, List<LoggedEvent>> execution : logs.executions().entrySet()) {
            Map<String, byte[]> history =
                dress.objects(execution.getKey(), SampledLogs.history(execution.getValue()), coat);
            add(
                objects,
                dress + " " + coat,
                history,
                dress == HistoryDress.JSON_LINES ? Recovery.EVERY_LINE : Recovery.NOTHING);
          }
        }
      }
    }
    return objects;
  }

  /**
   * What is whole before a damage is known for gzip only; damaged frames have a test of their own.
   */
  private static List<Coat> ofGzipAtMost(Collection<Coat> coats) {
    return coats.stream().filter(OF_GZIP_AT_MOST::contains).sorted().toList();
  }

  private static Recovery recoveryOf(LogDress dress) {
    return switch (dress) {
      case EXPORT_TASK, LOGS_TAIL, JSON_LINES -> Recovery.EVERY_LINE;
      default ->
          dress.name().startsWith("FIREHOSE_") ? Recovery.EVERY_ENVELOPE_BUT_ONE : Recovery.NOTHING;
    };
  }

  /** Enough of each kind: what is large is damaged in few of its places. */
  private static List<LoggedEvent> few(SampledLogs logs) {
    return Stream.of(logs.ofLambda(), logs.ofStepFunctions())
        .flatMap(events -> events.stream().limit(25))
        .toList();
  }

  private void add(
      List<FuzzedObject> objects, String dress, Map<String, byte[]> written, Recovery recovery)
      throws IOException {
    for (Map.Entry<String, byte[]> object : written.entrySet()) {
      String name = dress + " " + object.getKey();
      objects.add(FuzzedObject.of(name, object.getValue(), recovery, file));
    }
  }

  private void fuzz(List<FuzzedObject> objects) {
    long startedAt = System.nanoTime();
    long last = FIRST_SEED + CASES;
    for (long seed = FIRST_SEED; seed < last || secondsSince(startedAt) < SECONDS / 2; seed++) {
      Random random = new Random(seed * 0x9E3779B97F4A7C15L);
      FuzzedObject object = objects.get(random.nextInt(objects.size()));
      FuzzedObject other = objects.get(random.nextInt(objects.size()));
      String described = "seed " + seed + ": " + object;
      assertTimeoutPreemptively(
          TOO_LONG, () -> damage(object, other, random, described), described);
    }
  }

  private static long secondsSince(long nanos) {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - nanos);
  }

  /** In what is stored, or in the text of what is compressed. */
  private void damage(FuzzedObject object, FuzzedObject other, Random random, String described)
      throws IOException {
    boolean inText = !object.isCompressed() || random.nextBoolean();
    byte[] spliced = inText ? other.text() : other.stored();
    int at = inText ? object.place(random) : random.nextInt(object.stored().length + 1);
    Mutation mutation = Mutation.of(inText ? object.text() : object.stored(), at, spliced, random);
    if (random.nextInt(4) == 0) {
      mutation = mutation.andThen(spliced, random);
    }
    byte[] content =
        inText && object.isCompressed() ? packed(mutation.content(), random) : mutation.content();
    String name = described + ", " + mutation.name() + " at " + mutation.from();
    try {
      List<SeenRecord> records = read(content, name);
      long safe = inText ? mutation.from() : inflatedBefore(object, mutation);
      assertStartsWith(records, object.before(safe), name);
      if (!inText && !object.hasRecordsOfManyLines() && mutation.name().equals("truncate")) {
        assertNothingNew(records, object, mutation.from(), name);
      }
      boolean isRecognised = !object.before(mutation.from()).isEmpty();
      if (inText && isRecognised) {
        assertEndsWith(records, object.within(mutation.tail()), name);
      }
    } catch (RuntimeException thrown) {
      throw new AssertionError(name, thrown);
    }
  }

  private static byte[] packed(byte[] text, Random random) {
    int cut = random.nextInt(text.length + 1);
    byte[] first = ArchiveFiles.gzip(Arrays.copyOf(text, cut));
    return ArchiveFiles.concat(
        first, ArchiveFiles.gzip(Arrays.copyOfRange(text, cut, text.length)));
  }

  /** Of a member that is not what it was, nothing need be known but where it begins. */
  private static long inflatedBefore(FuzzedObject object, Mutation mutation) {
    byte[] undamaged = Arrays.copyOf(object.stored(), mutation.from());
    if (mutation.name().equals("truncate")) {
      return GzipPrefix.ofAll(undamaged).length;
    }
    boolean isDouble = ArchiveFiles.isGzip(GzipPrefix.ofWholeMembers(object.stored()));
    return isDouble ? 0 : GzipPrefix.ofWholeMembers(undamaged).length;
  }

  /** Reads it in every way that the job does, to the spans. */
  private List<SeenRecord> read(byte[] content, String name) throws IOException {
    ArchiveObject object = FuzzedObject.written(file, content);
    long maxRecords = 10 + content.length * (ArchiveFiles.isGzip(content) ? MAX_RATIO : 1);
    List<SeenRecord> records = SeenRecord.in(object, maxRecords);
    assertThat(records).as(name + ": every object is at least one record").isNotEmpty();

    ReadObject read = ReadObject.of(object, MASKING, TimeWindow.ALL);
    assertThat(read.account().records()).as(name + ": records").isEqualTo(records.size());
    assertThat(read.account().records() - read.account().noise())
        .as(name + ": kept records")
        .isEqualTo(read.records().size());
    Histories.of(read.events())
        .values()
        .forEach(history -> assertThat(ExecutionSpans.of(history).spans()).as(name).isNotEmpty());
    Set<String> requestIds = new HashSet<>();
    read.lambdaRecords().forEach(record -> requestIds.add(String.valueOf(record.requestId())));
    Invocations.of(read.lambdaRecords())
        .forEach(run -> assertThat(requestIds).as(name).contains(run.requestId()));
    return records;
  }

  /**
   * That a gzip was cut is known, so that the record that was cut is no record; but that further
   * lines of a message were cut off cannot be seen.
   */
  private static void assertNothingNew(
      List<SeenRecord> records, FuzzedObject object, int cut, String name) {
    byte[] undamaged = Arrays.copyOf(object.stored(), cut);
    boolean isKnown =
        GzipPrefix.ofWholeMembers(undamaged).length < GzipPrefix.ofAll(undamaged).length;
    List<SeenRecord> whole = records.stream().filter(SeenRecord::isWhole).toList();
    if (isKnown && !whole.isEmpty()) {
      int last = whole.size() - 1;
      List<SeenRecord> good = object.records().stream().filter(SeenRecord::isWhole).toList();
      assertThat(good.size()).as(name + ": good records").isGreaterThan(last);
      assertStartsWith(good, whole.subList(0, last), name);
      String text = whole.get(last).text();
      assertThat(good.get(last).text() + "\n")
          .as(name + ": last record")
          .matches(complete -> complete.startsWith(text))
          .matches(complete -> "\r\n".indexOf(complete.charAt(text.length())) >= 0);
    }
  }

  private static void assertStartsWith(
      List<SeenRecord> records, List<SeenRecord> expected, String name) {
    assertThat(records).as(name + ": records").hasSizeGreaterThanOrEqualTo(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(records.get(i).withoutPlace())
          .as(name + ": record before the damage")
          .isEqualTo(expected.get(i).withoutPlace());
      assertThat(records.get(i).position()).as(name).isEqualTo(expected.get(i).position());
    }
  }

  private static void assertEndsWith(
      List<SeenRecord> records, List<SeenRecord> expected, String name) {
    assertThat(records).as(name + ": records").hasSizeGreaterThanOrEqualTo(expected.size());
    int shift = records.size() - expected.size();
    for (int i = 0; i < expected.size(); i++) {
      assertThat(records.get(shift + i).withoutPlace())
          .as(name + ": record behind the damage")
          .isEqualTo(expected.get(i).withoutPlace());
    }
  }
}
