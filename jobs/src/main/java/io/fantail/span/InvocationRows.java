package io.fantail.span;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** {@link LambdaInvocation} as a row of the table {@code lambda_invocations}. */
public final class InvocationRows {
  public static final StructType SCHEMA =
      new StructType()
          .add("request_id", DataTypes.StringType, false)
          .add("invocation_attempt", DataTypes.IntegerType, false)
          .add("function_name", DataTypes.StringType)
          .add("function_version", DataTypes.StringType)
          .add("log_group", DataTypes.StringType)
          .add("log_stream", DataTypes.StringType)
          .add("started_at", DataTypes.TimestampType)
          .add("ended_at", DataTypes.TimestampType)
          .add("duration_ms", DataTypes.DoubleType)
          .add("billed_ms", DataTypes.DoubleType)
          .add("init_ms", DataTypes.DoubleType)
          .add("restore_ms", DataTypes.DoubleType)
          .add("memory_mb", DataTypes.IntegerType)
          .add("max_memory_mb", DataTypes.IntegerType)
          .add("cold_start", DataTypes.BooleanType, false)
          .add("status", DataTypes.StringType, false)
          .add("error_type", DataTypes.StringType)
          .add("error_message", DataTypes.StringType)
          .add("xray_trace_id", DataTypes.StringType)
          .add("log_lines", DataTypes.LongType, false)
          .add("day", DataTypes.DateType, false);

  private InvocationRows() {}

  public static Row toRow(LambdaInvocation invocation) {
    return RowFactory.create(
        invocation.requestId(),
        invocation.attempt(),
        invocation.functionName(),
        invocation.functionVersion(),
        invocation.logGroup(),
        invocation.logStream(),
        invocation.startedAt(),
        invocation.endedAt(),
        invocation.durationMs(),
        invocation.billedMs(),
        invocation.initMs(),
        invocation.restoreMs(),
        invocation.memoryMb(),
        invocation.maxMemoryMb(),
        invocation.coldStart(),
        invocation.status(),
        invocation.errorType(),
        invocation.errorMessage(),
        invocation.xrayTraceId(),
        invocation.logLines(),
        dayOf(invocation.startedAt(), invocation.endedAt()));
  }

  public static LambdaInvocation fromRow(Row row) {
    return new LambdaInvocation(
        row.getString(0),
        row.getInt(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.<Instant>getAs(6),
        row.<Instant>getAs(7),
        row.<Double>getAs(8),
        row.<Double>getAs(9),
        row.<Double>getAs(10),
        row.<Double>getAs(11),
        row.<Integer>getAs(12),
        row.<Integer>getAs(13),
        row.getBoolean(14),
        row.getString(15),
        row.getString(16),
        row.getString(17),
        row.getString(18),
        row.getLong(19));
  }

  private static LocalDate dayOf(@Nullable Instant startedAt, @Nullable Instant endedAt) {
    Instant at = startedAt == null ? endedAt : startedAt;
    if (at == null) {
      throw new IllegalArgumentException("an invocation without any time");
    }
    return at.atZone(ZoneOffset.UTC).toLocalDate();
  }
}
