package io.fantail.event;

import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * {@link HistoryEvent} as a row of the table {@code events}; {@code day} is the UTC day on which
 * its execution started.
 */
public final class EventRows {
  private static final String DAY = "day";

  public static final StructType SCHEMA =
      new StructType()
          .add("execution_arn", DataTypes.StringType, false)
          .add("event_id", DataTypes.LongType, false)
          .add("previous_event_id", DataTypes.LongType, false)
          .add("event_at", DataTypes.TimestampType, false)
          .add("type", DataTypes.StringType, false)
          .add("state_name", DataTypes.StringType)
          .add("redrive_count", DataTypes.IntegerType, false)
          .add("resource", DataTypes.StringType)
          .add("iteration", DataTypes.IntegerType)
          .add("map_run_arn", DataTypes.StringType)
          .add("function_name", DataTypes.StringType)
          .add("request_id", DataTypes.StringType)
          .add("xray_trace_id", DataTypes.StringType)
          .add("not_invoked", DataTypes.BooleanType, false)
          .add("error", DataTypes.StringType)
          .add("cause", DataTypes.StringType)
          .add("error_fingerprint", DataTypes.StringType)
          .add("input", DataTypes.StringType)
          .add("output", DataTypes.StringType)
          .add("context_parent_arn", DataTypes.StringType)
          .add("context_root_arn", DataTypes.StringType)
          .add("datadog_trace_id", DataTypes.StringType)
          .add("datadog_tags", DataTypes.StringType)
          .add("details", DataTypes.StringType)
          .add("source_file", DataTypes.StringType, false)
          .add(DAY, DataTypes.DateType, false);

  private EventRows() {}

  /** The rows of one execution. */
  static Iterator<InternalRow> toRows(History history) {
    UTF8String arn = InternalRows.text(history.executionArn());
    Integer day = InternalRows.day(history.day());
    return history.events().stream().map(event -> toRow(event, arn, day)).iterator();
  }

  private static InternalRow toRow(HistoryEvent event, @Nullable UTF8String arn, Integer day) {
    LambdaCall call = event.call();
    UpstreamContext context = event.context();
    return InternalRows.of(
        arn,
        event.id(),
        event.previousId(),
        InternalRows.time(event.at()),
        InternalRows.text(event.type()),
        InternalRows.text(event.stateName()),
        event.redriveCount(),
        InternalRows.text(event.resource()),
        event.iteration(),
        InternalRows.text(event.mapRunArn()),
        InternalRows.text(call.functionName()),
        InternalRows.text(call.requestId()),
        InternalRows.text(call.xrayTraceId()),
        call.notInvoked(),
        InternalRows.text(event.error()),
        InternalRows.text(event.cause()),
        InternalRows.text(event.errorFingerprint()),
        InternalRows.text(event.input()),
        InternalRows.text(event.output()),
        InternalRows.text(context.parentExecutionArn()),
        InternalRows.text(context.rootExecutionArn()),
        InternalRows.text(context.datadogTraceId()),
        InternalRows.text(context.datadogTags()),
        InternalRows.text(event.details()),
        InternalRows.text(event.sourceFile()),
        day);
  }

  static HistoryEvent fromRow(InternalRow row) {
    return new HistoryEvent(
        knownTextAt(row, 0),
        row.getLong(1),
        row.getLong(2),
        Packed.ofMicros(row.getLong(3)),
        knownTextAt(row, 4),
        InternalRows.textAt(row, 5),
        row.getInt(6),
        InternalRows.textAt(row, 7),
        InternalRows.integerAt(row, 8),
        InternalRows.textAt(row, 9),
        new LambdaCall(
            InternalRows.textAt(row, 10),
            InternalRows.textAt(row, 11),
            InternalRows.textAt(row, 12),
            row.getBoolean(13)),
        InternalRows.textAt(row, 14),
        InternalRows.textAt(row, 15),
        InternalRows.textAt(row, 16),
        InternalRows.textAt(row, 17),
        InternalRows.textAt(row, 18),
        new UpstreamContext(
            InternalRows.textAt(row, 19),
            InternalRows.textAt(row, 20),
            InternalRows.textAt(row, 21),
            InternalRows.textAt(row, 22)),
        InternalRows.textAt(row, 23),
        knownTextAt(row, 24));
  }

  private static String knownTextAt(InternalRow row, int column) {
    return row.getUTF8String(column).toString();
  }
}
