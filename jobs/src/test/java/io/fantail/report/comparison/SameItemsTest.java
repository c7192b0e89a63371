package io.fantail.report.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fantail.report.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SameItemsTest {
  private static final ComparedGroup CHILDREN =
      new ComparedGroup(ComparedGroup.EXECUTION, "orders/Each", "orders/Each", true);
  private static final int SEEDS = 100;
  private static final int ITEMS_PER_RUN = 120;

  /** How the items of the one side lie in the Map Runs of the other. */
  private enum Layout {
    /** The items of each run of the one side are those of one of the other. */
    RUN_BY_RUN {
      @Override
      int runOf(int item, int runs, Random random) {
        return item / ITEMS_PER_RUN;
      }
    },

    /** Items are dealt out anew. */
    SHUFFLED {
      @Override
      int runOf(int item, int runs, Random random) {
        return random.nextInt(runs);
      }
    },

    /** Half of the runs have most of the items. */
    LOPSIDED {
      @Override
      int runOf(int item, int runs, Random random) {
        return random.nextInt(10) == 0 ? random.nextInt(runs) : random.nextInt((runs + 1) / 2);
      }
    };

    abstract int runOf(int item, int runs, Random random);
  }

  /**
   * Items that differ by a normal effect of 0.8 on the logarithm, and runs by one of theirs; a
   * duration besides by 0.3, and two in a hundred by an exponential tail.
   */
  private static List<SameItems.Pair> pairs(
      long seed, int runs, double runEffect, Layout layout, double times) {
    Random random = new Random(seed);
    double[] base = random.doubles(runs).toArray();
    double[] against = new double[runs];
    for (int run = 0; run < runs; run++) {
      base[run] = runEffect * random.nextGaussian();
      against[run] = runEffect * random.nextGaussian();
    }
    List<SameItems.Pair> pairs = new ArrayList<>();
    for (int item = 0; item < runs * ITEMS_PER_RUN; item++) {
      double ofItem = 300 * Math.exp(0.8 * random.nextGaussian());
      int baseRun = item / ITEMS_PER_RUN;
      int againstRun = layout.runOf(item, runs, random);
      pairs.add(
          new SameItems.Pair(
              Math.round(drawn(random, ofItem) * Math.exp(base[baseRun])),
              Math.round(drawn(random, ofItem) * Math.exp(against[againstRun]) * times),
              baseRun,
              100 + againstRun));
    }
    return pairs;
  }

  private static double drawn(Random random, double ofItem) {
    double tail = random.nextInt(50) == 0 ? -Math.log(random.nextDouble()) : 0;
    return ofItem * Math.exp(0.3 * random.nextGaussian()) * (1 + tail);
  }

  private static Change compared(List<SameItems.Pair> pairs) {
    SameItems items = SameItems.of(pairs.size(), pairs);
    return Comparison.of(Map.of(), Map.of(), Map.of(CHILDREN, items)).get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "3, 0.2, RUN_BY_RUN",
    "3, 0.2, SHUFFLED",
    "3, 0.2, LOPSIDED",
    "6, 0.2, RUN_BY_RUN",
    "6, 0.2, SHUFFLED",
    "6, 0.2, LOPSIDED",
    "4, 0.0, RUN_BY_RUN",
    "4, 0.0, SHUFFLED",
    "8, 0.3, SHUFFLED",
  })
  void intervalsCoverTheTrueRatioAndEqualWindowsAreNotSlower(
      int runs, double runEffect, Layout layout) {
    int covered = 0;
    int slower = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Change planted = compared(pairs(seed, runs, runEffect, layout, 1.3));
      assertThat(planted.effect().method()).isEqualTo(Method.SIGNED_RANK_BY_RUN);
      covered += Objects.requireNonNull(planted.effect().ratio()).covers(1.3) ? 1 : 0;
      Change equal = compared(pairs(1_000 + seed, runs, runEffect, layout, 1));
      slower += equal.verdict() == Verdict.SLOWER ? 1 : 0;
    }
    assertThat(covered).isGreaterThanOrEqualTo(90);
    assertThat(slower).isLessThanOrEqualTo(5);
  }

  /** Where runs do not differ, a change of a tenth is seen, which items that differ would hide. */
  @ParameterizedTest
  @EnumSource(names = {"RUN_BY_RUN", "SHUFFLED"})
  void aSmallChangeIsSeen(Layout layout) {
    int slower = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      slower += compared(pairs(seed, 6, 0.01, layout, 1.15)).verdict() == Verdict.SLOWER ? 1 : 0;
    }
    assertThat(slower).isGreaterThan(90);
  }

  @ParameterizedTest
  @CsvSource({"1", "2"})
  void ofFewerRunsItSaysHowTheseDiffer(int runs) {
    int covered = 0;
    int slower = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Change change = compared(pairs(seed, runs, 0, Layout.SHUFFLED, 1.3));
      assertThat(change.effect().method()).isEqualTo(Method.SIGNED_RANK);
      assertThat(change.effect().note()).contains("whether the next will is not known");
      assertThat(change.effect().baseRuns()).isEqualTo(runs);
      covered += Objects.requireNonNull(change.effect().ratio()).covers(1.3) ? 1 : 0;
      Change equal = compared(pairs(1_000 + seed, runs, 0, Layout.SHUFFLED, 1));
      slower += equal.verdict() == Verdict.SLOWER ? 1 : 0;
    }
    assertThat(covered).isGreaterThanOrEqualTo(90);
    assertThat(slower).isLessThanOrEqualTo(5);
  }

  private static List<SameItems.Pair> alike(int pairs, double baseMs, double againstMs, int runs) {
    List<SameItems.Pair> alike = new ArrayList<>();
    for (int pair = 0; pair < pairs; pair++) {
      alike.add(new SameItems.Pair(baseMs, againstMs, pair % runs, pair % runs));
    }
    return alike;
  }

  @Test
  void fewItemsAreShownAndNotJudged() {
    Change five = compared(alike(5, 100, 900, 1));
    assertThat(five.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(five.effect().ratio()).isNull();
    assertThat(five.effect().note())
        .isEqualTo(
            "An interval of same_item needs 6 items that succeeded on both sides; there are 5.");
    assertThat(five.base()).isEqualTo(new Observed(100.0, 5));

    assertThat(compared(alike(6, 100, 900, 1)).verdict()).isEqualTo(Verdict.SLOWER);
    Change runs = compared(alike(3, 100, 900, 3));
    assertThat(runs.effect().method()).isEqualTo(Method.SIGNED_RANK_BY_RUN);
    assertThat(runs.verdict()).isEqualTo(Verdict.SLOWER);
  }

  /** AWS's clock shows milliseconds. */
  @ParameterizedTest
  @CsvSource({"1", "4"})
  void equalDurationsToTheMillisecondAreNoCertainty(int runs) {
    Interval ratio = Objects.requireNonNull(compared(alike(400, 5, 6, runs)).effect().ratio());
    assertThat(ratio.estimate()).isCloseTo(1.2, within(1e-9));
    assertThat(ratio.high() - ratio.low()).isGreaterThan(0.1);
    assertThat(compared(alike(400, 800, 800, runs)).verdict()).isEqualTo(Verdict.SAME);
    assertThat(compared(alike(400, 0, 0, runs)).effect().ratio()).isNotNull();
  }

  @Test
  void saysWhenNotAllPairsWereLookedAt() {
    SameItems items = SameItems.of(1_234_567, pairs(1, 1, 0, Layout.SHUFFLED, 1));
    assertThat(items.base().count()).isEqualTo(1_234_567);
    assertThat(items.effect().note())
        .startsWith(
            "Of 1,234,567 pairs of the same item 120 were compared, chosen by a hash. These runs");
    SameItems ofRuns = SameItems.of(1_234_567, pairs(1, 4, 0, Layout.SHUFFLED, 1));
    assertThat(ofRuns.effect().note()).endsWith("chosen by a hash.");
  }
}
