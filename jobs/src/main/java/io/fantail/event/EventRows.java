package io.fantail.event;

import java.time.Instant;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** {@link HistoryEvent} as a row: the columns of the table {@code events} but {@code day}. */
public final class EventRows {
  public static final String EXECUTION_ARN = "execution_arn";
  public static final String EVENT_ID = "event_id";
  public static final String EVENT_AT = "event_at";
  public static final String TYPE = "type";

  public static final StructType SCHEMA =
      new StructType()
          .add(EXECUTION_ARN, DataTypes.StringType, false)
          .add(EVENT_ID, DataTypes.LongType, false)
          .add("previous_event_id", DataTypes.LongType, false)
          .add(EVENT_AT, DataTypes.TimestampType, false)
          .add(TYPE, DataTypes.StringType, false)
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
          .add("source_file", DataTypes.StringType, false);

  private EventRows() {}

  public static Row toRow(HistoryEvent event) {
    LambdaCall call = event.call();
    UpstreamContext context = event.context();
    return RowFactory.create(
        event.executionArn(),
        event.id(),
        event.previousId(),
        event.at(),
        event.type(),
        event.stateName(),
        event.redriveCount(),
        event.resource(),
        event.iteration(),
        event.mapRunArn(),
        call.functionName(),
        call.requestId(),
        call.xrayTraceId(),
        call.notInvoked(),
        event.error(),
        event.cause(),
        event.errorFingerprint(),
        event.input(),
        event.output(),
        context.parentExecutionArn(),
        context.rootExecutionArn(),
        context.datadogTraceId(),
        context.datadogTags(),
        event.details(),
        event.sourceFile());
  }

  public static HistoryEvent fromRow(Row row) {
    return new HistoryEvent(
        row.getString(0),
        row.getLong(1),
        row.getLong(2),
        row.<Instant>getAs(3),
        row.getString(4),
        row.getString(5),
        row.getInt(6),
        row.getString(7),
        row.<Integer>getAs(8),
        row.getString(9),
        new LambdaCall(row.getString(10), row.getString(11), row.getString(12), row.getBoolean(13)),
        row.getString(14),
        row.getString(15),
        row.getString(16),
        row.getString(17),
        row.getString(18),
        new UpstreamContext(
            row.getString(19), row.getString(20), row.getString(21), row.getString(22)),
        row.getString(23),
        row.getString(24));
  }
}
