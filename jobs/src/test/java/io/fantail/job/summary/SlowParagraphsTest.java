package io.fantail.job.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.report.ReportSummary;
import io.fantail.report.factor.Onset;
import io.fantail.report.latency.Percentiles;
import io.fantail.report.maprun.MapRunFigures;
import io.fantail.report.overview.ExecutionTally;
import io.fantail.report.subject.ReportedExecution;
import io.fantail.report.tail.summary.Cause;
import io.fantail.report.tail.summary.SlowGroup;
import io.fantail.report.tail.summary.TailFigures;
import io.fantail.report.trait.Factor;
import io.fantail.report.trait.FactorKind;
import io.fantail.testing.ColumnValues;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlowParagraphsTest {
  private static final LocalDate DAY = LocalDate.of(2026, 8, 24);
  private static final String FIRST_START = "2026-08-24T02:00:01.770Z";

  /** What is said of the groups, on a line as long as it likes. */
  private static String said(SlowGroup... groups) {
    ExecutionTally executions = new ExecutionTally();
    executions.add(
        ColumnValues.read(
            Map.of(
                "execution_arn",
                "arn:aws:states:eu-west-1:1:execution:nightly:one",
                "status",
                "SUCCEEDED",
                "started_at",
                Instant.parse(FIRST_START)),
            ReportedExecution::shape));
    ReportSummary reports = ReportSummary.of(executions.summary());
    List.of(groups).forEach(reports.slowChildren()::add);
    StringWriter written = new StringWriter();
    PrintWriter out = new PrintWriter(written);
    new SlowParagraphs(reports, null, "lake", new Paragraphs(out, 1_000)).print();
    out.flush();
    return written.toString();
  }

  private static SlowGroup group(
      String label, LocalDate day, double p95, @Nullable Onset onset, List<Cause> causes) {
    return new SlowGroup(
        day,
        new TailFigures(
            "order-fanout/" + label,
            label,
            75_000,
            3_750,
            new Percentiles(262.0, 435.0, 750.0, p95, 2_130.0, 4_362.0, 14_102.0),
            5_484_000,
            onset,
            10,
            4.7),
        causes);
  }

  private static SlowGroup group(@Nullable Onset onset, Cause... causes) {
    return group("ProcessOrd1", DAY, 1_066, onset, List.of(causes));
  }

  private static Cause version(
      @Nullable Double ratio, @Nullable Double low, @Nullable Double high) {
    return new Cause(
        "order-fanout/ProcessOrd1",
        null,
        FactorKind.WHY,
        Factor.FUNCTION_VERSION,
        "42",
        1_818,
        ratio,
        low,
        high,
        1_425_000,
        0.26,
        null,
        null);
  }

  private static Onset onset(double p99Before) {
    return new Onset(Instant.parse("2026-08-24T02:41:12Z"), 1_000, p99Before, 74_000, 2_130);
  }

  @Test
  void saysWhatIsSlowAndWhy() {
    assertThat(said(group(null, version(2.14, 2.0, 2.3))))
        .contains(
            "SLOW     ProcessOrd1 (75,000 children): p50 262, p95 1,066, p99 2,130 ms (8.1 × p50),"
                + " max 14.1 s.\n",
            "WHY      Of 91.4 min that the slow 5 % of ProcessOrd1 lost against the median (why:",
            "  why  26 %  function version 42: 1,818 slow, 2.1 × as likely (2.0 to 2.3)\n",
            "  No other of 10 factors stands out (rare ones could be seen from 4.7 × on).\n");
  }

  @Test
  void saysThatOnlyWholeRunsAreSlow() {
    SlowGroup slow = group(null, version(2.1, 2.0, 2.3));
    SlowGroup whole =
        new SlowGroup(
            slow.day(),
            new TailFigures(
                slow.stateMachineName(),
                slow.mapLabel(),
                slow.figures().children(),
                0,
                slow.figures().activeTimes(),
                0,
                null,
                slow.figures().factorsTested(),
                slow.figures().detectableRatio()),
            slow.causes());

    assertThat(said(whole))
        .contains(
            "WHY      No child of ProcessOrd1 is slow in its own run, but whole runs are (why: known");
  }

  @Test
  void saysTheUnitOfEachFigureWhereTheyDiffer() {
    assertThat(said(group("ProcessOrd1", DAY, 12_000, null, List.of())))
        .contains("p50 262 ms, p95 12.0 s, p99 2,130 ms");
  }

  @Test
  void sinceTheBeginningWhereCausesHaveNoMoment() {
    assertThat(said(group(null, version(2.1, 2.0, 2.3))))
        .contains(
            "SINCE    From the beginning of the window, 2026-08-24 02:00:01; no later moment stands"
                + " out.\n");
  }

  /** The window began days before, but of these nothing is said. */
  @Test
  void sinceTheBeginningOfTheDayThatIsToldOf() {
    assertThat(
            said(
                group(
                    "ProcessOrd1", DAY.plusDays(3), 1_066, null, List.of(version(2.1, 2.0, 2.3)))))
        .contains(
            "SINCE    From the beginning of the day, 2026-08-27; no later moment stands out.\n");
  }

  @Test
  void sinceNoMomentWhereNothingStandsOut() {
    assertThat(said(group(null)))
        .contains("SINCE    No moment stands out: slow children are spread over the time.\n")
        .contains(
            "WHY      Nothing that slow children of ProcessOrd1 share stands out of 10 factors"
                + " tested (rare ones could be seen from 4.7 × on).\n");
  }

  @Test
  void sinceAMomentBeforeWhichChildrenWereNotSlow() {
    assertThat(said(group(onset(500))))
        .contains(
            "SINCE    2026-08-24 02:41:12; of the 1,000 children before it p99 was 500 ms, of the"
                + " 74,000 since it is 2,130 ms.\n")
        .doesNotContain("slow before it");
  }

  /** 524 ms are twice the median: more than that is slow, too. */
  @ParameterizedTest
  @CsvSource({"524, false", "525, true", "1800, true"})
  void sinceAMomentThoughChildrenWereSlowBefore(double p99Before, boolean isSlowBefore) {
    String since =
        said(group(onset(p99Before))).lines().filter(SlowParagraphsTest::isSince).toList().get(0);

    assertThat(since.endsWith(" Children were slow before it, too, but fewer."))
        .isEqualTo(isSlowBefore);
  }

  private static boolean isSince(String line) {
    return line.startsWith("SINCE");
  }

  @Test
  void sinceNamesTheLabelWhereThereAreSeveral() {
    List<Cause> all = Collections.nCopies(5, version(2.1, 2.0, 2.3));
    SlowGroup other = group("ShipOrders", DAY, 1_066, null, all);

    assertThat(said(group(onset(500)), other))
        .contains("SINCE    ProcessOrd1: 2026-08-24 02:41:12; of the")
        .contains("of ShipOrders lost, 2 of 5 causes:\n");
    assertThat(said(group(null, version(2.1, 2.0, 2.3)), other))
        .contains("SINCE    ProcessOrd1: from the beginning of the window, 2026-08-24 02:00:01;");
  }

  @Test
  void tellsDaysOfOneLabelApart() {
    assertThat(said(group(null), group("ProcessOrd1", DAY.plusDays(1), 1_066, null, List.of())))
        .contains(
            "ProcessOrd1 on 2026-08-24 (75,000 children)",
            "ProcessOrd1 on 2026-08-25 (75,000 children)");
  }

  /** Few children make intervals without an end, or without any sense. */
  @ParameterizedTest
  @CsvSource({
    "2.1,      2.0,       2.3,      ' (2.0 to 2.3)'",
    "2.1,      2.0,       1000,     ' (2.0 to 1000.0)'",
    "2.1,      2.0,       1000.1,   ' (at least 2.0)'",
    "2.1,      2.0,       4.2e18,   ' (at least 2.0)'",
    "2.1,      0,         4.2,      ' (0.0 to 4.2)'",
    "2.1,      ,          2.3,      ''",
    "2.1,      2.0,       ,         ''",
    "2.1,      NaN,       2.3,      ''",
    "2.1,      2.0,       NaN,      ''",
    "2.1,      2.0,       Infinity, ' (at least 2.0)'",
    "2.1,      -Infinity, 2.3,      ''",
    "2.1,      -0.4,      2.3,      ''",
    "2.1,      2.3,       2.0,      ''"
  })
  void printsNoAbsurdInterval(
      double ratio, @Nullable Double low, @Nullable Double high, String end) {
    assertThat(said(group(null, version(ratio, low, high))))
        .contains("function version 42: 1,818 slow, 2.1 × as likely" + end + "\n");
  }

  @ParameterizedTest
  @CsvSource({"NaN", "Infinity"})
  void printsNoAbsurdRatio(double ratio) {
    assertThat(said(group(null, version(ratio, 2.0, 2.3))))
        .contains("function version 42: 1,818 slow\n");
  }

  @Test
  void printsNoRatioWhereThereIsNone() {
    assertThat(said(group(null, version(null, null, null))))
        .contains("function version 42: 1,818 slow\n");
  }

  /** Tables of an earlier version have no row of tails, but of Map Runs whose children ended. */
  @Test
  void saysThatReportsHaveToBeMadeAgainWhereTheyLackTheTails() {
    ReportSummary reports = ReportSummary.of(new ExecutionTally().summary());
    Map<String, Object> run =
        Map.of("map_run_arn", "arn", "started_at", Instant.EPOCH, "p50_ms", 262.0);
    reports.mapRuns().add(ColumnValues.read(run, MapRunFigures::shape));
    StringWriter written = new StringWriter();
    PrintWriter out = new PrintWriter(written);
    new SlowParagraphs(reports, null, "lake", new Paragraphs(out, 1_000)).print();
    out.flush();

    assertThat(written.toString())
        .contains("SLOW     How slow children are is not in the tables, as an earlier version")
        .contains(" report --lake lake\n")
        .doesNotContain("nothing is known to be slow");
  }
}
