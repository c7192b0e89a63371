package io.fantail.job.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The room that work has.
 *
 * @param heapBytes of one process that does work
 * @param cores of it
 * @param isLocal whether that is this process; of the machines of a cluster no disk is known here
 * @param spillFolder where Spark puts what does not fit in memory
 * @param freeBytes of its disk
 * @param partitions into how many parts an archive is shuffled at most
 */
record Room(
    long heapBytes,
    int cores,
    boolean isLocal,
    String spillFolder,
    long freeBytes,
    int partitions) {
  /** The README's measure. */
  private static final long HEAP_PER_CORE = 2L << 30;

  /** A JVM says less of its heap than it was given. */
  private static final double SAID_OF_HEAP = 0.85;

  private static final long BYTES_PER_PARTITION = 24L << 20;

  /** With so many times the usual bytes a partition still fits into the usual heap. */
  private static final int LARGEST_PARTITION = 3;

  /** Below it a disk counts as full. */
  private static final long LEAST_DISK = 256L << 20;

  /**
   * What is too small for an archive.
   *
   * @param archiveBytes as stored, as far as it was listed
   */
  List<Finding> findings(long archiveBytes) {
    List<Finding> findings = new ArrayList<>();
    findings.add(heap());
    long worthwhile = Math.max(1, archiveBytes / BYTES_PER_PARTITION);
    if (worthwhile > (long) LARGEST_PARTITION * partitions) {
      findings.add(
          Finding.warning(
              "partitions",
              text(
                  "An archive of %s is shuffled into %,d partitions: more than they are made for.",
                  gigabytes(archiveBytes), partitions),
              text("Set spark.sql.shuffle.partitions to %,d.", worthwhile)));
    }
    if (isLocal) {
      findings.add(disk(archiveBytes));
    }
    return findings;
  }

  private Finding heap() {
    String text = text("%s of heap for %,d cores.", gigabytes(heapBytes), cores);
    return heapBytes >= SAID_OF_HEAP * HEAP_PER_CORE * cores
        ? Finding.ok("memory", text)
        : Finding.warning(
            "memory",
            text + " 2 GB for each core is enough for any archive, less may not be.",
            isLocal
                ? text(
                    "Set FANTAIL_MEMORY to %,dg, or FANTAIL_MASTER to local[N] with fewer cores.",
                    2L * cores)
                : text("Set --executor-memory to %,dg, or --executor-cores to fewer.", 2L * cores));
  }

  /** What is shuffled takes about as much as the archive does as stored. */
  private Finding disk(long archiveBytes) {
    String text = text("%s are free where Spark spills, in %s.", gigabytes(freeBytes), spillFolder);
    String advice = "Free some space there, or point TMPDIR at a larger disk.";
    if (freeBytes < LEAST_DISK) {
      return Finding.problem("disk", text, advice);
    }
    return freeBytes < 2 * archiveBytes
        ? Finding.warning(
            "disk", text + " The archive takes " + gigabytes(archiveBytes) + ".", advice)
        : Finding.ok("disk", text);
  }

  private static String gigabytes(long bytes) {
    return text("%,.1f GB", bytes / (double) (1L << 30));
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
