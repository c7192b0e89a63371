package io.fantail.table.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LeaseTest {
  private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
  private static final Lease HELD =
      Lease.of(
          "7c1e",
          "run",
          new OwnerProcess.Here("ip-10-0-1-7", new OwnerProcess("b00t", "pid:[1]", 4711, 99)),
          NOON,
          Duration.ofMinutes(10));

  @Test
  void isReadAsItWasWritten() {
    Lease onAnotherSystem =
        Lease.of("1", "trace", new OwnerProcess.Here("mac", null), NOON, Duration.ofMinutes(1));

    assertThat(Lease.parse(HELD.json())).isEqualTo(HELD);
    assertThat(Lease.parse(onAnotherSystem.json())).isEqualTo(onAnotherSystem);
    Lease released = HELD.released(NOON.plusSeconds(5));
    assertThat(Lease.parse(released.json())).isEqualTo(released).isNotEqualTo(HELD);
  }

  @Test
  void tellsAPersonWhoOpensItTheOwnerAndTheTimes() {
    assertThat(new String(HELD.json(), StandardCharsets.UTF_8))
        .contains("\"state\" : \"held\"", "\"run_id\" : \"7c1e\"", "\"host\" : \"ip-10-0-1-7\"")
        .contains("\"since\" : \"2026-11-29T12:00:00Z\"", "\"until\" : \"2026-11-29T12:10:00Z\"");
  }

  @Test
  void isNoneBeforeItIsWhole() {
    byte[] whole = HELD.json();

    assertThat(IntStream.range(0, whole.length - 2).mapToObj(cut -> Arrays.copyOf(whole, cut)))
        .allSatisfy(part -> assertThat(Lease.parse(part)).isNull());
  }

  @Test
  void keepsSinceWhenItIsRenewed() {
    Lease renewed = HELD.renewed(NOON.plusSeconds(60));

    assertThat(renewed.since()).isEqualTo(NOON);
    assertThat(renewed.until()).isEqualTo(NOON.plusSeconds(660));
  }

  @Test
  void isOverWhenItsTermIsByTheClockOfTheStore() {
    LeaseEntry entry = new LeaseEntry(3, NOON.plusSeconds(2), HELD);

    assertThat(entry.isOverAt(NOON.plusSeconds(602))).isFalse();
    assertThat(entry.isOverAt(NOON.plusSeconds(603))).isTrue();
    assertThat(entry.isGivenUp()).isFalse();
    assertThat(new LeaseEntry(3, NOON, HELD.released(NOON)).isGivenUp()).isTrue();
  }

  /** Somebody wrote the number, and may be about to write the rest. */
  @Test
  void isRespectedBeforeItIsWhole() {
    LeaseEntry begun = new LeaseEntry(3, NOON, null);

    assertThat(begun.isOverAt(NOON.plus(LeaseEntry.TERM))).isFalse();
    assertThat(begun.isOverAt(NOON.plus(LeaseEntry.TERM).plusSeconds(1))).isTrue();
    assertThat(begun.owner()).isEqualTo("a job that began 2026-11-29 12:00:00 UTC");
  }

  @Test
  void saysWhoHoldsTheLakeSinceWhenAndUntilWhen() {
    LeaseEntry entry =
        new LeaseEntry(3, NOON.plusSeconds(120), HELD.renewed(NOON.plusSeconds(120)));

    assertThat(LeaseException.heldBy(entry))
        .hasMessageContaining(
            "'run' on ip-10-0-1-7 (process 4711) since 2026-11-29 12:00:00 UTC, run 7c1e")
        .hasMessageContaining("the lake is free at 2026-11-29 12:12:00 UTC")
        .hasMessageContaining("--wait MINUTES")
        .hasMessageContaining("--force-unlock");
  }
}
