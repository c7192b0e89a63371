package io.fantail.spark.parquet;

import io.fantail.shape.Column;
import java.io.Serializable;
import java.util.List;
import org.apache.parquet.io.api.RecordConsumer;

/**
 * Hands rows to Parquet, one column after the other, with no batch and no other row in between.
 *
 * @param <T> what becomes a row
 */
abstract class ColumnsWriter<T> {
  /** Makes the writer of one file. */
  interface Kind<T> extends Serializable {
    ColumnsWriter<T> writer(FileLayout layout, RecordConsumer out);
  }

  final RecordConsumer out;
  private final List<Column> columns;
  private final String[] names;
  private int next;

  ColumnsWriter(FileLayout layout, RecordConsumer out) {
    this.out = out;
    this.columns = layout.columns();
    this.names = columns.stream().map(Column::name).toArray(String[]::new);
  }

  final void write(T row) {
    next = 0;
    out.startMessage();
    writeColumns(row);
    out.endMessage();
  }

  /** Writes what each column in its order holds, between {@link #start} and {@link #end}. */
  abstract void writeColumns(T row);

  /** The number of the column that comes next. */
  final int next() {
    return next;
  }

  /** Begins the next column. */
  final void start() {
    out.startField(names[next], next);
  }

  /** Ends the column that was begun. */
  final void end() {
    out.endField(names[next], next);
    next++;
  }

  /**
   * Leaves the next column out of this row.
   *
   * @throws IllegalStateException when each row has it
   */
  final void leaveOut() {
    if (!columns.get(next).nullable()) {
      throw new IllegalStateException("a row without " + names[next]);
    }
    next++;
  }
}
