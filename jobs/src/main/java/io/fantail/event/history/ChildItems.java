package io.fantail.event.history;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fantail.text.Json;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How many items a child of a Distributed Map was given. With an {@code ItemBatcher} its input is
 * an object of {@code Items}, an array, and of nothing else but {@code BatchInput}; any other input
 * is one item. See "ItemBatcher" in the Step Functions Developer Guide.
 */
public final class ChildItems {
  /** Hardly an input is a batch: most are told by their first field. */
  private static final Pattern BATCH_START =
      Pattern.compile("\\s*+\\{\\s*+\"(?:Items|BatchInput)\"");

  private ChildItems() {}

  /** Counts the items; null where there is no input to count in, or where a batch was cut. */
  public static @Nullable Integer in(@Nullable String input) {
    if (input == null) {
      return null;
    } else if (!BATCH_START.matcher(input).lookingAt() || !input.contains("\"Items\"")) {
      return 1;
    }
    try (JsonParser parser = Json.FACTORY.createParser(input)) {
      parser.nextToken();
      return inObject(parser);
    } catch (IOException cutShort) {
      return null;
    }
  }

  private static @Nullable Integer inObject(JsonParser parser) throws IOException {
    Integer items = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("Items") && value == JsonToken.START_ARRAY) {
        items = elements(parser);
      } else if (name.equals("BatchInput")) {
        parser.skipChildren();
      } else {
        return 1;
      }
    }
    boolean whole = parser.currentToken() == JsonToken.END_OBJECT;
    // Without Items, which stands somewhere deeper then, it is no batch.
    return whole && items == null ? Integer.valueOf(1) : whole ? items : null;
  }

  private static int elements(JsonParser parser) throws IOException {
    int count = 0;
    JsonToken element = parser.nextToken();
    while (element != null && element != JsonToken.END_ARRAY) {
      count++;
      parser.skipChildren();
      element = parser.nextToken();
    }
    return count;
  }
}
