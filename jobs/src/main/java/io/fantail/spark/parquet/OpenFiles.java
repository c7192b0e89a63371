package io.fantail.spark.parquet;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The files that one task writes into a table, one for each day. Whoever opened them either closes
 * or, after a failure of any kind, discards them.
 *
 * @param <T> what becomes a row
 */
public final class OpenFiles<T> {
  private final FileLayout layout;
  private final ColumnsWriter.Kind<T> kind;
  private final DayFilter wanted;
  private final int task;
  private final Configuration configuration;
  private final RowGroupMemory memory = RowGroupMemory.ofTask();
  private final Map<@Nullable LocalDate, DayFile<T>> files = new HashMap<>();
  private @Nullable LocalDate day;
  private @Nullable DayFile<T> file;
  private boolean begun;

  OpenFiles(
      FileLayout layout,
      ColumnsWriter.Kind<T> kind,
      DayFilter wanted,
      int task,
      Configuration configuration) {
    this.layout = layout;
    this.kind = kind;
    this.wanted = wanted;
    this.task = task;
    this.configuration = configuration;
  }

  /**
   * Writes a row into the file of its day, or leaves it out when nobody wants that day.
   *
   * @param dayOfRow null in a table that has no days
   * @throws IllegalStateException when it lacks what each row of the table has
   */
  public void write(@Nullable LocalDate dayOfRow, T row) throws IOException {
    if (!begun || !Objects.equals(dayOfRow, day)) {
      begun = true;
      day = dayOfRow;
      file = fileOf(dayOfRow);
    }
    if (file != null) {
      file.write(row);
    }
  }

  private @Nullable DayFile<T> fileOf(@Nullable LocalDate dayOfRow) throws IOException {
    DayFile<T> open = files.get(dayOfRow);
    if (open != null || (dayOfRow != null && !wanted.contains(dayOfRow))) {
      return open;
    }
    DayFile<T> first = new DayFile<>(layout, kind, dayOfRow, task, memory.take(), configuration);
    files.put(dayOfRow, first);
    return first;
  }

  /** Ends the files and says what they are. */
  public List<WrittenFile> close() throws IOException {
    List<WrittenFile> written = new ArrayList<>();
    for (DayFile<T> one : files.values()) {
      written.add(one.close());
      memory.giveBack();
    }
    return written;
  }

  /** Takes all files away, after a failure. */
  public void discard(Exception reason) {
    files.values().forEach(one -> one.discard(reason));
  }
}
