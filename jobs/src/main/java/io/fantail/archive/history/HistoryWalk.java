package io.fantail.archive.history;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fantail.archive.json.JsonStream;
import io.fantail.text.Json;
import io.fantail.text.Words;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks along JSON documents and tells the histories in them, of executions of Step Functions and
 * of Lambda's durable executions, whatever they are wrapped in: {@code {"events": [...]}}, arrays
 * of events, of such wrappers or of such arrays, or events that stand bare. One event is held at a
 * time.
 */
public final class HistoryWalk {
  enum Kind {
    /** One element of a history; an event, if people wrote what they should. */
    ITEM,
    /** A list of events that has none. */
    EMPTY_HISTORY,
    /** A listing of executions or Map Runs that has none. */
    EMPTY_LIST,
    /** The end of an object around histories; what it says behind them is known now. */
    END_OF_WRAPPER,
    /** An object that holds no history. */
    DOCUMENT,
    /** A root that is neither an object nor an array. */
    NO_DOCUMENT
  }

  /**
   * A step of the walk.
   *
   * @param history the number of the history, from 0; of a wrapper the first in it
   * @param executionArn as far as the wrappers have said it
   * @param json of an item or a document; missing for others
   * @param nextToken whether the wrapper asks for another page
   */
  record Step(
      Kind kind,
      long position,
      int history,
      @Nullable String executionArn,
      JsonNode json,
      boolean nextToken) {}

  /** An object or array that the walk is in. */
  private static final class Level {
    private final boolean isArray;
    private final @Nullable String name;
    private final long position;
    private final int firstHistory;
    private final ObjectNode fields = Json.MAPPER.createObjectNode();
    private @Nullable String executionArn;
    private boolean nextToken;
    private boolean wraps;
    private int history = -1;

    Level(boolean isArray, @Nullable String name, long position, int firstHistory) {
      this.isArray = isArray;
      this.name = name;
      this.position = position;
      this.firstHistory = firstHistory;
    }
  }

  /**
   * What queries answer with: steampipe, Athena's clients, BigQuery's, a {@code SELECT}; what SQS
   * does; and what PowerShell 5 makes of a list, {@code {"value": [...], "Count": 2}}.
   */
  private static final Set<String> ROWS = Words.setOf("rows records results data messages value");

  private final JsonStream json;
  private final Deque<Level> levels = new ArrayDeque<>();
  private int histories;
  private @Nullable Long lastBareId;

  HistoryWalk(JsonStream json) {
    this.json = json;
  }

  /**
   * The next step, or null at the end.
   *
   * @throws JsonProcessingException where the JSON is torn; see {@link #forgetRoot}
   */
  @Nullable Step next() throws IOException {
    while (true) {
      JsonToken token = json.nextToken();
      Level level = levels.peek();
      if (token == null) {
        return null;
      } else if (token == JsonToken.FIELD_NAME && level != null) {
        readField(level);
      } else if (token.isStructStart()) {
        enter(token, null);
      } else if (token.isStructEnd()) {
        Step end = leave(levels.remove());
        if (end != null) {
          return end;
        }
      } else {
        JsonNode scalar = json.readTree();
        return level == null
            ? step(Kind.NO_DOCUMENT, json.position(), histories, scalar)
            : item(level, json.position(), scalar);
      }
    }
  }

  /** Begins anew at the next root, for this one is damaged. */
  void forgetRoot() {
    levels.clear();
    lastBareId = null;
  }

  private void enter(JsonToken start, @Nullable String name) {
    Level outer = levels.peek();
    if (outer != null && outer.isArray) {
      outer.wraps = true;
    }
    levels.push(new Level(start == JsonToken.START_ARRAY, name, json.position(), histories));
  }

  private void readField(Level level) throws IOException {
    JsonParser parser = json.parser();
    String written = parser.currentName();
    String name = FieldNames.ofApi(written);
    JsonToken value = json.nextToken();
    if (value != null && isWrapper(name, value) && !isSpan(level.fields)) {
      level.wraps |= value == JsonToken.START_ARRAY;
      enter(value, name);
    } else if (name.equals("executionArn") || name.equals("durableExecutionArn")) {
      JsonNode arn = json.readTree();
      level.executionArn = arn.textValue();
      level.fields.set(name, arn);
    } else if (name.equals("nextToken") || name.equals("nextMarker")) {
      level.nextToken = value == JsonToken.VALUE_STRING;
      json.skipChildren();
    } else if (level.wraps) {
      json.skipChildren();
    } else {
      FieldNames.put(level.fields, written, json.readTree(level.position));
    }
  }

  /**
   * Whether this is a span of {@code aws/spans}, whose {@code events} are exceptions; in any order
   * its times come first.
   */
  static boolean isSpan(JsonNode json) {
    return json.has("startTimeUnixNano") || json.has("endTimeUnixNano");
  }

  private boolean isWrapper(String name, JsonToken value) {
    String lowerCase = name.toLowerCase(Locale.ROOT);
    if (value != JsonToken.START_ARRAY) {
      return value == JsonToken.START_OBJECT && lowerCase.contains("history");
    }
    return lowerCase.endsWith("events")
        || lowerCase.endsWith("history")
        || isListing(name)
        || (levels.size() == 1 && ROWS.contains(lowerCase));
  }

  private static boolean isListing(@Nullable String name) {
    return "executions".equals(name) || "mapRuns".equals(name) || "durableExecutions".equals(name);
  }

  private @Nullable Step leave(Level level) {
    Level outer = levels.peek();
    if (level.isArray) {
      boolean empty = level.history < 0 && !level.wraps;
      Kind kind = isListing(level.name) ? Kind.EMPTY_LIST : Kind.EMPTY_HISTORY;
      return empty ? step(kind, level.position, histories, Json.MAPPER.missingNode()) : null;
    } else if (level.wraps) {
      if (outer != null) {
        outer.wraps = true;
      }
      return new Step(
          Kind.END_OF_WRAPPER,
          level.position,
          level.firstHistory,
          level.executionArn,
          Json.MAPPER.missingNode(),
          level.nextToken);
    } else if (outer != null && !outer.isArray) {
      outer.fields.set(level.name, level.fields);
      return null;
    } else if (outer != null) {
      return item(outer, level.position, level.fields);
    }
    return root(level);
  }

  /** An event that nothing is around, or another document. */
  private Step root(Level level) {
    Long id = HistoryOutline.idOfEither(level.fields);
    boolean isEvent = HistoryOutline.isEvent(level.fields);
    boolean goesOn = isEvent && id != null && lastBareId != null && Math.abs(id - lastBareId) == 1;
    lastBareId = isEvent ? id : null;
    if (!isEvent) {
      return step(Kind.DOCUMENT, level.position, histories, level.fields);
    }
    histories += goesOn ? 0 : 1;
    return step(Kind.ITEM, level.position, histories - 1, level.fields);
  }

  private Step item(Level list, long position, JsonNode item) {
    if (list.history < 0) {
      list.history = histories++;
    }
    return step(Kind.ITEM, position, list.history, item);
  }

  private Step step(Kind kind, long position, int history, JsonNode item) {
    String arn = null;
    for (Level level : levels) {
      arn = arn == null ? level.executionArn : arn;
    }
    return new Step(kind, position, history, arn, item, false);
  }
}
