package io.fantail.testing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** A small table: a row says what the test is about, its other columns are null or nothing. */
public final class TableRows {
  public static final LocalDate DAY = LocalDate.of(2026, 3, 1);

  private final StructType schema;
  private final List<Row> rows = new ArrayList<>();

  public TableRows(StructType schema) {
    this.schema = schema;
  }

  public TableRows add(Map<String, ?> columns) {
    for (String column : columns.keySet()) {
      schema.fieldIndex(column);
    }
    Object[] values = new Object[schema.length()];
    for (int i = 0; i < values.length; i++) {
      StructField field = schema.fields()[i];
      Object value = columns.get(field.name());
      values[i] = value == null && !field.nullable() ? nothing(field) : value;
    }
    rows.add(RowFactory.create(values));
    return this;
  }

  public Dataset<Row> in(SparkSession spark) {
    return spark.createDataFrame(rows, schema);
  }

  private static @Nullable Object nothing(StructField field) {
    return switch (field.dataType().typeName()) {
      case "string" -> "";
      case "boolean" -> false;
      case "integer" -> 0;
      case "long" -> 0L;
      case "double" -> 0.0;
      case "date" -> DAY;
      case "timestamp" -> History.EPOCH;
      default -> throw new IllegalArgumentException("no default for " + field);
    };
  }
}
