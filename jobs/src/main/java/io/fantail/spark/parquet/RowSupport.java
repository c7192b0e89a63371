package io.fantail.spark.parquet;

import io.fantail.shape.Column;
import io.fantail.shape.FieldType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.jspecify.annotations.Nullable;

/** Hands the columns of each row to Parquet, without a batch or another row in between. */
final class RowSupport extends WriteSupport<InternalRow> {
  /** By it Spark knows that dates are by today's calendar, however old they are. */
  private static final String SPARK_VERSION = "org.apache.spark.version";

  private final List<Column> columns;
  private final int[] places;
  private final String sparkVersion;
  private @Nullable RecordConsumer consumer;

  RowSupport(FileLayout layout) {
    this.columns = layout.columns();
    this.places = columns.stream().mapToInt(layout::placeOf).toArray();
    this.sparkVersion = layout.sparkVersion();
  }

  @Override
  @SuppressWarnings("deprecation") // Parquet 1.13, which Spark 3.5 has, knows no other
  public WriteContext init(Configuration configuration) {
    return new WriteContext(ParquetColumns.of(columns), Map.of(SPARK_VERSION, sparkVersion));
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    consumer = recordConsumer;
  }

  @Override
  public void write(InternalRow row) {
    RecordConsumer out = Objects.requireNonNull(consumer, "not prepared");
    out.startMessage();
    for (int i = 0; i < places.length; i++) {
      Column column = columns.get(i);
      int place = places[i];
      if (!row.isNullAt(place)) {
        out.startField(column.name(), i);
        write(out, column.type(), row, place);
        out.endField(column.name(), i);
      } else if (!column.nullable()) {
        throw new IllegalStateException("a row without " + column.name());
      }
    }
    out.endMessage();
  }

  private static void write(
      RecordConsumer out, FieldType type, SpecializedGetters values, int place) {
    switch (type) {
      case TEXT, SPAN_ID ->
          out.addBinary(Binary.fromConstantByteArray(values.getUTF8String(place).getBytes()));
      case FLAG -> out.addBoolean(values.getBoolean(place));
      case INTEGER, DAY -> out.addInteger(values.getInt(place));
      case WHOLE, TIME -> out.addLong(values.getLong(place));
      case NUMBER, DURATION -> out.addDouble(values.getDouble(place));
      case TEXTS -> writeMap(out, FieldType.TEXT, values.getMap(place));
      case COUNTS -> writeMap(out, FieldType.WHOLE, values.getMap(place));
      case TEXT_LIST -> writeList(out, FieldType.TEXT, values.getArray(place));
      case WHOLE_LIST -> writeList(out, FieldType.WHOLE, values.getArray(place));
    }
  }

  private static void writeMap(RecordConsumer out, FieldType type, MapData map) {
    out.startGroup();
    if (map.numElements() > 0) {
      out.startField("key_value", 0);
      for (int i = 0; i < map.numElements(); i++) {
        out.startGroup();
        out.startField("key", 0);
        write(out, FieldType.TEXT, map.keyArray(), i);
        out.endField("key", 0);
        if (!map.valueArray().isNullAt(i)) {
          out.startField("value", 1);
          write(out, type, map.valueArray(), i);
          out.endField("value", 1);
        }
        out.endGroup();
      }
      out.endField("key_value", 0);
    }
    out.endGroup();
  }

  private static void writeList(RecordConsumer out, FieldType type, ArrayData list) {
    out.startGroup();
    if (list.numElements() > 0) {
      out.startField("list", 0);
      for (int i = 0; i < list.numElements(); i++) {
        out.startGroup();
        out.startField("element", 0);
        write(out, type, list, i);
        out.endField("element", 0);
        out.endGroup();
      }
      out.endField("list", 0);
    }
    out.endGroup();
  }
}
