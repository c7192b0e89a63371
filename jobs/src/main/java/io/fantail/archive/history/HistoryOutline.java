package io.fantail.archive.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.text.Json;
import io.fantail.text.JsonTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What can be told of a list of events without knowing whose they are. */
final class HistoryOutline {
  /** Enough of a history to tell it from another one that began with it. */
  private static final int COMPARED_EVENTS = 64;

  private final Set<String> mapRunArns = new TreeSet<>();
  private final Map<Long, String> firstEvents = new HashMap<>();
  private @Nullable String executionArn;
  private @Nullable String durableExecutionId;
  private boolean isDurable;
  private @Nullable Boolean nextToken;
  private @Nullable Long startedAt;
  private @Nullable Long lowestAt;
  private @Nullable Long highestAt;
  private @Nullable String typeOfHighest;
  private long lowest;
  private long highest;
  private long last;
  private int direction;
  private long events;
  private boolean unbroken = true;

  /** The id of an event, a number or one as text; null when it has none. */
  static @Nullable Long idOf(JsonNode event) {
    return Json.wholeOf(event.path("id"));
  }

  /** Whether the object is an event of a history, and not something else with an id. */
  static boolean isEvent(JsonNode object) {
    return (idOf(object) != null
            && EventTypeName.of(object) != null
            && object.has("previousEventId"))
        || DurableEvents.isOne(object);
  }

  /** The id of an event of either kind; null when it has none. */
  static @Nullable Long idOfEither(JsonNode event) {
    return DurableEvents.isOne(event) ? DurableEvents.idOf(event) : idOf(event);
  }

  private static JsonNode timeOf(JsonNode event) {
    JsonNode time = event.path("timestamp");
    return time.isMissingNode() ? event.path("eventTimestamp") : time;
  }

  /** Takes the next event of the list. */
  void add(JsonNode event) {
    boolean isOfDurable = DurableEvents.isOne(event);
    Long id = isOfDurable ? DurableEvents.idOf(event) : idOf(event);
    if (id == null) {
      unbroken = false;
      return;
    }
    isDurable |= isOfDurable;
    Long at = isOfDurable ? DurableEvents.timeOf(event) : JsonTime.millisOf(timeOf(event));
    String type = isOfDurable ? DurableEvents.typeOf(event) : EventTypeName.of(event);
    if (events > 0) {
      int step = id - last == 1 ? 1 : last - id == 1 ? -1 : 0;
      unbroken &= step != 0 && (direction == 0 || direction == step);
      direction = step;
    }
    if (events == 0 || id < lowest) {
      lowest = id;
      lowestAt = at;
    }
    if (events == 0 || id > highest) {
      highest = id;
      highestAt = at;
      typeOfHighest = type;
    }
    startedAt = id == 1 ? at : startedAt;
    if (id <= COMPARED_EVENTS && firstEvents.size() < COMPARED_EVENTS) {
      firstEvents.put(id, at + " " + type);
    }
    last = id;
    events++;
    if (isOfDurable) {
      String executionId = DurableEvents.executionIdOf(event);
      durableExecutionId = executionId == null ? durableExecutionId : executionId;
    } else {
      addMapRuns(event);
    }
  }

  private void addMapRuns(JsonNode event) {
    for (Map.Entry<String, JsonNode> field : event.properties()) {
      String arn = field.getValue().path("mapRunArn").textValue();
      if (arn != null) {
        mapRunArns.add(arn);
      }
    }
  }

  /** What the wrapper says behind the events; the innermost wrapper that says it is right. */
  void wrappedIn(@Nullable String arn, boolean asksForNextPage) {
    executionArn = executionArn == null ? arn : executionArn;
    nextToken = nextToken == null ? (Boolean) asksForNextPage : nextToken;
  }

  /** The ARN of the execution as the wrapper of the list says it; null where it says none. */
  @Nullable String executionArn() {
    return executionArn;
  }

  /** Whether the events are of a durable execution of Lambda. */
  boolean isDurable() {
    return isDurable;
  }

  /** The id with which the ARN of the durable execution ends; null where no event says it. */
  @Nullable String durableExecutionId() {
    return durableExecutionId;
  }

  /** Epoch milliseconds of the first event of the execution; null when it is not in this list. */
  @Nullable Long startedAt() {
    return startedAt;
  }

  /**
   * Whether both cannot be copies of one history, of which one may have been read before the other:
   * an event of theirs differs in its type or its time.
   */
  boolean isOfOtherExecutionThan(HistoryOutline other) {
    return firstEvents.entrySet().stream()
        .anyMatch(
            event -> {
              String same = other.firstEvents.get(event.getKey());
              return same != null && !same.equals(event.getValue());
            });
  }

  /** The Map Runs that began, or were redriven, in this history. */
  Set<String> mapRunArns() {
    return mapRunArns;
  }

  long lowest() {
    return lowest;
  }

  /** Whether its wrapper says that more events were there to ask for. */
  boolean hasNextToken() {
    return Boolean.TRUE.equals(nextToken);
  }

  /** Whether it is one page of several: neither its beginning nor its end is all there is. */
  boolean isPage() {
    boolean lastOfReversed = direction < 0 && !endsExecution();
    return events > 0 && nextToken != null && (nextToken || lowest > 1 || lastOfReversed);
  }

  private boolean endsExecution() {
    DurableEventType durable = typeOfHighest == null ? null : DurableEventType.of(typeOfHighest);
    return typeOfHighest != null
        && (isDurable
            ? durable != null && durable.endsExecution()
            : EventType.roleOf(typeOfHighest).endsExecution());
  }

  /** Whether the ids of {@code next} go on, one by one, where the ids of this list end. */
  boolean isFollowedInIdsBy(HistoryOutline next) {
    return unbroken
        && next.unbroken
        && next.events > 0
        && next.lowest == highest + 1
        && highestAt != null
        && next.lowestAt != null
        && next.lowestAt >= highestAt;
  }

  /** Whether reading went upwards, downwards, or nobody can tell. */
  boolean mayRun(int wantedDirection) {
    return unbroken && (direction == 0 || direction == wantedDirection);
  }

  /**
   * Whether {@code next}, standing directly behind this list in the same object, is its next page.
   */
  boolean isContinuedBy(HistoryOutline next) {
    boolean asked = nextToken == null || nextToken;
    boolean upwards = mayRun(1) && next.mayRun(1) && isFollowedInIdsBy(next);
    boolean downwards = mayRun(-1) && next.mayRun(-1) && next.isFollowedInIdsBy(this);
    return asked && (upwards || downwards);
  }
}
