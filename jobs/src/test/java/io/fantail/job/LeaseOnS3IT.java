package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fantail.job.message.ExitCode;
import io.fantail.table.lease.LakeLease;
import io.fantail.table.lease.Lease;
import io.fantail.table.lease.LeaseEntry;
import io.fantail.table.lease.LeaseException;
import io.fantail.table.lease.LeaseLog;
import io.fantail.table.lease.OwnerProcess;
import io.fantail.testing.s3.Trouble;
import io.fantail.testing.s3.TroubledS3;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lease of a lake on S3, which lets one of several create an object. */
class LeaseOnS3IT {
  private static final String BUCKET = "s3a://" + LocalS3.BUCKET;
  private static final int TRIES = 20;
  private static final int JOBS = 4;

  @TempDir private static Path folder = Path.of("");

  private static LocalS3 store;
  private static TroubledS3 s3;
  private static S3Settings settings;

  @BeforeAll
  static void start() {
    store = LocalS3.start(folder);
    s3 = TroubledS3.before(store.address());
    settings = S3Settings.of(s3.address());
    store.put(
        "archive/billing.jsonl",
        new VendedLog("billing:one")
            .add("ExecutionStarted", Map.of("input", "{}"))
            .text()
            .getBytes(StandardCharsets.UTF_8));
  }

  @AfterAll
  static void stop() {
    settings.close();
    s3.close();
    store.close();
  }

  private static LeaseLog log(String lake) throws IOException {
    Configuration hadoop = new Configuration();
    LocalS3.settings(s3.address()).forEach(hadoop::set);
    hadoop.set("fs.s3a.access.key", LocalS3.ACCESS_KEY);
    hadoop.set("fs.s3a.secret.key", LocalS3.SECRET_KEY);
    return LeaseLog.of(lake, hadoop);
  }

  private static LakeLease take(LeaseLog log, String runId) throws IOException {
    Clock clock = Clock.systemUTC();
    return LakeLease.take(
        log,
        Lease.of(runId, "run", OwnerProcess.here(), clock.instant(), LeaseEntry.TERM),
        false,
        clock);
  }

  private static boolean takes(String lake, String runId) {
    try {
      take(log(lake), runId);
      return true;
    } catch (LeaseException refused) {
      return false;
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static List<String> objects() throws IOException {
    try (Stream<Path> files = Files.walk(store.folder(""))) {
      return files.filter(Files::isRegularFile).map(Path::toString).sorted().toList();
    }
  }

  @Test
  void oneOfSeveralTakesTheLake() {
    for (int i = 0; i < TRIES; i++) {
      String lake = BUCKET + "/contended-" + i;
      List<CompletableFuture<Boolean>> jobs =
          IntStream.range(0, JOBS)
              .mapToObj(job -> CompletableFuture.supplyAsync(() -> takes(lake, "job-" + job)))
              .toList();
      assertThat(jobs.stream().filter(CompletableFuture::join)).as(lake).hasSize(1);
    }
  }

  /** Then the client asks again, and is refused what it has. */
  @Test
  void isKnownAgainWhereTheAnswerOfS3WasLost() throws IOException {
    LeaseLog log = log(BUCKET + "/lost-answer");
    s3.planFirst(
        1,
        request -> request.method().equals("PUT") && request.key().endsWith(".json"),
        new Trouble.After(() -> {}));

    LakeLease lease = take(log, "first");

    assertThat(s3.count(request -> request.method().equals("PUT"))).isEqualTo(2);
    s3.plan(request -> Trouble.NONE);
    assertThat(lease.<String>pass(() -> "committed")).isEqualTo("committed");
    assertThatThrownBy(() -> take(log, "second")).isInstanceOf(LeaseException.class);
  }

  @Test
  void keepsJobsApartAndDoctorSaysSo() throws IOException {
    s3.plan(request -> Trouble.NONE);
    String lake = BUCKET + "/lake";
    LakeLease held = take(log(lake), "first");
    List<String> before = objects();

    Commands.Outcome refused =
        Commands.call("run", "--archive", BUCKET + "/archive", "--lake", lake);
    assertThat(refused.exitCode()).as(refused.both()).isEqualTo(ExitCode.LAKE_HELD);
    assertThat(refused.err()).contains("run first;");
    Commands.Outcome doctor =
        Commands.call("doctor", "--archive", BUCKET + "/archive", "--lake", lake);
    assertThat(doctor.exitCode()).as(doctor.both()).isEqualTo(ExitCode.FAILED);
    assertThat(doctor.out())
        .contains("A job holds the lake: ", "A run would stop: 1 problem")
        .contains("ok       create       Of two jobs that create one file at once, only one does.");
    assertThat(objects()).isEqualTo(before);

    held.release();
    assertThat(objects()).as("nothing was written").hasSize(before.size() - 1);
    Commands.succeed("run", "--archive", BUCKET + "/archive", "--lake", lake);
    List<String> after = objects();
    Commands.succeed("doctor", "--archive", BUCKET + "/archive", "--lake", lake);
    Commands.succeed("doctor", "--lake", BUCKET + "/of/another/lake");
    assertThat(objects()).isEqualTo(after);
  }
}
