package io.fantail.span.xray;

import io.fantail.event.AwsSpan;
import io.fantail.event.InternalRows;
import io.fantail.event.Packed;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * {@link AwsSpan} as a row of the table {@code aws_spans}: {@code execution_arn} and {@code
 * execution_join} are what its X-Ray trace came to, {@code day} is the UTC day on which it started.
 */
public final class AwsSpanRows {
  public static final StructType SCHEMA =
      new StructType()
          .add("xray_trace_id", DataTypes.StringType, false)
          .add("span_id", DataTypes.StringType, false)
          .add("parent_span_id", DataTypes.StringType)
          .add("name", DataTypes.StringType, false)
          .add("kind", DataTypes.StringType)
          .add("started_at", DataTypes.TimestampType, false)
          .add("ended_at", DataTypes.TimestampType)
          .add("in_progress", DataTypes.BooleanType, false)
          .add("failed", DataTypes.BooleanType, false)
          .add("resource_arn", DataTypes.StringType)
          .add("request_id", DataTypes.StringType)
          .add("error", DataTypes.StringType)
          .add("cause", DataTypes.StringType)
          .add("error_fingerprint", DataTypes.StringType)
          .add("attributes", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType))
          .add("source_file", DataTypes.StringType, false)
          .add("execution_arn", DataTypes.StringType)
          .add("execution_join", DataTypes.StringType)
          .add("day", DataTypes.DateType, false);

  private AwsSpanRows() {}

  static InternalRow toRow(JoinedAwsSpan joined) {
    AwsSpan span = joined.span();
    return InternalRows.of(
        InternalRows.text(span.xrayTraceId()),
        InternalRows.text(span.spanId()),
        InternalRows.text(span.parentSpanId()),
        InternalRows.text(span.name()),
        InternalRows.text(span.kind()),
        InternalRows.time(span.startedAt()),
        InternalRows.time(span.endedAt()),
        span.inProgress(),
        span.failed(),
        InternalRows.text(span.resourceArn()),
        InternalRows.text(span.requestId()),
        InternalRows.text(span.exceptionType()),
        InternalRows.text(span.exceptionMessage()),
        InternalRows.text(span.errorFingerprint()),
        InternalRows.texts(span.attributes()),
        InternalRows.text(span.sourceFile()),
        InternalRows.text(joined.executionArn()),
        InternalRows.text(joined.join() == null ? null : joined.join().column()),
        InternalRows.day(span.startedAt()));
  }

  /** Without what its trace came to, which further spans may change. */
  static AwsSpan fromRow(InternalRow row) {
    return new AwsSpan(
        row.getUTF8String(0).toString(),
        row.getUTF8String(1).toString(),
        InternalRows.textAt(row, 2),
        row.getUTF8String(3).toString(),
        InternalRows.textAt(row, 4),
        Packed.ofMicros(row.getLong(5)),
        InternalRows.timeAt(row, 6),
        row.getBoolean(7),
        row.getBoolean(8),
        InternalRows.textAt(row, 9),
        InternalRows.textAt(row, 10),
        InternalRows.textAt(row, 11),
        InternalRows.textAt(row, 12),
        InternalRows.textAt(row, 13),
        attributes(row.getMap(14)),
        row.getUTF8String(15).toString());
  }

  private static Map<String, String> attributes(MapData map) {
    ArrayData names = map.keyArray();
    ArrayData values = map.valueArray();
    Map<String, String> attributes = new TreeMap<>();
    for (int i = 0; i < map.numElements(); i++) {
      attributes.put(names.getUTF8String(i).toString(), values.getUTF8String(i).toString());
    }
    return attributes;
  }
}
