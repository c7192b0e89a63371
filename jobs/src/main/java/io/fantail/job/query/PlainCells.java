package io.fantail.job.query;

import java.math.BigDecimal;
import java.sql.Timestamp;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Rows whose cells are texts that programs read: times are ISO 8601 in UTC, numbers have no
 * thousands separators, what is nested is JSON.
 */
final class PlainCells {
  private PlainCells() {}

  /** The rows with what is nested as JSON, whatever their columns are called. */
  static Dataset<Row> of(Dataset<Row> rows) {
    StructField[] fields = rows.schema().fields();
    String[] names = new String[fields.length];
    Column[] columns = new Column[fields.length];
    for (int i = 0; i < fields.length; i++) {
      names[i] = "c" + i;
      columns[i] = plain(functions.col(names[i]), fields[i].dataType()).as(names[i]);
    }
    return rows.toDF(names).select(columns);
  }

  private static Column plain(Column column, DataType type) {
    if (type instanceof StructType || type instanceof ArrayType || type instanceof MapType) {
      return functions.to_json(column);
    }
    return type instanceof BinaryType ? functions.base64(column) : column;
  }

  /** A cell as text; null for what is not known. */
  static @Nullable String text(@Nullable Object value) {
    if (value instanceof Timestamp time) {
      return time.toInstant().toString();
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    return value == null ? null : value.toString();
  }
}
