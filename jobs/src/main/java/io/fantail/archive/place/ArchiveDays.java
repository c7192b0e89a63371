package io.fantail.archive.place;

import io.fantail.shape.Dated;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The dates of folders that can hold something of a time, both included.
 *
 * @param first null: from the beginning
 * @param last null: to the end
 */
public record ArchiveDays(@Nullable LocalDate first, @Nullable LocalDate last) {
  public static final ArchiveDays ALL = new ArchiveDays(null, null);

  /** A folder's date need not be one of UTC, and Firehose dates an object by its oldest record. */
  private static final int ZONE_DAYS = 1;

  /**
   * Around a time. What a folder's date means nobody writes down: Firehose's is the day of
   * delivery, an export's that of the export, which comes days or weeks after the event; a history
   * may lie under the day when its execution began, before most of its events.
   *
   * @param window of the records
   * @param lookbackDays how many days an execution may last
   * @param deliveryDays how many days after an event its object may be dated
   */
  public static ArchiveDays around(TimeWindow window, int lookbackDays, int deliveryDays) {
    Instant from = window.from();
    Instant to = window.to();
    return new ArchiveDays(
        from == null ? null : Dated.dayOf(from).minusDays((long) lookbackDays + ZONE_DAYS),
        to == null ? null : Dated.dayOf(to).plusDays((long) deliveryDays + ZONE_DAYS));
  }

  /** Whether the folder is too old. */
  boolean beginAfter(FolderDate folder) {
    return first != null && folder.isMonthOrDay() && folder.lastDay().isBefore(first);
  }

  /** Whether the folder is too young. */
  boolean endBefore(FolderDate folder) {
    return last != null && folder.isMonthOrDay() && folder.firstDay().isAfter(last);
  }
}
