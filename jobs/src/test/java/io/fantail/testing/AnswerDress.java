package io.fantail.testing;

import static io.fantail.testing.DressText.byStream;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Log events as the answers of the API that {@code aws} prints. */
final class AnswerDress {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final DateTimeFormatter INSIGHTS_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private AnswerDress() {}

  static Map<String, byte[]> getLogEvents(List<LoggedEvent> events, Coat coat) {
    Map<String, byte[]> objects = new LinkedHashMap<>();
    byStream(events)
        .forEach(
            (stream, ofStream) -> {
              ObjectNode answer = MAPPER.createObjectNode();
              for (LoggedEvent event : ofStream) {
                apiEvent(event, answer.withArray("events").addObject());
              }
              answer.put("nextForwardToken", "f/1").put("nextBackwardToken", "b/1");
              objects.put(
                  "answers/" + objects.size() + ".json", coat.over(answer.toPrettyString()));
            });
    return objects;
  }

  static Map<String, byte[]> filterLogEvents(List<LoggedEvent> events, Coat coat) {
    ObjectNode answer = MAPPER.createObjectNode();
    for (LoggedEvent event : events) {
      apiEvent(event, answer.withArray("events").addObject())
          .put("logStreamName", event.logStream())
          .put("eventId", event.id());
    }
    answer.putArray("searchedLogStreams");
    return Map.of("filtered.json", coat.over(answer.toPrettyString()));
  }

  static Map<String, byte[]> insights(List<LoggedEvent> events, Coat coat) {
    ObjectNode answer = MAPPER.createObjectNode();
    ArrayNode results = answer.put("queryLanguage", "CWLI").putArray("results");
    for (LoggedEvent event : events) {
      ArrayNode row = results.addArray();
      cell(row, "@timestamp", INSIGHTS_TIME.format(event.at()));
      cell(row, "@message", event.message());
      cell(row, "@logStream", event.logStream());
      cell(row, "@log", event.owner() + ":" + event.logGroup());
      cell(row, "@ptr", "CmEKJgoi" + event.id());
    }
    answer.putObject("statistics").put("recordsMatched", (double) events.size());
    return Map.of("insights.json", coat.over(answer.put("status", "Complete").toString()));
  }

  private static ObjectNode apiEvent(LoggedEvent event, ObjectNode json) {
    return json.put("timestamp", event.at().toEpochMilli())
        .put("message", event.message())
        .put("ingestionTime", event.at().toEpochMilli() + 900);
  }

  private static void cell(ArrayNode row, String field, String value) {
    row.addObject().put("field", field).put("value", value);
  }
}
