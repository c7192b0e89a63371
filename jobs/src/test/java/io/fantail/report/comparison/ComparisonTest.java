package io.fantail.report.comparison;

import static io.fantail.report.comparison.ComparedSides.CHILDREN;
import static io.fantail.report.comparison.ComparedSides.PARENTS;
import static io.fantail.report.comparison.ComparedSides.compare;
import static io.fantail.report.comparison.ComparedSides.counts;
import static io.fantail.report.comparison.ComparedSides.drawn;
import static io.fantail.report.comparison.ComparedSides.failing;
import static io.fantail.report.comparison.ComparedSides.simulated;
import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.report.latency.DurationCounter;
import io.fantail.report.latency.DurationCounts;
import io.fantail.report.statistics.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  @Test
  void whatOneSideLacksIsShownAndNotJudged() {
    List<Change> changes = Comparison.of(Map.of(), Map.of(PARENTS, failing(3, 10)), Map.of());

    assertThat(changes).hasSize(4).allMatch(one -> one.verdict() == Verdict.UNKNOWN);
    assertThat(changes.get(0).base().value()).isNull();
    assertThat(changes.get(0).effect().note()).isEqualTo("Only one side has any.");
  }

  /** One of forty equal groups is beyond 1 by chance: it is called unknown, not slower. */
  @Test
  void manyGroupsAreCorrectedFor() {
    int slower = 0;
    for (int seed = 0; seed < 20; seed++) {
      Map<ComparedGroup, Side> base = new TreeMap<>(ComparedGroup.IN_ORDER);
      Map<ComparedGroup, Side> against = new TreeMap<>(ComparedGroup.IN_ORDER);
      Random random = new Random(seed);
      for (int state = 0; state < 40; state++) {
        ComparedGroup group = new ComparedGroup(ComparedGroup.STATE, "m", "S" + state, true);
        base.put(group, drawn(random, 5, 120));
        against.put(group, drawn(random, 5, 120));
      }
      slower +=
          Comparison.of(base, against, Map.of()).stream()
                  .anyMatch(one -> one.verdict() == Verdict.SLOWER)
              ? 1
              : 0;
    }
    assertThat(slower).isLessThanOrEqualTo(2);
  }

  @Test
  void worstComesFirst() {
    Map<ComparedGroup, Side> base = new TreeMap<>(ComparedGroup.IN_ORDER);
    Map<ComparedGroup, Side> against = new TreeMap<>(ComparedGroup.IN_ORDER);
    double[] times = {0.5, 1, 3, 1.6};
    for (int state = 0; state < times.length; state++) {
      ComparedGroup group = new ComparedGroup(ComparedGroup.STATE, "m", "S" + state, true);
      base.put(group, simulated(7, 8, 0.05, 1));
      against.put(group, simulated(8, 8, 0.05, times[state]));
    }
    List<String> p50 =
        Comparison.of(base, against, Map.of()).stream()
            .filter(one -> one.figure() == Figure.P50)
            .map(one -> one.group().name() + " " + one.verdict().word())
            .toList();
    assertThat(p50.subList(0, 3)).containsExactly("S2 slower", "S3 slower", "S0 faster");
  }

  /** A run for each list of milliseconds; of each child in a run one in {@code errors} failed. */
  private static Side side(int errors, int coldStarts, double[]... runs) {
    DurationCounter all = new DurationCounter();
    List<Measured> each = new ArrayList<>();
    long ended = 0;
    for (double[] run : runs) {
      DurationCounts counts = counts(run);
      all.add(counts);
      ended += run.length;
      each.add(
          Measured.of(
                  counts,
                  Math.min(errors, run.length),
                  run.length,
                  Math.min(coldStarts, run.length),
                  Comparison.CONFIDENCE)
              .ofRun("run-" + each.size() + "-" + runs.length));
    }
    return new Side(
        Measured.of(
            all.counts(),
            Math.min((long) errors * runs.length, ended),
            ended,
            Math.min((long) coldStarts * runs.length, ended),
            Comparison.CONFIDENCE),
        each);
  }

  private static double[] equal(int count, double millis) {
    double[] equal = new double[count];
    Arrays.fill(equal, millis);
    return equal;
  }

  private static List<Side> uglySides() {
    double year = 365 * 24 * 3_600_000.0;
    return List.of(
        Side.NOTHING,
        side(0, 0, equal(1, 100)),
        side(1, 1, equal(1, 0)),
        side(0, 0, equal(1, 5), equal(1, 5), equal(1, 5)),
        side(0, 0, equal(200, 100)),
        side(200, 0, equal(200, 100)),
        side(0, 1, equal(500, 0), equal(500, 0), equal(500, 0), equal(500, 0)),
        side(500, 500, equal(500, year), equal(500, year), equal(500, year)),
        side(1, 1, equal(1, 1), equal(2, year), equal(3, 0), equal(100_000, 7)),
        drawn(new Random(3), 3, 1),
        drawn(new Random(4), 2, 1_000),
        failing(0, 1),
        failing(5, 5),
        failing(1, 100_000));
  }

  @Test
  void uglySidesComeToFiguresThatAreNumbers() {
    for (Side base : uglySides()) {
      for (Side against : uglySides()) {
        List<Change> changes = compare(CHILDREN, base, against);
        assertThat(changes.isEmpty())
            .isEqualTo(base.equals(Side.NOTHING) && against.equals(Side.NOTHING));
        assertThat(changes)
            .allSatisfy(
                change -> {
                  checkIsNumber(change.effect().ratio());
                  checkIsNumber(change.effect().difference());
                  Double pValue = change.effect().pValue();
                  assertThat(pValue == null || (pValue >= 0 && pValue <= 1)).isTrue();
                  boolean isKnown =
                      change.effect().ratio() != null || change.effect().difference() != null;
                  assertThat(isKnown || change.verdict() == Verdict.UNKNOWN).isTrue();
                  assertThat(isKnown || change.effect().note() != null).isTrue();
                });
      }
    }
  }

  private static void checkIsNumber(@Nullable Interval interval) {
    if (interval != null) {
      assertThat(List.of(interval.estimate(), interval.low(), interval.high()))
          .noneMatch(one -> one.isNaN());
    }
  }

  /** What is compared with itself has not become slower, however little it is. */
  @Test
  void aSideIsNotSlowerThanItself() {
    for (Side side : uglySides()) {
      assertThat(compare(PARENTS, side, side))
          .extracting(Change::verdict)
          .doesNotContain(Verdict.SLOWER, Verdict.FASTER);
    }
  }
}
