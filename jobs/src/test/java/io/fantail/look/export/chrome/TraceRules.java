package io.fantail.look.export.chrome;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.text.Json;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules of the Trace Event Format that a file of complete and metadata events has to keep: the
 * document "Trace Event Format", and Perfetto's FAQ, by which events of one thread may lie within
 * one another and not overlap otherwise.
 */
public final class TraceRules {
  private TraceRules() {}

  /** Checks a file and returns its complete events, in its order. */
  public static List<JsonNode> check(String file) {
    JsonNode trace;
    try {
      trace = Json.MAPPER.readTree(file);
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
    assertThat(trace.path("displayTimeUnit").asText()).isIn("ms", "ns");
    assertThat(trace.path("traceEvents").isArray()).isTrue();
    Map<Integer, String> processes = new HashMap<>();
    Map<Integer, String> threads = new HashMap<>();
    Map<Integer, List<JsonNode>> byThread = new HashMap<>();
    List<JsonNode> complete = new ArrayList<>();
    for (JsonNode event : trace.path("traceEvents")) {
      assertThat(event.path("pid").isInt()).as(event.toString()).isTrue();
      assertThat(event.path("tid").isInt()).as(event.toString()).isTrue();
      assertThat(event.path("name").isTextual()).as(event.toString()).isTrue();
      assertThat(event.path("args").isObject()).as(event.toString()).isTrue();
      int thread = event.path("tid").asInt();
      switch (event.path("ph").asText()) {
        case "M" -> {
          String name = event.path("args").path("name").asText();
          switch (event.path("name").asText()) {
            case "process_name" ->
                assertThat(processes.put(event.path("pid").asInt(), name)).isNull();
            case "thread_name" -> assertThat(threads.put(thread, name)).isNull();
            case "process_sort_index", "thread_sort_index" ->
                assertThat(event.path("args").path("sort_index").isInt()).isTrue();
            default -> throw new AssertionError(event);
          }
        }
        case "X" -> {
          assertThat(event.path("name").asText()).isNotEmpty();
          assertThat(event.path("ts").isIntegralNumber()).as(event.toString()).isTrue();
          assertThat(event.path("dur").isIntegralNumber()).as(event.toString()).isTrue();
          assertThat(event.path("dur").asLong()).isNotNegative();
          assertThat(event.path("cname").asText("bad")).isIn("terrible", "bad", "grey");
          byThread.computeIfAbsent(thread, unseen -> new ArrayList<>()).add(event);
          complete.add(event);
        }
        default -> throw new AssertionError(event);
      }
      assertThat(processes).containsKey(event.path("pid").asInt());
    }
    assertThat(threads.keySet()).isEqualTo(byThread.keySet());
    byThread.values().forEach(TraceRules::checkNesting);
    return complete;
  }

  private static void checkNesting(List<JsonNode> events) {
    List<JsonNode> sorted = new ArrayList<>(events);
    sorted.sort(
        Comparator.comparingLong((JsonNode event) -> event.path("ts").asLong())
            .thenComparing(event -> -event.path("dur").asLong()));
    assertThat(events).as("in the order of their times").isEqualTo(sorted);
    Deque<JsonNode> open = new ArrayDeque<>();
    for (JsonNode event : sorted) {
      long start = event.path("ts").asLong();
      while (!open.isEmpty() && endOf(open.peek()) <= start && endOf(event) > endOf(open.peek())) {
        open.pop();
      }
      if (!open.isEmpty()) {
        assertThat(endOf(event))
            .as("%s lies in %s", event, open.peek())
            .isLessThanOrEqualTo(endOf(open.peek()));
      }
      open.push(event);
    }
  }

  private static long endOf(JsonNode event) {
    return event.path("ts").asLong() + event.path("dur").asLong();
  }
}
