package io.fantail.spark;

import io.fantail.shape.Dated;
import io.fantail.shape.RecordTable;
import io.fantail.shape.Table;
import java.util.Arrays;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;

/** What becomes the rows of a table: values of its records, or rows that Spark SQL made. */
public sealed interface TableRows {
  Table table();

  /** Hands over what there is, to who writes either. */
  <R> R handTo(Taker<R> taker);

  /** Takes rows of one kind or the other. */
  interface Taker<R> {
    <T> R takeValues(RecordTable<T> table, JavaRDD<Dated<T>> values);

    /**
     * Takes rows that have the columns of their table, in its order.
     *
     * @param rows each of which is good until the next one is asked for
     */
    R takeRows(Table table, JavaRDD<InternalRow> rows);
  }

  /** Values of the records of a table. */
  static <T> TableRows of(RecordTable<T> table, JavaRDD<Dated<T>> values) {
    return new OfValues<>(table, values);
  }

  /** Rows that have the columns of the table in any order; those that are missing are null. */
  static TableRows of(Table table, Dataset<Row> rows) {
    Dataset<Row> shaped =
        Rows.withColumns(rows, table)
            .select(
                Arrays.stream(Rows.schema(table).fields())
                    .map(field -> functions.col(field.name()).cast(field.dataType()))
                    .toArray(Column[]::new));
    JavaRDD<InternalRow> internal = Rows.internalRows(shaped);
    return new OfRows(table, table.fewRows() ? internal.coalesce(1) : internal);
  }

  /** See {@link #of(RecordTable, JavaRDD)}. */
  record OfValues<T>(RecordTable<T> recordTable, JavaRDD<Dated<T>> values) implements TableRows {
    @Override
    public Table table() {
      return recordTable.table();
    }

    @Override
    public <R> R handTo(Taker<R> taker) {
      return taker.takeValues(recordTable, values);
    }
  }

  /** See {@link #of(Table, Dataset)}. */
  record OfRows(Table table, JavaRDD<InternalRow> rows) implements TableRows {
    @Override
    public <R> R handTo(Taker<R> taker) {
      return taker.takeRows(table, rows);
    }
  }
}
