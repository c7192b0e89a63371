package io.fantail.spark.parquet;

import io.fantail.shape.FieldType;
import java.time.LocalDate;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.jspecify.annotations.Nullable;

/** Writes rows that Spark SQL made. */
final class SqlRowWriter extends ColumnsWriter<InternalRow> {
  private final FieldType[] types;
  private final int[] places;

  SqlRowWriter(FileLayout layout, RecordConsumer out) {
    super(layout, out);
    this.types = layout.columns().stream().map(column -> column.type()).toArray(FieldType[]::new);
    this.places = layout.columns().stream().mapToInt(layout::placeOf).toArray();
  }

  /** The day of a row; null where the table has none. */
  static @Nullable LocalDate dayOf(InternalRow row, int place) {
    return place < 0 ? null : LocalDate.ofEpochDay(row.getInt(place));
  }

  /** The hour of a row; null where the table or the row has none. */
  static @Nullable Integer hourOf(InternalRow row, int place) {
    return place < 0 || row.isNullAt(place) ? null : row.getInt(place);
  }

  @Override
  void writeColumns(InternalRow row, @Nullable Integer hour) {
    for (int i = 0; i < places.length; i++) {
      if (row.isNullAt(places[i])) {
        leaveOut();
      } else {
        start();
        write(types[i], row, places[i]);
        end();
      }
    }
  }

  private void write(FieldType type, SpecializedGetters values, int place) {
    switch (type) {
      case TEXT, SPAN_ID ->
          out.addBinary(Binary.fromConstantByteArray(values.getUTF8String(place).getBytes()));
      case FLAG -> out.addBoolean(values.getBoolean(place));
      case INTEGER, DAY -> out.addInteger(values.getInt(place));
      case WHOLE, TIME -> out.addLong(values.getLong(place));
      case NUMBER, DURATION -> out.addDouble(values.getDouble(place));
      case TEXTS -> writeMap(FieldType.TEXT, values.getMap(place));
      case COUNTS -> writeMap(FieldType.WHOLE, values.getMap(place));
      case TEXT_LIST -> writeList(FieldType.TEXT, values.getArray(place));
      case WHOLE_LIST -> writeList(FieldType.WHOLE, values.getArray(place));
    }
  }

  private void writeMap(FieldType type, MapData map) {
    ArrayData keys = map.keyArray();
    ArrayData values = map.valueArray();
    RepeatedGroups.writeMap(
        out,
        map.numElements(),
        entry -> {
          RepeatedGroups.startKey(out);
          write(FieldType.TEXT, keys, entry);
          RepeatedGroups.endKey(out);
          if (!values.isNullAt(entry)) {
            RepeatedGroups.startValue(out);
            write(type, values, entry);
            RepeatedGroups.endValue(out);
          }
        });
  }

  private void writeList(FieldType type, ArrayData list) {
    RepeatedGroups.writeList(out, list.numElements(), element -> write(type, list, element));
  }
}
