package io.fantail.job.summary;

import io.fantail.report.maprun.ChildFigures;
import io.fantail.report.maprun.MapRunRow;
import io.fantail.report.maprun.MapRunSummary;
import io.fantail.report.maprun.Phases;
import io.fantail.shape.Millis;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** Lists the Map Runs that took longest and those that failed most, each once. */
final class MapRunTable {
  private static final int MOST_LONGEST = 3;
  private static final int MOST_FAILED = 2;
  private static final int MOST_STATE_CHARS = 40;

  /** A screen as wide as this has all phases of a Map Run, a narrower one its tail. */
  private static final int LEAST_WIDE = 118;

  private static final List<String> COUNTS =
      List.of("state", "at", "status", "children", "failed", "p50", "p99", "max");
  private static final List<String> PHASES = List.of("start", "ramp", "steady", "tail", "finish");

  private final MapRunSummary mapRuns;
  private final String lake;
  private final PrintWriter out;
  private final int width;

  MapRunTable(MapRunSummary mapRuns, String lake, PrintWriter out, int width) {
    this.mapRuns = mapRuns;
    this.lake = lake;
    this.out = out;
    this.width = width;
  }

  void print() {
    Map<String, MapRunRow> shown = new LinkedHashMap<>();
    Stream.concat(
            mapRuns.longest().stream().limit(MOST_LONGEST),
            mapRuns.mostFailed().stream().limit(MOST_FAILED))
        .forEach(run -> shown.putIfAbsent(run.span().mapRunArn(), run));
    if (shown.isEmpty()) {
      return;
    }
    boolean isWide = width >= LEAST_WIDE;
    boolean isOneDay =
        shown.values().stream().map(run -> Wording.day(run.span().startedAt())).distinct().count()
            == 1;
    List<Row> rows = shown.values().stream().map(run -> row(run, isOneDay, isWide)).toList();
    List<String> header = Stream.of(COUNTS, phases(isWide)).flatMap(List::stream).toList();
    Paragraphs text = new Paragraphs(out, width);
    text.title(
        "MAP RUNS"
            + (mapRuns.mapRuns() > shown.size()
                ? ", the longest and those that failed most (children in ms, "
                : " (children in ms, ")
            + (isWide ? "phases in s)" : "tail in s)"));
    TextTable.of(header, rows, rows.size(), MOST_STATE_CHARS).print(out, width);
    text.copied(
        Wording.query(
            lake,
            "SELECT started_at, ramp_ms, steady_ms, tail_ms, map_run_arn FROM map_runs"
                + " ORDER BY duration_ms DESC"));
  }

  private static List<String> phases(boolean isWide) {
    return isWide ? PHASES : List.of("tail");
  }

  private static Row row(MapRunRow run, boolean isOneDay, boolean isWide) {
    ChildFigures children = run.children();
    Phases phases = run.phases();
    List<@Nullable Object> cells = new ArrayList<>();
    cells.add(nameOf(run));
    cells.add(
        Wording.minute(run.span().startedAt())
            .substring(isOneDay ? Wording.DAY_CHARS : Wording.YEAR_CHARS));
    cells.add(run.span().statusInWords());
    cells.add(children.count());
    cells.add(children.unsuccessful());
    cells.add(whole(children.activeTimes().p50()));
    cells.add(whole(children.activeTimes().p99()));
    cells.add(whole(children.activeTimes().max()));
    if (isWide) {
      cells.add(seconds(phases.start()));
      cells.add(seconds(phases.ramp()));
      cells.add(seconds(phases.steady()));
    }
    cells.add(seconds(phases.tail()));
    if (isWide) {
      cells.add(seconds(phases.finish()));
    }
    return RowFactory.create(cells.toArray());
  }

  /** Its state, else its label, else its ARN. */
  private static String nameOf(MapRunRow run) {
    String state = run.span().stateName();
    String label = run.span().label();
    return state != null ? state : label != null ? label : run.span().mapRunArn();
  }

  /** Milliseconds with the digits that sentences have. */
  private static @Nullable Long whole(@Nullable Double millis) {
    return millis == null ? null : (Long) Math.round(millis);
  }

  private static @Nullable BigDecimal seconds(@Nullable Duration duration) {
    return duration == null
        ? null
        : BigDecimal.valueOf(Millis.of(duration) / 1_000).setScale(1, RoundingMode.HALF_EVEN);
  }
}
