package io.fantail.spark.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of several tables that one task writes: all of them are ended, or none is left. */
public final class OpenTables {
  private final int task;
  private final Map<String, OpenFiles<?>> tables = new LinkedHashMap<>();

  /** None yet, of the task with this number. */
  public OpenTables(int task) {
    this.task = task;
  }

  public <T> OpenFiles<T> open(ValueFiles<T> files) {
    OpenFiles<T> open = files.open(task);
    tables.put(files.table(), open);
    return open;
  }

  /** Ends all files and says what they are. */
  public List<TableFile> close() throws IOException {
    List<TableFile> written = new ArrayList<>();
    for (Map.Entry<String, OpenFiles<?>> table : tables.entrySet()) {
      for (WrittenFile file : table.getValue().close()) {
        written.add(new TableFile(table.getKey(), file));
      }
    }
    return written;
  }

  /** Takes all files away, after a failure. */
  public void discard(Exception reason) {
    tables.values().forEach(files -> files.discard(reason));
  }
}
