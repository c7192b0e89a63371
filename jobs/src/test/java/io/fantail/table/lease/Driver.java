package io.fantail.table.lease;

import io.delta.storage.S3SingleDriverLogStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Writes to a lake as a job's driver does, in a process of its own and without Spark: takes the
 * lease, and commits by the log store that Delta has for S3, which knows only of its own process.
 */
final class Driver {
  private final String name;
  private final Path lake;
  private final Configuration hadoop = new Configuration();
  private final LeaseLog leases;
  private @Nullable LakeLease held;

  private Driver(String name, String lake) throws IOException {
    this.name = name;
    this.lake = new Path(lake);
    this.leases = LeaseLog.of(lake, hadoop);
  }

  /** Does what each line of the standard input says, and answers it by one line. */
  public static void main(String[] arguments) throws IOException {
    Driver driver = new Driver(arguments[0], arguments[1]);
    try (BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String order = orders.readLine(); order != null; order = orders.readLine()) {
        System.out.println(driver.answer(order.split(" ", -1)));
      }
    }
  }

  private String answer(String[] order) throws IOException {
    return switch (order[0]) {
      case "try" -> tried();
      case "commit" -> held == null ? "nothing" : committed();
      case "work" -> worked(Integer.parseInt(order[1]));
      default -> throw new IllegalArgumentException(order[0]);
    };
  }

  private String tried() throws IOException {
    Clock clock = Clock.systemUTC();
    Lease lease = Lease.of(name, "run", OwnerProcess.here(), clock.instant(), LeaseEntry.TERM);
    try {
      held = LakeLease.take(leases, lease, false, clock);
      return "taken";
    } catch (LeaseException refused) {
      return String.valueOf(refused.getMessage()).replace('\n', ' ');
    }
  }

  /** Returns the version. */
  private String committed() throws IOException {
    LakeLease lease = held;
    if (lease == null) {
      throw new IllegalStateException("commit without a lease");
    }
    long version = lease.pass(this::commit);
    lease.release();
    held = null;
    return "version " + version;
  }

  private long commit() {
    try {
      FileSystem fileSystem = lake.getFileSystem(hadoop);
      long next = 0;
      for (FileStatus file : fileSystem.listStatus(lake)) {
        if (file.getPath().getName().matches("\\d+[.]json")) {
          next++;
        }
      }
      new S3SingleDriverLogStore(hadoop)
          .write(new Path(lake, next + ".json"), List.of(name).iterator(), false, hadoop);
      return next;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Commits so many times as soon as it can; returns how many times it was refused the lake. */
  private String worked(int commits) throws IOException {
    int refused = 0;
    for (int done = 0; done < commits; ) {
      if (tried().equals("taken")) {
        committed();
        done++;
      } else {
        refused++;
        Thread.onSpinWait();
      }
    }
    return "refused " + refused;
  }
}
