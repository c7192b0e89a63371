package io.fantail.report.comparison;

import static io.fantail.report.comparison.ComparedSides.CHILDREN;
import static io.fantail.report.comparison.ComparedSides.changeOf;
import static io.fantail.report.comparison.ComparedSides.compare;
import static io.fantail.report.comparison.ComparedSides.costing;
import static io.fantail.report.comparison.ComparedSides.failing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class CostEffectsTest {
  @Test
  void costsAreComparedRunByRunWhereTheyAreKnown() {
    Change dearer =
        changeOf(
            CHILDREN, Figure.COST, costing(1e-6, 1.1e-6, 0.9e-6), costing(2e-6, 2.1e-6, 1.9e-6));
    assertThat(dearer.verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(dearer.base().value()).isCloseTo(1e-6, within(1e-12));
    assertThat(Objects.requireNonNull(dearer.effect().ratio()).estimate())
        .isCloseTo(2, within(0.05));
    assertThat(new Gate(Figure.COST, 1.5).isBrokenBy(dearer)).isTrue();

    Change few = changeOf(CHILDREN, Figure.COST, costing(1e-6), costing(3e-6));
    assertThat(few.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(few.effect().note()).contains("three Map Runs on each side");
    assertThat(compare(CHILDREN, failing(1, 50), failing(1, 50)))
        .noneMatch(one -> one.figure() == Figure.COST);
  }
}
