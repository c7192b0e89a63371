package io.fantail.testing.workflow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** Events as Step Functions logs them to CloudWatch: every scalar a string. */
public final class VendedJson {
  private static final List<String> DATA = List.of("input", "output", "parameters");
  private static final Set<String> WITHOUT_TYPE_WORD = Set.of("Failed", "TimedOut", "Aborted");

  private VendedJson() {}

  /**
   * One line.
   *
   * @param withData {@code includeExecutionData} of the logging configuration
   */
  public static ObjectNode of(String arn, WrittenEvent event, boolean withData) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", String.valueOf(event.id()));
    json.put("type", event.type());
    ObjectNode details = JsonNodeFactory.instance.objectNode();
    if (event.details() != null) {
      event
          .details()
          .properties()
          .forEach(field -> details.put(field.getKey(), field.getValue().asText()));
    }
    if (!withData) {
      details.remove(DATA);
    }
    json.set("details", details);
    json.put("redrive_count", String.valueOf(event.redriveCount()));
    json.put("previous_event_id", String.valueOf(event.previousId()));
    json.put("event_timestamp", String.valueOf(event.atMillis()));
    json.put("execution_arn", arn);
    return json;
  }

  /** Whether a log of level ERROR has it. */
  public static boolean isLoggedAsError(WrittenEvent event) {
    return WITHOUT_TYPE_WORD.stream().anyMatch(event.type()::endsWith);
  }
}
