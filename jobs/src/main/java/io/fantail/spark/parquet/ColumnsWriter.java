package io.fantail.spark.parquet;

import io.fantail.shape.Column;
import java.io.Serializable;
import java.util.List;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;

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
  private final String[] names;
  private final boolean[] mayBeNull;
  private int next;

  ColumnsWriter(FileLayout layout, RecordConsumer out) {
    this.out = out;
    List<Column> columns = layout.columns();
    this.names = columns.stream().map(Column::name).toArray(String[]::new);
    this.mayBeNull = new boolean[names.length];
    for (int i = 0; i < names.length; i++) {
      mayBeNull[i] = columns.get(i).nullable();
    }
  }

  final void write(T row, @Nullable Integer hour) {
    next = 0;
    out.startMessage();
    writeColumns(row, hour);
    out.endMessage();
  }

  /**
   * Writes what each column in its order holds, between {@link #start} and {@link #end}.
   *
   * @param hour of the row; null where nothing says it, and in a table that has none
   */
  abstract void writeColumns(T row, @Nullable Integer hour);

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
    if (!mayBeNull[next]) {
      throw new IllegalStateException("a row without " + names[next]);
    }
    next++;
  }
}
