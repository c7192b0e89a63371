package io.fantail.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What the containers of log events have in common. */
final class DressText {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private DressText() {}

  static Map<String, byte[]> texts(
      List<LoggedEvent> events,
      Coat coat,
      Function<LoggedEvent, String> nameOf,
      Function<LoggedEvent, String> lineOf) {
    return texts(events, coat, "", nameOf, lineOf);
  }

  static Map<String, byte[]> texts(
      List<LoggedEvent> events,
      Coat coat,
      String header,
      Function<LoggedEvent, String> nameOf,
      Function<LoggedEvent, String> lineOf) {
    Map<String, StringBuilder> texts = new LinkedHashMap<>();
    for (LoggedEvent event : events) {
      texts
          .computeIfAbsent(nameOf.apply(event), name -> new StringBuilder(header))
          .append(lineOf.apply(event));
    }
    Map<String, byte[]> objects = new LinkedHashMap<>();
    texts.forEach((name, text) -> objects.put(name, coat.over(text.toString())));
    return objects;
  }

  static Map<String, List<LoggedEvent>> byStream(List<LoggedEvent> events) {
    Map<String, List<LoggedEvent>> streams = new LinkedHashMap<>();
    events.forEach(
        event ->
            streams.computeIfAbsent(event.logStream(), stream -> new ArrayList<>()).add(event));
    return streams;
  }

  static String lines(List<String> records) {
    return String.join("\n", records) + "\n";
  }

  static String json(ObjectNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
