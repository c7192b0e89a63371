package io.fantail.event.durable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fantail.event.Failure;
import io.fantail.event.policy.PayloadPolicy;
import io.fantail.text.Json;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The details of one event of a durable execution, whatever spelling a tool gave to their fields:
 * what goes in and comes out, the error, and the rest.
 */
final class DurableDetails {
  private static final String SUFFIX = "details";
  private static final String INPUT = "input";
  private static final String RESULT = "result";
  private static final String ERROR = "error";
  private static final String PAYLOAD = "payload";
  private static final Set<String> PAYLOADS = Set.of(INPUT, RESULT, ERROR);

  private final JsonNode details;

  private DurableDetails(JsonNode details) {
    this.details = details;
  }

  /** The details of an event of a type, {@code StepFailedDetails}; empty where there are none. */
  static DurableDetails of(JsonNode event, String type) {
    JsonNode details = field(event, type.toLowerCase(Locale.ROOT) + SUFFIX);
    return new DurableDetails(details.isObject() ? details : Json.MAPPER.createObjectNode());
  }

  /** A field by its name in small letters, without what some tools put between words. */
  private static JsonNode field(JsonNode object, String name) {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (squeezed(field.getKey()).equals(name)) {
        return field.getValue();
      }
    }
    return Json.MAPPER.missingNode();
  }

  private static String squeezed(String name) {
    return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
  }

  /**
   * A text, by the name of its field in small letters; null where there is none, or it is empty.
   */
  @Nullable String text(String name) {
    String text = field(details, name).textValue();
    return text == null || text.isEmpty() ? null : text;
  }

  @Nullable String input() {
    return payloadOf(INPUT);
  }

  @Nullable String result() {
    return payloadOf(RESULT);
  }

  private @Nullable String payloadOf(String name) {
    JsonNode payload = field(field(details, name), PAYLOAD);
    return payload.isContainerNode() ? payload.toString() : payload.textValue();
  }

  /** The error: AWS writes an empty one where nothing failed. */
  Failure failure(PayloadPolicy policy) {
    JsonNode error = errorObject();
    String message = error.isTextual() ? error.textValue() : textIn(error, "errormessage");
    return Failure.of(textIn(error, "errortype"), message, policy);
  }

  private JsonNode errorObject() {
    JsonNode error = field(details, ERROR);
    JsonNode payload = field(error, PAYLOAD);
    return payload.isMissingNode() ? error : payload;
  }

  private static @Nullable String textIn(JsonNode object, String name) {
    String text = field(object, name).textValue();
    return text == null || text.isEmpty() ? null : text;
  }

  /** All but the payloads and the message of the error, as JSON; null where that is nothing. */
  @Nullable String rest() {
    ObjectNode rest = Json.MAPPER.createObjectNode();
    for (Map.Entry<String, JsonNode> field : details.properties()) {
      String name = squeezed(field.getKey());
      if (!PAYLOADS.contains(name)) {
        rest.set(field.getKey(), field.getValue());
      } else if (field(field.getValue(), "truncated").asBoolean()) {
        rest.put(field.getKey() + "Truncated", true);
      }
    }
    for (Map.Entry<String, JsonNode> field : errorObject().properties()) {
      String name = squeezed(field.getKey());
      if (name.equals("stacktrace") || name.equals("errordata")) {
        rest.set(field.getKey(), field.getValue());
      }
    }
    return rest.isEmpty() ? null : rest.toString();
  }
}
