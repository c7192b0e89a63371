package io.fantail.event.parse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.archive.history.FieldNames;
import io.fantail.text.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the event that EventBridge passes on when the status of an execution changes: "Step
 * Functions execution status change events" in the Developer Guide. A rule may send it to SQS or
 * SNS; then it is the text of a message, as {@code ReceiveMessage} answers, as a function gets it
 * or as SNS puts it into one of SQS.
 */
final class StatusChangeFinder {
  private static final String STATUS_CHANGE = "Step Functions Execution Status Change";
  private static final String DETAIL = "detail";

  /** SNS in SQS, and the event in that of SNS. */
  private static final int MAX_MESSAGES = 3;

  private static final List<String> TEXTS = List.of("Body", "body", "Message", "Sns");

  private StatusChangeFinder() {}

  static boolean isOne(JsonNode json) {
    return STATUS_CHANGE.equals(json.path("detail-type").textValue())
        && "aws.states".equals(json.path("source").textValue())
        && json.path(DETAIL).isObject();
  }

  /** The execution as the event tells it; null where there is no such event. */
  static @Nullable JsonNode executionIn(JsonNode json) {
    JsonNode event = eventIn(json, MAX_MESSAGES);
    return event == null ? null : FieldNames.respelt(event.path(DETAIL));
  }

  private static @Nullable JsonNode eventIn(JsonNode json, int depth) {
    if (isOne(json)) {
      return json;
    }
    for (String name : TEXTS) {
      JsonNode message = json.path(name);
      if (depth > 0 && (message.isTextual() || message.isObject())) {
        return eventIn(message.isTextual() ? ofText(message.textValue()) : message, depth - 1);
      }
    }
    return null;
  }

  private static JsonNode ofText(String text) {
    try {
      return text.contains(STATUS_CHANGE) ? Json.tree(text) : Json.MAPPER.missingNode();
    } catch (JsonProcessingException noJson) {
      return Json.MAPPER.missingNode();
    }
  }
}
