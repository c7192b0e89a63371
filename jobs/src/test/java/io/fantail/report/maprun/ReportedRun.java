package io.fantail.report.maprun;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.report.cost.Prices;
import io.fantail.report.subject.ReportedExecution;
import io.fantail.report.subject.ReportedSpan;
import io.fantail.report.timeline.TimelineBucket;
import io.fantail.shape.Column;
import io.fantail.shape.ColumnsOf;
import io.fantail.spark.Codec;
import io.fantail.testing.ColumnValues;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is written of one Map Run when several tasks count, each a part of its children.
 *
 * @param row of {@code map_runs}
 * @param timeline rows of {@code map_run_timeline}
 */
record ReportedRun(
    Map<String, @Nullable Object> row, List<Map<String, @Nullable Object>> timeline) {

  static ReportedRun of(Map<String, ?> mapRun, List<? extends Map<String, ?>> executions) {
    return of(mapRun, executions, 1 + executions.size() % 4);
  }

  static ReportedRun of(
      Map<String, ?> mapRun, List<? extends Map<String, ?>> executions, int tasks) {
    return of(mapRun, executions, tasks, null);
  }

  static ReportedRun of(
      Map<String, ?> mapRun,
      List<? extends Map<String, ?>> executions,
      int tasks,
      @Nullable Prices prices) {
    List<MapRunTally> tallies = Stream.generate(MapRunTally::new).limit(tasks).toList();
    tallies.get(0).add(ColumnValues.read(mapRun, ReportedSpan::shape));
    for (int i = 0; i < executions.size(); i++) {
      tallies.get(i % tasks).add(ColumnValues.read(executions.get(i), ReportedExecution::shape));
    }
    Codec<MapRunPart> codec = Codec.of(MapRunPart::shape);
    Iterator<MapRunPart> sorted =
        tallies.stream()
            .flatMap(tally -> tally.counted().stream())
            .map(part -> codec.unpack(codec.pack(part)))
            .sorted(Comparator.comparing(MapRunPart::sortKey))
            .iterator();
    MapRunsInParts runs = new MapRunsInParts(sorted, prices);
    MapRunReport report = runs.next();
    assertThat(report.rows()).hasSize(1);
    assertThat(runs.hasNext()).isFalse();
    Map<String, @Nullable Object> row =
        ColumnValues.of(report.rows().get(0), MapRunRow.TABLE.shape());
    Codec<MapRunFigures> ofFigures = Codec.of(MapRunFigures::shape);
    MapRunFigures figures = report.rows().get(0).figures();
    assertThat(ofFigures.unpack(ofFigures.pack(figures)))
        .isEqualTo(figures)
        .isEqualTo(ColumnValues.read(withDay(row, figures), MapRunFigures::shape));
    return new ReportedRun(
        row,
        report.timeline().stream()
            .map(bucket -> ColumnValues.of(bucket, TimelineBucket.TABLE.shape()))
            .toList());
  }

  /** The columns of the table that a summary reads. */
  private static Map<String, Object> withDay(
      Map<String, @Nullable Object> row, MapRunFigures figures) {
    Map<String, Object> read = new HashMap<>();
    for (Column column : ColumnsOf.shape(MapRunFigures::shape)) {
      Object value = row.get(column.name());
      if (value != null) {
        read.put(column.name(), value);
      }
    }
    read.put("day", figures.day());
    return read;
  }
}
