package io.fantail.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.shape.Slot;
import io.fantail.shape.Table;
import io.fantail.text.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.apache.spark.sql.delta.actions.AddFile;
import org.jspecify.annotations.Nullable;
import scala.Option;

/**
 * The hours that a file of a table has rows of, by its day and by the least and the greatest hour
 * that the table's log says of it.
 */
final class FileHours {
  /** The log cuts times to milliseconds. */
  private static final Duration CUT = Duration.ofMillis(1);

  private FileHours() {}

  /** Null in a table that has no days; the whole day where the log says no hour. */
  static HourSet.@Nullable Range of(AddFile file) {
    Option<String> day = file.partitionValues().get(Table.DAY);
    if (day.isEmpty()) {
      return null;
    }
    LocalDate ofRows = LocalDate.parse(day.get());
    JsonNode statistics = statisticsOf(file);
    JsonNode first = statistics.at("/minValues/" + Table.HOUR);
    JsonNode last = statistics.at("/maxValues/" + Table.HOUR);
    boolean areKnown = first.isInt() && last.isInt() && nullsOf(statistics, Table.HOUR) == 0;
    return areKnown
        ? new HourSet.Range(
            new Slot(ofRows, first.intValue()).number(),
            new Slot(ofRows, last.intValue()).number() + 1)
        : HourSet.rangeOf(ofRows);
  }

  /** What the log says of the values in a file; nothing where another program wrote it so. */
  static JsonNode statisticsOf(AddFile file) {
    try {
      return Json.MAPPER.readTree(file.stats() == null ? "{}" : file.stats());
    } catch (JsonProcessingException damaged) {
      throw new IllegalStateException("the statistics of " + file.path(), damaged);
    }
  }

  /**
   * Whether a file may have rows of what began before any of the hours was over, and had not ended
   * when it began: by the columns {@code started_at} and {@code ended_at}.
   */
  static boolean mayBeActive(AddFile file, HourSet hours) {
    return mayBeActive(file, hours, null);
  }

  /**
   * The same, where what has not ended is done all the same some time behind its start.
   *
   * @param longest how long it goes on at most; null for ever
   */
  static boolean mayBeActive(AddFile file, HourSet hours, @Nullable Duration longest) {
    JsonNode statistics = statisticsOf(file);
    Instant firstStart = timeOf(statistics.at("/minValues/started_at"));
    Instant lastStart = timeOf(statistics.at("/maxValues/started_at"));
    Instant lastEnd = timeOf(statistics.at("/maxValues/ended_at"));
    long open = nullsOf(statistics, "ended_at");
    boolean hasEnded = open != statistics.path("numRecords").asLong(-1) || open < 0;
    Instant lastActive = longest == null || lastStart == null ? null : lastStart.plus(longest);
    return hours.ranges().stream()
        .anyMatch(
            range ->
                (firstStart == null || !firstStart.isAfter(range.end()))
                    && ((open != 0 && (lastActive == null || reaches(lastActive, range)))
                        || (hasEnded && (lastEnd == null || reaches(lastEnd, range)))));
  }

  private static boolean reaches(Instant last, HourSet.Range range) {
    return !last.plus(CUT).isBefore(range.start());
  }

  /** Whether a file may have rows of executions that had not ended, or of which events miss. */
  static boolean mayBeOpen(AddFile file) {
    JsonNode statistics = statisticsOf(file);
    return nullsOf(statistics, "ended_at") != 0
        || statistics.at("/maxValues/missing_events").asLong(1) > 0;
  }

  /** Whether a file may have rows that have something in a column. */
  static boolean mayHave(String column, AddFile file) {
    JsonNode statistics = statisticsOf(file);
    long rows = statistics.path("numRecords").asLong(-1);
    return rows < 0 || nullsOf(statistics, column) != rows;
  }

  private static @Nullable Instant timeOf(JsonNode time) {
    return time.isTextual() ? Instant.parse(time.textValue()) : null;
  }

  /** How many rows of a file have nothing in a column; -1 where the log does not say it. */
  static long nullsOf(JsonNode statistics, String column) {
    return statistics.at("/nullCount/" + column).asLong(-1);
  }
}
