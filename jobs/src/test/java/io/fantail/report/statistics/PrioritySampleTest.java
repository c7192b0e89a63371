package io.fantail.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class PrioritySampleTest {
  private static final int CHILDREN = 600;
  private static final int KEPT = 60;
  private static final int SEEDS = 1_000;

  /** Lognormal with a tail of 2 %, as children of a Map Run take. */
  private static double[] activeMs() {
    Random random = new Random(8);
    double[] activeMs = new double[CHILDREN];
    Arrays.setAll(
        activeMs,
        child ->
            200 * Math.exp(0.5 * random.nextGaussian())
                + (random.nextDouble() < 0.02 ? -3_000 * Math.log(random.nextDouble()) : 0));
    return activeMs;
  }

  /** The mean of an estimate over all seeds is as far from the truth as chance allows. */
  private static void assertUnbiased(double[] activeMs, ToDoubleFunction<Double> figure) {
    double truth = Arrays.stream(activeMs).map(one -> figure.applyAsDouble(one)).sum();
    double[] estimates = new double[SEEDS];
    for (int seed = 0; seed < SEEDS; seed++) {
      PrioritySample<Double> sample = new PrioritySample<>(KEPT);
      for (int child = 0; child < CHILDREN; child++) {
        sample.offer(activeMs[child], "execution:map:" + seed + "-" + child, activeMs[child]);
      }
      estimates[seed] =
          sample.sample().stream()
              .mapToDouble(one -> one.weight() * figure.applyAsDouble(one.item()))
              .sum();
    }
    MeanAndVariance all = MeanAndVariance.of(estimates);
    double error = Math.sqrt(all.errorSquared());
    assertThat(all.mean()).isCloseTo(truth, within(3 * error));
    assertThat(error).isLessThan(0.02 * truth);
  }

  @Test
  void totalsAndCountsAboveP95AreUnbiasedOverAThousandSeeds() {
    double[] activeMs = activeMs();
    double p95 = Arrays.stream(activeMs).sorted().toArray()[(int) (0.95 * CHILDREN)];

    assertUnbiased(activeMs, one -> one);
    assertUnbiased(activeMs, one -> one > p95 ? 1 : 0);
    assertUnbiased(activeMs, one -> 1);
  }

  @Test
  void theSampleIsTheSameInWhateverOrder() {
    double[] activeMs = activeMs();
    List<Integer> order = new ArrayList<>();
    for (int child = 0; child < CHILDREN; child++) {
      order.add(child);
    }
    List<Weighted<Integer>> first = sampleOf(order, activeMs);
    Collections.shuffle(order, new Random(4));

    assertThat(sampleOf(order, activeMs)).isEqualTo(first).hasSize(KEPT);
  }

  private static List<Weighted<Integer>> sampleOf(List<Integer> order, double[] activeMs) {
    PrioritySample<Integer> sample = new PrioritySample<>(KEPT);
    order.forEach(child -> sample.offer(child, "child-" + child, activeMs[child]));
    return sample.sample();
  }

  @Test
  void whatFitsIsKeptWholeAndStandsForItself() {
    PrioritySample<String> sample = new PrioritySample<>(3);
    assertThat(sample.sample()).isEmpty();
    sample.offer("a", "a", 0);
    sample.offer("b", "b", 100);
    sample.offer("c", "c", 7);
    assertThat(sample.threshold()).isZero();
    assertThat(sample.sample())
        .containsExactlyInAnyOrder(
            new Weighted<>("a", 1), new Weighted<>("b", 1), new Weighted<>("c", 1));
    PrioritySample<String> none = new PrioritySample<>(0);
    none.offer("a", "a", 5);
    assertThat(none.sample()).isEmpty();
  }

  @Test
  void childrenWithoutTimeAreCountedToo() {
    double[] nothing = new double[CHILDREN];
    assertUnbiased(nothing, one -> 1);
  }

  /** Written down: a table of today has the sample of last year. */
  @Test
  void theHashOfATextNeverChanges() {
    assertThat(UnitHash.of("abc")).isCloseTo(0xba7816bf8f01cfL / 0x1p56, within(1e-15));
    assertThat(UnitHash.of("")).isCloseTo(0xe3b0c44298fc1cL / 0x1p56, within(1e-15));
  }
}
