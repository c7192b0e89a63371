package io.fantail.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The forms in which people save what {@code GetExecutionHistory} answers, each written from the
 * events alone and with nothing of Fantail's. See formats.md, section 2, and {@code
 * archive/history} of the corpus.
 */
public enum HistoryDress {
  /** The wire, and aws-cli v1: one to three decimals. */
  EPOCH_SECONDS {
    @Override
    Map<String, String> texts(String arn, List<ObjectNode> events) {
      return history(compact(named(arn).set("events", timed(events, HistoryDress::epochSeconds))));
    }
  },
  /** aws-cli v2: the zone of the machine, printed to be looked at; the ARN put in behind. */
  LOCAL_OFFSET_PRETTY {
    @Override
    Map<String, String> texts(String arn, List<ObjectNode> events) {
      ObjectNode answer = MAPPER.createObjectNode();
      answer.set("events", timed(events, at -> TextNode.valueOf(LOCAL.format(at))));
      return history(answer.put("executionArn", arn).toPrettyString() + "\n");
    }
  },
  /** boto3 through {@code json.dumps(default=str)}. */
  PYTHON_STR {
    @Override
    Map<String, String> texts(String arn, List<ObjectNode> events) {
      return history(compact(named(arn).set("events", timed(events, HistoryDress::pythonStr))));
    }
  },
  JAVASCRIPT {
    @Override
    Map<String, String> texts(String arn, List<ObjectNode> events) {
      ObjectNode answer = MAPPER.createObjectNode();
      answer.putObject("$metadata").put("httpStatusCode", 200).put("requestId", "x");
      answer.set("events", timed(events, HistoryDress::utc));
      return history(compact(named(arn).set("history", answer)));
    }
  },
  /** Go, steampipe: every key of the API with a capital. */
  PASCAL_CASE {
    @Override
    Map<String, String> texts(String arn, List<ObjectNode> events) {
      ArrayNode capitals = MAPPER.createArrayNode();
      timed(events, HistoryDress::utc).forEach(event -> capitals.add(withCapitals(event)));
      ObjectNode answer = MAPPER.createObjectNode().put("ExecutionArn", arn);
      return history(compact(answer.set("Events", capitals)));
    }
  },
  /** Jackson over the SDK's classes: nine decimals, members that are null. */
  JAVA_INSTANT {
    @Override
    Map<String, String> texts(String arn, List<ObjectNode> events) {
      ArrayNode withMore =
          timed(events, at -> DecimalNode.valueOf(seconds(at).setScale(NANO_DIGITS)));
      for (JsonNode event : withMore) {
        ((ObjectNode) event)
            .put("typeAsString", event.path("type").textValue())
            .putNull("activityFailedEventDetails");
      }
      return history(compact(named(arn).set("events", withMore)));
    }
  },
  /** {@code --query events}, and the name of the execution around it. */
  ARRAY_IN_A_WRAPPER {
    @Override
    Map<String, String> texts(String arn, List<ObjectNode> events) {
      return history(compact(named(arn).set("history", timed(events, HistoryDress::utc))));
    }
  },
  /** {@code --query events}, and beside it what {@code DescribeExecution} answers. */
  ARRAY_BESIDE_ITS_DESCRIPTION {
    @Override
    Map<String, String> texts(String arn, List<ObjectNode> events) {
      Instant startedAt = Instant.ofEpochMilli(events.get(0).path("timestamp").asLong());
      ObjectNode description = named(arn);
      description.put("stateMachineArn", arn.replace(":execution:", ":stateMachine:"));
      description.set("startDate", epochSeconds(startedAt));
      return Map.of(
          "history.json", compact(timed(events, HistoryDress::epochSeconds)),
          "describe_execution.json", compact(description));
    }
  },
  JSON_LINES {
    @Override
    Map<String, String> texts(String arn, List<ObjectNode> events) {
      StringBuilder lines = new StringBuilder();
      for (JsonNode event : timed(events, at -> TextNode.valueOf(LOCAL.format(at)))) {
        lines.append(compact(((ObjectNode) event).put("executionArn", arn))).append('\n');
      }
      return Map.of("history.jsonl", lines.toString());
    }
  },
  REVERSED {
    @Override
    Map<String, String> texts(String arn, List<ObjectNode> events) {
      List<ObjectNode> reversed = new ArrayList<>(events);
      Collections.reverse(reversed);
      return history(
          compact(named(arn).set("events", timed(reversed, HistoryDress::epochSeconds))));
    }
  },
  PAGES {
    @Override
    Map<String, String> texts(String arn, List<ObjectNode> events) {
      Map<String, String> pages = new LinkedHashMap<>();
      for (int from = 0; from < events.size(); from += PAGE_EVENTS) {
        int to = Math.min(events.size(), from + PAGE_EVENTS);
        ObjectNode page = named(arn);
        page.set("events", timed(events.subList(from, to), HistoryDress::pythonStr));
        if (to < events.size()) {
          page.put("nextToken", "AAAA" + to);
        }
        pages.put("page-" + from / PAGE_EVENTS + ".json", compact(page));
      }
      return pages;
    }
  };

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final ZoneOffset ELSEWHERE = ZoneOffset.ofHoursMinutes(-3, -30);
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx").withZone(ELSEWHERE);
  private static final DateTimeFormatter PYTHON =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSSxxx").withZone(ELSEWHERE);
  private static final DateTimeFormatter PYTHON_SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ssxxx").withZone(ELSEWHERE);
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final int NANO_DIGITS = 9;
  private static final int PAGE_EVENTS = 4;

  abstract Map<String, String> texts(String arn, List<ObjectNode> events);

  /**
   * Content by name, to be put into a folder of its own.
   *
   * @param events in the order of their ids, {@code timestamp} in epoch milliseconds
   */
  public Map<String, byte[]> objects(String arn, List<ObjectNode> events, Coat coat) {
    return texts(arn, events).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, text -> coat.over(text.getValue())));
  }

  private static ObjectNode named(String arn) {
    return MAPPER.createObjectNode().put("executionArn", arn);
  }

  private static Map<String, String> history(String text) {
    return Map.of("history.json", text);
  }

  private static ArrayNode timed(List<ObjectNode> events, Function<Instant, JsonNode> time) {
    ArrayNode timed = MAPPER.createArrayNode();
    for (ObjectNode event : events) {
      Instant at = Instant.ofEpochMilli(event.path("timestamp").asLong());
      timed.add(event.deepCopy().set("timestamp", time.apply(at)));
    }
    return timed;
  }

  private static BigDecimal seconds(Instant at) {
    return BigDecimal.valueOf(at.toEpochMilli(), 3);
  }

  /** {@code 1790218596.93}, and {@code 1790218596.0} at a full second. */
  private static JsonNode epochSeconds(Instant at) {
    BigDecimal shortest = seconds(at).stripTrailingZeros();
    return DecimalNode.valueOf(shortest.setScale(Math.max(1, shortest.scale())));
  }

  private static JsonNode pythonStr(Instant at) {
    return TextNode.valueOf((at.toEpochMilli() % 1_000 == 0 ? PYTHON_SECONDS : PYTHON).format(at));
  }

  private static JsonNode utc(Instant at) {
    return TextNode.valueOf(UTC.format(at));
  }

  private static JsonNode withCapitals(JsonNode node) {
    if (!node.isObject()) {
      return node;
    }
    ObjectNode capitals = MAPPER.createObjectNode();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String name = field.getKey();
      capitals.set(
          Character.toUpperCase(name.charAt(0)) + name.substring(1),
          withCapitals(field.getValue()));
    }
    return capitals;
  }

  private static String compact(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
