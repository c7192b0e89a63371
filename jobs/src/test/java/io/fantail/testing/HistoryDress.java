package io.fantail.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
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
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
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
  /** Ruby's {@code to_h} through {@code to_json} with times as {@code inspect} shows them. */
  SNAKE_CASE {
    @Override
    Map<String, String> texts(String arn, List<ObjectNode> events) {
      ArrayNode snakes = MAPPER.createArrayNode();
      timed(events, at -> TextNode.valueOf(RUBY.format(at)))
          .forEach(event -> snakes.add(respelt(event, HistoryDress::snakeCase)));
      ObjectNode answer = MAPPER.createObjectNode().put("execution_arn", arn);
      return history(compact(answer.set("events", snakes)));
    }
  },
  /** steampipe: columns in snake case, within them the names of Go. */
  ROWS {
    @Override
    Map<String, String> texts(String arn, List<ObjectNode> events) {
      ObjectNode answer = MAPPER.createObjectNode();
      answer.putArray("columns").addObject().put("name", "id").put("data_type", "bigint");
      ArrayNode rows = answer.putArray("rows");
      for (JsonNode event : timed(events, HistoryDress::utc)) {
        ObjectNode row = rows.addObject().put("execution_arn", arn).put("region", "eu-west-1");
        event
            .properties()
            .forEach(field -> row.set(snakeCase(field.getKey()), withCapitals(field.getValue())));
      }
      return history(answer.toPrettyString());
    }
  },
  /** {@code ConvertTo-Json} of Windows PowerShell over the classes of .NET. */
  POWERSHELL {
    @Override
    Map<String, String> texts(String arn, List<ObjectNode> events) {
      ArrayNode capitals = MAPPER.createArrayNode();
      for (JsonNode event : timed(events, HistoryDress::dotNet)) {
        ObjectNode named = (ObjectNode) withCapitals(event);
        named.putObject("Type").put("Value", event.path("type").textValue());
        named.putIfAbsent("ActivityFailedEventDetails", NullNode.getInstance());
        capitals.add(named);
      }
      ObjectNode answer = MAPPER.createObjectNode().put("ExecutionArn", arn).putNull("NextToken");
      return history(compact(answer.set("Events", capitals)));
    }
  },
  /** PowerShell 5 adds what it shows to whatever it was given through a pipe. */
  POWERSHELL_DATES {
    @Override
    Map<String, String> texts(String arn, List<ObjectNode> events) {
      ArrayNode dates =
          timed(
              events,
              at ->
                  MAPPER
                      .createObjectNode()
                      .put("DateTime", "Friday, 20 November 2026 10:00:00")
                      .put("DisplayHint", 2)
                      .set("value", dotNet(at)));
      return history(compact(named(arn).set("events", dates)));
    }
  },
  /** Java's {@code Date} through Jackson. */
  EPOCH_MILLIS {
    @Override
    Map<String, String> texts(String arn, List<ObjectNode> events) {
      ArrayNode millis = timed(events, at -> LongNode.valueOf(at.toEpochMilli()));
      return history(compact(named(arn).set("events", millis)));
    }
  },
  EPOCH_MILLIS_AS_TEXT {
    @Override
    Map<String, String> texts(String arn, List<ObjectNode> events) {
      ArrayNode millis = timed(events, at -> TextNode.valueOf(String.valueOf(at.toEpochMilli())));
      return history(compact(named(arn).set("events", millis)));
    }
  },
  /** Gson over the SDK's classes: names of constants, fields of an {@code Instant}. */
  JAVA_FIELDS {
    @Override
    Map<String, String> texts(String arn, List<ObjectNode> events) {
      ArrayNode fields =
          timed(
              events,
              at ->
                  MAPPER
                      .createObjectNode()
                      .put("seconds", at.getEpochSecond())
                      .put("nanos", at.getNano()));
      for (JsonNode event : fields) {
        String constant = snakeCase(event.path("type").textValue()).toUpperCase(Locale.ROOT);
        ((ObjectNode) event).put("type", constant);
      }
      return history(compact(named(arn).set("events", fields)));
    }
  },
  /** What Athena and Hive make of names. */
  SMALL_LETTERS {
    @Override
    Map<String, String> texts(String arn, List<ObjectNode> events) {
      ArrayNode small = MAPPER.createArrayNode();
      timed(events, HistoryDress::utc)
          .forEach(event -> small.add(respelt(event, name -> name.toLowerCase(Locale.ROOT))));
      ObjectNode answer = MAPPER.createObjectNode().put("executionarn", arn);
      return history(compact(answer.set("events", small)));
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
            .putIfAbsent("activityFailedEventDetails", NullNode.getInstance());
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
  private static final DateTimeFormatter RUBY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS xx").withZone(ELSEWHERE);
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

  private static JsonNode dotNet(Instant at) {
    return TextNode.valueOf("/Date(" + at.toEpochMilli() + ")/");
  }

  private static JsonNode withCapitals(JsonNode node) {
    return respelt(node, name -> Character.toUpperCase(name.charAt(0)) + name.substring(1));
  }

  private static String snakeCase(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }

  private static JsonNode respelt(JsonNode node, UnaryOperator<String> spelling) {
    if (!node.isObject()) {
      return node;
    }
    ObjectNode respelt = MAPPER.createObjectNode();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      boolean isOfUser = field.getKey().equals("assignedVariables");
      respelt.set(
          spelling.apply(field.getKey()),
          isOfUser ? field.getValue() : respelt(field.getValue(), spelling));
    }
    return respelt;
  }

  private static String compact(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
