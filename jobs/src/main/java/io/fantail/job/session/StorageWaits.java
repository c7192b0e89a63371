package io.fantail.job.session;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.statistics.IOStatistics;
import org.apache.hadoop.fs.statistics.IOStatisticsSupport;
import org.apache.hadoop.fs.statistics.StoreStatisticNames;
import org.jspecify.annotations.Nullable;

/**
 * Tells when S3 makes a command wait: Hadoop repeats requests that S3 throttles or does not answer,
 * for minutes, and says nothing but counts them. What the executors of a cluster wait for is
 * counted there and not known here.
 */
final class StorageWaits {
  private final List<FileSystem> storages;
  private long throttled;
  private long repeated;

  StorageWaits(List<FileSystem> storages) {
    this.storages = List.copyOf(storages);
    this.throttled = sum(StoreStatisticNames.STORE_IO_THROTTLED);
    this.repeated = sum(StoreStatisticNames.STORE_IO_RETRY);
  }

  /** Watches the storages behind these addresses. */
  static StorageWaits of(List<String> addresses, Configuration hadoop) {
    List<FileSystem> storages = new ArrayList<>();
    for (String address : addresses) {
      try {
        FileSystem storage = new Path(address).getFileSystem(hadoop);
        if (storages.stream().noneMatch(known -> known == storage)) {
          storages.add(storage);
        }
      } catch (IOException | IllegalArgumentException unusable) {
        // Whoever uses it says what is wrong with it.
      }
    }
    return new StorageWaits(storages);
  }

  /** Says in words what was throttled or repeated since the last call; empty when nothing was. */
  String takeNewWaits() {
    long nowThrottled = sum(StoreStatisticNames.STORE_IO_THROTTLED);
    long nowRepeated = sum(StoreStatisticNames.STORE_IO_RETRY);
    long newlyThrottled = nowThrottled - throttled;
    long newlyRepeated = nowRepeated - repeated;
    throttled = nowThrottled;
    repeated = nowRepeated;
    if (newlyThrottled > 0) {
      return String.format(
          Locale.ROOT,
          "S3 throttled %,d requests meanwhile, which are repeated more slowly",
          newlyThrottled);
    }
    return newlyRepeated > 0
        ? String.format(
            Locale.ROOT,
            "S3 failed to answer %,d requests meanwhile, which are repeated",
            newlyRepeated)
        : "";
  }

  private long sum(String counter) {
    long sum = 0;
    for (FileSystem storage : storages) {
      @Nullable IOStatistics statistics = IOStatisticsSupport.retrieveIOStatistics(storage);
      sum += statistics == null ? 0 : statistics.counters().getOrDefault(counter, 0L);
    }
    return sum;
  }
}
