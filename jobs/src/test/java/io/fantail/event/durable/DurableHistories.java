package io.fantail.event.durable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fantail.text.Json;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * One history of a durable execution in the shape that AWS answers: a step that fails and succeeds
 * at its second try, a wait between two invocations, a map of one item with a callback, a chained
 * invocation.
 */
public final class DurableHistories {
  public static final String ID = "84e4a8b5-9a18-3280-97f1-f116f888cfe3";
  public static final String ARN =
      "arn:aws:lambda:eu-west-1:111122223333:function:orders:7/durable-execution/order-1/" + ID;
  public static final String FIRST_REQUEST = "7f980ae7-4b4c-49c2-9eea-3c9b2498934c";
  public static final String SECOND_REQUEST = "c1fb8835-c93b-4f84-8fe8-5c7dcc5f74a6";
  public static final String CHAINED_ARN =
      "arn:aws:lambda:eu-west-1:111122223333:function:ship:1/durable-execution/ship-1/9f7d84c9";

  /** As {@code GetDurableExecutionHistory} answers it, with times as the CLI prints them. */
  public static final String EVENTS =
      """
      [
      {"EventType": "ExecutionStarted", "EventId": 1, "Id": "84e4a8b5-9a18-3280-97f1-f116f888cfe3", "Name": "order-1",
       "EventTimestamp": "2026-08-24T12:00:00.100000+00:00", "ExecutionStartedDetails": {"Input": {"Payload": "{\\"orderId\\": 1}", "Truncated": false}, "ExecutionTimeout": 900}},
      {"EventType": "StepStarted", "SubType": "Step", "EventId": 2, "Id": "c4ca4238a0b92382", "Name": "charge", "EventTimestamp": "2026-08-24T12:00:00.200000+00:00", "StepStartedDetails": {}},
      {"EventType": "StepFailed", "SubType": "Step", "EventId": 3, "Id": "c4ca4238a0b92382", "Name": "charge", "EventTimestamp": "2026-08-24T12:00:00.300000+00:00",
       "StepFailedDetails": {"Error": {"Payload": {"ErrorMessage": "card declined", "ErrorType": "CardError", "StackTrace": ["at charge (index.mjs:7)"]}, "Truncated": false}, "RetryDetails": {"NextAttemptDelaySeconds": 1, "CurrentAttempt": 1}}},
      {"EventType": "InvocationCompleted", "EventId": 4, "EventTimestamp": "2026-08-24T12:00:00.350000+00:00",
       "InvocationCompletedDetails": {"StartTimestamp": "2026-08-24T12:00:00.120000+00:00", "EndTimestamp": "2026-08-24T12:00:00.340000+00:00", "Error": {}, "RequestId": "7f980ae7-4b4c-49c2-9eea-3c9b2498934c"}},
      {"EventType": "StepStarted", "SubType": "Step", "EventId": 5, "Id": "c4ca4238a0b92382", "Name": "charge", "EventTimestamp": "2026-08-24T12:00:01.400000+00:00", "StepStartedDetails": {}},
      {"EventType": "StepSucceeded", "SubType": "Step", "EventId": 6, "Id": "c4ca4238a0b92382", "Name": "charge", "EventTimestamp": "2026-08-24T12:00:01.450000+00:00",
       "StepSucceededDetails": {"Result": {"Payload": "\\"paid\\""}, "RetryDetails": {"CurrentAttempt": 2}}},
      {"EventType": "ContextStarted", "SubType": "Map", "EventId": 7, "Id": "c81e728d9d4c2f63", "Name": "approvals", "EventTimestamp": "2026-08-24T12:00:01.460000+00:00", "ContextStartedDetails": {}},
      {"EventType": "CallbackStarted", "SubType": "Callback", "EventId": 8, "Id": "b697d277a571d176", "Name": "approve", "ParentId": "c81e728d9d4c2f63", "EventTimestamp": "2026-08-24T12:00:01.470000+00:00",
       "CallbackStartedDetails": {"CallbackId": "eyJhIjoxfQ==", "Timeout": 10}},
      {"EventType": "WaitStarted", "SubType": "Wait", "EventId": 9, "Id": "eccbc87e4b5ce2fe", "EventTimestamp": "2026-08-24T12:00:01.480000+00:00", "WaitStartedDetails": {"Duration": 2, "ScheduledEndTimestamp": "2026-08-24T12:00:03.480000+00:00"}},
      {"EventType": "WaitSucceeded", "SubType": "Wait", "EventId": 10, "Id": "eccbc87e4b5ce2fe", "EventTimestamp": "2026-08-24T12:00:03.480000+00:00", "WaitSucceededDetails": {"Duration": 2}},
      {"EventType": "CallbackSucceeded", "SubType": "Callback", "EventId": 11, "Id": "b697d277a571d176", "Name": "approve", "ParentId": "c81e728d9d4c2f63", "EventTimestamp": "2026-08-24T12:00:03.490000+00:00", "CallbackSucceededDetails": {"Result": {"Payload": "\\"yes\\""}}},
      {"EventType": "ContextSucceeded", "SubType": "Map", "EventId": 12, "Id": "c81e728d9d4c2f63", "Name": "approvals", "EventTimestamp": "2026-08-24T12:00:03.500000+00:00", "ContextSucceededDetails": {"Result": {"Payload": "[\\"yes\\"]"}}},
      {"EventType": "ChainedInvokeStarted", "SubType": "ChainedInvoke", "EventId": 13, "Id": "a87ff679a2f3e71d", "Name": "ship", "EventTimestamp": "2026-08-24T12:00:03.510000+00:00",
       "ChainedInvokeStartedDetails": {"FunctionName": "ship:1", "TenantId": "blue", "Input": {"Payload": "{}"}, "ExecutedVersion": "1", "DurableExecutionArn": "arn:aws:lambda:eu-west-1:111122223333:function:ship:1/durable-execution/ship-1/9f7d84c9"}},
      {"EventType": "ChainedInvokeTimedOut", "SubType": "ChainedInvoke", "EventId": 14, "Id": "a87ff679a2f3e71d", "Name": "ship", "EventTimestamp": "2026-08-24T12:00:04.000000+00:00",
       "ChainedInvokeTimedOutDetails": {"Error": {"Payload": {"ErrorMessage": "timed out", "ErrorType": "Lambda.TimedOut"}}}},
      {"EventType": "InvocationCompleted", "EventId": 15, "EventTimestamp": "2026-08-24T12:00:04.050000+00:00",
       "InvocationCompletedDetails": {"StartTimestamp": "2026-08-24T12:00:01.380000+00:00", "EndTimestamp": "2026-08-24T12:00:04.040000+00:00", "RequestId": "c1fb8835-c93b-4f84-8fe8-5c7dcc5f74a6",
        "Error": {"Payload": {"ErrorMessage": "could not ship", "ErrorType": "ShipError"}}}},
      {"EventType": "ExecutionFailed", "EventId": 16, "Id": "84e4a8b5-9a18-3280-97f1-f116f888cfe3", "Name": "order-1", "EventTimestamp": "2026-08-24T12:00:04.060000+00:00",
       "ExecutionFailedDetails": {"Error": {"Payload": {"ErrorMessage": "could not ship", "ErrorType": "ShipError"}}}}
      ]
      """;

  public static final int COUNT = 16;

  private DurableHistories() {}

  /** The events as a list that may be changed. */
  public static ArrayNode events() {
    try {
      return (ArrayNode) Json.tree(EVENTS);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The answer of the API, without the ARN that it never says. */
  public static String answer() {
    return "{\"Events\": " + EVENTS + "}";
  }

  /** The answer wrapped with the ARN, as people should. */
  public static String wrapped() {
    return "{\"DurableExecutionArn\": \"" + ARN + "\", \"Events\": " + EVENTS + "}";
  }

  /** The events with every name of the API changed; what is in payloads stays. */
  public static ArrayNode respelt(UnaryOperator<String> name) {
    ArrayNode respelt = Json.MAPPER.createArrayNode();
    events().forEach(event -> respelt.add(respelt(event, name)));
    return respelt;
  }

  private static JsonNode respelt(JsonNode json, UnaryOperator<String> name) {
    if (!json.isObject()) {
      return json;
    }
    ObjectNode object = Json.MAPPER.createObjectNode();
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      object.set(name.apply(field.getKey()), respelt(field.getValue(), name));
    }
    return object;
  }
}
