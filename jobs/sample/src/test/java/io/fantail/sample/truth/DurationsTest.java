package io.fantail.sample.truth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DurationsTest {

  @Test
  void interpolatesBetweenClosestRanks() {
    Durations durations = new Durations();
    for (int value : new int[] {40, 10, 30, 20}) {
      durations.add(value);
    }
    assertThat(durations.quantile(0)).isEqualTo(10.0);
    assertThat(durations.quantile(0.5)).isEqualTo(25.0);
    assertThat(durations.quantile(0.75)).isEqualTo(32.5);
    assertThat(durations.quantile(1)).isEqualTo(40.0);
    assertThat(durations.mean()).isEqualTo(25.0);
  }

  @Test
  void knowsNothingOfNothing() {
    assertThat(new Durations().quantile(0.5)).isNull();
    assertThat(new Durations().mean()).isNull();
  }
}
