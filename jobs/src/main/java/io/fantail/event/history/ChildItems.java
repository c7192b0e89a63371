package io.fantail.event.history;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fantail.event.TakenItems;
import io.fantail.text.Json;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds what items a child of a Distributed Map was given. With an {@code ItemBatcher} its input is
 * an object of {@code Items}, an array, and of nothing else but {@code BatchInput}; any other input
 * is one item. An item that a list of S3 objects gives is an object with {@code Key} and {@code
 * Size}. See "ItemBatcher" and "ItemReader" in the Step Functions Developer Guide.
 */
public final class ChildItems {
  /** Hardly an input is a batch: most are told by their first field. */
  private static final Pattern BATCH_START =
      Pattern.compile("\\s*+\\{\\s*+\"(?:Items|BatchInput)\"");

  private final String input;
  private @Nullable Integer count;
  private long bytes;
  private boolean areObjects = true;
  private @Nullable String folder;
  private boolean isOneFolder = true;

  private ChildItems(String input) {
    this.input = input;
  }

  /**
   * Finds the items of an input. The count is null where there is no input to count in, or where a
   * batch was cut.
   */
  public static TakenItems in(@Nullable String input) {
    if (input == null) {
      return TakenItems.UNKNOWN;
    }
    boolean mayBeBatch = BATCH_START.matcher(input).lookingAt() && input.contains("\"Items\"");
    if (!mayBeBatch && !(input.contains("\"Key\"") && input.contains("\"Size\""))) {
      return new TakenItems(1, (long) input.length(), null);
    }
    return new ChildItems(input).read(mayBeBatch);
  }

  private TakenItems read(boolean mayBeBatch) {
    try (JsonParser parser = Json.FACTORY.createParser(input)) {
      parser.nextToken();
      if (mayBeBatch) {
        readBatch(parser);
      } else {
        count = 1;
        readItem(parser);
      }
    } catch (IOException cutShort) {
      return TakenItems.of(mayBeBatch ? null : Integer.valueOf(1));
    }
    boolean areMeasured = areObjects && count != null && count > 0;
    return new TakenItems(
        count,
        areMeasured ? bytes : (long) input.length(),
        areMeasured && isOneFolder ? folder : null);
  }

  private void readBatch(JsonParser parser) throws IOException {
    Integer items = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("Items") && value == JsonToken.START_ARRAY) {
        items = readItems(parser);
      } else if (name.equals("BatchInput")) {
        parser.skipChildren();
      } else {
        count = 1;
        areObjects = false;
        return;
      }
    }
    if (parser.currentToken() == JsonToken.END_OBJECT) {
      // Without Items, which stands somewhere deeper then, it is no batch.
      areObjects &= items != null;
      count = items == null ? Integer.valueOf(1) : items;
    }
  }

  private int readItems(JsonParser parser) throws IOException {
    int items = 0;
    JsonToken element = parser.nextToken();
    while (element != null && element != JsonToken.END_ARRAY) {
      items++;
      readItem(parser);
      element = parser.nextToken();
    }
    return items;
  }

  /** Reads one item, and takes along its size and its folder where it is an object of S3. */
  private void readItem(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      areObjects = false;
      parser.skipChildren();
      return;
    }
    String key = null;
    Long size = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("Key") && value == JsonToken.VALUE_STRING) {
        key = parser.getText();
      } else if (name.equals("Size") && value == JsonToken.VALUE_NUMBER_INT) {
        size = parser.getLongValue();
      }
      parser.skipChildren();
    }
    if (key == null || size == null) {
      areObjects = false;
    } else {
      bytes += size;
      String ofItem = key.substring(0, key.lastIndexOf('/') + 1);
      isOneFolder &= !ofItem.isEmpty() && (folder == null || folder.equals(ofItem));
      folder = ofItem;
    }
  }
}
