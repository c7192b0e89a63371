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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Says on one screen what reports found: what is slow, why and since when; what failed and what to
 * run again; how complete the picture is. Every part names what goes deeper.
 */
final class Screen {
  /** Of the moment 2026-08-24 02:00 what need not be said. */
  private static final int YEAR_CHARS = "2026-".length();

  private static final int DAY_CHARS = "2026-08-24 ".length();

  private static final int MOST_RUNS = 5;
  private static final int MOST_STATE_CHARS = 40;

  /** On a screen as wide as this one table has all that is told of a Map Run, else two. */
  private static final int LEAST_WIDE = 118;

  private static final List<String> COUNTS =
      List.of("status", "children", "failed", "p50", "p99", "max");
  private static final List<String> PHASES = List.of("start", "ramp", "steady", "tail", "finish");

  private final ReportSummary reports;
  private final @Nullable DayBefore dayBefore;
  private final String lake;
  private final PrintWriter out;
  private final int width;
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
    this.width = width;
    this.text = new Paragraphs(out, width);
  }

  void print() {
    head();
    new SlowParagraphs(reports, dayBefore, lake, text).print();
    new FailParagraphs(reports, lake, text).print();
    new SlowestChildren(reports.slowChildren().slowest(), lake, text).print();
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
    text.plain(String.join(" · ", parts));
  }

  /** How much of a moment need not be said again behind one of the same day. */
  private static int sameDay(Instant first, Instant last) {
    return Wording.minute(first).startsWith(Wording.day(last)) ? DAY_CHARS : 0;
  }

  private void mapRuns() {
    List<MapRunRow> longest = reports.mapRuns().longest();
    if (longest.isEmpty()) {
      return;
    }
    boolean isWide = width >= LEAST_WIDE;
    List<Row> rows = new ArrayList<>();
    List<Row> rowsOfPhases = new ArrayList<>();
    Map<String, MapRunRow> shown = new LinkedHashMap<>();
    Stream.concat(longest.stream().limit(MOST_RUNS), reports.mapRuns().mostFailed().stream())
        .forEach(run -> shown.putIfAbsent(run.span().mapRunArn(), run));
    long days =
        shown.values().stream().map(run -> Wording.day(run.span().startedAt())).distinct().count();
    for (MapRunRow run : shown.values()) {
      ChildFigures children = run.children();
      Phases phases = run.phases();
      String state = nameOf(run);
      String minute = Wording.minute(run.span().startedAt());
      String at = minute.substring(days > 1 ? YEAR_CHARS : DAY_CHARS);
      List<@Nullable Object> counts = new ArrayList<>();
      counts.add(run.span().statusInWords());
      counts.add(children.count());
      counts.add(children.unsuccessful());
      counts.add(children.activeTimes().p50());
      counts.add(children.activeTimes().p99());
      counts.add(children.activeTimes().max());
      List<@Nullable Object> times = new ArrayList<>();
      times.add(seconds(phases.start()));
      times.add(seconds(phases.ramp()));
      times.add(seconds(phases.steady()));
      times.add(seconds(phases.tail()));
      times.add(seconds(phases.finish()));
      rows.add(row(state, at, counts, isWide ? times : List.of()));
      rowsOfPhases.add(row(state, at, times, List.of()));
    }
    String which = longest.size() > MOST_RUNS ? ", the longest and those that failed most" : "";
    String units = isWide ? " (children in ms, phases in s)" : " (children in ms)";
    out.println();
    out.println("MAP RUNS" + which + units);
    table(Stream.of(COUNTS, isWide ? PHASES : List.<String>of()), rows);
    if (!isWide) {
      out.println();
      out.println("PHASES of these (s)");
      table(Stream.of(PHASES), rowsOfPhases);
    }
  }

  /** Its state, else its label, else its ARN. */
  private static String nameOf(MapRunRow run) {
    String state = run.span().stateName();
    String label = run.span().label();
    return state != null ? state : label != null ? label : run.span().mapRunArn();
  }

  private static Row row(
      String state, String at, List<@Nullable Object> first, List<@Nullable Object> second) {
    return RowFactory.create(
        Stream.of(List.<@Nullable Object>of(state, at), first, second)
            .flatMap(List::stream)
            .toArray());
  }

  private void table(Stream<List<String>> columns, List<Row> rows) {
    List<String> header =
        Stream.concat(Stream.of("state", "at"), columns.flatMap(List::stream)).toList();
    TextTable.of(header, rows, rows.size(), MOST_STATE_CHARS).print(out, width);
  }

  private static @Nullable Double seconds(@Nullable Duration duration) {
    return duration == null ? null : (Double) (Millis.of(duration) / 1_000);
  }
}
