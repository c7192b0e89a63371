package io.fantail.job.summary;

import io.fantail.event.ExecutionArn;
import io.fantail.job.step.ReportSummary;
import io.fantail.report.maprun.ChildFigures;
import io.fantail.report.maprun.MapRunRow;
import io.fantail.report.maprun.Phases;
import io.fantail.report.overview.ExecutionSummary;
import io.fantail.shape.Millis;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Says on one screen what reports found: what is slow, why and since when; what failed and what to
 * run again; how complete the picture is. Every part names what goes deeper.
 */
final class Screen {
  private static final int MOST_RUNS = 5;

  private final ReportSummary reports;
  private final @Nullable DayBefore dayBefore;
  private final String lake;
  private final PrintWriter out;
  private final Paragraphs text;

  Screen(
      ReportSummary reports,
      @Nullable DayBefore dayBefore,
      String lake,
      PrintWriter out,
      int width) {
    this.reports = reports;
    this.dayBefore = dayBefore;
    this.lake = lake;
    this.out = out;
    this.text = new Paragraphs(out, width);
  }

  void print() {
    head();
    SlowParagraphs slow = new SlowParagraphs(reports, dayBefore, lake, text);
    slow.print();
    new FailParagraphs(reports, lake, text).print();
    slow.printSlowest();
    mapRuns();
  }

  private void head() {
    ExecutionSummary executions = reports.executions();
    Set<String> machines = new TreeSet<>();
    for (MapRunRow run : reports.mapRuns().longest()) {
      ExecutionArn parent = ExecutionArn.parse(run.span().parentExecutionArn());
      if (parent != null) {
        machines.add(parent.stateMachineName());
      }
    }
    List<String> parts = new ArrayList<>();
    if (!machines.isEmpty()) {
      parts.add(String.join(", ", machines));
    }
    Instant first = executions.firstStart();
    Instant last = executions.lastEnd();
    if (first != null) {
      String until =
          last == null ? "" : " to " + Wording.minute(last).substring(sameDay(first, last));
      parts.add(Wording.minute(first) + until + " UTC");
    }
    parts.add(
        Wording.count(executions.children().total(), "child", "children")
            + " in "
            + Wording.count(reports.mapRuns().mapRuns(), "Map Run", "Map Runs"));
    out.println(String.join(" · ", parts));
  }

  /** How much of a moment need not be said again behind one of the same day. */
  private static int sameDay(Instant first, Instant last) {
    return Wording.minute(first).regionMatches(0, Wording.minute(last), 0, 10) ? 11 : 0;
  }

  private void mapRuns() {
    List<MapRunRow> longest = reports.mapRuns().longest();
    if (longest.isEmpty()) {
      return;
    }
    List<Row> rows = new ArrayList<>();
    Set<MapRunRow> shown =
        new LinkedHashSet<>(longest.subList(0, Math.min(MOST_RUNS, longest.size())));
    shown.addAll(reports.mapRuns().mostFailed());
    for (MapRunRow run : shown) {
      ChildFigures children = run.children();
      Phases phases = run.phases();
      rows.add(
          RowFactory.create(
              run.span().stateName() == null ? run.span().label() : run.span().stateName(),
              Wording.minute(run.span().startedAt()).substring(11),
              run.span().statusInWords(),
              children.count(),
              children.unsuccessful(),
              children.activeTimes().p50(),
              children.activeTimes().p99(),
              children.activeTimes().max(),
              seconds(phases.start()),
              seconds(phases.ramp()),
              seconds(phases.steady()),
              seconds(phases.tail()),
              seconds(phases.finish())));
    }
    out.println();
    out.println(
        longest.size() > MOST_RUNS
            ? "MAP RUNS, the longest and those that failed most (children in ms, phases in s)"
            : "MAP RUNS (children in ms, phases in s)");
    TextTable.of(
            List.of(
                "state",
                "at",
                "status",
                "children",
                "failed",
                "p50",
                "p99",
                "max",
                "start",
                "ramp",
                "steady",
                "tail",
                "finish"),
            rows,
            rows.size(),
            40)
        .print(out);
  }

  private static @Nullable Double seconds(@Nullable Duration duration) {
    return duration == null ? null : (Double) (Millis.of(duration) / 1_000);
  }
}
