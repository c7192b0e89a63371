package io.fantail.report.comparison;

import static io.fantail.report.comparison.ComparedSides.CHILDREN;
import static io.fantail.report.comparison.ComparedSides.PARENTS;
import static io.fantail.report.comparison.ComparedSides.SEEDS;
import static io.fantail.report.comparison.ComparedSides.changeOf;
import static io.fantail.report.comparison.ComparedSides.failing;
import static io.fantail.report.comparison.ComparedSides.failingRuns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fantail.report.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShareEffectsTest {
  @Test
  void errorRatesOfParents() {
    Change more = changeOf(PARENTS, Figure.ERROR_RATE, failing(2, 400), failing(40, 400));
    assertThat(more.verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(more.effect().method()).isEqualTo(Method.NEWCOMBE_WILSON);
    assertThat(more.base().value()).isEqualTo(0.005);

    Change first = changeOf(PARENTS, Figure.ERROR_RATE, failing(0, 400), failing(40, 400));
    assertThat(first.verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(new Gate(Figure.ERROR_RATE, 2).isBrokenBy(first)).isTrue();

    assertThat(changeOf(PARENTS, Figure.ERROR_RATE, failing(40, 400), failing(0, 400)).verdict())
        .isEqualTo(Verdict.FASTER);
    assertThat(changeOf(PARENTS, Figure.ERROR_RATE, failing(0, 5), failing(1, 5)).verdict())
        .isEqualTo(Verdict.UNKNOWN);
    Change never = changeOf(PARENTS, Figure.ERROR_RATE, failing(0, 2_000), failing(0, 3_000));
    assertThat(never.verdict()).isEqualTo(Verdict.SAME);
    assertThat(never.effect().ratio()).isNull();
    assertThat(changeOf(PARENTS, Figure.ERROR_RATE, failing(0, 20), failing(0, 30)).verdict())
        .isEqualTo(Verdict.UNKNOWN);
  }

  /** Each run has its own error rate: pooled, these windows would be told apart at once. */
  @Test
  void errorRatesOfRunsThatDifferAreNotTakenForAChange() {
    int slower = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      Change change =
          changeOf(
              CHILDREN, Figure.ERROR_RATE, failingRuns(random, 0.05), failingRuns(random, 0.05));
      assertThat(change.effect().method()).isEqualTo(Method.WELCH_ARCSINE);
      slower += change.verdict() == Verdict.SLOWER ? 1 : 0;
    }
    assertThat(slower).isLessThanOrEqualTo(5);
    Change planted =
        changeOf(
            CHILDREN,
            Figure.ERROR_RATE,
            failingRuns(new Random(1), 0.02),
            failingRuns(new Random(2), 0.2));
    assertThat(planted.verdict()).isEqualTo(Verdict.SLOWER);
  }

  private static Side sharesOf(int... errors) {
    List<Measured> runs = new ArrayList<>();
    long all = 0;
    for (int ofRun : errors) {
      runs.add(failing(ofRun, 250).all());
      all += ofRun;
    }
    return new Side(failing(all, 250L * errors.length).all(), runs);
  }

  /** Near 0 the interval must not be cut to next to nothing, and so be called the same. */
  @Test
  void oneRunOfManyFailuresAmongNoneIsNoProofOfSameness() {
    Change fewer =
        changeOf(CHILDREN, Figure.ERROR_RATE, sharesOf(12, 0, 0, 0), sharesOf(0, 0, 0, 0));

    Interval difference = Objects.requireNonNull(fewer.effect().difference());
    assertThat(difference.estimate()).isCloseTo(-0.012, within(1e-9));
    assertThat(difference.low()).isBetween(-0.06, -0.04);
    assertThat(difference.high()).isBetween(0.01, 0.02);
    assertThat(fewer.verdict()).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void aShareOfOneIsNotJudged() {
    Change one = changeOf(PARENTS, Figure.ERROR_RATE, failing(1, 1), failing(0, 1_000));
    assertThat(one.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(one.effect().note())
        .isEqualTo("An interval of error_rate needs 5 on each side; there are 1 and 1,000.");
    assertThat(changeOf(PARENTS, Figure.ERROR_RATE, failing(5, 5), failing(0, 1_000)).verdict())
        .isEqualTo(Verdict.FASTER);
  }
}
