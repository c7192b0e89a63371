package io.fantail.event;

import java.util.Iterator;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;

/**
 * {@link Description} as a row of the table {@code descriptions}; {@code day} is the UTC day on
 * which what it describes started.
 */
public final class DescriptionRows {
  public static final StructType SCHEMA =
      new StructType()
          .add("source", DataTypes.StringType, false)
          .add("execution_arn", DataTypes.StringType, false)
          .add("map_run_arn", DataTypes.StringType)
          .add("status", DataTypes.StringType)
          .add("started_at", DataTypes.TimestampType, false)
          .add("ended_at", DataTypes.TimestampType)
          .add("redrive_count", DataTypes.IntegerType, false)
          .add("error", DataTypes.StringType)
          .add("cause", DataTypes.StringType)
          .add("error_fingerprint", DataTypes.StringType)
          .add("input", DataTypes.StringType)
          .add("output", DataTypes.StringType)
          .add("children", DataTypes.LongType)
          .add("children_pending", DataTypes.LongType)
          .add("children_succeeded", DataTypes.LongType)
          .add("children_failed", DataTypes.LongType)
          .add("children_timed_out", DataTypes.LongType)
          .add("children_aborted", DataTypes.LongType)
          .add("items", DataTypes.LongType)
          .add("context_parent_arn", DataTypes.StringType)
          .add("context_root_arn", DataTypes.StringType)
          .add("datadog_trace_id", DataTypes.StringType)
          .add("datadog_tags", DataTypes.StringType)
          .add("context_started_by_arn", DataTypes.StringType)
          .add("datadog_parent_id", DataTypes.StringType)
          .add("traceparent", DataTypes.StringType)
          .add("source_file", DataTypes.StringType, false)
          .add("day", DataTypes.DateType, false);

  private DescriptionRows() {}

  /** Each description once, whatever number of files say it. */
  public static Dataset<Row> rows(SparkSession spark, JavaPairRDD<String, byte[]> descriptions) {
    JavaRDD<InternalRow> rows =
        HistoryStage.histories(descriptions).flatMap(DescriptionRows::toRows);
    return InternalRows.dataset(spark, rows, SCHEMA);
  }

  /**
   * The rows of the table as packed descriptions, by {@link KeyStage}.
   *
   * @param policy that what an earlier run stored must keep to now
   */
  public static JavaPairRDD<String, byte[]> ofTable(
      Dataset<Row> rows, PayloadPolicy policy, int partitions) {
    return KeyStage.byKey(
        InternalRows.rdd(rows, SCHEMA)
            .mapToPair(
                row -> {
                  Description description = fromRow(row).within(policy);
                  return new Tuple2<>(
                      description.executionArn(), PackedDescription.pack(description));
                }),
        partitions);
  }

  private static Iterator<InternalRow> toRows(History history) {
    return history.descriptions().stream().map(DescriptionRows::toRow).iterator();
  }

  private static InternalRow toRow(Description description) {
    UpstreamContext context = description.context();
    ChildCounts counts = description.childCounts();
    return InternalRows.of(
        InternalRows.text(description.source().column()),
        InternalRows.text(description.executionArn()),
        InternalRows.text(description.mapRunArn()),
        InternalRows.text(description.status()),
        InternalRows.time(description.startedAt()),
        InternalRows.time(description.endedAt()),
        description.redriveCount(),
        InternalRows.text(description.error()),
        InternalRows.text(description.cause()),
        InternalRows.text(description.errorFingerprint()),
        InternalRows.text(description.input()),
        InternalRows.text(description.output()),
        description.children(),
        counts.pending(),
        counts.succeeded(),
        counts.failed(),
        counts.timedOut(),
        counts.aborted(),
        description.items(),
        InternalRows.text(context.parentExecutionArn()),
        InternalRows.text(context.rootExecutionArn()),
        InternalRows.text(context.datadogTraceId()),
        InternalRows.text(context.datadogTags()),
        InternalRows.text(context.startedByArn()),
        InternalRows.text(context.datadogParentId()),
        InternalRows.text(context.traceparent()),
        InternalRows.text(description.sourceFile()),
        InternalRows.day(description.startedAt()));
  }

  private static Description fromRow(InternalRow row) {
    InternalRows.InOrder columns = InternalRows.inOrder(row);
    return new Description(
        DescriptionSource.ofColumn(columns.knownText()),
        columns.knownText(),
        columns.text(),
        columns.text(),
        columns.knownTime(),
        columns.time(),
        columns.knownInteger(),
        columns.text(),
        columns.text(),
        columns.text(),
        columns.text(),
        columns.text(),
        columns.whole(),
        new ChildCounts(
            columns.whole(), columns.whole(), columns.whole(), columns.whole(), columns.whole()),
        columns.whole(),
        EventRows.contextOf(columns),
        columns.knownText());
  }
}
