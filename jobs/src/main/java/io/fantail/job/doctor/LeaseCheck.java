package io.fantail.job.doctor;

import io.fantail.job.message.Explanation;
import io.fantail.job.session.TemporaryFolder;
import io.fantail.table.lease.LeaseEntry;
import io.fantail.table.lease.LeaseLog;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/** Looks who holds a lake. */
final class LeaseCheck {
  private static final String CHECK = "lease";

  private LeaseCheck() {}

  static Finding of(String lake, Configuration hadoop) {
    try {
      LeaseLog log = LeaseLog.of(lake, hadoop);
      @Nullable LeaseEntry last = log.last();
      if (last == null) {
        return Finding.ok(CHECK, "No job has held the lake yet.");
      }
      return log.isOver(last)
          ? Finding.ok(CHECK, "No job holds the lake.")
          : Finding.problem(
              CHECK,
              "A job holds the lake: " + last.owner() + ".",
              "Let it end, or give the next one --wait MINUTES. If it has died, the lake is free at "
                  + last.untilInWords()
                  + ", or at once with --force-unlock.");
    } catch (IOException | IllegalArgumentException failure) {
      return Finding.problem(
          CHECK,
          "Who holds the lake " + lake + " cannot be read.",
          Explanation.of(failure, lake, TemporaryFolder.ofJvm()));
    }
  }
}
