package io.fantail.event;

import java.time.Instant;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** {@link LambdaRecord} as a row, between reading and the building of invocations. */
@SuppressWarnings(
    "EnumOrdinal") // records of one millisecond sort by it, and the rows do not outlive the run
public final class LambdaRecordRows {
  /**
   * What one stream of one function is known by: the stream, or the object that holds unnamed
   * records.
   */
  public static final String STREAM_KEY = "stream_key";

  public static final String AT = "at";
  public static final String KIND = "kind";
  public static final String SOURCE_FILE = "source_file";
  public static final String POSITION = "position";

  public static final StructType SCHEMA =
      new StructType()
          .add(STREAM_KEY, DataTypes.StringType, false)
          .add(KIND, DataTypes.IntegerType, false)
          .add("log_group", DataTypes.StringType)
          .add("log_stream", DataTypes.StringType)
          .add("event_id", DataTypes.StringType)
          .add(AT, DataTypes.TimestampType, false)
          .add("request_id", DataTypes.StringType)
          .add("function_name", DataTypes.StringType)
          .add("function_version", DataTypes.StringType)
          .add("duration_ms", DataTypes.DoubleType)
          .add("billed_ms", DataTypes.DoubleType)
          .add("init_ms", DataTypes.DoubleType)
          .add("restore_ms", DataTypes.DoubleType)
          .add("memory_mb", DataTypes.IntegerType)
          .add("max_memory_mb", DataTypes.IntegerType)
          .add("status", DataTypes.StringType)
          .add("error_type", DataTypes.StringType)
          .add("error_message", DataTypes.StringType)
          .add("xray_trace_id", DataTypes.StringType)
          .add(SOURCE_FILE, DataTypes.StringType, false)
          .add(POSITION, DataTypes.LongType, false);

  private LambdaRecordRows() {}

  public static Row toRow(LambdaRecord record) {
    String logStream = record.logStream();
    return RowFactory.create(
        logStream == null ? record.sourceFile() : logStream,
        record.kind().ordinal(),
        record.logGroup(),
        logStream,
        record.eventId(),
        record.at(),
        record.requestId(),
        record.functionName(),
        record.functionVersion(),
        record.durationMs(),
        record.billedMs(),
        record.initMs(),
        record.restoreMs(),
        record.memoryMb(),
        record.maxMemoryMb(),
        record.status(),
        record.errorType(),
        record.errorMessage(),
        record.xrayTraceId(),
        record.sourceFile(),
        record.position());
  }

  public static LambdaRecord fromRow(Row row) {
    return new LambdaRecord(
        LambdaRecordKind.values()[row.getInt(1)],
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.<Instant>getAs(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.<Double>getAs(9),
        row.<Double>getAs(10),
        row.<Double>getAs(11),
        row.<Double>getAs(12),
        row.<Integer>getAs(13),
        row.<Integer>getAs(14),
        row.getString(15),
        row.getString(16),
        row.getString(17),
        row.getString(18),
        row.getString(19),
        row.getLong(20));
  }

  /** The key by which the records of one stream come together. */
  public static String streamKey(Row row) {
    return row.getString(0);
  }
}
