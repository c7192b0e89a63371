package io.fantail.event.collected;

import io.fantail.event.HistoryEvent;
import io.fantail.spark.parquet.OpenFiles;
import io.fantail.spark.parquet.WrittenFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongConsumer;

/** Writes histories into the table {@code events} on their way to whoever walks along them. */
public final class WritingHistories implements Iterator<History> {
  private final Iterator<History> histories;
  private final OpenFiles<HistoryEvent> files;
  private final LongConsumer duplicates;

  /**
   * Writes nothing yet.
   *
   * @param duplicates gains the copies of events that are left out
   */
  public WritingHistories(
      Iterator<History> histories, OpenFiles<HistoryEvent> files, LongConsumer duplicates) {
    this.histories = histories;
    this.files = files;
    this.duplicates = duplicates;
  }

  @Override
  public boolean hasNext() {
    return histories.hasNext();
  }

  @Override
  public History next() {
    History history = histories.next();
    duplicates.accept(history.duplicates());
    try {
      for (HistoryEvent event : history.events()) {
        files.write(history.day(), event);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return history;
  }

  /** Ends the files, once all histories have passed. */
  public List<WrittenFile> close() {
    try {
      return files.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Takes the files away, after a failure. */
  public void discard(RuntimeException reason) {
    files.discard(reason);
  }
}
