package io.fantail.report.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.fantail.testing.ColumnValues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Percentiles of a month, as the query on the page of tables makes them of the histogram. */
class ThirtyDaysTest {
  private static final double GAMMA = 1.01 / 0.99;
  private static final double ONE_PERCENT = 1.0 + 1e-9;

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.75, 0.9, 0.95, 0.99, 0.999})
  void areWithinOnePercentOfTheExactOnes(double quantile) {
    Random random = new Random(30);
    DurationCounter exact = new DurationCounter();
    Map<Integer, Long> buckets = new TreeMap<>();
    for (int day = 0; day < 30; day++) {
      DurationCounter ofDay = new DurationCounter();
      double pace = Math.exp(0.5 * random.nextGaussian());
      for (int i = 0; i < 3_001; i++) {
        double tail = random.nextInt(50) == 0 ? -2_000 * Math.log(random.nextDouble()) : 0;
        ofDay.add(
            Duration.ofNanos(
                (long) (1e6 * (pace * 200 * Math.exp(0.6 * random.nextGaussian()) + tail))));
      }
      exact.add(ofDay.counts());
      LatencyKey key = ColumnValues.read(Map.of(), LatencyKey::shape);
      for (HistogramBucket bucket : HistogramBucket.of(new Latency(key, ofDay.counts(), 0, 0))) {
        buckets.merge(bucket.bucket(), bucket.count(), Long::sum);
      }
    }

    assertThat(quantileOf(buckets, quantile))
        .isCloseTo(exactQuantile(exact.counts(), quantile), withinPercentage(ONE_PERCENT));
  }

  /** The value that stands for the bucket in which the value of that rank is. */
  private static double quantileOf(Map<Integer, Long> buckets, double quantile) {
    long all = buckets.values().stream().mapToLong(Long::longValue).sum();
    long rank = (long) Math.floor(quantile * (all - 1));
    long before = 0;
    for (Map.Entry<Integer, Long> bucket : buckets.entrySet()) {
      before += bucket.getValue();
      if (before > rank) {
        return 1.01 * Math.pow(GAMMA, bucket.getKey());
      }
    }
    throw new IllegalStateException("no such rank");
  }

  private static double exactQuantile(DurationCounts counts, double quantile) {
    List<Double> sorted = new ArrayList<>();
    for (int i = 0; i < counts.nanos().length; i++) {
      for (long one = 0; one < counts.counts()[i]; one++) {
        sorted.add(counts.millis(i));
      }
    }
    return sorted.get((int) Math.floor(quantile * (sorted.size() - 1)));
  }
}
