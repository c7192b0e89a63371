package io.fantail.span.execution;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.span.ExecutionStatus;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a recorded history holds, found without any of Fantail's code: events are counted, and an
 * attempt's state is looked for back along the chain.
 */
final class RecordedWalk {
  private static final Set<String> SCHEDULED =
      Set.of("TaskScheduled", "LambdaFunctionScheduled", "ActivityScheduled");
  private static final Set<String> TERMINAL =
      Set.of("ExecutionSucceeded", "ExecutionFailed", "ExecutionTimedOut", "ExecutionAborted");

  private final List<JsonNode> events;
  private final Map<Long, JsonNode> byId = new HashMap<>();

  RecordedWalk(List<JsonNode> events) {
    this.events = events;
    events.forEach(event -> byId.put(event.path("id").asLong(), event));
  }

  List<String> statesEntered() {
    return events.stream()
        .filter(event -> type(event).endsWith("StateEntered"))
        .map(event -> event.at("/stateEnteredEventDetails/name").asText())
        .toList();
  }

  /** {@code name@time} for each state that was left. */
  List<String> statesExited() {
    return events.stream()
        .filter(event -> type(event).endsWith("StateExited"))
        .map(event -> event.at("/stateExitedEventDetails/name").asText() + "@" + at(event))
        .toList();
  }

  /** For each attempt the state it was made in; without that an attempt has no place. */
  List<String> attempts() {
    List<String> states = new ArrayList<>();
    for (JsonNode event : events) {
      String state = stateBefore(event);
      if (state != null && (SCHEDULED.contains(type(event)) || failedUnscheduled(event))) {
        states.add(state);
      }
    }
    return states;
  }

  List<String> mapRunArns() {
    return events.stream()
        .filter(event -> type(event).equals("MapRunStarted"))
        .map(event -> event.at("/mapRunStartedEventDetails/mapRunArn").asText())
        .toList();
  }

  /** {@code map[index]} for each iteration that began. */
  List<String> iterations() {
    return events.stream()
        .filter(event -> type(event).equals("MapIterationStarted"))
        .map(event -> event.path("mapIterationStartedEventDetails"))
        .map(details -> details.path("name").asText() + "[" + details.path("index").asInt() + "]")
        .toList();
  }

  /** A branch begins where a state follows the start of a Parallel. */
  long branches() {
    return events.stream()
        .filter(event -> type(event).endsWith("StateEntered"))
        .filter(event -> type(previous(event)).equals("ParallelStateStarted"))
        .count();
  }

  ExecutionStatus status() {
    JsonNode ended = ended();
    return ended == null
        ? ExecutionStatus.RUNNING
        : switch (type(ended)) {
          case "ExecutionSucceeded" -> ExecutionStatus.SUCCEEDED;
          case "ExecutionFailed" -> ExecutionStatus.FAILED;
          case "ExecutionTimedOut" -> ExecutionStatus.TIMED_OUT;
          default -> ExecutionStatus.ABORTED;
        };
  }

  @Nullable Instant endedAt() {
    JsonNode ended = ended();
    return ended == null ? null : at(ended);
  }

  boolean isComplete() {
    return events.get(0).path("id").asLong() == 1
        && events.get(events.size() - 1).path("id").asLong() == events.size();
  }

  private @Nullable JsonNode ended() {
    JsonNode ended = null;
    for (JsonNode event : events) {
      if (TERMINAL.contains(type(event))) {
        ended = event;
      } else if (type(event).equals("ExecutionRedriven")) {
        ended = null;
      }
    }
    return ended;
  }

  /** A failure that follows neither Scheduled nor Started nor Submitted. */
  private boolean failedUnscheduled(JsonNode event) {
    boolean fails =
        type(event)
            .matches("(Task|LambdaFunction|Activity)(Start|Submit|Schedule)?(Failed|TimedOut)");
    return fails && !type(previous(event)).matches(".*(Scheduled|Started|Submitted)");
  }

  /** An attempt's chain leads back to its state's Entered through attempts of that state alone. */
  private @Nullable String stateBefore(JsonNode event) {
    JsonNode before = previous(event);
    while (before != null && type(before).matches("(Task|LambdaFunction|Activity)(?!State).*")) {
      before = previous(before);
    }
    return before == null ? null : before.at("/stateEnteredEventDetails/name").asText();
  }

  private @Nullable JsonNode previous(JsonNode event) {
    return byId.get(event.path("previousEventId").asLong());
  }

  private static String type(@Nullable JsonNode event) {
    return event == null ? "" : event.path("type").asText();
  }

  private static Instant at(JsonNode event) {
    JsonNode timestamp = event.path("timestamp");
    return timestamp.isNumber()
        ? Instant.ofEpochMilli(Math.round(timestamp.asDouble() * 1000))
        : OffsetDateTime.parse(timestamp.asText()).toInstant();
  }
}
