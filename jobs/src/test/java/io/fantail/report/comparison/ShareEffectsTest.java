package io.fantail.report.comparison;

import static io.fantail.report.comparison.ComparedSides.CHILDREN;
import static io.fantail.report.comparison.ComparedSides.PARENTS;
import static io.fantail.report.comparison.ComparedSides.SEEDS;
import static io.fantail.report.comparison.ComparedSides.changeOf;
import static io.fantail.report.comparison.ComparedSides.failing;
import static io.fantail.report.comparison.ComparedSides.failingRuns;
import static org.assertj.core.api.Assertions.assertThat;

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
}
