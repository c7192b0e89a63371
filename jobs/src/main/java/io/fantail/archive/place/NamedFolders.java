package io.fantail.archive.place;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Tells which objects that a list names lie in folders of other days than those that are wanted.
 * Only whole dates are taken for such, and what all addresses begin with is the root of an archive,
 * whatever date it may tell.
 */
final class NamedFolders {
  private final ArchiveDays days;
  private final int rootLength;

  private NamedFolders(ArchiveDays days, int rootLength) {
    this.days = days;
    this.rootLength = rootLength;
  }

  static NamedFolders of(Collection<String> addresses, ArchiveDays days) {
    String root = null;
    for (String address : addresses) {
      root = root == null ? folderOf(address) : common(root, address);
    }
    return new NamedFolders(days, root == null ? 0 : lengthBeforeDate(root));
  }

  /** Without a date at its end that goes on behind it: all addresses may be of one month. */
  private static int lengthBeforeDate(String root) {
    FolderDate date = FolderDate.NONE;
    int beforeDate = root.length();
    int begin = 0;
    int end = root.indexOf('/');
    while (end >= 0) {
      FolderDate former = date;
      date = after(former, root.substring(begin, end));
      boolean isFurther = former.year() != 0 && !former.isDay() && date.year() == former.year();
      beforeDate = isFurther ? beforeDate : begin;
      begin = end + 1;
      end = root.indexOf('/', begin);
    }
    return date.equals(FolderDate.NONE) || date.isDay() ? root.length() : beforeDate;
  }

  /** What a date becomes with one name more; none once it is whole, or where it was none. */
  private static FolderDate after(FolderDate date, String name) {
    FolderDate further = date.isDay() ? null : date.within(name);
    if (further == null) {
      // A year with something else behind it was none.
      further = FolderDate.NONE.within(name);
    }
    return further == null ? FolderDate.NONE : further;
  }

  /** The folder of other days in which an object lies; null where it is wanted, or in doubt. */
  @Nullable String passedOver(String address) {
    String passedOver = null;
    FolderDate date = FolderDate.NONE;
    int begin = Math.min(rootLength, address.length());
    int end = address.indexOf('/', begin);
    while (end >= 0) {
      date = after(date, address.substring(begin, end));
      if (date.isDay()) {
        if (!isOfOtherDays(date, address.substring(end))) {
          return null;
        }
        passedOver = address.substring(0, end);
      }
      begin = end + 1;
      end = address.indexOf('/', begin);
    }
    return passedOver;
  }

  /** A log stream of Lambda, which may keep slashes in its name, begins on its day and goes on. */
  private boolean isOfOtherDays(FolderDate date, String within) {
    return days.endBefore(date)
        || (days.beginAfter(date) && !FolderWalk.LAMBDA_STREAM.matcher(within).find());
  }

  /** With the slash at its end. */
  private static String folderOf(String address) {
    return address.substring(0, address.lastIndexOf('/') + 1);
  }

  private static String common(String root, String address) {
    int length = 0;
    while (length < Math.min(root.length(), address.length())
        && root.charAt(length) == address.charAt(length)) {
      length++;
    }
    return folderOf(root.substring(0, length));
  }
}
