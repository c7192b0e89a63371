package io.fantail.spark;

import io.fantail.shape.Dated;
import io.fantail.shape.RecordTable;
import io.fantail.shape.Shape;
import io.fantail.shape.Table;
import java.util.Arrays;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;

/**
 * Rows that have the columns of their table, in its order, on their way into it.
 *
 * @param rows each of which is good until the next one is asked for
 */
public record TableRows(Table table, JavaRDD<InternalRow> rows) {

  /** Values as rows of their table. */
  public static <T> TableRows of(RecordTable<T> table, JavaRDD<Dated<T>> values) {
    Shape<T> shape = table.shape();
    int columns = table.table().columns().size();
    return new TableRows(
        table.table(),
        values.mapPartitions(
            partition -> {
              RowWriter<T> writer = new RowWriter<>(shape, columns);
              return Iterators.map(partition, value -> writer.row(value.value(), value.day()));
            }));
  }

  /** Rows that have the columns of the table in any order; those that are missing are null. */
  public static TableRows of(Table table, Dataset<Row> rows) {
    Dataset<Row> shaped =
        Rows.withColumns(rows, table)
            .select(
                Arrays.stream(Rows.schema(table).fields())
                    .map(field -> functions.col(field.name()).cast(field.dataType()))
                    .toArray(Column[]::new));
    JavaRDD<InternalRow> internal = Rows.internalRows(shaped);
    return new TableRows(table, table.fewRows() ? internal.coalesce(1) : internal);
  }
}
