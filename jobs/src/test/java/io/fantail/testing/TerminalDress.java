package io.fantail.testing;

import static io.fantail.testing.DressText.byStream;
import static io.fantail.testing.DressText.texts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Log events as people save them by hand: exports, terminals, tables of the console, and lines
 * alone.
 */
final class TerminalDress {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter INSIGHTS_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private TerminalDress() {}

  static Map<String, byte[]> exportTask(List<LoggedEvent> events, Coat coat) {
    return texts(
        events,
        coat,
        event -> "export/0f3c3c5e/" + event.logStream().replace('/', '-') + "/000000.gz",
        event -> withLineEnd(MILLIS.format(event.at()) + " " + event.message()));
  }

  static Map<String, byte[]> logsTail(List<LoggedEvent> events, Coat coat) {
    return texts(
        events,
        coat,
        event -> "tail/" + event.logGroup().replace('/', '_') + ".log",
        event ->
            withLineEnd(
                isoformat(event)
                    + " "
                    + event.logStream()
                    + " "
                    + event.message().stripTrailing()));
  }

  static Map<String, byte[]> logsTailJson(List<LoggedEvent> events, Coat coat) {
    return texts(
        events,
        coat,
        event -> "tail/" + event.logGroup().replace('/', '_') + ".json.log",
        event ->
            withLineEnd(
                isoformat(event)
                    + " "
                    + event.logStream()
                    + " "
                    + prettyOnNewLine(event.message().stripTrailing())));
  }

  static Map<String, byte[]> logsTailInColours(List<LoggedEvent> events, Coat coat) {
    return texts(
        events,
        coat,
        event -> "tail/" + event.logGroup().replace('/', '_') + ".colours.log",
        event ->
            withLineEnd(
                    "\u001b[32m"
                        + isoformat(event)
                        + "\u001b[0m \u001b[36m"
                        + event.logStream()
                        + "\u001b[0m "
                        + event.message().stripTrailing())
                + "\u001b[0m");
  }

  static Map<String, byte[]> samLogs(List<LoggedEvent> events, Coat coat) {
    return texts(
        events,
        coat,
        event -> "sam/" + event.logGroup().replace('/', '_') + ".log",
        event ->
            withLineEnd(
                "\u001b[36m"
                    + event.logStream()
                    + "\u001b[0m \u001b[33m"
                    + isoformat(event).replace("+00:00", "")
                    + "\u001b[0m "
                    + pretty(event.message().stripTrailing())));
  }

  static Map<String, byte[]> insightsCsv(List<LoggedEvent> events, Coat coat) {
    return texts(
        events,
        coat,
        "@log,@message,@timestamp,@requestId,@logStream\n",
        event -> "logs-insights-results.csv",
        event ->
            String.join(
                    ",",
                    event.owner() + ":" + event.logGroup(),
                    quoted(event.message()),
                    INSIGHTS_TIME.format(event.at()),
                    "",
                    event.logStream())
                + "\n");
  }

  static Map<String, byte[]> consoleCsv(List<LoggedEvent> events, Coat coat) {
    Map<String, byte[]> objects = new LinkedHashMap<>();
    byStream(events)
        .forEach(
            (stream, ofStream) ->
                objects.putAll(
                    texts(
                        ofStream,
                        coat,
                        "timestamp,message\n",
                        event -> "viewer/" + stream.replace('/', '-') + ".csv",
                        event ->
                            event.at().toEpochMilli() + "," + quoted(event.message()) + "\n")));
    return objects;
  }

  static Map<String, byte[]> jsonLines(List<LoggedEvent> events, Coat coat) {
    return texts(events, coat, event -> "vended.jsonl", event -> event.message() + "\n");
  }

  private static String quoted(String cell) {
    return '"' + cell.replace("\"", "\"\"") + '"';
  }

  private static String prettyOnNewLine(String message) {
    return message.startsWith("{") ? "\n" + pretty(message) : message;
  }

  /** JSON in lines, anything else as it is. */
  private static String pretty(String message) {
    try {
      return message.startsWith("{") ? MAPPER.readTree(message).toPrettyString() : message;
    } catch (JsonProcessingException noJson) {
      return message;
    }
  }

  /** Python leaves out a fraction that is nothing. */
  private static String isoformat(LoggedEvent event) {
    return (event.at().toEpochMilli() % 1_000 == 0 ? SECONDS : MICROS).format(event.at());
  }

  /** A message that ends in a line end of its own leaves an empty line, as in the real thing. */
  private static String withLineEnd(String line) {
    return line + "\n";
  }
}
