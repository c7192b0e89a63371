package io.fantail.spark.parquet;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;

/** Writes the rows of one task, each into the file of its day; rows of other days are left out. */
final class DayFiles {
  /** In memory, for all files of a task that are open: the first takes it, later ones a share. */
  private static final long ROW_GROUP_BYTES = 64L << 20;

  private static final long LEAST_ROW_GROUP_BYTES = 1L << 20;
  private static final int NO_DAY = Integer.MIN_VALUE;
  private static final int NO_ROW_YET = Integer.MAX_VALUE;

  private final FileLayout layout;
  private final DayFilter wanted;
  private final int task;
  private final Configuration configuration;
  private final int dayPlace;
  private final Map<Integer, DayFile> files = new HashMap<>();
  private int day = NO_ROW_YET;
  private @Nullable DayFile file;

  DayFiles(FileLayout layout, DayFilter wanted, int task, Configuration configuration) {
    this.layout = layout;
    this.wanted = wanted;
    this.task = task;
    this.configuration = configuration;
    this.dayPlace = layout.dayPlace();
  }

  List<WrittenFile> write(Iterator<InternalRow> rows) throws IOException {
    try {
      while (rows.hasNext()) {
        write(rows.next());
      }
      List<WrittenFile> written = new ArrayList<>();
      for (DayFile one : files.values()) {
        written.add(one.close());
      }
      return written;
    } catch (IOException | RuntimeException failure) {
      files.values().forEach(one -> one.discard(failure));
      throw failure;
    }
  }

  private void write(InternalRow row) throws IOException {
    int dayOfRow = dayPlace < 0 ? NO_DAY : row.getInt(dayPlace);
    if (dayOfRow != day) {
      day = dayOfRow;
      file = fileOf(dayOfRow);
    }
    if (file != null) {
      file.write(row);
    }
  }

  private @Nullable DayFile fileOf(int dayOfRow) throws IOException {
    LocalDate date = dayOfRow == NO_DAY ? null : LocalDate.ofEpochDay(dayOfRow);
    DayFile open = files.get(dayOfRow);
    if (open != null || (date != null && !wanted.contains(date))) {
      return open;
    }
    long share = Math.max(LEAST_ROW_GROUP_BYTES, ROW_GROUP_BYTES / (files.size() + 1));
    DayFile begun = new DayFile(layout, date, task, share, configuration);
    files.put(dayOfRow, begun);
    return begun;
  }
}
