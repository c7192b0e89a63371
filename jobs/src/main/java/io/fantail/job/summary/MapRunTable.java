package io.fantail.job.summary;

import io.fantail.look.words.Words;
import io.fantail.report.maprun.MapRunFigures;
import io.fantail.report.maprun.MapRunSummary;
import io.fantail.report.maprun.Phases;
import io.fantail.shape.Millis;
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
  private final Words text;
  private final boolean isWide;

  /**
   * Begins.
   *
   * @param width characters of a line
   */
  MapRunTable(MapRunSummary mapRuns, Words text, int width) {
    this.mapRuns = mapRuns;
    this.text = text;
    this.isWide = width >= LEAST_WIDE;
  }

  void print() {
    Map<String, MapRunFigures> shown = new LinkedHashMap<>();
    Stream.concat(
            mapRuns.longest().stream().limit(MOST_LONGEST),
            mapRuns.mostFailed().stream().limit(MOST_FAILED))
        .forEach(run -> shown.putIfAbsent(run.mapRunArn(), run));
    if (shown.isEmpty()) {
      return;
    }
    boolean isOneDay =
        shown.values().stream().map(run -> Wording.day(run.startedAt())).distinct().count() == 1;
    List<Row> rows = shown.values().stream().map(run -> row(run, isOneDay)).toList();
    List<String> header = Stream.of(COUNTS, phases()).flatMap(List::stream).toList();
    text.title(
        "MAP RUNS",
        (mapRuns.mapRuns() > shown.size()
                ? ", the longest and those that failed most (children in ms, "
                : " (children in ms, ")
            + (isWide ? "phases in s)" : "tail in s)"));
    text.table(header, rows, MOST_STATE_CHARS);
  }

  private List<String> phases() {
    return isWide ? PHASES : List.of("tail");
  }

  private Row row(MapRunFigures run, boolean isOneDay) {
    Phases phases = run.phases();
    List<@Nullable Object> cells = new ArrayList<>();
    cells.add(nameOf(run));
    cells.add(
        Wording.minute(run.startedAt())
            .substring(isOneDay ? Wording.DAY_CHARS : Wording.YEAR_CHARS));
    cells.add(run.status());
    cells.add(run.children());
    cells.add(run.unsuccessful());
    cells.add(whole(run.p50()));
    cells.add(whole(run.p99()));
    cells.add(whole(run.max()));
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
  private static String nameOf(MapRunFigures run) {
    String state = run.stateName();
    String label = run.label();
    return state != null ? state : label != null ? label : run.mapRunArn();
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
