package io.fantail.event.history;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.fantail.text.CutString;
import io.fantail.text.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what carries trace context anywhere in a payload: objects, arrays, and JSON within strings,
 * as in the body of an SQS message or in the message of SNS within it. Read token by token: of a
 * payload that was cut, all that stands before the cut counts. Each level of strings is read once,
 * so the work grows with the length of the payload and no faster.
 */
final class TraceCarrierSearch {
  /** EventBridge or SNS within SQS is two, and its attribute a third. */
  private static final int MAX_STRING_LEVELS = 3;

  /** A payload nests deeper than this only to do harm. */
  private static final int MAX_DEPTH = 200;

  private static final String DATADOG = "_datadog";

  /** How a message attribute of SQS, SNS or their events in Lambda has its value. */
  private static final Set<String> ATTRIBUTE_VALUES =
      Set.of("StringValue", "stringValue", "Value", "BinaryValue", "binaryValue");

  private final List<TraceCarrier> found = new ArrayList<>();

  private TraceCarrierSearch() {}

  /** Returns the carriers of a payload in their order. */
  static List<TraceCarrier> in(String payload) {
    TraceCarrierSearch carriers = new TraceCarrierSearch();
    carriers.search(payload, 0, false);
    return carriers.found;
  }

  private void search(String json, int level, boolean isDatadog) {
    try (JsonParser parser = Json.FACTORY.createParser(json)) {
      if (parser.nextToken() != null) {
        new Payload(parser, json, level).readValue("", isDatadog, new TraceCarrier(false), 0);
      }
    } catch (IOException cutOrNoJson) {
      // What was found before stays.
    }
  }

  /** One JSON text: the payload itself, or one that a string of it holds. */
  private final class Payload {
    private final JsonParser parser;
    private final String json;
    private final int level;

    Payload(JsonParser parser, String json, int level) {
      this.parser = parser;
      this.json = json;
      this.level = level;
    }

    /**
     * Reads the value at which the parser stands; an array's values have the name of the array.
     *
     * @param isDatadog whether the value is that of a {@code _datadog}
     * @param carrier the object around the value
     */
    private void readValue(String name, boolean isDatadog, TraceCarrier carrier, int depth)
        throws IOException {
      switch (parser.currentToken()) {
        case START_OBJECT -> readObject(new TraceCarrier(isDatadog), depth + 1);
        case START_ARRAY -> {
          if (depth == MAX_DEPTH) {
            parser.skipChildren();
            return;
          }
          while (isValue(parser.nextToken())) {
            readValue(name, isDatadog, carrier, depth + 1);
          }
        }
        case VALUE_STRING -> readText(name, isDatadog, carrier);
        case VALUE_NUMBER_INT -> {
          // One at the very end may go on behind the cut.
          if (parser.currentLocation().getCharOffset() < json.length()) {
            take(name, carrier, parser.getText());
          }
        }
        default -> {}
      }
    }

    private void readObject(TraceCarrier carrier, int depth) throws IOException {
      if (depth > MAX_DEPTH) {
        parser.skipChildren();
        return;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (isValue(parser.nextToken())) {
          readValue(name, name.equals(DATADOG), carrier, depth);
        }
      }
    }

    private void readText(String name, boolean isDatadog, TraceCarrier carrier) throws IOException {
      boolean isContent = isDatadog || (carrier.isDatadog && ATTRIBUTE_VALUES.contains(name));
      String text;
      try {
        text = parser.getText();
      } catch (JsonEOFException cut) {
        // Half an id is none; of JSON in the string what stands before the cut is as good as ever.
        int quote = (int) parser.currentTokenLocation().getCharOffset();
        searchWithin(CutString.textOf(json.substring(quote + 1)), isContent);
        return;
      }
      if (!take(name, carrier, text)) {
        searchWithin(text, isContent);
      }
    }

    /** Searches a string; of a {@code _datadog} also in Base64. */
    private void searchWithin(String text, boolean isContent) {
      if (level == MAX_STRING_LEVELS) {
        return;
      } else if (isContent) {
        search(isJson(text) ? text : ofBase64(text), level + 1, true);
      } else if (isJson(text) && TraceWords.isIn(text)) {
        search(text, level + 1, false);
      }
    }
  }

  private boolean take(String name, TraceCarrier carrier, String value) {
    boolean wasEmpty = carrier.isEmpty();
    boolean taken = carrier.take(name, value);
    if (wasEmpty && !carrier.isEmpty()) {
      found.add(carrier);
    }
    return taken;
  }

  private static boolean isValue(@Nullable JsonToken token) {
    return token != null && token != JsonToken.END_ARRAY && token != JsonToken.END_OBJECT;
  }

  private static boolean isJson(String text) {
    String json = text.stripLeading();
    return json.startsWith("{") || json.startsWith("[") || json.startsWith("\"");
  }

  private static String ofBase64(String text) {
    try {
      return new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException noBase64) {
      return "";
    }
  }
}
