package io.fantail.report.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyBucketsTest {
  private static final double GAMMA = 1.01 / 0.99;
  private static final double ROUNDING = 1e-9;

  @Test
  void staysWithinOnePercentOfEveryDuration() {
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      double millis = Math.exp(random.nextDouble() * 34 - 9);
      double stored = LatencyBuckets.millisOf(LatencyBuckets.bucketOf(millis));

      assertThat(stored).isCloseTo(millis, within(millis * (0.01 + ROUNDING)));
    }
  }

  @Test
  void holdsWhatItsDefinitionSays() {
    for (int bucket = -500; bucket < 1500; bucket++) {
      double middle = Math.pow(GAMMA, bucket + 0.5);

      assertThat(LatencyBuckets.bucketOf(middle)).isEqualTo(bucket);
    }
  }

  @Test
  void keepsDurationsOfNothingApart() {
    assertThat(LatencyBuckets.bucketOf(0)).isEqualTo(LatencyBuckets.ZERO);
    assertThat(LatencyBuckets.bucketOf(-1)).isEqualTo(LatencyBuckets.ZERO);
    assertThat(LatencyBuckets.bucketOf(0.001)).isNotEqualTo(LatencyBuckets.ZERO);
    assertThat(LatencyBuckets.millisOf(LatencyBuckets.ZERO)).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1})
  void findsQuantilesWithinOnePercentOfTheExactOnes(double quantile) {
    Random random = new Random(2);
    for (int size = 1; size < 3000; size = size * 3 + 1) {
      double[] durations = random.doubles(size).map(value -> Math.exp(12 * value)).toArray();

      double exact = Quantiles.of(durations, quantile);
      assertThat(LatencyBuckets.quantile(counted(durations), quantile))
          .as("of %d", size)
          .isCloseTo(exact, within(exact * (0.01 + ROUNDING)));
    }
  }

  @Test
  void countsDurationsOfNothingInQuantiles() {
    double[] durations = {0, 0, 0, 100};

    assertThat(LatencyBuckets.quantile(counted(durations), 0.5)).isZero();
    assertThat(LatencyBuckets.quantile(counted(durations), 1)).isCloseTo(100, within(1.0));
  }

  @Test
  void addsUp() {
    double[] monday = {1, 5, 9, 200};
    double[] tuesday = {2, 5, 1000};
    Map<Integer, Long> both = counted(monday);
    counted(tuesday).forEach((bucket, count) -> both.merge(bucket, count, Long::sum));

    assertThat(both).isEqualTo(counted(1, 5, 9, 200, 2, 5, 1000));
  }

  @Test
  void hasNoQuantileOfNothing() {
    assertThatThrownBy(() -> LatencyBuckets.quantile(Map.of(), 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing");
  }

  private static Map<Integer, Long> counted(double... durations) {
    Map<Integer, Long> counts = new TreeMap<>();
    for (double millis : durations) {
      counts.merge(LatencyBuckets.bucketOf(millis), 1L, Long::sum);
    }
    return counts;
  }
}
