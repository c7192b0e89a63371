package io.fantail.trace;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.map_from_arrays;

import io.fantail.event.LambdaCall;
import io.fantail.span.Execution;
import io.fantail.span.Span;
import io.fantail.span.SpanIds;
import io.fantail.span.SpanKind;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
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

  static final String EXECUTION = "execution";

  /**
   * A span as it is built: the attributes as two arrays, since a row takes no map of Java's; beside
   * the span of kind {@code execution} the execution's own row.
   */
  static final StructType BUILT =
      new StructType(withoutAttributes())
          .add("attribute_names", DataTypes.createArrayType(DataTypes.StringType, false), false)
          .add("attribute_values", DataTypes.createArrayType(DataTypes.StringType, false), false)
          .add(EXECUTION, ExecutionRows.SCHEMA);

  private SpanRows() {}

  private static StructField[] withoutAttributes() {
    return Arrays.stream(SCHEMA.fields())
        .filter(field -> !field.name().equals("attributes"))
        .toArray(StructField[]::new);
  }

  /** The rows {@link #BUILT} as rows of the table. */
  static Dataset<Row> spansOf(Dataset<Row> built) {
    return built
        .withColumn("attributes", map_from_arrays(col("attribute_names"), col("attribute_values")))
        .select(Arrays.stream(SCHEMA.fieldNames()).map(name -> col(name)).toArray(Column[]::new));
  }

  static Row toRow(Span span, Execution execution, ExecutionLink link, @Nullable Row executionRow) {
    LambdaCall call = span.call();
    boolean isExecution = span.kind() == SpanKind.EXECUTION;
    return RowFactory.create(
        link.traceId(),
        span.spanId(),
        isExecution ? spanAbove(link) : span.parentSpanId(),
        span.kind().column(),
        span.name(),
        execution.parts().isDistributedMapChild(),
        execution.arn(),
        execution.parts().stateMachineName(),
        span.stateName(),
        span.stateType(),
        span.mapRunArn() == null ? link.mapRunArn() : span.mapRunArn(),
        span.attempt(),
        span.redriveCount(),
        span.iteration(),
        span.resource(),
        call.functionName(),
        call.requestId(),
        LambdaLink.beforeLogs(span),
        null,
        span.startedAt(),
        span.endedAt(),
        span.endedAt() == null ? null : millis(Duration.between(span.startedAt(), span.endedAt())),
        millis(span.activeTime()),
        span.status().column(),
        span.failureOrigin(),
        span.terminal(),
        span.error(),
        span.cause(),
        span.errorFingerprint(),
        span.input(),
        span.output(),
        dayOf(execution),
        span.attributes().keySet().toArray(String[]::new),
        span.attributes().values().toArray(String[]::new),
        executionRow);
  }

  /** The UTC day on which the execution started: the day of everything in it. */
  static LocalDate dayOf(Execution execution) {
    return execution.startedAt().atZone(ZoneOffset.UTC).toLocalDate();
  }

  static @Nullable Double millis(@Nullable Duration duration) {
    return duration == null ? null : (Double) (duration.toNanos() / 1e6);
  }

  private static @Nullable String spanAbove(ExecutionLink link) {
    return link.mapRunArn() == null ? null : SpanIds.ofMapRun(link.mapRunArn());
  }
}
