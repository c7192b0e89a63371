package io.fantail.spark.parquet;

import io.fantail.shape.Slot;
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
 * The files that one task writes into a table, one for each day, or for each hour of a day of which
 * only some hours are written. Whoever opened them either closes or, after a failure of any kind,
 * discards them.
 *
 * @param <T> what becomes a row
 */
public final class OpenFiles<T> {
  /** Rows of which files stand in one. */
  private record Place(@Nullable LocalDate day, @Nullable Integer hour) {}

  private final FileLayout layout;
  private final ColumnsWriter.Kind<T> kind;
  private final SlotFilter wanted;
  private final int task;
  private final Configuration configuration;
  private final RowGroupMemory memory = RowGroupMemory.ofTask();
  private final Map<Place, DayFile<T>> files = new HashMap<>();
  private @Nullable Place place;
  private @Nullable DayFile<T> file;

  OpenFiles(
      FileLayout layout,
      ColumnsWriter.Kind<T> kind,
      SlotFilter wanted,
      int task,
      Configuration configuration) {
    this.layout = layout;
    this.kind = kind;
    this.wanted = wanted;
    this.task = task;
    this.configuration = configuration;
  }

  /**
   * Writes a row of a table that has no hours.
   *
   * @param day null in a table that has no days either
   * @throws IllegalStateException when the row lacks what each row of the table has
   */
  public void write(@Nullable LocalDate day, T row) throws IOException {
    write(day, null, row);
  }

  /** Writes a row of a table that is replaced hour by hour. */
  public void write(Slot slot, T row) throws IOException {
    write(slot.day(), slot.hour(), row);
  }

  /** Writes a row into the file of its place, or leaves it out when nobody wants that. */
  void write(@Nullable LocalDate day, @Nullable Integer hour, T row) throws IOException {
    if (place == null || !Objects.equals(day, place.day) || !Objects.equals(hour, place.hour)) {
      place = new Place(day, hour);
      file = fileOf(place);
    }
    if (file != null) {
      file.write(hour, row);
    }
  }

  private @Nullable DayFile<T> fileOf(Place of) throws IOException {
    if (!isWanted(of)) {
      return null;
    }
    boolean byHour = of.day != null && !wanted.isWhole(of.day);
    Place shared = byHour ? of : new Place(of.day, null);
    DayFile<T> open = files.get(shared);
    if (open == null) {
      open = new DayFile<>(layout, kind, of.day, task, memory.take(), configuration);
      files.put(shared, open);
    }
    return open;
  }

  private boolean isWanted(Place of) {
    if (of.day == null) {
      return true;
    }
    return of.hour == null ? wanted.contains(of.day) : wanted.contains(new Slot(of.day, of.hour));
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
