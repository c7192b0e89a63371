package io.fantail.archive.place;

import io.fantail.archive.record.ArchiveObject;
import java.util.ArrayList;
import java.util.List;

/**
 * Packs objects into tasks of about equal bytes, so that neither a million small objects nor one
 * huge one hurts.
 */
public final class ArchiveTasks {
  /** Opening an object costs about as much as reading this many bytes. */
  private static final long OPEN_COST_BYTES = 256 << 10;

  private static final long MAX_TASK_BYTES = 128L << 20;
  private static final int TASKS_PER_CORE = 4;

  private ArchiveTasks() {}

  /**
   * The objects in their order, cut into at least as many tasks as {@code cores} where there is
   * enough to read.
   */
  public static List<List<ArchiveObject>> pack(List<ArchiveObject> objects, int cores) {
    long total = objects.stream().mapToLong(ArchiveTasks::cost).sum();
    long taskBytes = Math.min(MAX_TASK_BYTES, total / ((long) cores * TASKS_PER_CORE) + 1);
    List<List<ArchiveObject>> tasks = new ArrayList<>();
    List<ArchiveObject> task = new ArrayList<>();
    long bytes = 0;
    for (ArchiveObject object : objects) {
      task.add(object);
      bytes += cost(object);
      if (bytes >= taskBytes) {
        tasks.add(task);
        task = new ArrayList<>();
        bytes = 0;
      }
    }
    if (!task.isEmpty()) {
      tasks.add(task);
    }
    return tasks;
  }

  private static long cost(ArchiveObject object) {
    return object.length() + OPEN_COST_BYTES;
  }
}
