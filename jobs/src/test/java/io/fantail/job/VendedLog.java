package io.fantail.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The lines that Step Functions logs of one execution, each event the successor of the last. */
final class VendedLog {
  static final ObjectMapper MAPPER = new ObjectMapper();

  private static final long STARTED_AT = Instant.parse("2026-08-24T09:00:00Z").toEpochMilli();
  private static final long BETWEEN_EVENTS = 100;

  private final List<String> lines = new ArrayList<>();
  private final String executionArn;
  private long pauses;

  /**
   * @param name {@code machine:execution}
   */
  VendedLog(String name) {
    this.executionArn = "arn:aws:states:eu-west-1:444455556666:execution:" + name;
  }

  /** What comes next happens that much later. */
  VendedLog pause(long millis) {
    pauses += millis;
    return this;
  }

  String executionArn() {
    return executionArn;
  }

  VendedLog add(String type, Map<String, ?> details) {
    int id = lines.size() + 1;
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("id", String.valueOf(id));
    event.put("type", type);
    event.put("details", details);
    event.put("previous_event_id", String.valueOf(id - 1));
    event.put("event_timestamp", String.valueOf(STARTED_AT + pauses + id * BETWEEN_EVENTS));
    event.put("execution_arn", executionArn);
    event.put("redrive_count", "0");
    lines.add(json(event));
    return this;
  }

  /** One line per event. */
  String text() {
    return String.join("\n", lines) + "\n";
  }

  static String json(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalArgumentException(impossible);
    }
  }
}
