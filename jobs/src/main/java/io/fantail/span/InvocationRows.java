package io.fantail.span;

import io.fantail.event.InternalRows;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

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
          .add("error_stack_line", DataTypes.StringType)
          .add("xray_trace_id", DataTypes.StringType)
          .add("log_lines", DataTypes.LongType, false)
          .add("delivered_at", DataTypes.TimestampType)
          .add("account_id", DataTypes.StringType)
          .add("region", DataTypes.StringType)
          .add("init_started_at", DataTypes.TimestampType)
          .add("day", DataTypes.DateType, false);

  private InvocationRows() {}

  static InternalRow toRow(LambdaInvocation invocation) {
    return InternalRows.of(
        InternalRows.text(invocation.requestId()),
        invocation.attempt(),
        InternalRows.text(invocation.functionName()),
        InternalRows.text(invocation.functionVersion()),
        InternalRows.text(invocation.logGroup()),
        InternalRows.text(invocation.logStream()),
        InternalRows.time(invocation.startedAt()),
        InternalRows.time(invocation.endedAt()),
        invocation.durationMs(),
        invocation.billedMs(),
        invocation.initMs(),
        invocation.restoreMs(),
        invocation.memoryMb(),
        invocation.maxMemoryMb(),
        invocation.coldStart(),
        InternalRows.text(invocation.status()),
        InternalRows.text(invocation.errorType()),
        InternalRows.text(invocation.errorMessage()),
        InternalRows.text(invocation.errorStackLine()),
        InternalRows.text(invocation.xrayTraceId()),
        invocation.logLines(),
        InternalRows.time(invocation.deliveredAt()),
        InternalRows.text(invocation.accountId()),
        InternalRows.text(invocation.region()),
        InternalRows.time(invocation.initStartedAt()),
        InternalRows.day(dayOf(invocation)));
  }

  static LambdaInvocation fromRow(InternalRow row) {
    return new LambdaInvocation(
        row.getUTF8String(0).toString(),
        row.getInt(1),
        InternalRows.textAt(row, 2),
        InternalRows.textAt(row, 3),
        InternalRows.textAt(row, 22),
        InternalRows.textAt(row, 23),
        InternalRows.textAt(row, 4),
        InternalRows.textAt(row, 5),
        InternalRows.timeAt(row, 24),
        InternalRows.timeAt(row, 6),
        InternalRows.timeAt(row, 7),
        InternalRows.timeAt(row, 21),
        InternalRows.doubleAt(row, 8),
        InternalRows.doubleAt(row, 9),
        InternalRows.doubleAt(row, 10),
        InternalRows.doubleAt(row, 11),
        InternalRows.integerAt(row, 12),
        InternalRows.integerAt(row, 13),
        row.getBoolean(14),
        row.getUTF8String(15).toString(),
        InternalRows.textAt(row, 16),
        InternalRows.textAt(row, 17),
        InternalRows.textAt(row, 18),
        InternalRows.textAt(row, 19),
        row.getLong(20));
  }

  private static LocalDate dayOf(LambdaInvocation invocation) {
    Instant ownTime =
        invocation.startedAt() == null ? invocation.endedAt() : invocation.startedAt();
    Instant at = ownTime == null ? invocation.deliveredAt() : ownTime;
    if (at == null) {
      throw new IllegalArgumentException("an invocation without any time");
    }
    return at.atZone(ZoneOffset.UTC).toLocalDate();
  }
}
