package io.fantail.table;

import static io.fantail.shape.FieldType.COUNTS;
import static io.fantail.shape.FieldType.TEXT;
import static io.fantail.shape.FieldType.TEXTS;
import static io.fantail.shape.FieldType.TEXT_LIST;
import static io.fantail.shape.FieldType.TIME;
import static io.fantail.shape.FieldType.WHOLE;

import io.fantail.event.PendingChild;
import io.fantail.event.collected.HistoryStage;
import io.fantail.event.collected.LogRecordStage;
import io.fantail.event.parse.Ingested;
import io.fantail.report.coverage.LinkCoverage;
import io.fantail.report.error.ErrorCounts;
import io.fantail.report.factor.TailFactor;
import io.fantail.report.item.FailedItem;
import io.fantail.report.latency.HistogramBucket;
import io.fantail.report.latency.Latency;
import io.fantail.report.maprun.MapRunRow;
import io.fantail.report.tail.Straggler;
import io.fantail.report.tail.TraceSample;
import io.fantail.report.tail.summary.SlowGroup;
import io.fantail.report.timeline.TimelineBucket;
import io.fantail.report.warning.Warning;
import io.fantail.shape.Column;
import io.fantail.shape.ColumnsOf;
import io.fantail.shape.Table;
import io.fantail.span.invocation.InvocationStage;
import io.fantail.span.xray.AwsSpanStage;
import io.fantail.trace.TraceStage;
import java.util.List;
import java.util.Set;

/** All tables, in the order of the flow. */
public final class Tables {
  public static final Table EVENTS = HistoryStage.EVENTS.table();
  public static final Table LAMBDA_RECORDS = LogRecordStage.RECORDS.table();
  public static final Table LAMBDA_INVOCATIONS = InvocationStage.INVOCATIONS.table();

  /** What answers of the API that are kept in the archive say about executions and Map Runs. */
  public static final Table DESCRIPTIONS = HistoryStage.DESCRIPTIONS.table();

  /** What AWS itself wrote of executions, functions and calls: each span of X-Ray once. */
  public static final Table AWS_SPANS = AwsSpanStage.AWS_SPANS.table();

  public static final Table EXECUTIONS = TraceStage.EXECUTIONS.table();
  public static final Table SPANS = TraceStage.SPANS.table();
  public static final Table MAP_RUNS = MapRunRow.TABLE.table();
  public static final Table STRAGGLERS = Straggler.TABLE.table();
  public static final Table TAIL_FACTORS = TailFactor.TABLE.table();
  public static final Table TAILS = SlowGroup.TABLE.table();
  public static final Table TRACE_SAMPLES = TraceSample.TABLE.table();
  public static final Table MAP_RUN_TIMELINE = TimelineBucket.TABLE.table();
  public static final Table LINK_COVERAGE = LinkCoverage.TABLE.table();
  public static final Table LATENCY = Latency.TABLE.table();
  public static final Table LATENCY_HISTOGRAM = HistogramBucket.TABLE.table();
  public static final Table ERRORS = ErrorCounts.TABLE.table();
  public static final Table FAILED_ITEMS = FailedItem.TABLE.table();
  public static final Table WARNINGS = Warning.TABLE.table();

  /** Children of Map Runs that never began, as exports of results tell. They have no day. */
  public static final Table PENDING_CHILDREN =
      new Table(
          "pending_children",
          "A child that had not begun when its Map Run ended, by a PENDING file of a ResultWriter.",
          ColumnsOf.shape(PendingChild::shape),
          false,
          false);

  /** Whatever could not be read. */
  public static final Table REJECTS =
      new Table(
          "rejects",
          "What could not be read, in this or an earlier run.",
          List.of(
              Column.of("source_file", TEXT, "The object of the archive."),
              Column.of("position", WHOLE, "Its place among the records of the object."),
              Column.of("reason", TEXT, "Why it could not be read."),
              Column.of("sample", TEXT, "How it begins, as the options let payloads be kept."),
              Column.of("run_id", TEXT, "The first run that met it.")),
          false,
          false);

  /** Objects that were read, so that a run reads what is new. */
  public static final Table INGESTED_FILES = Ingested.TABLE;

  /** The only table that grows when the same input is read again. */
  public static final Table RUNS =
      new Table(
          "runs",
          "A command that ended well.",
          List.of(
              Column.of("run_id", TEXT, "The id of the run."),
              Column.of(
                  "command",
                  TEXT,
                  "What was called: run, ingest, trace, report, maintain or forget."),
              Column.of("version", TEXT, "The version of Fantail."),
              Column.of("started_at", TIME, "When it began."),
              Column.of("ended_at", TIME, "When it was done."),
              Column.orNull(
                  "step_times",
                  COUNTS,
                  "How many milliseconds each of its steps took, by what was said of it."),
              Column.orNull(
                  "options",
                  TEXTS,
                  "The options that it went by, defaults among them: of what is masked or forgotten how many there were, and of no address a user or password."),
              Column.of(
                  "archives",
                  TEXT_LIST,
                  "The archives that were read; none for commands that read the lake."),
              read("objects", "Objects that were read"),
              read("bytes", "What these take in storage"),
              read(
                  "records",
                  "Records that were found: the sum of events, lambda_records, noise, duplicates"
                      + " and rejects"),
              read("events", "Events of executions, each once"),
              read("lambda_records", "Lines of Lambda, each once"),
              read("noise", "Records that are neither, API answers and spans of AWS included"),
              read("duplicates", "Events and lines of Lambda that were there before"),
              read("rejects", "Records that could not be read"),
              read("descriptions", "Of the noise, API answers about an execution or a Map Run"),
              read(
                  "pending_children",
                  "Of the noise, rows of results about children that never began"),
              read("aws_spans", "Of the noise, spans that AWS wrote, each once"),
              read("outside", "Of the noise, good records outside the dates that were asked for"),
              Column.orNull(
                  "rewritten_hours",
                  TEXT_LIST,
                  "The hours of executions that it wrote again, as FROM/TO, or all; after fifty the number of others."),
              Column.orNull(
                  "rewritten_days",
                  TEXT_LIST,
                  "The days whose reports it made, as FROM/TO, or all; after fifty the number of"
                      + " others."),
              Column.orNull(
                  "table_rows",
                  COUNTS,
                  "The rows of each table that it wrote, by the table's name.")),
          false,
          true);

  /** What is told of an execution lies in the hour in which it started, in each of these. */
  public static final List<Table> BY_EXECUTION = List.of(EVENTS, DESCRIPTIONS, EXECUTIONS, SPANS);

  public static final List<Table> ALL =
      List.of(
          EVENTS,
          LAMBDA_RECORDS,
          LAMBDA_INVOCATIONS,
          DESCRIPTIONS,
          PENDING_CHILDREN,
          AWS_SPANS,
          EXECUTIONS,
          SPANS,
          MAP_RUNS,
          STRAGGLERS,
          TAILS,
          TAIL_FACTORS,
          TRACE_SAMPLES,
          MAP_RUN_TIMELINE,
          LINK_COVERAGE,
          LATENCY,
          LATENCY_HISTOGRAM,
          ERRORS,
          FAILED_ITEMS,
          WARNINGS,
          REJECTS,
          INGESTED_FILES,
          RUNS);

  /**
   * Columns in which hardly a value comes twice: the dictionary that Parquet tries first is work
   * for nothing.
   */
  static final Set<String> WITHOUT_DICTIONARY =
      Set.of(
          "execution_arn",
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

  private static Column read(String name, String what) {
    return Column.orNull(name, WHOLE, what + "; null for a command that read no archive.");
  }
}
