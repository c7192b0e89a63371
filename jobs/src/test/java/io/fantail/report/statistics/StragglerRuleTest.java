package io.fantail.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fantail.report.latency.DurationCounter;
import io.fantail.report.latency.DurationCounts;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StragglerRuleTest {
  private static DurationCounts counts(long... millis) {
    DurationCounter counter = new DurationCounter();
    for (long one : millis) {
      counter.add(Duration.ofMillis(one));
    }
    return counter.counts();
  }

  private static StragglerRule rule(long... millis) {
    return Objects.requireNonNull(StragglerRule.of(counts(millis)));
  }

  @Test
  void noRuleWithoutChildren() {
    assertThat(StragglerRule.of(DurationCounts.NONE)).isNull();
  }

  @Test
  void alikeChildrenAreBoundByTheMedianAlone() {
    StragglerRule rule = rule(100, 100, 100, 100, 100, 151);

    assertThat(rule.medianMs()).isEqualTo(100);
    assertThat(rule.limitMs()).isCloseTo(150, within(1e-9));
    assertThat(rule.stragglers(counts(100, 100, 150, 151))).isEqualTo(1);
    assertThat(rule.lostMs(counts(100, 100, 150, 151))).isEqualTo(51);
    assertThat(rule.isStraggler(Duration.ofMillis(150))).isFalse();
    assertThat(rule.isStraggler(Duration.ofMillis(151))).isTrue();
  }

  /** Of 1, 2, 4 ... 256 ms the quartiles of ln are those of 4 and 64: 64 × 16^1.5 = 4,096. */
  @Test
  void theFenceStandsInLogarithms() {
    StragglerRule rule = rule(1, 2, 4, 8, 16, 32, 64, 128, 256);

    assertThat(rule.medianMs()).isEqualTo(16);
    assertThat(rule.limitMs()).isCloseTo(4_096, within(1e-6));
  }

  /** Of 10 and 1,000 ms the quartiles are 10^1.5 and 10^2.5, not 257.5 and 752.5. */
  @Test
  void quartilesAreInterpolatedInLogarithms() {
    assertThat(rule(10, 1_000).limitMs()).isCloseTo(1e4, within(1e-6));
  }

  @Test
  void noneOfThreeOrFewerIsEverOne() {
    assertThat(rule(7).stragglers(counts(7))).isZero();
    assertThat(rule(1, 60_000).stragglers(counts(1, 60_000))).isZero();
    assertThat(rule(1, 1, 60_000).stragglers(counts(1, 1, 60_000))).isZero();
  }

  @Test
  void childrenThatTookNoTimeAtAllHaveFiniteLimits() {
    StragglerRule rule = rule(0, 0, 0, 0, 0, 900);

    assertThat(rule.medianMs()).isZero();
    assertThat(rule.limitMs()).isEqualTo(1.5);
    assertThat(rule.stragglers(counts(0, 0, 0, 0, 0, 900))).isEqualTo(1);
    assertThat(rule.lostMs(counts(0, 0, 0, 0, 0, 900))).isEqualTo(900);
  }

  /** By sorting all of them, which the rule never does. */
  @Test
  void agreesWithEveryChildInARow() {
    Random random = new Random(35);
    for (int round = 0; round < 50; round++) {
      int count = 1 + random.nextInt(400);
      long[] millis = new long[count];
      for (int i = 0; i < count; i++) {
        millis[i] = Math.round(Math.exp(3 + random.nextGaussian()));
      }
      double[] sorted = Arrays.stream(millis).asDoubleStream().sorted().toArray();
      double[] logs = Arrays.stream(sorted).map(one -> Math.log(Math.max(1, one))).toArray();
      double median = at(sorted, 0.5);
      double upper = at(logs, 0.75);
      double limit =
          Math.max(1.5 * Math.max(1, median), Math.exp(upper + 1.5 * (upper - at(logs, 0.25))));

      StragglerRule rule = rule(millis);

      assertThat(rule.limitMs()).isCloseTo(limit, within(1e-6 * limit));
      assertThat(rule.stragglers(counts(millis)))
          .isEqualTo(Arrays.stream(sorted).filter(one -> one > limit).count());
      assertThat(rule.lostMs(counts(millis)))
          .isCloseTo(
              Arrays.stream(sorted).filter(one -> one > limit).map(one -> one - median).sum(),
              within(1e-6));
    }
  }

  private static double at(double[] sorted, double quantile) {
    double rank = (sorted.length - 1) * quantile;
    int below = (int) Math.floor(rank);
    int above = (int) Math.ceil(rank);
    return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
  }
}
