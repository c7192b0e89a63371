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
          .add("items", DataTypes.IntegerType)
          .add("map_run_arn", DataTypes.StringType)
          .add("started_execution_arn", DataTypes.StringType)
          .add("function_name", DataTypes.StringType)
          .add("function_account_id", DataTypes.StringType)
          .add("function_region", DataTypes.StringType)
          .add("function_qualifier", DataTypes.StringType)
          .add("request_id", DataTypes.StringType)
          .add("xray_trace_id", DataTypes.StringType)
          .add("executed_version", DataTypes.StringType)
          .add("asynchronous", DataTypes.BooleanType)
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
          .add("context_started_by_arn", DataTypes.StringType)
          .add("datadog_parent_id", DataTypes.StringType)
          .add("traceparent", DataTypes.StringType)
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
    FunctionReference function = call.function();
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
        event.items(),
        InternalRows.text(event.mapRunArn()),
        InternalRows.text(event.startedExecutionArn()),
        InternalRows.text(function == null ? null : function.name()),
        InternalRows.text(function == null ? null : function.account()),
        InternalRows.text(function == null ? null : function.region()),
        InternalRows.text(function == null ? null : function.qualifier()),
        InternalRows.text(call.requestId()),
        InternalRows.text(call.xrayTraceId()),
        InternalRows.text(call.executedVersion()),
        call.asynchronous(),
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
        InternalRows.text(context.startedByArn()),
        InternalRows.text(context.datadogParentId()),
        InternalRows.text(context.traceparent()),
        InternalRows.text(event.details()),
        InternalRows.text(event.sourceFile()),
        day);
  }

  static HistoryEvent fromRow(InternalRow row) {
    InternalRows.InOrder columns = InternalRows.inOrder(row);
    return new HistoryEvent(
        columns.knownText(),
        columns.knownWhole(),
        columns.knownWhole(),
        columns.knownTime(),
        columns.knownText(),
        columns.text(),
        columns.knownInteger(),
        columns.text(),
        columns.integer(),
        columns.integer(),
        columns.text(),
        columns.text(),
        new LambdaCall(
            functionOf(columns.text(), columns.text(), columns.text(), columns.text()),
            columns.text(),
            columns.text(),
            columns.text(),
            columns.flag(),
            columns.flag()),
        columns.text(),
        columns.text(),
        columns.text(),
        columns.text(),
        columns.text(),
        contextOf(columns),
        columns.text(),
        columns.knownText());
  }

  private static @Nullable FunctionReference functionOf(
      @Nullable String name,
      @Nullable String account,
      @Nullable String region,
      @Nullable String qualifier) {
    return name == null ? null : new FunctionReference(name, account, region, qualifier);
  }

  /** Of its columns, which stand together in every table that has them. */
  static UpstreamContext contextOf(InternalRows.InOrder columns) {
    return new UpstreamContext(
        columns.text(),
        columns.text(),
        columns.text(),
        columns.text(),
        columns.text(),
        columns.text(),
        columns.text());
  }
}
