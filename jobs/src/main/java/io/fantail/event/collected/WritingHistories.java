package io.fantail.event.collected;

import io.fantail.event.HistoryEvent;
import io.fantail.spark.parquet.OpenFiles;
import io.fantail.spark.parquet.WrittenFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;

/** Writes histories into the table {@code events} on their way to whoever walks along them. */
public final class WritingHistories implements Iterator<History> {
  private final Iterator<History> histories;
  private final OpenFiles<HistoryEvent> files;
  private long duplicates;

  public WritingHistories(Iterator<History> histories, OpenFiles<HistoryEvent> files) {
    this.histories = histories;
    this.files = files;
  }

  @Override
  public boolean hasNext() {
    return histories.hasNext();
  }

  @Override
  public History next() {
    History history = histories.next();
    duplicates += history.duplicates();
    try {
      for (HistoryEvent event : history.events()) {
        files.write(history.slot(), event);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return history;
  }

  /** How many copies of events were left out. */
  public long duplicates() {
    return duplicates;
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
