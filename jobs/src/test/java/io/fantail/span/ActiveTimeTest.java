package io.fantail.span;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.testing.History;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActiveTimeTest {
  private final ActiveTime activeTime = new ActiveTime();

  @Test
  void leavesOutTheGapsWithin() {
    activeTime.addGap(at(10), at(20));
    activeTime.addGap(at(30), at(60));

    assertThat(activeTime.between(at(0), at(100))).hasMillis(60);
    assertThat(activeTime.between(at(15), at(40))).hasMillis(10);
    assertThat(activeTime.between(at(12), at(18))).isZero();
    assertThat(activeTime.gaps())
        .containsExactly(new RedriveGap(at(10), at(20)), new RedriveGap(at(30), at(60)));
  }

  @Test
  void countsNoMomentTwiceWhenTheClockWasSetBack() {
    activeTime.addGap(at(10), at(60));
    activeTime.addGap(at(40), at(80));
    activeTime.addGap(at(90), at(85));

    assertThat(activeTime.gaps())
        .isEqualTo(List.of(new RedriveGap(at(10), at(60)), new RedriveGap(at(60), at(80))));
    assertThat(activeTime.between(at(0), at(100))).hasMillis(30);
    assertThat(activeTime.between(at(100), at(90))).isZero();
  }

  @Test
  void countsMicrosecondsAsTheTablesDo() {
    assertThat(activeTime.between(at(0).plusNanos(999), at(0).plusNanos(1_001))).hasNanos(1_000);
  }

  private static Instant at(long millis) {
    return History.EPOCH.plusMillis(millis);
  }
}
