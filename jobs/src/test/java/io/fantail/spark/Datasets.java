package io.fantail.spark;

import io.fantail.shape.Dated;
import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.shape.RecordTable;
import io.fantail.shape.Shape;
import io.fantail.shape.Table;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;

/** Lets a test look at rows on their way into a table. */
public final class Datasets {
  private Datasets() {}

  public static Dataset<Row> of(SparkSession spark, TableRows rows) {
    return rows.handTo(
        new TableRows.Taker<>() {
          @Override
          public <T> Dataset<Row> takeValues(RecordTable<T> table, JavaRDD<Dated<T>> values) {
            return Rows.of(
                spark,
                table.table().byHour() ? withHour(table.shape()) : withDay(table.shape()),
                values);
          }

          @Override
          public Dataset<Row> takeRows(Table table, JavaRDD<InternalRow> sqlRows) {
            return Rows.dataset(spark, sqlRows, Rows.schema(table));
          }
        });
  }

  private static <T> Shape<Dated<T>> withHour(Shape<T> shape) {
    return Shape.writtenOnly(
        (Fields<Dated<T>> fields) -> {
          fields.record(Dated::value, shape);
          fields
              .column(Table.HOUR, "Its hour.")
              .field(FieldType.INTEGER, dated -> dated.slot().hour());
          fields.column(Table.DAY, "Its day.").field(FieldType.DAY, dated -> dated.slot().day());
        });
  }

  /** The shape of a value with its day behind. */
  static <T> Shape<Dated<T>> withDay(Shape<T> shape) {
    return Shape.writtenOnly(
        (Fields<Dated<T>> fields) -> {
          fields.record(Dated::value, shape);
          fields.column(Table.DAY, "Its day.").field(FieldType.DAY, dated -> dated.slot().day());
        });
  }
}
