package io.fantail.job.maintain;

/** How large files become: between 128 and 256 MB, where a day has that much. */
final class FileSizes {
  private static final long LEAST = 128L << 20;
  private static final long MOST = 256L << 20;

  private FileSizes() {}

  /** How many files so many bytes become. */
  static int filesOf(long bytes) {
    return (int) Math.max(1, (bytes + MOST - 1) / MOST);
  }

  /** Whether files are smaller than they ought to be, and would be fewer. */
  static boolean areWorthwhile(int files, long bytes) {
    return files > filesOf(bytes) && bytes < files * LEAST;
  }
}
