package io.fantail.job.step;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fantail.job.session.FolderInLake;
import io.fantail.table.DaySet;
import io.fantail.table.HourSet;
import io.fantail.table.Lake;
import io.fantail.text.Json;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What a run is about to change, in the lake until its reports are written. That is told by
 * comparing with the tables: which executions gain events, and which others are linked differently.
 * When the run is killed behind the first of these, nothing tells it to the next one any more.
 *
 * @param hours of executions that are traced again, and of which the days are reported then
 * @param reportDays of Map Runs that children were linked to before, and what was only traced since
 */
public record UnfinishedRun(HourSet hours, DaySet reportDays) {
  static final UnfinishedRun NOTHING = new UnfinishedRun(HourSet.NONE, DaySet.NONE);
  private static final String FOLDER = "_fantail_unfinished";

  /** What runs that were killed have left of it. */
  static UnfinishedRun of(Lake lake) {
    UnfinishedRun all = NOTHING;
    for (FileStatus file : folder(lake).files()) {
      all = all.plus(folder(lake).with(files -> read(files, file.getPath())));
    }
    return all;
  }

  /**
   * Keeps it with what is left to be done already, before any of it is changed; what names nothing
   * is not kept.
   */
  public void keep(Lake lake) {
    if (!isEmpty()) {
      plus(of(lake)).write(lake);
    }
  }

  /**
   * What is left is to report, where all of it is of these hours, which were traced.
   *
   * @param mapRunDays of Map Runs that their children were linked to before
   */
  public static void endTraces(Lake lake, HourSet traced, DaySet mapRunDays) {
    UnfinishedRun left = of(lake);
    if (!left.hours.isEmpty() && left.hours.isWithin(traced)) {
      DaySet days = left.reportDays.plus(left.hours.days()).plus(mapRunDays);
      new UnfinishedRun(HourSet.NONE, days).write(lake);
    }
  }

  /** Nothing is left, where all of it was to report these days. */
  public static void endReports(Lake lake, DaySet reported) {
    UnfinishedRun left = of(lake);
    if (!left.isEmpty() && left.hours.isEmpty() && left.reportDays.isWithin(reported)) {
      end(lake);
    }
  }

  public boolean isEmpty() {
    return hours.isEmpty() && reportDays.isEmpty();
  }

  /** Writes it in the place of what is kept. */
  private void write(Lake lake) {
    List<FileStatus> former = folder(lake).files();
    // In the middle of writing over a file, what is in it would be gone.
    Path own = new Path(folder(lake).path(), UUID.randomUUID() + ".json");
    folder(lake)
        .with(
            files -> {
              try (FSDataOutputStream out = files.create(own, false)) {
                out.write(Json.MAPPER.writeValueAsBytes(written()));
              }
              for (FileStatus file : former) {
                files.delete(file.getPath(), false);
              }
              return own;
            });
  }

  /** Nothing is left to be done. */
  public static void end(Lake lake) {
    folder(lake).delete();
  }

  private UnfinishedRun plus(UnfinishedRun other) {
    return new UnfinishedRun(hours.plus(other.hours), reportDays.plus(other.reportDays));
  }

  /** As it is written: hours as numbers, days as dates. */
  private record Written(List<HourSet.Range> hours, List<String> reportDays) {}

  private Written written() {
    return new Written(
        hours.ranges(),
        reportDays.ranges().stream()
            .flatMap(range -> range.from().datesUntil(range.to()))
            .map(LocalDate::toString)
            .toList());
  }

  /** Of what was cut off while it was written nothing was changed yet. */
  private static UnfinishedRun read(FileSystem files, Path file) throws IOException {
    try (FSDataInputStream in = files.open(file)) {
      Written written = Json.MAPPER.readValue(in.readAllBytes(), Written.class);
      return new UnfinishedRun(
          new HourSet(written.hours),
          DaySet.NONE.plus(written.reportDays.stream().map(LocalDate::parse).toList()));
    } catch (JsonProcessingException cutOff) {
      return NOTHING;
    }
  }

  private static FolderInLake folder(Lake lake) {
    return new FolderInLake(lake, FOLDER);
  }
}
