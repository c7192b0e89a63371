package io.fantail.report.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fantail.report.factor.TailFactor;
import io.fantail.report.subject.ReportedExecution;
import io.fantail.report.subject.ReportedSpan;
import io.fantail.report.tail.summary.Cause;
import io.fantail.report.tail.summary.SlowGroup;
import io.fantail.report.tail.summary.TailSummary;
import io.fantail.report.trait.Factor;
import io.fantail.shape.Micros;
import io.fantail.spark.Packed;
import io.fantail.testing.ColumnValues;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Children of Map Runs on their way through tasks, from their spans to rows. */
class SlowChildrenTest {
  private static final LocalDate DAY = LocalDate.of(2026, 8, 24);
  private static final String RUN = "arn:aws:states:eu-west-1:1:mapRun:m/Each:run-";
  private static final String CHILD = "arn:aws:states:eu-west-1:1:execution:m/Each:child-";
  private static final long START = 1_787_536_800_000_000L;
  private static final long SPANS = 2_000;

  private static final class Rows implements TailRows {
    private final List<Straggler> stragglers = new ArrayList<>();
    private final List<TraceSample> samples = new ArrayList<>();
    private final List<TailFactor> factors = new ArrayList<>();
    private final List<SlowGroup> tails = new ArrayList<>();

    @Override
    public boolean wants(LocalDate day) {
      return day.equals(DAY);
    }

    @Override
    public void write(Straggler row) {
      stragglers.add(row);
    }

    @Override
    public void write(TraceSample row) {
      samples.add(row);
    }

    @Override
    public void write(TailFactor row) {
      factors.add(row);
    }

    @Override
    public void write(SlowGroup row) {
      tails.add(row);
    }
  }

  private record Traced(ReportedExecution execution, List<ReportedSpan> spans) {}

  private final Rows rows = new Rows();

  /** A child of one state; of its time 10 ms are neither Lambda nor retries. */
  private static Traced child(
      int run, int number, double activeMs, double retryMs, Map<String, ?> more) {
    String arn = CHILD + run + "-" + number;
    Map<String, Object> columns = new HashMap<>();
    columns.put("day", DAY);
    columns.put("execution_arn", arn);
    columns.put("state_machine_name", "m/Each");
    columns.put("is_distributed_map_child", true);
    columns.put("map_run_arn", RUN + run);
    columns.put("status", "SUCCEEDED");
    columns.put("started_at", Micros.toInstant(START + number * 1_000L));
    columns.put(
        "ended_at", Micros.toInstant(START + number * 1_000L + Math.round(activeMs * 1_000)));
    columns.put("active_ms", activeMs);
    columns.put("queue_ms", 0.0);
    columns.put("cold_start_ms", 0.0);
    columns.put("lambda_ms", activeMs - retryMs - 10);
    columns.put("task_ms", 0.0);
    columns.put("retry_ms", retryMs);
    columns.put("wait_ms", 0.0);
    columns.put("map_ms", 0.0);
    columns.put("other_ms", 10.0);
    columns.putAll(more);
    List<ReportedSpan> spans =
        Stream.of(
                Map.of("kind", "execution"),
                Map.of("kind", "state", "state_name", "Work", "active_ms", activeMs - 5),
                Map.of(
                    "kind",
                    "attempt",
                    "state_name",
                    "Work",
                    "span_id",
                    "a",
                    "attempt",
                    1,
                    "link",
                    "request_id"),
                Map.of(
                    "kind",
                    "lambda",
                    "state_name",
                    "Work",
                    "parent_span_id",
                    "a",
                    "attributes",
                    Map.of("log_stream", "sandbox " + number % 5)))
            .map(span -> span(arn, span))
            .toList();
    return new Traced(ColumnValues.read(columns, ReportedExecution::shape), spans);
  }

  private static ReportedSpan span(String executionArn, Map<String, ?> columns) {
    Map<String, Object> all = new HashMap<>(columns);
    all.put("execution_arn", executionArn);
    return ColumnValues.read(all, ReportedSpan::shape);
  }

  private static ReportedSpan mapRun(int run, LocalDate day) {
    return ColumnValues.read(
        Map.of("kind", "map_run", "map_run_arn", RUN + run, "day", day), ReportedSpan::shape);
  }

  /** Brings what tasks collected together as the shuffle does, in bytes. */
  private TailSummary report(List<TailTally> tasks) throws IOException {
    List<Packed<TailPart>> parts = new ArrayList<>();
    tasks.forEach(task -> parts.addAll(task.collected()));
    parts.sort(Comparator.comparing(Packed::key));
    TailSummary summary = TailWalk.over(parts.iterator(), rows, SPANS);
    rows.stragglers.sort(Comparator.comparing(Straggler::mapRunArn).thenComparing(Straggler::rank));
    return summary;
  }

  private TailSummary report(List<Traced> children, List<ReportedSpan> mapRuns) throws IOException {
    TailTally tally = new TailTally();
    children.forEach(child -> tally.add(child.execution, child.spans));
    mapRuns.forEach(tally::add);
    return report(List.of(tally));
  }

  private static List<Traced> uniform(int run, int count, double activeMs) {
    return IntStream.range(0, count)
        .mapToObj(number -> child(run, number, activeMs + number % 10, 0, Map.of()))
        .toList();
  }

  @Test
  void namesTheFiftySlowestAndWhatHeldThem() throws IOException {
    List<Traced> children = new ArrayList<>(uniform(1, 100, 100));
    children.add(child(1, 500, 9_000, 8_500, Map.of()));
    children.add(child(1, 501, 700, 0, Map.of()));
    TailSummary summary = report(children, List.of(mapRun(1, DAY)));

    assertThat(rows.stragglers).hasSize(50);
    assertThat(rows.stragglers).extracting(Straggler::mapRunArn).containsOnly(RUN + 1);
    Straggler first = rows.stragglers.get(0);
    assertThat(first.rank()).isOne();
    assertThat(first.child().executionArn()).isEqualTo(CHILD + "1-500");
    assertThat(first.heldBy()).hasToString("RETRY");
    assertThat(ColumnValues.of(first, Straggler.TABLE.shape()))
        .containsEntry("log_streams", List.of("sandbox 0"))
        .containsEntry("function_versions", List.of());
    assertThat(first.heldByMs()).isEqualTo(8_500);
    assertThat(first.heldByState()).isEqualTo("Work");
    assertThat(first.timesMedian()).isCloseTo(9_000 / 105.0, within(0.5));
    Straggler second = rows.stragglers.get(1);
    assertThat(second.rank()).isEqualTo(2);
    assertThat(second.heldBy()).hasToString("LAMBDA");
    assertThat(rows.stragglers).filteredOn(Straggler::isStraggler).hasSize(2);
    assertThat(summary.slowest()).hasSize(10);
    assertThat(summary.slowest().get(0).executionArn()).isEqualTo(CHILD + "1-500");
    assertThat(summary.slowest().get(0).heldByMs()).isEqualTo(8_500);
  }

  @Test
  void namesAllBeyondTheRule() throws IOException {
    List<Traced> children = new ArrayList<>(uniform(1, 1_000, 100));
    for (int number = 0; number < 120; number++) {
      children.add(child(1, 2_000 + number, 5_000 + number, 0, Map.of()));
    }
    report(children, List.of(mapRun(1, DAY)));

    assertThat(rows.stragglers).hasSize(120).allMatch(Straggler::isStraggler);
    assertThat(rows.stragglers)
        .extracting(Straggler::rank)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 120).boxed().toList());
  }

  /** Fifty have a rank of their own however many took equally long. */
  @Test
  void letsThoseBehindFiftyShareARank() throws IOException {
    List<Traced> children = new ArrayList<>(uniform(1, 1_000, 100));
    for (int number = 0; number < 60; number++) {
      children.add(child(1, 2_000 + number, 5_000, 0, Map.of()));
      children.add(child(1, 3_000 + number, 4_000, 0, Map.of()));
    }
    report(children, List.of(mapRun(1, DAY)));

    assertThat(rows.stragglers.subList(0, 50))
        .extracting(Straggler::rank)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 50).boxed().toList());
    assertThat(rows.stragglers.subList(0, 50))
        .extracting(one -> one.child().executionArn())
        .isSorted()
        .endsWith(CHILD + "1-2049");
    assertThat(rows.stragglers.subList(50, 60)).extracting(Straggler::rank).containsOnly(51L);
    assertThat(rows.stragglers.subList(60, 120)).extracting(Straggler::rank).containsOnly(61L);
  }

  @Test
  void tellsLargeInputFromASickEnvironment() throws IOException {
    List<Traced> children = new ArrayList<>();
    for (int number = 1; number <= 200; number++) {
      Map<String, Long> bytes = Map.of("item_bytes", 1_000L * number);
      children.add(child(1, number, 50 + 2 * number, 0, bytes));
    }
    children.add(child(1, 300, 20_050, 0, Map.of("item_bytes", 10_000_000L)));
    children.add(child(1, 301, 15_000, 0, Map.of("item_bytes", 90_000L)));
    children.add(child(1, 302, 14_000, 0, Map.of()));
    report(children, List.of(mapRun(1, DAY)));

    assertThat(rows.stragglers.subList(0, 3))
        .extracting(one -> one.explainedBy().name())
        .containsExactly("INPUT", "ENVIRONMENT", "UNKNOWN");
  }

  @Test
  void leavesOutMapRunsOfOtherDaysAndThoseWithoutASpan() throws IOException {
    List<Traced> children = new ArrayList<>(uniform(1, 10, 100));
    children.addAll(uniform(2, 10, 100));
    children.addAll(uniform(3, 10, 100));
    report(children, List.of(mapRun(1, DAY.minusDays(1)), mapRun(3, DAY)));

    assertThat(rows.stragglers).hasSize(10);
    assertThat(rows.stragglers).extracting(Straggler::mapRunArn).containsOnly(RUN + 3);
    assertThat(rows.samples).extracting(TraceSample::mapRunArn).containsOnly(RUN + 3);
  }

  @Test
  void sumsUpMapRunsTooSmallToCompare() throws IOException {
    SlowGroup group = report(uniform(1, 3, 100), List.of(mapRun(1, DAY))).groups().get(0);

    assertThat(group.figures().children()).isEqualTo(3);
    assertThat(group.figures().lostMs()).isZero();
    assertThat(group.causes()).isEmpty();
    assertThat(group.figures().activeTimes().max()).isEqualTo(102);
  }

  @Test
  void writesARowOfEveryLabelOfADayHoweverSmall() throws IOException {
    List<Traced> children = new ArrayList<>(uniform(1, 3, 100));
    for (int label = 0; label < 7; label++) {
      Map<String, String> other =
          Map.of(
              "map_run_arn",
              RUN.replace("Each", "Each" + label) + 2,
              "state_machine_name",
              "m/Each" + label);
      children.add(child(2, label, 50, 0, other));
    }
    List<ReportedSpan> mapRuns = new ArrayList<>(List.of(mapRun(1, DAY)));
    for (int label = 0; label < 7; label++) {
      mapRuns.add(
          span(
              CHILD + "parent",
              Map.of(
                  "kind",
                  "map_run",
                  "map_run_arn",
                  RUN.replace("Each", "Each" + label) + 2,
                  "day",
                  DAY)));
    }
    TailSummary summary = report(children, mapRuns);

    assertThat(rows.tails).hasSize(8).containsAll(summary.groups());
    SlowGroup small =
        rows.tails.stream().filter(row -> row.mapLabel().equals("Each")).findFirst().orElseThrow();
    assertThat(ColumnValues.of(small, SlowGroup.TABLE.shape()))
        .containsEntry("state_machine_name", "m/Each")
        .containsEntry("map_label", "Each")
        .containsEntry("children", 3L)
        .containsEntry("tail_children", 0L)
        .containsEntry("p50_ms", 101.0)
        .containsEntry("max_ms", 102.0)
        .containsEntry("lost_ms", 0.0)
        .containsEntry("factors_tested", 0L)
        .containsEntry("detectable_ratio", null);
  }

  /** The label is one, and so are its rows; where a Map Run ran is a factor like others. */
  @Test
  void comparesMapRunsOfALabelInSeveralRegionsAndAccounts() throws IOException {
    TailTally tally = new TailTally();
    for (int run = 0; run < 12; run++) {
      String place = run % 3 == 0 ? ":us-east-1:2:" : ":eu-west-1:1:";
      double activeMs = run % 3 == 0 ? 400 : 100;
      String mapRun = (RUN + "1").replace(":eu-west-1:1:", place) + (run % 3 == 0 ? run + 1 : run);
      for (int number = 0; number < 40; number++) {
        Map<String, Object> where =
            Map.of(
                "map_run_arn",
                mapRun,
                "execution_arn",
                (CHILD + run + "-" + number).replace(":eu-west-1:1:", place));
        Traced child = child(run, number, activeMs + number % 10, 0, where);
        tally.add(child.execution, child.spans);
      }
      tally.add(
          ColumnValues.read(
              Map.of("kind", "map_run", "map_run_arn", mapRun, "day", DAY), ReportedSpan::shape));
    }
    TailSummary summary = report(List.of(tally));

    assertThat(summary.groups())
        .singleElement()
        .satisfies(group -> assertThat(group.figures().children()).isEqualTo(480))
        .satisfies(group -> assertThat(group.figures().activeTimes().max()).isEqualTo(409));
    assertThat(rows.factors)
        .filteredOn(row -> row.stateName() == null && row.factor() == Factor.REGION)
        .singleElement()
        .satisfies(row -> assertThat(row.value()).isEqualTo("us-east-1"))
        .satisfies(row -> assertThat(row.isFinding()).isTrue());
  }

  /** What holds between Map Runs needs no child that is slow within its own. */
  @Test
  void findsASlowMapRunAmongThoseWhoseChildrenTakeEquallyLong() throws IOException {
    List<Traced> children = new ArrayList<>();
    List<ReportedSpan> mapRuns = new ArrayList<>();
    for (int run = 0; run < 12; run++) {
      children.addAll(uniform(run, 40, run == 7 ? 900 : 100 + run));
      mapRuns.add(mapRun(run, DAY));
    }
    TailSummary summary = report(children, mapRuns);

    assertThat(summary.groups())
        .singleElement()
        .satisfies(group -> assertThat(group.figures().tailChildren()).isZero())
        .satisfies(
            group ->
                assertThat(group.causes())
                    .extracting(Cause::factor)
                    .containsExactly(Factor.MAP_RUN));
    assertThat(rows.factors)
        .filteredOn(TailFactor::isFinding)
        .extracting(TailFactor::value)
        .contains(RUN + 7);
  }

  /** Where nothing at all differs, nothing is found. */
  @Test
  void findsNothingAmongMapRunsThatAreAlike() throws IOException {
    List<Traced> children = new ArrayList<>();
    List<ReportedSpan> mapRuns = new ArrayList<>();
    for (int run = 0; run < 12; run++) {
      for (int number = 0; number < 40; number++) {
        children.add(child(run, number, 100, 0, Map.of()));
      }
      mapRuns.add(mapRun(run, DAY));
    }
    report(children, mapRuns);

    assertThat(rows.factors).noneMatch(TailFactor::isFinding);
    assertThat(rows.factors).allMatch(row -> Double.isFinite(row.explainedMs()));
  }

  @Test
  void leavesOutWhatHasNoEnd() throws IOException {
    Traced open = child(1, 1, 100, 0, Map.of());
    ReportedExecution running =
        ColumnValues.read(
            Map.of(
                "execution_arn",
                CHILD + 9,
                "map_run_arn",
                RUN + 1,
                "is_distributed_map_child",
                true),
            ReportedExecution::shape);
    report(List.of(open, new Traced(running, List.of())), List.of(mapRun(1, DAY)));

    assertThat(rows.stragglers).hasSize(1);
  }

  @Test
  void samplesWithWeightsThatAddUp() throws IOException {
    List<Traced> children = new ArrayList<>(uniform(1, 3_000, 100));
    for (int number = 0; number < 30; number++) {
      children.add(child(1, 5_000 + number, 50, 0, Map.of("status", "FAILED")));
    }
    report(children, List.of(mapRun(1, DAY)));

    Map<String, Double> weights = new HashMap<>();
    Map<String, Integer> counts = new HashMap<>();
    for (TraceSample sample : rows.samples) {
      weights.merge(sample.reason().name(), sample.weight(), Double::sum);
      counts.merge(sample.reason().name(), 1, Integer::sum);
    }
    assertThat(counts).containsEntry("FAILED", 30).containsEntry("SLOW", 20);
    assertThat(weights).containsEntry("FAILED", 30.0).containsEntry("SLOW", 20.0);
    assertThat(weights.get("SAMPLED")).isCloseTo(2_980, within(30.0));
    assertThat(rows.samples.stream().mapToLong(TraceSample::spans).sum())
        .isLessThanOrEqualTo(SPANS);
  }

  @Test
  void samplesTheFailedWhereTheyAreTooMany() throws IOException {
    List<Traced> children = new ArrayList<>();
    for (int number = 0; number < 4_000; number++) {
      children.add(child(1, number, 100 + number % 7, 0, Map.of("status", "TIMED_OUT")));
    }
    report(children, List.of(mapRun(1, DAY)));

    assertThat(rows.samples)
        .hasSize(250)
        .allMatch(one -> one.reason() == TraceSample.Reason.FAILED);
    assertThat(rows.samples.stream().mapToDouble(TraceSample::weight).sum())
        .isCloseTo(4_000, within(600.0));
  }

  /** However children are spread over tasks, the same rows come of them. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 40})
  void addsUpOverTasks(int tasks) throws IOException {
    Random random = new Random(7);
    List<Traced> children = new ArrayList<>();
    for (int run = 0; run < 4; run++) {
      for (int number = 0; number < 150; number++) {
        double active = 100 + 50 * Math.exp(random.nextGaussian());
        double slow = number % 5 == 3 && random.nextBoolean() ? 4 * active : active;
        Map<String, Long> bytes = Map.of("item_bytes", (long) random.nextInt(1_000));
        children.add(child(run, number, Math.floor(slow), 20, bytes));
      }
    }
    List<TailTally> tallies = Stream.generate(TailTally::new).limit(tasks).toList();
    for (int i = 0; i < children.size(); i++) {
      Traced child = children.get(i);
      tallies.get(i % tasks).add(child.execution, child.spans);
    }
    for (int run = 0; run < 4; run++) {
      tallies.get(run % tasks).add(mapRun(run, DAY));
    }
    TailSummary summary = report(tallies);
    Rows ofTasks = new Rows();
    ofTasks.stragglers.addAll(rows.stragglers);
    ofTasks.samples.addAll(rows.samples);
    ofTasks.factors.addAll(rows.factors);
    ofTasks.tails.addAll(rows.tails);
    rows.stragglers.clear();
    rows.samples.clear();
    rows.factors.clear();
    rows.tails.clear();
    report(children, IntStream.range(0, 4).mapToObj(run -> mapRun(run, DAY)).toList());

    assertThat(columns(ofTasks)).isEqualTo(columns(rows));
    SlowGroup group = summary.groups().get(0);
    assertThat(group.figures().children()).isEqualTo(600);
    assertThat(group.causes()).extracting(Cause::value).containsExactly("sandbox 3");
    assertThat(rows.factors).extracting(TailFactor::stateName).contains(null, "Work");
  }

  private static List<Map<String, ?>> columns(Rows rows) {
    List<Map<String, ?>> columns = new ArrayList<>();
    rows.stragglers.forEach(row -> columns.add(ColumnValues.of(row, Straggler.TABLE.shape())));
    rows.samples.forEach(row -> columns.add(ColumnValues.of(row, TraceSample.TABLE.shape())));
    rows.factors.forEach(row -> columns.add(ColumnValues.of(row, TailFactor.TABLE.shape())));
    rows.tails.forEach(row -> columns.add(ColumnValues.of(row, SlowGroup.TABLE.shape())));
    return columns;
  }
}
