package io.fantail.report.item;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fantail.text.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The items in the input of a child of a Distributed Map. With an {@code ItemBatcher} the input is
 * an object of {@code Items}, an array, and of nothing else but {@code BatchInput}; any other input
 * is the one item, or what an {@code ItemSelector} made of it. See "ItemBatcher" and "ItemSelector"
 * in the Step Functions Developer Guide.
 *
 * <p>An input may have been cut to the payload limit: then the items before the cut are here, and
 * none that the cut may have torn.
 *
 * @param kind whether it is a batch
 * @param items each as the input has it, in one line
 * @param hasAll whether there are no more than these
 */
record ChildInput(Kind kind, List<String> items, boolean hasAll) {
  enum Kind {
    /** There is no input, or it was cut before anything tells. */
    UNKNOWN,
    ONE_ITEM,
    BATCH
  }

  static ChildInput of(@Nullable String input) {
    if (input == null) {
      return new ChildInput(Kind.UNKNOWN, List.of(), false);
    }
    try (JsonParser parser = Json.FACTORY.createParser(input)) {
      return new Reading(input, parser).read();
    } catch (IOException impossible) {
      throw new UncheckedIOException("a text cannot be opened or closed", impossible);
    }
  }

  /** Reads an input up to its end, or to where it was cut. */
  private static final class Reading {
    private final String input;
    private final JsonParser parser;
    private final List<String> items = new ArrayList<>();
    private Kind kind = Kind.UNKNOWN;
    private boolean hasAll;

    Reading(String input, JsonParser parser) {
      this.input = input;
      this.parser = parser;
    }

    ChildInput read() {
      try {
        readRoot();
      } catch (IOException cutOrTorn) {
        // What was read before is whole.
        return result();
      }
      return result();
    }

    private ChildInput result() {
      return new ChildInput(kind, List.copyOf(items), hasAll);
    }

    private void readRoot() throws IOException {
      JsonToken root = parser.nextToken();
      if (root == JsonToken.START_OBJECT) {
        readFields();
      } else if (root != null) {
        kind = Kind.ONE_ITEM;
        parser.skipChildren();
      }
      if (kind == Kind.ONE_ITEM && parser.nextToken() == null) {
        items.add(inOneLine(input.strip()));
        hasAll = true;
      }
    }

    private void readFields() throws IOException {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        boolean mayBeItems = kind == Kind.UNKNOWN && name.equals("Items");
        if (!mayBeItems && !name.equals("BatchInput")) {
          isNoBatch();
        }
        if (parser.nextToken() == JsonToken.START_ARRAY && mayBeItems) {
          kind = Kind.BATCH;
          readItems();
        } else if (mayBeItems) {
          isNoBatch();
        }
        parser.skipChildren();
      }
      if (kind == Kind.UNKNOWN) {
        kind = Kind.ONE_ITEM;
      }
    }

    private void isNoBatch() {
      kind = Kind.ONE_ITEM;
      items.clear();
      hasAll = false;
    }

    private void readItems() throws IOException {
      JsonToken token = parser.nextToken();
      while (token != JsonToken.END_ARRAY) {
        String item = item(token);
        boolean endsByItself = token.isStructStart() || token == JsonToken.VALUE_STRING;
        if (endsByItself) {
          items.add(item);
        }
        token = parser.nextToken();
        // A number may go on behind the cut: it is whole where something follows.
        if (!endsByItself) {
          items.add(item);
        }
      }
      hasAll = true;
    }

    private String item(JsonToken token) throws IOException {
      if (!token.isStructStart() && token != JsonToken.VALUE_STRING) {
        return parser.getText();
      }
      int start = (int) parser.currentTokenLocation().getCharOffset();
      parser.skipChildren();
      parser.finishToken();
      return inOneLine(input.substring(start, (int) parser.currentLocation().getCharOffset()));
    }
  }

  /** A line ends only between the tokens of JSON: within a string it is escaped. */
  private static String inOneLine(String json) {
    return json.replace('\n', ' ').replace('\r', ' ');
  }
}
