package io.fantail.job.export;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.to_json;

import io.fantail.look.export.ExportedSpan;
import io.fantail.look.export.chosen.ChosenSpans;
import io.fantail.look.export.chosen.ChosenTraces;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;

/**
 * The rows of what is exported as plain files, for who has no Delta: a folder for each of {@code
 * executions}, {@code spans} and {@code map_runs}, with the columns of the tables and {@code
 * sample_weight} and {@code sample_reason} behind them. Parquet is Spark's, compressed with snappy.
 * CSV is that of RFC 4180 in UTF-8 with a header in each file: null is nothing, an empty text is
 * {@code ""}, lists and maps are JSON, times are ISO with microseconds.
 */
final class TableExport {
  private static final String ARN = "execution_arn";
  private static final Map<String, String> CSV =
      Map.of(
          "header", "true",
          "quote", "\"",
          "escape", "\"",
          "emptyValue", "\"\"",
          "ignoreLeadingWhiteSpace", "false",
          "ignoreTrailingWhiteSpace", "false",
          "timestampFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX");

  private final Lake lake;
  private final ChosenTraces traces;
  private final ExportFolder folder;
  private final boolean isCsv;

  TableExport(Lake lake, ChosenTraces traces, ExportFolder folder, boolean isCsv) {
    this.lake = lake;
    this.traces = traces;
    this.folder = folder;
    this.isCsv = isCsv;
  }

  /** Writes the three folders. */
  void write(boolean withPayloads) throws IOException {
    int parts = ChosenSpans.partitions(traces);
    write("executions", inParts(traces.executions(), parts).sortWithinPartitions(ARN));
    Dataset<Row> spans = ChosenSpans.rows(lake, traces);
    spans =
        spans.select(
            columns(
                Tables.SPANS.columns().stream()
                    .map(io.fantail.shape.Column::name)
                    .filter(name -> withPayloads || !isPayload(name))
                    .toList()));
    write(
        "spans", inParts(spans, parts).sortWithinPartitions(ARN, "started_at", "kind", "span_id"));
    Dataset<Row> runs =
        lake.read(Tables.MAP_RUNS)
            .join(
                traces.executions().select("map_run_arn").distinct(),
                new String[] {"map_run_arn"},
                "left_semi")
            .coalesce(1)
            .sortWithinPartitions("day", "map_run_arn");
    write("map_runs", runs);
  }

  private static boolean isPayload(String name) {
    return name.equals("input") || name.equals("output");
  }

  private static Column[] columns(List<String> names) {
    List<Column> columns = new ArrayList<>(names.stream().map(name -> col(name)).toList());
    columns.add(col(ExportedSpan.SAMPLE_WEIGHT));
    columns.add(col(ExportedSpan.SAMPLE_REASON));
    return columns.toArray(Column[]::new);
  }

  private static Dataset<Row> inParts(Dataset<Row> rows, int parts) {
    return rows.repartition(parts, col(ARN));
  }

  private void write(String name, Dataset<Row> rows) throws IOException {
    if (isCsv) {
      flat(rows).write().options(CSV).csv(folder.scratch(name));
    } else {
      rows.write().option("compression", "snappy").parquet(folder.scratch(name));
    }
    folder.gather(name, isCsv ? "csv" : "parquet");
  }

  /** CSV has no lists and maps. */
  private static Dataset<Row> flat(Dataset<Row> rows) {
    List<Column> columns = new ArrayList<>();
    for (StructField field : rows.schema().fields()) {
      boolean isNested =
          field.dataType() instanceof ArrayType || field.dataType() instanceof MapType;
      columns.add(isNested ? to_json(col(field.name())).as(field.name()) : col(field.name()));
    }
    return rows.select(columns.toArray(Column[]::new));
  }
}
