package io.fantail.table.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fantail.testing.HandClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeLeaseTest {
  private static final Instant START = Instant.parse("2026-11-29T12:00:00Z");

  private final HandClock clock = new HandClock(START);
  private Path lake = Path.of("");
  private LeaseLog log;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    lake = folder.resolve("lake");
    log = LeaseLog.of(lake.toString(), new Configuration());
  }

  private Lease lease(String runId) {
    return Lease.of(runId, "run", OwnerProcess.here(), clock.instant(), LeaseEntry.TERM);
  }

  private LakeLease take(String runId) throws IOException {
    return LakeLease.take(log, lease(runId), false, clock);
  }

  /** As if the last entry had been written so long ago. */
  private void age(Duration age) throws IOException {
    Path last = entries().get(entries().size() - 1);
    Files.setLastModifiedTime(
        last, FileTime.from(Files.getLastModifiedTime(last).toInstant().minus(age)));
  }

  private List<Path> entries() throws IOException {
    try (Stream<Path> files = Files.list(lake.resolve(LeaseLog.FOLDER))) {
      return files.sorted().toList();
    }
  }

  private static void assertPasses(LakeLease lease) {
    assertThat(lease.<String>pass(() -> "committed")).isEqualTo("committed");
  }

  private static void assertStopped(LakeLease lease, String owner) {
    assertThatThrownBy(() -> lease.pass(() -> "committed"))
        .isInstanceOf(LeaseException.class)
        .hasMessageContaining("taken the lake from this one")
        .hasMessageContaining("run " + owner);
  }

  @Test
  void isOneJobsUntilThatGivesItBack() throws IOException {
    LakeLease first = take("first");
    assertPasses(first);

    LeaseException refused = catchThrowableOfType(LeaseException.class, () -> take("second"));
    assertThat(refused).hasMessageContaining("Another job holds the lake: 'run' on ");
    assertThat(refused.owner()).endsWith("run first");
    first.release();

    LakeLease second = take("second");
    assertPasses(second);
    assertThatThrownBy(() -> first.pass(() -> "late")).isInstanceOf(IllegalStateException.class);
    first.release();
    assertPasses(second);
  }

  @Test
  void isTakenFromAJobThatDidNotRenewIt() throws IOException {
    LakeLease first = take("first");
    age(LeaseEntry.TERM.minusSeconds(30));
    assertThatThrownBy(() -> take("second")).isInstanceOf(LeaseException.class);
    age(Duration.ofMinutes(1));

    LakeLease second = take("second");

    assertStopped(first, "second");
    assertThatThrownBy(first::renew).isInstanceOf(LeaseException.class);
    first.release();
    assertPasses(second);
  }

  @Test
  void isTakenAtOnceFromAProcessThatHasDied() throws IOException {
    Process process = new ProcessBuilder("cat").start();
    OwnerProcess other = OwnerProcess.of(process.pid());
    Lease lease =
        Lease.of("dead", "run", new OwnerProcess.Here("here", other), START, LeaseEntry.TERM);
    LakeLease.take(log, lease, false, clock);
    assertThatThrownBy(() -> take("next")).isInstanceOf(LeaseException.class);

    process.destroyForcibly().onExit().join();

    assertPasses(take("next"));
  }

  @Test
  void isTakenByForce() throws IOException {
    LakeLease first = take("first");

    LakeLease second = LakeLease.take(log, lease("second"), true, clock);

    assertStopped(first, "second");
    assertPasses(second);
  }

  @Test
  void isRenewedForAsLongAsTheJobTakes() throws IOException {
    LakeLease first = take("first");
    for (int i = 0; i < 5; i++) {
      age(LeaseEntry.TERM.minusSeconds(30));
      clock.advance(Duration.ofMinutes(1));
      first.renew();
      assertThatThrownBy(() -> take("second")).isInstanceOf(LeaseException.class);
    }

    assertPasses(first);
    assertThat(entries())
        .extracting(path -> path.getFileName().toString())
        .containsExactly("00000000000000000004.json", "00000000000000000005.json");
  }

  /** Nobody came while the machine slept: then the job goes on, for another term. */
  @Test
  void isRenewedBeforeACommitWhereItsTermIsOver() throws IOException {
    LakeLease first = take("first");
    age(Duration.ofHours(1));
    clock.advance(Duration.ofHours(1));

    assertPasses(first);

    assertThatThrownBy(() -> take("second")).isInstanceOf(LeaseException.class);
  }

  /** Whoever came while the machine slept may have gone again. */
  @Test
  void isLostToAJobThatCameAndWentMeanwhile() throws IOException {
    LakeLease first = take("first");
    age(Duration.ofHours(1));
    LakeLease second = take("second");
    second.renew();
    second.renew();
    second.release();
    clock.advance(Duration.ofHours(1));

    assertStopped(first, "second");
    assertPasses(take("third"));
  }

  /** A request was fulfilled, and its answer lost on the way. */
  @Test
  void knowsItsOwnEntryAgain() throws IOException {
    LakeLease first = take("first");
    LeaseEntry before = log.last();
    log.follow(before, lease("first"));

    assertPasses(first);
    first.renew();
    assertPasses(first);
  }

  @Test
  void respectsAnEntryThatIsNotWholeYet() throws IOException {
    Files.createDirectories(lake.resolve(LeaseLog.FOLDER));
    Files.createFile(lake.resolve(LeaseLog.FOLDER).resolve("00000000000000000007.json"));

    assertThatThrownBy(() -> take("second")).hasMessageContaining("a job that began");
    age(LeaseEntry.TERM.plusSeconds(1));
    assertPasses(take("second"));
  }

  /** Numbers that were deleted are free to be written, and must not count. */
  @Test
  void isNotTakenWithANumberOfLongAgo() throws IOException {
    LakeLease first = take("first");
    LeaseEntry seen = log.last();
    first.renew();
    first.renew();
    first.renew();

    assertThat(log.follow(null, lease("slow"))).isNull();
    assertThat(log.follow(seen, lease("slow"))).isNull();
    assertPasses(first);
    assertThat(entries()).hasSize(2);
  }

  @Test
  void leavesNothingWhereTheFirstJobHasWrittenNothing() throws IOException {
    LakeLease first = take("first");
    first.renew();
    first.release();
    assertThat(lake).doesNotExist();

    Files.createDirectory(lake);
    take("second").release();
    assertThat(lake).isEmptyDirectory();

    LakeLease third = take("third");
    Files.createDirectory(lake.resolve("events"));
    third.release();
    take("fourth").release();
    assertThat(entries()).hasSize(2);
  }

  /** A job that sleeps knows a number, which must not come again. */
  @Test
  void leavesTheLastNumberToWhoeverSlept() throws IOException {
    LakeLease first = take("first");
    age(Duration.ofHours(1));
    take("second").release();

    assertThat(entries()).isNotEmpty();
    assertStopped(first, "second");
  }

  @Test
  void isGivenBackWhenTheCommitUnderWayHasEnded() throws IOException {
    LakeLease first = take("first");
    CountDownLatch inCommit = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CompletableFuture<String> commit =
        CompletableFuture.supplyAsync(
            () ->
                first.pass(
                    () -> {
                      inCommit.countDown();
                      await(goOn);
                      // What another job would find if it came now.
                      assertThatThrownBy(() -> take("second")).isInstanceOf(LeaseException.class);
                      return "committed";
                    }));
    await(inCommit);
    CompletableFuture<Void> released =
        CompletableFuture.runAsync(
            () -> {
              goOn.countDown();
              try {
                first.release();
              } catch (IOException failure) {
                throw new IllegalStateException(failure);
              }
            });

    assertThat(commit.join()).isEqualTo("committed");
    released.join();
    assertPasses(take("second"));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
