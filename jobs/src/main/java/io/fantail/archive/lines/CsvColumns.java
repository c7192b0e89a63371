package io.fantail.archive.lines;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fantail.archive.json.Head;
import io.fantail.archive.log.LambdaSigns;
import io.fantail.archive.log.LogEventFields;
import io.fantail.text.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a table of log events are, by their names in its first line.
 *
 * @param names as they stand there, in small letters
 * @param message where the message is
 * @param time where the time is; -1 when there is none
 */
record CsvColumns(char separator, List<String> names, int message, int time) {
  /** How much of a line tells whether a row begins there. */
  static final int ROW_START_CHARS = 40;

  private static final char[] SEPARATORS = {',', ';', '\t'};
  private static final int MAX_HEADER_CHARS = 4_096;

  private static final List<String> MESSAGE = List.of("@message", "message");
  private static final List<String> TIME = List.of("@timestamp", "timestamp");

  /** The fields that they are called in {@link LogEventFields}. */
  private static final Map<String, String> PLACE =
      Map.of(
          "@log", "@log",
          "@logstream", "logStream",
          "logstreamname", "logStream",
          "logstream", "logStream",
          "log_stream", "logStream",
          "log stream", "logStream",
          "loggroupname", "logGroup",
          "loggroup", "logGroup",
          "log_group", "logGroup",
          "owner", "owner");

  private static final List<String> OTHERS =
      List.of("ingestiontime", "ingestion_time", "eventid", "event_id", "id");

  private static final Pattern TIME_AT_ROW_START =
      Pattern.compile("\"?(?:\\d{10,19}|\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}).*", Pattern.DOTALL);

  /** The columns that the first line of a content names; null when it is no such table. */
  static @Nullable CsvColumns of(Head head) {
    if (head.isJson()) {
      return null;
    }
    String line = head.firstLine(MAX_HEADER_CHARS);
    if (!line.toLowerCase(Locale.ROOT).contains("message")) {
      return null;
    }
    for (char separator : SEPARATORS) {
      List<String> names =
          CsvRows.cells(line, separator).stream()
              .map(name -> name.strip().toLowerCase(Locale.ROOT))
              .toList();
      CsvColumns columns =
          new CsvColumns(separator, names, indexOf(names, MESSAGE), indexOf(names, TIME));
      if (columns.areOfLogEvents() && (columns.areOfAws() || LambdaSigns.areIn(head))) {
        return columns;
      }
    }
    return null;
  }

  private static int indexOf(List<String> names, List<String> wanted) {
    return wanted.stream()
        .mapToInt(names::indexOf)
        .filter(index -> index >= 0)
        .findFirst()
        .orElse(-1);
  }

  private boolean areOfLogEvents() {
    return message >= 0 && (time >= 0 || isOfInsights());
  }

  private boolean areOfAws() {
    return isOfInsights()
        || names.stream()
            .allMatch(
                name ->
                    MESSAGE.contains(name)
                        || TIME.contains(name)
                        || PLACE.containsKey(name)
                        || OTHERS.contains(name));
  }

  /** Logs Insights writes its own fields with an at sign. */
  private boolean isOfInsights() {
    return names.get(message).startsWith("@");
  }

  boolean hasTime() {
    return time >= 0;
  }

  /** Whether its rows are of one log stream, of which the console does not say the name. */
  boolean isOfOneStream() {
    return !isOfInsights();
  }

  @Nullable String message(List<String> row) {
    return cell(row, message);
  }

  @Nullable String time(List<String> row) {
    return cell(row, time);
  }

  /** What a row says of the place of its event. */
  ObjectNode place(List<String> row) {
    ObjectNode place = Json.MAPPER.createObjectNode();
    for (int i = 0; i < Math.min(row.size(), names.size()); i++) {
      String field = PLACE.get(names.get(i));
      if (field != null && !row.get(i).isBlank()) {
        place.put(field, row.get(i));
      }
    }
    return place;
  }

  /** Whether a row may begin with this line: any line, unless rows begin with their time. */
  boolean isRowStart(String line) {
    return time != 0 || TIME_AT_ROW_START.matcher(line).matches();
  }

  private static @Nullable String cell(List<String> row, int index) {
    return index >= 0 && index < row.size() ? row.get(index) : null;
  }
}
