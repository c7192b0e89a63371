package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.scheduler.DAGScheduler;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However often, in whatever pieces an archive is read: the tables do not notice. */
class RunTwiceIT {
  private static final String ACCOUNT =
      "SELECT records, events, lambda_records, noise, duplicates, rejects FROM runs"
          + " ORDER BY started_at";

  private static Path folder = Path.of("");
  private static Path delivery = Path.of("");
  private static Path lake = Path.of("");
  private static Map<String, List<String>> tables = Map.of();

  @BeforeAll
  static void runOnce(@TempDir Path ofThisClass) throws IOException {
    folder = ofThisClass;
    Commands.succeed(
        "sample", "--children=200", "--seed=21", "--layout=firehose", "--out=" + folder);
    delivery = deliveredInTwoHalves(folder.resolve("archive"));
    Files.writeString(delivery.resolve("first").resolve("notes.txt"), "nothing of AWS");
    lake = folder.resolve("lake");
    Commands.succeed("run", "--archive", delivery, "--lake", lake);
    tables = LakeReader.contents(lake);
  }

  /** Every other object in a root of its own: streams and invocations are cut in the middle. */
  private static Path deliveredInTwoHalves(Path archive) throws IOException {
    Path halves = folder.resolve("delivery");
    String[] roots = {"first", "second"};
    int count = 0;
    for (Path object : objectsOf(archive)) {
      Path target = halves.resolve(roots[count++ % 2]).resolve(archive.relativize(object));
      Files.createDirectories(target.getParent());
      Files.copy(object, target);
    }
    assertThat(count).as("objects").isGreaterThan(4);
    return halves;
  }

  private static List<Path> objectsOf(Path archive) throws IOException {
    try (Stream<Path> paths = Files.walk(archive)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Test
  void changesNothingWhenTheSameIsReadAgain() {
    Commands.succeed("run", "--archive", delivery, "--lake", lake, "--reread");

    LakeReader.assertSame(LakeReader.contents(lake), tables);
    try (LakeReader reader = LakeReader.open(lake)) {
      List<Row> accounts = reader.rows(ACCOUNT);
      assertThat(accounts).hasSize(2);
      assertThat(accounts.get(1)).isEqualTo(accounts.get(0));
      assertThat(reader.number("SELECT count(*) FROM rejects JOIN runs USING (run_id)"))
          .isEqualTo(1);
    }
  }

  @Test
  void readsNothingWhereNothingIsNew() {
    Path again = folder.resolve("again");
    Commands.succeed("run", "--archive", delivery, "--lake", again);
    Commands.Outcome second = Commands.succeed("run", "--archive", delivery, "--lake", again);

    assertThat(second.err()).contains("Nothing is new: the lake has read the ");
    LakeReader.assertSame(LakeReader.contents(again), tables);
    try (LakeReader reader = LakeReader.open(again)) {
      assertThat(reader.number("SELECT sum(rejects) FROM ingested_files")).isEqualTo(1);
      assertThat(
              reader.number(
                  "SELECT (SELECT sum(records) FROM ingested_files) - (SELECT sum(records) FROM runs)"))
          .isZero();
    }
  }

  /** An hourly step pays for each, however little there is to read. */
  @Test
  void asksFewSparkJobs() {
    Path small = folder.resolve("small");
    Commands.succeed("sample", "--children=30", "--seed=1", "--out=" + small);
    Path fresh = folder.resolve("fresh");

    assertThat(jobsOfRun(small, fresh)).as("on an empty lake").isBetween(5, 20);
    assertThat(jobsOfRun(small, fresh)).as("on one that was new").isBetween(5, 35);
    assertThat(jobsOfRun(small, fresh)).as("on one that was not").isBetween(5, 35);
  }

  private static int jobsOfRun(Path sample, Path to) {
    DAGScheduler scheduler = SharedSpark.newSession().sparkContext().dagScheduler();
    int before = scheduler.numTotalJobs();
    Commands.succeed("run", "--archive", sample.resolve("archive"), "--lake", to, "--reread");
    return scheduler.numTotalJobs() - before;
  }

  @Test
  void comesToTheSameStepByStepInAnotherTimeZone() {
    Path steps = folder.resolve("steps");
    TimeZone zone = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
    try {
      Commands.succeed("ingest", "--archive", delivery, "--lake", steps);
      Commands.succeed("trace", "--lake", steps);
      Commands.succeed("report", "--lake", steps);
    } finally {
      TimeZone.setDefault(zone);
    }

    LakeReader.assertSame(LakeReader.contents(steps), tables);
  }

  @Test
  void comesToTheSameWhenTheArchiveArrivesInTwoHalves() {
    Path halves = folder.resolve("halves");
    Commands.succeed("run", "--archive", delivery.resolve("second"), "--lake", halves);
    Commands.succeed("run", "--archive", delivery.resolve("first"), "--lake", halves);

    LakeReader.assertSame(LakeReader.contents(halves), tables);
  }

  @Test
  void countsWhatTwoRootsShareAsDuplicates() throws IOException {
    Path copy = folder.resolve("second-delivery");
    for (Path object : objectsOf(delivery)) {
      Path target = copy.resolve(delivery.relativize(object));
      Files.createDirectories(target.getParent());
      Files.copy(object, target);
    }
    Path overlapping = folder.resolve("overlapping");
    Commands.succeed("ingest", "--archive", delivery, "--archive", copy, "--lake", overlapping);

    Map<String, List<String>> ingested = LakeReader.contents(overlapping);
    assertThat(ingested.get("rejects")).hasSize(2);
    ingested.keySet().retainAll(Set.of("events", "lambda_invocations"));
    Map<String, List<String>> expected = new TreeMap<>(tables);
    expected.keySet().retainAll(ingested.keySet());
    LakeReader.assertSame(ingested, expected);
    try (LakeReader once = LakeReader.open(lake)) {
      Row account = once.rows(ACCOUNT).get(0);
      long events = account.getLong(1);
      long lambdaRecords = account.getLong(2);
      try (LakeReader twice = LakeReader.open(overlapping)) {
        Row overlap = twice.rows(ACCOUNT).get(0);
        assertThat(overlap.getLong(0)).as("records").isEqualTo(2 * account.getLong(0));
        assertThat(overlap.getLong(1)).as("events").isEqualTo(events);
        assertThat(overlap.getLong(2)).as("Lambda records").isEqualTo(lambdaRecords);
        assertThat(overlap.getLong(4))
            .as("duplicates")
            .isEqualTo(2 * account.getLong(4) + events + lambdaRecords);
      }
    }
  }
}
