package io.fantail.job.step;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import io.fantail.table.DaySet;
import io.fantail.table.HourSet;
import io.fantail.table.Lake;
import io.fantail.text.Json;
import java.io.FileNotFoundException;
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
 * @param hours of executions that are traced again
 * @param mapRunDays of Map Runs that children were linked to before
 */
public record UnfinishedRun(HourSet hours, DaySet mapRunDays) {
  static final UnfinishedRun NOTHING = new UnfinishedRun(HourSet.NONE, DaySet.NONE);
  private static final String FOLDER = "_fantail_unfinished";

  /** What runs that were killed have left of it. */
  static UnfinishedRun of(Lake lake) {
    UnfinishedRun all = NOTHING;
    try {
      FileSystem fileSystem = fileSystem(lake);
      for (FileStatus file : fileSystem.listStatus(folder(lake))) {
        try (FSDataInputStream in = fileSystem.open(file.getPath())) {
          all = all.plus(parse(in.readAllBytes()));
        }
      }
    } catch (FileNotFoundException nothingIsUnfinished) {
      return all;
    } catch (IOException failure) {
      throw unreadable(lake, failure);
    }
    return all;
  }

  /**
   * Keeps it with what is left to be done already, before any of it is changed; what names nothing
   * is not kept.
   */
  public void keep(Lake lake) {
    if (hours.isEmpty() && mapRunDays.isEmpty()) {
      return;
    }
    // In the middle of writing over a file, what is in it would be gone.
    Path own = new Path(folder(lake), UUID.randomUUID() + ".json");
    UnfinishedRun all = plus(of(lake));
    try {
      FileSystem fileSystem = fileSystem(lake);
      try (FSDataOutputStream out = fileSystem.create(own, false)) {
        out.write(Json.MAPPER.writeValueAsBytes(all.written()));
      }
      for (FileStatus file : fileSystem.listStatus(folder(lake))) {
        if (!file.getPath().getName().equals(own.getName())) {
          fileSystem.delete(file.getPath(), false);
        }
      }
    } catch (IOException failure) {
      throw unreadable(lake, failure);
    }
  }

  /** Ends what is left to be done where it is of these hours, which were traced. */
  public static void endWithin(Lake lake, HourSet traced) {
    if (of(lake).hours.isWithin(traced)) {
      end(lake);
    }
  }

  /** Nothing is left to be done. */
  public static void end(Lake lake) {
    try {
      fileSystem(lake).delete(folder(lake), true);
    } catch (IOException failure) {
      throw unreadable(lake, failure);
    }
  }

  private UnfinishedRun plus(UnfinishedRun other) {
    return new UnfinishedRun(hours.plus(other.hours), mapRunDays.plus(other.mapRunDays));
  }

  /** As it is written: hours as numbers, days as dates. */
  private record Written(List<HourSet.Range> hours, List<String> mapRunDays) {}

  private Written written() {
    return new Written(
        hours.ranges(),
        mapRunDays.ranges().stream()
            .flatMap(range -> range.from().datesUntil(range.to()))
            .map(LocalDate::toString)
            .toList());
  }

  /** Of what was cut off while it was written nothing was changed yet. */
  private static UnfinishedRun parse(byte[] json) throws IOException {
    try {
      Written written = Json.MAPPER.readValue(json, Written.class);
      return new UnfinishedRun(
          new HourSet(written.hours),
          DaySet.NONE.plus(written.mapRunDays.stream().map(LocalDate::parse).toList()));
    } catch (JsonProcessingException cutOff) {
      return NOTHING;
    }
  }

  private static Path folder(Lake lake) {
    return new Path(lake.uri(), FOLDER);
  }

  private static FileSystem fileSystem(Lake lake) throws IOException {
    return folder(lake).getFileSystem(lake.spark().sparkContext().hadoopConfiguration());
  }

  private static JobException unreadable(Lake lake, IOException failure) {
    return new JobException(
        ExitCode.FAILED,
        "The folder " + folder(lake) + " cannot be read or written.\nCheck the rights to it.",
        failure);
  }
}
