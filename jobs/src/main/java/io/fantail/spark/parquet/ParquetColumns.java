package io.fantail.spark.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.dateType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;

import io.fantail.shape.Column;
import io.fantail.shape.FieldType;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/** The columns of a table as Parquet's LogicalTypes.md declares them. */
final class ParquetColumns {
  private ParquetColumns() {}

  static MessageType of(List<Column> columns) {
    return new MessageType("spark_schema", columns.stream().map(ParquetColumns::typeOf).toList());
  }

  private static Type typeOf(Column column) {
    Repetition repetition = column.nullable() ? Repetition.OPTIONAL : Repetition.REQUIRED;
    String name = column.name();
    return switch (column.type()) {
      case TEXT, SPAN_ID ->
          Types.primitive(PrimitiveTypeName.BINARY, repetition).as(stringType()).named(name);
      case FLAG -> Types.primitive(PrimitiveTypeName.BOOLEAN, repetition).named(name);
      case INTEGER -> Types.primitive(PrimitiveTypeName.INT32, repetition).named(name);
      case WHOLE -> Types.primitive(PrimitiveTypeName.INT64, repetition).named(name);
      case NUMBER, DURATION -> Types.primitive(PrimitiveTypeName.DOUBLE, repetition).named(name);
      case TIME ->
          Types.primitive(PrimitiveTypeName.INT64, repetition)
              .as(timestampType(true, TimeUnit.MICROS))
              .named(name);
      case DAY -> Types.primitive(PrimitiveTypeName.INT32, repetition).as(dateType()).named(name);
      case TEXTS -> mapOf(FieldType.TEXT, repetition, name);
      case COUNTS -> mapOf(FieldType.WHOLE, repetition, name);
      case TEXT_LIST -> listOf(FieldType.TEXT, repetition, name);
      case WHOLE_LIST -> listOf(FieldType.WHOLE, repetition, name);
    };
  }

  private static Type mapOf(FieldType value, Repetition repetition, String name) {
    return Types.map(repetition)
        .key(typeOf(Column.of("key", FieldType.TEXT, "")))
        .value(typeOf(Column.orNull("value", value, "")))
        .named(name);
  }

  private static Type listOf(FieldType element, Repetition repetition, String name) {
    return Types.list(repetition).element(typeOf(Column.of("element", element, ""))).named(name);
  }
}
