package io.fantail.event.history;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fantail.event.TakenItems;
import io.fantail.text.Json;
import io.fantail.text.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds what items a child of a Distributed Map was given. With an {@code ItemBatcher} its input is
 * an object of {@code Items}, an array, and of nothing else but {@code BatchInput}; any other input
 * is one item. An item that a list of S3 objects gives is an object with {@code Key} and {@code
 * Size}. See "ItemBatcher" and "ItemReader" in the Step Functions Developer Guide.
 *
 * <p>Items are hashed by what tells them from others: objects that a listing of S3 gives by their
 * keys, as their time and their size are others when they are written again; a batch by its items,
 * as what every batch is given may name the parent; any other input as it is.
 */
public final class ChildItems {
  /** Hardly an input is a batch: most are told by their first field. */
  private static final Pattern BATCH_START =
      Pattern.compile("\\s*+\\{\\s*+\"(?:Items|BatchInput)\"");

  /** What {@code ListObjectsV2} says of an object, and so the item of a listing. */
  private static final Set<String> OF_LISTING =
      Set.of("Key", "Size", "ETag", "Etag", "LastModified", "StorageClass", "Owner");

  private static final int LEAST_CUT_CHARS = 30_000;
  private static final char BETWEEN_KEYS = '\n';

  private final String input;
  private final StringBuilder keys = new StringBuilder();
  private boolean areListed = true;
  private int itemsBegin = -1;
  private int itemsEnd = -1;
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
      return new TakenItems(
          1, (long) input.length(), null, mayBeCut(input) ? null : (Long) hashOf(input));
    }
    return new ChildItems(input).read(mayBeBatch);
  }

  /** CloudWatch Logs cuts what takes more than 248 KB there, and two may begin alike. */
  private static boolean mayBeCut(String input) {
    if (input.length() < LEAST_CUT_CHARS) {
      return false;
    }
    try (JsonParser parser = Json.FACTORY.createParser(input)) {
      while (parser.nextToken() != null) {
        parser.skipChildren();
      }
      return false;
    } catch (IOException cutShort) {
      return true;
    }
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
        areMeasured && isOneFolder ? folder : null,
        count == null ? null : hashOf(areMeasured && areListed ? keys.toString() : identity()));
  }

  private String identity() {
    return itemsEnd < 0 ? input : input.substring(itemsBegin, itemsEnd);
  }

  private static long hashOf(String text) {
    return ByteBuffer.wrap(Sha256.of(text)).getLong(0);
  }

  private void readBatch(JsonParser parser) throws IOException {
    Integer items = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("Items") && value == JsonToken.START_ARRAY) {
        itemsBegin = (int) parser.currentTokenLocation().getCharOffset();
        items = readItems(parser);
        itemsEnd = (int) parser.currentLocation().getCharOffset();
      } else if (name.equals("BatchInput")) {
        parser.skipChildren();
      } else {
        count = 1;
        areObjects = false;
        itemsEnd = -1;
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
      if (name.equals(TakenItems.KEY) && value == JsonToken.VALUE_STRING) {
        key = parser.getText();
      } else if (name.equals("Size") && value == JsonToken.VALUE_NUMBER_INT) {
        size = parser.getLongValue();
      }
      areListed &= OF_LISTING.contains(name);
      parser.skipChildren();
    }
    if (key == null || size == null) {
      areObjects = false;
    } else {
      bytes += size;
      String ofItem = key.substring(0, key.lastIndexOf('/') + 1);
      isOneFolder &= !ofItem.isEmpty() && (folder == null || folder.equals(ofItem));
      folder = ofItem;
      keys.append(key).append(BETWEEN_KEYS);
    }
  }
}
