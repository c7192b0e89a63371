package io.fantail.spark.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The files of several tables that one task writes: all of them are ended, or none is left. */
public final class OpenTables {
  private final int task;
  private final List<Open> all = new ArrayList<>();

  private record Open(String table, OpenFiles<?> files) {}

  /** None yet, of the task with this number. */
  public OpenTables(int task) {
    this.task = task;
  }

  /** Opens files of a table. Where that is done again, these rows stand in files of their own. */
  public <T> OpenFiles<T> open(ValueFiles<T> files) {
    OpenFiles<T> open = files.open(task);
    all.add(new Open(files.table(), open));
    return open;
  }

  /** Ends all files and says what they are. */
  public List<TableFile> close() throws IOException {
    List<TableFile> written = new ArrayList<>();
    for (Open one : all) {
      for (WrittenFile file : one.files.close()) {
        written.add(new TableFile(one.table, file));
      }
    }
    return written;
  }

  /** Takes all files away, after a failure. */
  public void discard(Exception reason) {
    all.forEach(one -> one.files.discard(reason));
  }
}
