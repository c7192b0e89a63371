package io.fantail.table.lease;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/** The log of a lake's leases: its last entry is true, and of all who add the next one wins. */
public final class LeaseLog {
  /** Where it is in a lake. */
  public static final String FOLDER = "_fantail_lease";

  private static final long BEFORE_ALL = -1;

  /** The last and the one before stay: who lists while entries come and go must find one. */
  private static final int KEPT = 2;

  private final LeaseFolder folder;

  LeaseLog(LeaseFolder folder) {
    this.folder = folder;
  }

  /** Of a lake at this address, which need not be there yet. */
  public static LeaseLog of(String lake, Configuration hadoop) throws IOException {
    return new LeaseLog(LeaseFolder.of(lake, hadoop));
  }

  /** Returns the last entry; null where nobody has ever held the lake. */
  public @Nullable LeaseEntry last() throws IOException {
    while (true) {
      long number = lastNumber();
      if (number == BEFORE_ALL) {
        return null;
      }
      try {
        return folder.read(number);
      } catch (FileNotFoundException overtaken) {
        // Two more entries have come since the listing: those are listed next.
      }
    }
  }

  /** Whether this entry is the last. */
  boolean isLast(LeaseEntry entry) throws IOException {
    return lastNumber() == entry.number();
  }

  /** Whether another job may take the lake from whoever wrote this entry. */
  public boolean isOver(LeaseEntry entry) throws IOException {
    return entry.isGivenUp() || entry.isOverAt(folder.now());
  }

  /**
   * Adds the entry that follows another.
   *
   * @param former null where there is none
   * @return null where somebody else has added one, or others have followed already
   */
  @Nullable LeaseEntry follow(@Nullable LeaseEntry former, Lease lease) throws IOException {
    long number = former == null ? 0 : former.number() + 1;
    if (!folder.create(number, lease) && !isOurs(number, lease)) {
      return null;
    }
    if (lastNumber() != number) {
      // The number had been used before, and was deleted when others followed.
      folder.delete(number);
      return null;
    }
    LeaseEntry added;
    try {
      added = folder.read(number);
    } catch (FileNotFoundException overtaken) {
      // It was the last and gave the lake back: others have followed, and deleted it.
      return null;
    }
    forgetBefore(number - KEPT + 1);
    return added;
  }

  /** Whether the lake is there. */
  boolean hasLake() throws IOException {
    return folder.hasLake();
  }

  /**
   * Removes the log where nothing else is in the lake. Only who found none may do that: nobody can
   * be left then who slept through a lease, and finds its number again.
   *
   * @param withLake whether the lake's folder goes, too
   * @return whether it was done
   */
  boolean removeIfAlone(boolean withLake) throws IOException {
    if (!folder.isAlone()) {
      return false;
    }
    folder.remove(withLake);
    return true;
  }

  /** An answer may get lost, and the request be made again: then the second one is refused. */
  private boolean isOurs(long number, Lease lease) throws IOException {
    try {
      return lease.equals(folder.read(number).lease());
    } catch (FileNotFoundException overtaken) {
      return false;
    }
  }

  private void forgetBefore(long first) {
    try {
      for (long number : folder.numbers()) {
        if (number < first) {
          folder.delete(number);
        }
      }
    } catch (IOException kept) {
      // They are in nobody's way, and the next entry tries again.
    }
  }

  private long lastNumber() throws IOException {
    List<Long> numbers = folder.numbers();
    return numbers.isEmpty() ? BEFORE_ALL : Collections.max(numbers);
  }
}
