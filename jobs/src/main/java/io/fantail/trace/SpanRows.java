package io.fantail.trace;

import io.fantail.event.InternalRows;
import io.fantail.event.LambdaCall;
import io.fantail.span.Execution;
import io.fantail.span.Span;
import io.fantail.span.SpanKind;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** A span in its trace, as a row of the table {@code spans}. */
public final class SpanRows {
  public static final StructType SCHEMA =
      new StructType()
          .add("trace_id", DataTypes.StringType, false)
          .add("span_id", DataTypes.StringType, false)
          .add("parent_span_id", DataTypes.StringType)
          .add("kind", DataTypes.StringType, false)
          .add("name", DataTypes.StringType)
          .add("is_distributed_map_child", DataTypes.BooleanType, false)
          .add("execution_arn", DataTypes.StringType, false)
          .add("state_machine_name", DataTypes.StringType, false)
          .add("state_name", DataTypes.StringType)
          .add("state_type", DataTypes.StringType)
          .add("map_run_arn", DataTypes.StringType)
          .add("attempt", DataTypes.IntegerType)
          .add("redrive_count", DataTypes.IntegerType, false)
          .add("iteration", DataTypes.IntegerType)
          .add("resource", DataTypes.StringType)
          .add("function_name", DataTypes.StringType)
          .add("request_id", DataTypes.StringType)
          .add("link", DataTypes.StringType)
          .add("cold_start", DataTypes.BooleanType)
          .add("started_at", DataTypes.TimestampType, false)
          .add("ended_at", DataTypes.TimestampType)
          .add("duration_ms", DataTypes.DoubleType)
          .add("active_ms", DataTypes.DoubleType)
          .add("critical_ms", DataTypes.DoubleType)
          .add("status", DataTypes.StringType, false)
          .add("failure_origin", DataTypes.BooleanType, false)
          .add("terminal", DataTypes.BooleanType, false)
          .add("error", DataTypes.StringType)
          .add("cause", DataTypes.StringType)
          .add("error_fingerprint", DataTypes.StringType)
          .add("input", DataTypes.StringType)
          .add("output", DataTypes.StringType)
          .add("attributes", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType))
          .add("day", DataTypes.DateType, false);

  private SpanRows() {}

  /**
   * The rows of spans of one execution.
   *
   * @param path that these spans were laid out on; null where there is none, or they are not on it
   */
  static List<InternalRow> toRows(
      List<LinkedSpan> spans, @Nullable PathTiles path, Execution execution, ExecutionLink link) {
    OfExecution common = new OfExecution(execution, link);
    List<InternalRow> rows = new ArrayList<>(spans.size());
    for (int span = 0; span < spans.size(); span++) {
      Duration critical = path == null ? null : path.timeOf(span);
      rows.add(toRow(spans.get(span), critical, common));
    }
    return rows;
  }

  /** What all spans of one execution share, made once. */
  private static final class OfExecution {
    private final @Nullable UTF8String traceId;
    private final @Nullable UTF8String executionArn;
    private final @Nullable UTF8String stateMachineName;
    private final @Nullable UTF8String mapRunArn;
    private final @Nullable UTF8String spanAbove;
    private final boolean isChild;
    private final Integer day;

    OfExecution(Execution execution, ExecutionLink link) {
      traceId = InternalRows.text(link.traceId());
      executionArn = InternalRows.text(execution.arn());
      stateMachineName = InternalRows.text(execution.parts().stateMachineName());
      mapRunArn = InternalRows.text(link.mapRunArn());
      spanAbove = InternalRows.text(link.parentSpanId());
      isChild = execution.parts().isDistributedMapChild();
      day = InternalRows.day(dayOf(execution));
    }
  }

  private static InternalRow toRow(
      LinkedSpan linked, @Nullable Duration critical, OfExecution common) {
    Span span = linked.span();
    LambdaCall call = span.call();
    boolean isExecution = span.kind() == SpanKind.EXECUTION;
    LambdaLink link = linked.link();
    return InternalRows.of(
        common.traceId,
        InternalRows.text(span.spanId()),
        isExecution ? common.spanAbove : InternalRows.text(span.parentSpanId()),
        InternalRows.text(span.kind().column()),
        InternalRows.text(span.name()),
        common.isChild,
        common.executionArn,
        common.stateMachineName,
        InternalRows.text(span.stateName()),
        InternalRows.text(span.stateType()),
        span.mapRunArn() == null ? common.mapRunArn : InternalRows.text(span.mapRunArn()),
        span.attempt(),
        span.redriveCount(),
        span.iteration(),
        InternalRows.text(span.resource()),
        InternalRows.text(call.functionName()),
        InternalRows.text(call.requestId()),
        InternalRows.text(link == null ? null : link.column()),
        linked.coldStart(),
        InternalRows.time(span.startedAt()),
        InternalRows.time(span.endedAt()),
        millis(wholeTime(span)),
        millis(span.activeTime()),
        millis(critical),
        InternalRows.text(span.status().column()),
        span.failureOrigin(),
        span.terminal(),
        InternalRows.text(span.error()),
        InternalRows.text(span.cause()),
        InternalRows.text(span.errorFingerprint()),
        InternalRows.text(span.input()),
        InternalRows.text(span.output()),
        InternalRows.texts(span.attributes()),
        common.day);
  }

  /** From start to end; of an invocation what its REPORT says, which is finer. */
  private static @Nullable Duration wholeTime(Span span) {
    if (span.kind() == SpanKind.LAMBDA) {
      return span.activeTime();
    }
    return span.endedAt() == null ? null : Duration.between(span.startedAt(), span.endedAt());
  }

  /** The UTC day on which the execution started: the day of everything in it. */
  static LocalDate dayOf(Execution execution) {
    return execution.startedAt().atZone(ZoneOffset.UTC).toLocalDate();
  }

  static @Nullable Double millis(@Nullable Duration duration) {
    return duration == null ? null : (Double) (duration.toNanos() / 1e6);
  }
}
