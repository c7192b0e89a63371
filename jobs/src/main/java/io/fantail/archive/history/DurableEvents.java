package io.fantail.archive.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.text.Json;
import io.fantail.text.JsonTime;
import org.jspecify.annotations.Nullable;

/**
 * Tells events of Lambda's durable executions, as {@code GetDurableExecutionHistory} answers them,
 * from those of Step Functions, and what names such an execution. All fields have the names of
 * {@link FieldNames}.
 */
public final class DurableEvents {
  private DurableEvents() {}

  /**
   * Whether an object is such an event. One of a type that this version knows may lack its id or
   * its time, which is damage; one of a type to come has both. CloudTrail's records have an {@code
   * eventType} and an {@code eventID} too, but neither of the two.
   */
  public static boolean isOne(JsonNode object) {
    String type = object.has("eventType") ? typeOf(object) : null;
    if (type == null || object.has("previousEventId")) {
      return false;
    }
    return DurableEventType.isKnown(type)
        ? object.has("eventId") || object.has("eventTimestamp")
        : EventType.isMadeLikeThem(type) && idOf(object) != null && timeOf(object) != null;
  }

  /** The type as AWS writes it; null where none can be read. */
  public static @Nullable String typeOf(JsonNode event) {
    String type = EventTypeName.ofValue(event.path("eventType"));
    return type == null ? EventTypeName.ofValue(event.path("eventTypeAsString")) : type;
  }

  /** The order of the event among those of its execution, from 1; null where it has none. */
  public static @Nullable Long idOf(JsonNode event) {
    return Json.wholeOf(event.path("eventId"));
  }

  /** Epoch milliseconds; null where none can be read. */
  public static @Nullable Long timeOf(JsonNode event) {
    return JsonTime.millisOf(event.path("eventTimestamp"));
  }

  /** The id of the execution itself, with which its ARN ends; null for any other event. */
  static @Nullable String executionIdOf(JsonNode event) {
    return DurableEventType.EXECUTION_STARTED.awsName().equals(typeOf(event))
        ? event.path("id").textValue()
        : null;
  }

  /**
   * The ARN of the durable execution that a document names: a request to {@code
   * GetDurableExecutionHistory}, or what answers or events of Lambda say about the execution.
   */
  public static @Nullable String arnIn(JsonNode document) {
    JsonNode own = document.path("durableExecutionArn");
    JsonNode named = own.isMissingNode() ? document.path("DurableExecutionArn") : own;
    return named.isMissingNode()
        ? document.path("detail").path("durableExecutionArn").textValue()
        : named.textValue();
  }

  /** When the execution began by such a document, in epoch milliseconds; null for a request. */
  static @Nullable Long startedAt(JsonNode document) {
    return JsonTime.millisOf(document.path("startTimestamp"));
  }
}
