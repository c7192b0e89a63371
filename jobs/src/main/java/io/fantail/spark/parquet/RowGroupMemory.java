package io.fantail.spark.parquet;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.apache.spark.TaskContext;

/**
 * The memory in which a task gathers row groups before they are written. All files that it has open
 * share it, whatever their table: the first takes it whole, each later one a share.
 */
final class RowGroupMemory {
  private static final long BYTES = 64L << 20;
  private static final long LEAST_SHARE = 1L << 20;
  private static final Map<TaskContext, RowGroupMemory> OF_TASKS =
      Collections.synchronizedMap(new WeakHashMap<>());

  private int files;

  /** The memory of the task that this thread runs. */
  static RowGroupMemory ofTask() {
    TaskContext task = TaskContext.get();
    return task == null
        ? new RowGroupMemory()
        : OF_TASKS.computeIfAbsent(task, any -> new RowGroupMemory());
  }

  /** Takes the share of one more file, in bytes. */
  long take() {
    files++;
    return Math.max(LEAST_SHARE, BYTES / files);
  }

  /** Gives back the share of a file that is closed. */
  void giveBack() {
    files--;
  }
}
