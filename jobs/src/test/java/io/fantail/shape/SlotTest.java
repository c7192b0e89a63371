package io.fantail.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class SlotTest {
  @Test
  void isTheUtcHourOfATime() {
    assertThat(Slot.of(Instant.parse("2026-03-02T23:59:59.999999Z")))
        .isEqualTo(new Slot(LocalDate.parse("2026-03-02"), 23));
    assertThat(Slot.of(Instant.parse("2026-03-03T00:00:00Z")))
        .isEqualTo(new Slot(LocalDate.parse("2026-03-03"), 0));
  }

  @Test
  void isCountedSince1970AndBefore() {
    assertThat(Slot.of(Instant.EPOCH).number()).isZero();
    assertThat(Slot.of(Instant.parse("1969-12-31T23:00:00Z")).number()).isEqualTo(-1);
    for (long number : new long[] {-25, -24, -1, 0, 1, 23, 24, 496_000}) {
      assertThat(Slot.ofNumber(number).number()).isEqualTo(number);
      assertThat(Slot.of(Slot.ofNumber(number).start()).number()).isEqualTo(number);
    }
  }
}
