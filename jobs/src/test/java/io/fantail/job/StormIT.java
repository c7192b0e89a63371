package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fantail.job.message.ExitCode;
import io.fantail.testing.s3.S3Request;
import io.fantail.testing.s3.Trouble;
import io.fantail.testing.s3.TroubledS3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.util.Properties;

/**
 * Jobs of all kinds are killed, at moments that a seed chooses, while the archive of a midnight
 * arrives in parts that belong together; whatever they leave, the next run over all of it makes the
 * tables what they are where nothing ever happened. {@code -Dfantail.chaos.seed} and {@code
 * -Dfantail.chaos.kills} ask for other storms.
 */
class StormIT {
  private static final int PARTS = 2;
  private static final int KILLS = Integer.getInteger("fantail.chaos.kills", 30);
  private static final long SEED = Long.getLong("fantail.chaos.seed", 18);

  /** How often a run is begun again that broke off. */
  private static final int MOST_TRIES = 10;

  /** As many kills at most before a run that may end. */
  private static final int MOST_KILLS_ON_END = 8;

  /** A run that is asked for nothing more, which finds nothing new behind one that ended well. */
  private static final List<String> PLAIN = List.of();

  /** What else it may be asked for that comes to the same. */
  private static final List<List<String>> ANEW = List.of(List.of("--reread"), List.of("--afresh"));

  private static final List<List<String>> OF_ONE_DAY =
      List.of(
          List.of("--reread", "--date=2026-08-24"),
          List.of("--reread", "--date=2026-08-25"),
          List.of("--afresh", "--date=2026-08-24"),
          List.of("--afresh", "--date=2026-08-25"));

  @TempDir private static Path folder = Path.of("");

  private static LocalS3 store;
  private static TroubledS3 s3;
  private static S3Settings settings;

  private final Random random = new Random(SEED);
  private final Map<DeadlyMoment.Kind, Integer> kills = new EnumMap<>(DeadlyMoment.Kind.class);
  private final List<String> story = new ArrayList<>();
  private int faults;
  private boolean hasEndedWell;
  private int expiries;
  private int comparisons;

  @BeforeAll
  static void start() {
    store = LocalS3.start(folder);
    s3 = TroubledS3.before(store.address());
    settings = S3Settings.of(s3.address());
    Commands.succeed(
        "sample",
        "--children=60",
        "--seed=18",
        "--layout=firehose",
        "--starts-at=2026-08-24T23:59:52Z",
        "--out=" + folder);
  }

  @AfterAll
  static void stop() {
    settings.close();
    s3.close();
    store.close();
  }

  @Test
  void theNextRunRepairsWhateverAKilledOneLeft() throws IOException {
    assumeThat(Properties.versionNumberString())
        .as("the launcher knows one Spark, the one of the default profile")
        .startsWith(StandaloneCluster.SCALA_VERSION);
    List<Path> objects = objects();
    Collections.shuffle(objects, random);
    for (int part = 0; part < PARTS; part++) {
      for (Path object : objects.subList(from(part, objects), from(part + 1, objects))) {
        store.put(folder.relativize(object).toString(), Files.readAllBytes(object));
      }
      s3.plan(request -> Trouble.NONE);
      hasEndedWell = false;
      runCalmly(part);
      List<S3Request> wholeRun = s3.requests();
      Map<String, List<String>> tables = LakeReader.contents(store.folder("calm"));
      while (sum(kills) < KILLS * (part + 1) / PARTS) {
        int before = 1 + random.nextInt(MOST_KILLS_ON_END);
        for (int i = 0; i < before && sum(kills) < KILLS; i++) {
          killAt(DeadlyMoment.of(wholeRun, random));
        }
        if (random.nextInt(3) == 0) {
          runOutOfCredentials(random.nextInt(wholeRun.size()));
        }
        runThroughFaults();
        comparisons++;
        LakeReader.assertSame(LakeReader.contents(store.folder("stormy")), tables);
      }
    }
    tell("end");
    assertThat(sum(kills)).isEqualTo(KILLS);
    assertThat(comparisons).isPositive();
  }

  private static int from(int part, List<Path> objects) {
    return objects.size() * part / PARTS;
  }

  private static int sum(Map<?, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static List<Path> objects() throws IOException {
    try (Stream<Path> paths = Files.walk(folder.resolve("archive"))) {
      return paths
          .filter(Files::isRegularFile)
          .sorted()
          .collect(Collectors.toCollection(ArrayList::new));
    }
  }

  /** One of all kinds that has something to do. */
  private List<String> asked() {
    if (!hasEndedWell) {
      return random.nextBoolean() ? PLAIN : oneOf(OF_ONE_DAY);
    }
    return oneOf(random.nextBoolean() ? OF_ONE_DAY : ANEW);
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static Object[] run(String lake, List<String> asked) {
    String bucket = "s3a://" + LocalS3.BUCKET + "/";
    List<Object> command =
        new ArrayList<>(List.of("run", "--archive", bucket + "archive", "--lake", bucket + lake));
    command.addAll(asked);
    return command.toArray();
  }

  /** Once in a process of its own, as those that will be killed. */
  private static void runCalmly(int part) throws IOException {
    if (part > 0) {
      Commands.succeed(run("calm", PLAIN));
      return;
    }
    try (JobProcess job = JobProcess.prepare(folder, s3.address())) {
      job.start(run("calm", PLAIN));
      Commands.Outcome outcome = job.awaitEnd();
      assertThat(outcome.exitCode()).as(outcome.both()).isEqualTo(ExitCode.DONE);
    }
  }

  /** Or lets it end, where it asks for less than a whole run. */
  private void killAt(DeadlyMoment moment) throws IOException {
    try (JobProcess job = JobProcess.prepare(folder, s3.address())) {
      List<String> asked = asked();
      s3.plan(moment.plan(job::kill));
      job.start(run("stormy", asked));
      Commands.Outcome outcome = job.awaitEnd();
      if (outcome.exitCode() == ExitCode.DONE) {
        tell("not reached: " + moment + " " + asked);
        return;
      }
      assertThat(job.wasKilled()).as("%s: %s", moment, outcome.both()).isTrue();
      kills.merge(moment.kind(), 1, Integer::sum);
      tell("killed: " + moment + " " + asked);
    }
  }

  /** It says so, and nothing that it holds in S3 can be given up. */
  private void runOutOfCredentials(int requests) throws IOException {
    try (JobProcess job = JobProcess.prepare(folder, s3.address())) {
      AtomicInteger number = new AtomicInteger();
      s3.plan(
          request ->
              number.incrementAndGet() > requests
                  ? new Trouble.Refused(400, "ExpiredToken")
                  : Trouble.NONE);
      List<String> asked = asked();
      job.start(run("stormy", asked));
      Commands.Outcome outcome = job.awaitEnd();
      if (outcome.exitCode() == ExitCode.DONE) {
        tell("credentials lasted: " + asked);
        return;
      }
      assertThat(outcome.exitCode()).as(outcome.both()).isEqualTo(ExitCode.FAILED);
      assertThat(outcome.err()).contains("AWS credentials have expired");
      expiries++;
      tell("credentials expired: ANY_REQUEST " + requests + " " + asked);
    }
  }

  /**
   * All of them are worth another try, which the SDK leaves to the caller where a listing breaks
   * before its first byte: then the run says that it may be run again, and is.
   */
  private void runThroughFaults() throws IOException {
    Random choice = new Random(random.nextLong());
    s3.plan(request -> choice.nextInt(40) > 0 ? Trouble.NONE : fault(choice));
    List<String> asked = random.nextInt(3) == 0 ? PLAIN : oneOf(ANEW);
    Commands.Outcome outcome = Commands.call(run("stormy", asked));
    for (int i = 0; i < MOST_TRIES && outcome.exitCode() == ExitCode.FAILED; i++) {
      assertThat(outcome.err()).contains("The storage does not answer");
      tell("broke off, and may be run again");
      outcome = Commands.call(run("stormy", asked));
    }
    assertThat(outcome.exitCode()).as(outcome.both()).isEqualTo(ExitCode.DONE);
    hasEndedWell = true;
    tell("ran through faults " + asked);
  }

  private Trouble fault(Random choice) {
    faults++;
    return switch (choice.nextInt(8)) {
      case 0 -> new Trouble.Refused(503, "SlowDown");
      case 1, 2, 3 -> new Trouble.Refused(500, "InternalError");
      case 4 -> new Trouble.Slow(2);
      default -> new Trouble.Reset(1 + choice.nextInt(2_000));
    };
  }

  /** For those who want to know what happened, and where it stands. */
  private void tell(String event) throws IOException {
    story.add(event);
    story.add(
        "seed %d, kills %s, expiries %d, faults %d, tables compared %d times"
            .formatted(SEED, kills, expiries, faults, comparisons));
    Files.write(Commands.REPOSITORY.resolve("jobs/target/chaos.txt"), story);
    story.remove(story.size() - 1);
  }
}
