package io.fantail.report.maprun;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RampTest {
  /** Ten a second start and take two seconds each: twenty are open from the twentieth on. */
  @Test
  void endsWhereNineTenthsOfTheMostAreOpen() {
    long[] starts = LongStream.range(0, 100).map(i -> i * 100).toArray();
    long[] ends = LongStream.of(starts).map(start -> start + 2_000).toArray();
    assertThat(Ramp.endOf(starts, ends)).isEqualTo(1_700);
  }

  @Test
  void doesNotCountAChildThatEndsWhereAnotherStarts() {
    long[] starts = {0, 10, 20, 30, 30};
    long[] ends = {10, 20, 30, 40, 40};
    assertThat(Ramp.endOf(starts, ends)).isEqualTo(30);
  }

  @Test
  void endsAtOnceWhereAllStartTogether() {
    assertThat(Ramp.endOf(new long[] {5, 5, 5}, new long[] {9, 9, 9})).isEqualTo(5);
  }
}
