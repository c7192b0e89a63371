package io.fantail.report.maprun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fantail.testing.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhasesTest {
  private static final List<String> PHASES =
      List.of("start_ms", "ramp_ms", "steady_ms", "tail_phase_ms", "finish_ms");

  /**
   * Each child is {@code start-end}, in ms as the run is; without an end where none is known.
   *
   * @param phases a dash is null
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        // Twenty at most at once, 18 of them from 170 on; the last but one ends at 900.
        "0-1000 | ramp | 10 170 720 0 100",
        // One child: its end is the tail's beginning, and the last end.
        "0-1000 | 100-700 | 100 0 600 0 300",
        // Two that do not overlap: one open is the most, and was from the first on.
        "0-1000 | 100-300 500-900 | 100 0 770 30 100",
        // The tail begins before the ramp ends: all but one end before the twenty that overlap.
        "0-1000 | early | 0 39 0 861 100",
        // Children that end after the run, as clocks differ.
        "0-1000 | 100-700 200-1010 | 100 100 794.5 5.5 0",
        // ... by so much that the tail begins after the end.
        "0-1000 | 100-1700 200-1800 | 100 100 800 0 0",
        // Children that begin before the run.
        "50-1000 | 0-300 20-400 | 0 0 345 5 600",
        // ... and are over before it begins.
        "500-1000 | 0-300 20-400 | 0 0 0 0 500",
        // No child has an end.
        "0-1000 | 100- 200- | 100 - - - -",
        // Some have none: they stay open.
        "0-1000 | 100-200 100- 300-400 | 100 0 290 10 600",
        // Children of no length at all: none was ever open.
        "0-1000 | 100-100 100-100 | 100 0 0 0 900",
        // Nothing shows the run's end.
        "0- | 100-200 100-300 | 100 - - - -",
        // A clock that was set back.
        "1000-900 | 1010-1020 | 10 - - - -",
        "0-1000 | none | - - - - -",
        // A run without any length.
        "5-5 | 5-5 | 0 0 0 0 0",
      })
  void addUpToTheDuration(String run, String children, String phases) {
    Map<String, @Nullable Object> row = row(run, childrenOf(children));

    List<@Nullable Double> expected = new ArrayList<>();
    for (String phase : phases.split(" ", -1)) {
      expected.add(phase.equals("-") ? null : Double.valueOf(phase));
    }
    assertThat(phasesOf(row)).isEqualTo(expected);
    if (!expected.contains(null)) {
      assertThat(sum(row)).isEqualTo((Double) row.get("duration_ms"));
    }
  }

  /** Against every moment of every child, which no task holds. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void endTheRampWhere90PercentOfTheMostWereFirstOpen(int seed) {
    Random random = new Random(seed);
    List<long[]> children = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      long start = random.nextInt(300_000);
      children.add(new long[] {start, start + 1 + random.nextInt(60_000)});
    }
    long most =
        children.stream().mapToLong(child -> openAt(children, child[0])).max().orElseThrow();
    long rampEnds =
        children.stream()
            .mapToLong(child -> child[0])
            .filter(moment -> openAt(children, moment) >= 0.9 * most)
            .min()
            .orElseThrow();
    long first = children.stream().mapToLong(child -> child[0]).min().orElseThrow();

    Map<String, @Nullable Object> row = row("0-400000", children);

    assertThat(row.get("start_ms")).isEqualTo((double) first);
    assertThat(row.get("ramp_ms")).isEqualTo((double) (rampEnds - first));
    assertThat(sum(row)).isCloseTo(400_000, within(1e-6));
    assertThat((Double) row.get("tail_phase_ms"))
        .isCloseTo((Double) row.get("tail_ms"), within(1e-3));
  }

  /**
   * Children that overlap in any way, many at the same moment, and a run that may not hold them.
   */
  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
  void areNeverNegativeAndAlwaysAddUp(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 60; round++) {
      List<long[]> children = new ArrayList<>();
      for (int i = 1 + random.nextInt(40); i > 0; i--) {
        long start = random.nextInt(50) * 10L;
        children.add(new long[] {start, start + random.nextInt(20) * 10L});
      }
      long from = random.nextInt(600);
      Map<String, @Nullable Object> row = row(from + "-" + (from + random.nextInt(900)), children);

      assertThat(phasesOf(row)).doesNotContainNull().allMatch(phase -> phase >= 0);
      assertThat(sum(row)).isCloseTo((Double) row.get("duration_ms"), within(1e-6));
    }
  }

  @Test
  void countTheWaitBeforeARedriveWhereItLies() {
    Map<String, Object> span = new HashMap<>(span("0-100000"));
    span.put("active_ms", 2_000.0);
    Map<String, @Nullable Object> row =
        ReportedRun.of(span, executions(List.of(new long[] {0, 1_000}, new long[] {0, 100_000})))
            .row();

    assertThat(sum(row)).isEqualTo(100_000);
    assertThat(row.get("active_ms")).isEqualTo(2_000.0);
  }

  private static long openAt(List<long[]> children, long moment) {
    return children.stream().filter(child -> child[0] <= moment && moment < child[1]).count();
  }

  private static List<long[]> childrenOf(String text) {
    List<long[]> children = new ArrayList<>();
    if (text.equals("ramp")) {
      for (int i = 1; i <= 20; i++) {
        children.add(new long[] {10L * i, 900});
      }
    } else if (text.equals("early")) {
      for (int i = 0; i < 40; i++) {
        children.add(new long[] {i, i + 1});
      }
      children.add(new long[] {39, 900});
    } else if (!text.equals("none")) {
      for (String child : text.split(" ", -1)) {
        String[] moments = child.split("-", -1);
        children.add(
            moments[1].isEmpty()
                ? new long[] {Long.parseLong(moments[0])}
                : new long[] {Long.parseLong(moments[0]), Long.parseLong(moments[1])});
      }
    }
    return children;
  }

  private static List<@Nullable Double> phasesOf(Map<String, @Nullable Object> row) {
    List<@Nullable Double> phases = new ArrayList<>();
    PHASES.forEach(phase -> phases.add((Double) row.get(phase)));
    return phases;
  }

  private static double sum(Map<String, @Nullable Object> row) {
    return phasesOf(row).stream().mapToDouble(Objects::requireNonNull).sum();
  }

  private static Map<String, @Nullable Object> row(String run, List<long[]> children) {
    return ReportedRun.of(span(run), executions(children)).row();
  }

  private static Map<String, Object> span(String run) {
    String[] moments = run.split("-", -1);
    Map<String, Object> span = new HashMap<>();
    span.put("kind", "map_run");
    span.put("map_run_arn", "run");
    long start = Long.parseLong(moments[0]);
    span.put("started_at", History.EPOCH.plusMillis(start));
    if (!moments[1].isEmpty()) {
      long end = Long.parseLong(moments[1]);
      span.put("ended_at", History.EPOCH.plusMillis(end));
      span.put("duration_ms", (double) (end - start));
    }
    return span;
  }

  private static List<Map<String, Object>> executions(List<long[]> children) {
    return children.stream().map(PhasesTest::execution).toList();
  }

  private static Map<String, Object> execution(long[] child) {
    Map<String, Object> columns = new HashMap<>();
    columns.put("execution_arn", Arrays.toString(child));
    columns.put("is_distributed_map_child", true);
    columns.put("map_run_arn", "run");
    columns.put("started_at", History.EPOCH.plusMillis(child[0]));
    if (child.length > 1) {
      columns.put("ended_at", History.EPOCH.plusMillis(child[1]));
      columns.put("active_ms", (double) (child[1] - child[0]));
    }
    return columns;
  }
}
