package io.fantail.job.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {
  /** Beyond what Linux and macOS give to a process. */
  private static final String DEAD = "fantail-999999999.";

  @TempDir Path parent = Path.of("");

  private TemporaryFolder own() throws IOException {
    Path own =
        Files.createDirectory(parent.resolve("fantail-" + ProcessHandle.current().pid() + ".own"));
    return new TemporaryFolder(own, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(2)));
  }

  private Path left(String name) throws IOException {
    Path left = Files.createDirectory(parent.resolve(name));
    Files.createFile(left.resolve("lock"));
    return left;
  }

  @Test
  void findsWhatDeadProcessesLeft() throws IOException {
    Path withLock = left(DEAD + "a");
    Path withoutLock = Files.createDirectory(parent.resolve(DEAD + "b"));

    assertThat(own().abandonedByOthers()).containsExactlyInAnyOrder(withLock, withoutLock);
  }

  @Test
  void removesWhatDeadProcessesLeftAndFollowsNoLink() throws IOException {
    Path elsewhere = Files.createDirectory(parent.resolve("elsewhere"));
    Path kept = Files.createFile(elsewhere.resolve("kept"));
    Path blocks = Files.createDirectories(left(DEAD + "a").resolve("blocks").resolve("0c"));
    Files.createFile(blocks.resolve("shuffle_0_0_0.data"));
    Files.createSymbolicLink(blocks.resolve("link"), elsewhere);

    own().own();

    assertThat(parent.resolve(DEAD + "a")).doesNotExist();
    assertThat(kept).exists();
  }

  @Test
  void leavesAloneWhatIsInUseOrOfSomebodyElse() throws IOException {
    left("fantail-" + ProcessHandle.current().pid() + ".other");
    left("fantail-demo");
    left("spark-0b6f2b57");
    left("fantail-12x.a");
    Files.createSymbolicLink(parent.resolve(DEAD + "link"), left("elsewhere"));
    Files.createFile(parent.resolve(DEAD + "file"));

    assertThat(own().abandonedByOthers()).isEmpty();
  }

  /** A process of another container: its number means nothing here. */
  @Test
  void leavesAFolderTheTimeToBeLocked() throws IOException {
    Files.createDirectory(parent.resolve(DEAD + "new"));
    Path own = Files.createDirectory(parent.resolve("fantail-1.own"));

    assertThat(new TemporaryFolder(own, Clock.systemUTC()).abandonedByOthers()).isEmpty();
  }
}
