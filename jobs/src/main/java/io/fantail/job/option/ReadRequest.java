package io.fantail.job.option;

import io.fantail.archive.place.ArchiveDays;
import io.fantail.archive.place.NamesFromKeys;
import io.fantail.archive.place.TimeWindow;
import io.fantail.event.policy.PayloadPolicy;
import io.fantail.table.DayRange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request says what a command is to read of archives, and what of it may be kept. Its parts do
 * not contradict each other.
 *
 * @param archives their addresses; none where a list names the objects
 * @param fileList address of the list; null where archives are listed
 * @param followLinks out of the archives, too
 * @param folderDays dates of folders that can hold something of {@code times}
 * @param names what addresses of objects tell
 * @param policy that everything keeps to which the command writes
 * @param times of records that can tell of executions of {@code days}
 * @param days that are wanted
 * @param daysInWords what was asked for; null where all days are wanted
 * @param lookbackDays how much older than the archive an execution may be that it tells the end of
 * @param isReread whether what the lake has read before is read again
 * @param isAfresh whether nothing of {@code days} is taken from the lake
 */
public record ReadRequest(
    List<String> archives,
    @Nullable String fileList,
    boolean followLinks,
    ArchiveDays folderDays,
    NamesFromKeys names,
    PayloadPolicy policy,
    TimeWindow times,
    DayRange days,
    @Nullable String daysInWords,
    int lookbackDays,
    boolean isReread,
    boolean isAfresh) {

  /** What is read, as a part of a sentence. */
  public String source() {
    return fileList == null ? String.join(", ", archives) : "what " + fileList + " names";
  }

  /**
   * The same for no execution that began before a day. Records of the day before are read, too: log
   * streams go on over midnight.
   */
  public ReadRequest notBefore(LocalDate day) {
    Instant first = DayOptions.startOf(day.minusDays(1));
    Instant from = times.from();
    return new ReadRequest(
        archives,
        fileList,
        followLinks,
        folderDays,
        names,
        policy,
        new TimeWindow(from == null || from.isBefore(first) ? first : from, times.to()),
        days.intersectedWith(new DayRange(day, DayRange.ALL.to())),
        daysInWords,
        lookbackDays,
        isReread,
        isAfresh);
  }
}
