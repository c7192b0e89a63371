package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.job.message.ExitCode;
import io.fantail.job.message.WritingCommands;
import io.fantail.testing.ArchiveFiles;
import io.fantail.testing.s3.S3Request;
import io.fantail.testing.s3.Trouble;
import io.fantail.testing.s3.TroubledS3;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.s3a.S3AFileStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archive and lake are in S3, and the way there is not always good. */
class S3IT {
  private static final String BUCKET = "s3a://" + LocalS3.BUCKET;

  /** As many as 10,000 are a matter of minutes. */
  private static final int OBJECTS = Integer.getInteger("fantail.s3.objects", 300);

  private static final int PAGE = 100;

  private static final String MANIFEST =
      """
      {"sourceBucket": "fantail", "destinationBucket": "arn:aws:s3:::fantail", "fileFormat": "CSV",
       "fileSchema": "Bucket, Key, Size, LastModifiedDate, ETag",
       "files": [{"key": "reports/data/1.csv.gz"}]}\
      """;

  @TempDir private static Path folder = Path.of("");

  private static LocalS3 store;
  private static TroubledS3 s3;
  private static S3Settings settings;

  @BeforeAll
  static void fillTheArchive() throws IOException {
    Commands.succeed("sample", "--children=100", "--seed=5", "--out=" + folder.resolve("sample"));
    store = LocalS3.start(folder);
    store.upload(sample(), "archive");
    s3 = TroubledS3.before(store.address());
    settings = S3Settings.of(s3.address());
    settings.set("spark.hadoop.fs.s3a.paging.maximum", String.valueOf(PAGE));
  }

  @AfterAll
  static void stop() {
    settings.close();
    s3.close();
    store.close();
  }

  private static Path sample() {
    return folder.resolve("sample").resolve("archive");
  }

  /** Of every ten requests one meets with one. */
  @Test
  void comesToWhatADiskComesToThroughAllTroubles() {
    Path onDisk = folder.resolve("on-disk");
    Commands.succeed("run", "--archive", sample(), "--lake", onDisk);
    AtomicInteger number = new AtomicInteger();
    s3.plan(request -> trouble(number.incrementAndGet()));
    Commands.succeed("run", "--archive", BUCKET + "/archive", "--lake", BUCKET + "/through");

    assertThat(number.get()).as("requests").isGreaterThan(200);
    LakeReader.assertSame(
        LakeReader.contents(store.folder("through"), "source_file"),
        LakeReader.contents(onDisk, "source_file"));
  }

  /** Whichever of the two is on the command line. */
  @Test
  void knowsAnObjectByBothNamesOfS3() {
    s3.plan(request -> Trouble.NONE);
    String lake = BUCKET + "/both";
    Commands.succeed("run", "--archive", BUCKET + "/archive", "--lake", lake);
    Map<String, List<String>> before = LakeReader.contents(store.folder("both"));

    Commands.succeed(
        "run", "--archive", "s3://" + LocalS3.BUCKET + "/archive", "--lake", lake, "--reread");

    LakeReader.assertSame(LakeReader.contents(store.folder("both")), before);
  }

  /** All but the first are repeated by S3A at once; the SDK pauses after a SlowDown. */
  private static Trouble trouble(int number) {
    if (number % 150 == 7) {
      return new Trouble.Refused(503, "SlowDown");
    }
    return switch (number % 50) {
      case 17 -> new Trouble.Refused(500, "InternalError");
      case 27 -> new Trouble.Reset(100);
      case 37 -> new Trouble.Slow(5);
      case 47 -> new Trouble.Reset(300);
      default -> Trouble.NONE;
    };
  }

  @Test
  void rejectsWhatIsGoneAndReadsWhatIsThereInstead() {
    List.of("gone", "kept", "longer").forEach(name -> store.put(key(name), history(name)));
    byte[] longer = (text("longer") + text("longer-2")).getBytes(StandardCharsets.UTF_8);
    s3.plan(
        request ->
            request.gets("few/gone")
                ? new Trouble.Before(() -> store.delete(key("gone")))
                : request.gets("few/longer")
                    ? new Trouble.Before(() -> store.put(key("longer"), longer))
                    : Trouble.NONE);
    Commands.succeed("ingest", "--archive", BUCKET + "/few", "--lake", BUCKET + "/few-lake");

    try (LakeReader lake = LakeReader.open(store.folder("few-lake"))) {
      assertThat(lake.rows("SELECT substring_index(execution_arn, ':', -1) FROM events ORDER BY 1"))
          .hasToString("[[kept], [longer], [longer-2]]");
      assertThat(lake.rows("SELECT source_file, reason FROM rejects"))
          .hasToString("[[s3://fantail/few/gone.jsonl,unreadable_object]]");
    }
  }

  /** Of what the inventory names, two objects were read before, under the other name of S3. */
  @Test
  void readsWhatIsNewOfAnInventoryAndAsksForNothingElse() throws IOException {
    List<S3Request> requests = new ArrayList<>();
    s3.plan(
        request -> {
          requests.add(request);
          return Trouble.NONE;
        });
    List.of("old", "older").forEach(name -> store.put("named/" + name, history(name)));
    Commands.succeed("ingest", "--archive", BUCKET + "/named", "--lake", BUCKET + "/named-lake");
    List.of("gone", "new 1").forEach(name -> store.put("named/" + name, history(name)));
    store.put("reports/data/1.csv.gz", ArchiveFiles.gzip(inventory("named")));
    store.put("reports/2026-11-30T01-00Z/manifest.json", MANIFEST.getBytes(StandardCharsets.UTF_8));
    store.delete("named/gone");
    requests.clear();
    Commands.succeed(
        "ingest",
        "--file-list",
        "s3://" + LocalS3.BUCKET + "/reports/2026-11-30T01-00Z/manifest.json",
        "--lake",
        BUCKET + "/named-lake");

    assertThat(requests)
        .filteredOn(request -> request.key().startsWith("named/"))
        .extracting(request -> request.method() + " " + request.key())
        .containsExactlyInAnyOrder("GET named/gone", "GET named/new 1");
    try (LakeReader lake = LakeReader.open(store.folder("named-lake"))) {
      assertThat(lake.rows("SELECT substring_index(execution_arn, ':', -1) FROM events ORDER BY 1"))
          .hasToString("[[new 1], [old], [older]]");
      assertThat(lake.rows("SELECT source_file, reason FROM rejects"))
          .hasToString("[[s3://fantail/named/gone,unreadable_object]]");
    }
  }

  /** As S3 writes it: ETags without quotes, keys encoded. */
  private static byte[] inventory(String prefix) throws IOException {
    StringBuilder rows = new StringBuilder();
    for (S3AFileStatus object : store.objects(prefix)) {
      rows.append(
          "\"%s\",\"%s\",\"%d\",\"%s\",\"%s\"\n"
              .formatted(
                  LocalS3.BUCKET,
                  URLEncoder.encode(
                      object.getPath().toUri().getPath().substring(1), StandardCharsets.UTF_8),
                  object.getLen(),
                  Instant.ofEpochMilli(object.getModificationTime()),
                  object.getEtag().replace("\"", "")));
    }
    return rows.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String key(String name) {
    return "few/" + name + ".jsonl";
  }

  private static byte[] history(String execution) {
    return text(execution).getBytes(StandardCharsets.UTF_8);
  }

  private static String text(String execution) {
    return new VendedLog("billing:" + execution)
        .add("ExecutionStarted", Map.of("input", "{}"))
        .text();
  }

  /** A listing, and nothing else but the bytes: an object costs one request. */
  @Test
  void asksForEachObjectOnceInListingsOfPages() {
    for (int i = 0; i < OBJECTS; i++) {
      store.put("many/" + i + ".jsonl", history("child-" + i));
    }
    s3.plan(request -> Trouble.NONE);
    // Neither does anybody have to say what s3:// is.
    Commands.Outcome outcome =
        Commands.succeed("ingest", "--archive", "s3://fantail/many", "--lake", "s3://fantail/lake");

    assertThat(outcome.err()).contains(String.format(Locale.ROOT, "(%,d objects", OBJECTS));
    List<S3Request> ofArchive =
        s3.requests().stream().filter(request -> request.key().startsWith("many")).toList();
    assertThat(ofArchive).extracting(S3Request::method).containsOnly("GET");
    assertThat(ofArchive.stream().filter(S3Request::isListing))
        .hasSizeBetween(OBJECTS / PAGE, OBJECTS / PAGE + 2);
    assertThat(ofArchive.stream().filter(request -> !request.isListing()))
        .hasSizeBetween(OBJECTS, OBJECTS * 11 / 10)
        .extracting(S3Request::key)
        .containsAll(IntStream.range(0, OBJECTS).mapToObj(i -> "many/" + i + ".jsonl").toList());
  }

  /** In the middle of the work, as those of a role do. */
  @Test
  void saysWhatToDoWhenTheCredentialsExpire() {
    s3.plan(request -> request.commits() ? new Trouble.Refused(400, "ExpiredToken") : Trouble.NONE);
    Commands.Outcome outcome =
        Commands.call(
            "ingest", "--verbose", "--archive", BUCKET + "/archive", "--lake", BUCKET + "/expired");

    assertThat(outcome.exitCode()).as(outcome.both()).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.err())
        .contains("The AWS credentials have expired", "aws sso login", WritingCommands.SAFE)
        .contains("ExpiredToken", "\tat ")
        .doesNotContain(LocalS3.SECRET_KEY, LocalS3.ACCESS_KEY);
    assertThat(outcome.out()).isEmpty();
  }
}
