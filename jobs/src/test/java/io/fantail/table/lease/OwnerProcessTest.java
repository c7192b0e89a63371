package io.fantail.table.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OwnerProcessTest {
  @BeforeEach
  void checkThatTheSystemTells() {
    assumeTrue(OwnerProcess.here().process() != null, "only Linux names a process for good");
  }

  private static OwnerProcess here() {
    return Objects.requireNonNull(OwnerProcess.here().process());
  }

  @Test
  void isAliveWhileItRuns() throws IOException {
    assertThat(here().isGone()).isFalse();

    Process process = new ProcessBuilder("cat").start();
    OwnerProcess other = Objects.requireNonNull(OwnerProcess.of(process.pid()));
    assertThat(other.isGone()).isFalse();
    process.destroyForcibly().onExit().join();
    assertThat(other.isGone()).isTrue();
  }

  @Test
  void isGoneWhereItsNumberIsUsedAgain() {
    OwnerProcess here = here();

    assertThat(
            new OwnerProcess(here.bootId(), here.namespace(), here.pid(), here.startTick() - 1)
                .isGone())
        .isTrue();
  }

  /** Another machine, or another container on this one, counts its processes by itself. */
  @Test
  void mayBeAliveWhereNobodyHereCanSeeIt() {
    OwnerProcess here = here();
    long nobody = 99_999_999;

    assertThat(new OwnerProcess("another boot", here.namespace(), nobody, 1).isGone()).isFalse();
    assertThat(new OwnerProcess(here.bootId(), "pid:[1]", nobody, 1).isGone()).isFalse();
    assertThat(new OwnerProcess(here.bootId(), here.namespace(), nobody, 1).isGone()).isTrue();
  }
}
