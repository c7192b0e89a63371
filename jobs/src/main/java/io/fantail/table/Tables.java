package io.fantail.table;

import io.fantail.event.collected.HistoryStage;
import io.fantail.report.ErrorStage;
import io.fantail.report.HistogramStage;
import io.fantail.report.LatencyStage;
import io.fantail.report.LinkCoverageStage;
import io.fantail.report.MapRunReportStage;
import io.fantail.shape.RecordTable;
import io.fantail.shape.Table;
import io.fantail.span.invocation.InvocationStage;
import io.fantail.span.xray.AwsSpanStage;
import io.fantail.spark.Rows;
import io.fantail.trace.TraceStage;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** All tables, in the order of the flow. */
public final class Tables {
  public static final TableSpec EVENTS = of(HistoryStage.EVENTS);
  public static final TableSpec LAMBDA_INVOCATIONS = of(InvocationStage.INVOCATIONS);

  /** What answers of the API that are kept in the archive say about executions and Map Runs. */
  public static final TableSpec DESCRIPTIONS = of(HistoryStage.DESCRIPTIONS);

  /** What AWS itself wrote of executions, functions and calls: each span of X-Ray once. */
  public static final TableSpec AWS_SPANS = of(AwsSpanStage.AWS_SPANS);

  public static final TableSpec EXECUTIONS = of(TraceStage.EXECUTIONS);
  public static final TableSpec SPANS = of(TraceStage.SPANS);
  public static final TableSpec MAP_RUNS = report("map_runs", MapRunReportStage.SCHEMA);
  public static final TableSpec LINK_COVERAGE = report("link_coverage", LinkCoverageStage.SCHEMA);
  public static final TableSpec LATENCY = report("latency", LatencyStage.SCHEMA);
  public static final TableSpec LATENCY_HISTOGRAM =
      report("latency_histogram", HistogramStage.SCHEMA);
  public static final TableSpec ERRORS = report("errors", ErrorStage.SCHEMA);

  /** Whatever could not be read; {@code run_id} is the first run that met it. */
  public static final TableSpec REJECTS =
      new TableSpec(
          "rejects",
          new StructType()
              .add("source_file", DataTypes.StringType, false)
              .add("position", DataTypes.LongType, false)
              .add("reason", DataTypes.StringType, false)
              .add("sample", DataTypes.StringType, false)
              .add("run_id", DataTypes.StringType, false),
          false,
          false);

  /**
   * One row per command that ran to its end; the only table that grows when the same input is read
   * again.
   */
  public static final TableSpec RUNS =
      new TableSpec(
          "runs",
          new StructType()
              .add("run_id", DataTypes.StringType, false)
              .add("command", DataTypes.StringType, false)
              .add("version", DataTypes.StringType, false)
              .add("started_at", DataTypes.TimestampType, false)
              .add("ended_at", DataTypes.TimestampType, false)
              .add("archives", DataTypes.createArrayType(DataTypes.StringType, false), false)
              .add("objects", DataTypes.LongType)
              .add("bytes", DataTypes.LongType)
              .add("records", DataTypes.LongType)
              .add("events", DataTypes.LongType)
              .add("lambda_records", DataTypes.LongType)
              .add("noise", DataTypes.LongType)
              .add("duplicates", DataTypes.LongType)
              .add("rejects", DataTypes.LongType)
              .add("descriptions", DataTypes.LongType)
              .add("aws_spans", DataTypes.LongType)
              .add("outside", DataTypes.LongType)
              .add("table_rows", DataTypes.createMapType(DataTypes.StringType, DataTypes.LongType)),
          false,
          true);

  public static final List<TableSpec> ALL =
      List.of(
          EVENTS,
          LAMBDA_INVOCATIONS,
          DESCRIPTIONS,
          AWS_SPANS,
          EXECUTIONS,
          SPANS,
          MAP_RUNS,
          LINK_COVERAGE,
          LATENCY,
          LATENCY_HISTOGRAM,
          ERRORS,
          REJECTS,
          RUNS);

  /**
   * Columns in which hardly a value comes twice: the dictionary that Parquet tries first is work
   * for nothing.
   */
  static final List<String> WITHOUT_DICTIONARY =
      List.of(
          "span_id",
          "parent_span_id",
          "request_id",
          "xray_trace_id",
          "event_at",
          "started_at",
          "ended_at",
          "duration_ms",
          "active_ms",
          "critical_ms",
          "billed_ms");

  private Tables() {}

  private static TableSpec of(RecordTable<?> records) {
    Table table = records.table();
    return new TableSpec(table.name(), Rows.schema(table), true, false);
  }

  private static TableSpec report(String name, StructType schema) {
    return new TableSpec(name, schema, true, true);
  }
}
