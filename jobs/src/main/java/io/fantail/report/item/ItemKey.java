package io.fantail.report.item;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.event.policy.Redaction;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What an item is called: by its S3 key, or by an id of its own. Only what is certain counts:
 *
 * <ol>
 *   <li>a text or a whole number that is the item itself
 *   <li>the key of an S3 object, with its bucket where that stands beside it, as {@code
 *       s3://BUCKET/KEY}; listings and inventories write {@code Key}
 *   <li>a field that is called id, or the only one whose name ends with Id and that is not the id
 *       of something around the item
 *   <li>the same of the item's value, where an {@code ItemSelector} put {@code $$.Map.Item.Value}
 *       into a field of its own
 * </ol>
 *
 * @param text what it is called
 * @param field in which that stands; null for an item that is its own id
 */
record ItemKey(String text, @Nullable String field) {
  /** The longest key that S3 allows. */
  private static final int MOST_CHARS = 1_024;

  private static final List<String> KEYS =
      List.of("Key", "key", "S3Key", "s3Key", "s3_key", "ObjectKey", "objectKey", "object_key");

  private static final List<String> BUCKETS =
      List.of(
          "Bucket", "bucket", "BucketName", "bucketName", "bucket_name", "S3Bucket", "s3Bucket");

  private static final List<String> IDS =
      List.of(
          "id",
          "Id",
          "ID",
          "_id",
          "itemId",
          "ItemId",
          "item_id",
          "itemIdentifier",
          "uuid",
          "messageId",
          "MessageId");

  private static final List<String> VALUES =
      List.of("value", "Value", "item", "Item", "ContextValue", "mapItemValue");

  private static final Pattern ENDS_WITH_ID = Pattern.compile(".*(?:[a-z0-9]I[dD]|[_-][iI][dD])");

  /** Ids of what is around an item, or of the one who called. */
  private static final Pattern OF_SOMETHING_ELSE =
      Pattern.compile(
          "(?i)(?:parent|root|execution|state|machine|map|run|batch|job|trace|span|correlation|request|session"
              + "|tenant|account|user|client|customer|owner).*");

  /** The key of an item; null where none is certain. */
  static @Nullable ItemKey of(JsonNode item) {
    String itself = textOf(item);
    if (itself != null) {
      return new ItemKey(itself, null);
    }
    if (!item.isObject()) {
      return null;
    }
    ItemKey named = first(item, KEYS);
    if (named != null) {
      ItemKey bucket = first(item, BUCKETS);
      return bucket == null
          ? named
          : new ItemKey("s3://" + bucket.text + "/" + named.text, named.field);
    }
    named = first(item, IDS);
    if (named == null) {
      named = onlyId(item);
    }
    return named == null ? ofValue(item) : named;
  }

  private static @Nullable ItemKey first(JsonNode item, List<String> fields) {
    for (String field : fields) {
      String text = textOf(item.path(field));
      if (text != null) {
        return new ItemKey(text, field);
      }
    }
    return null;
  }

  private static @Nullable ItemKey onlyId(JsonNode item) {
    List<String> ids =
        names(item)
            .filter(name -> ENDS_WITH_ID.matcher(name).matches())
            .filter(name -> !OF_SOMETHING_ELSE.matcher(name).matches())
            .filter(name -> textOf(item.path(name)) != null)
            .limit(2)
            .toList();
    return ids.size() == 1 ? first(item, ids) : null;
  }

  private static @Nullable ItemKey ofValue(JsonNode item) {
    List<String> values = VALUES.stream().filter(item::has).toList();
    return values.size() == 1 ? of(item.path(values.get(0))) : null;
  }

  private static Stream<String> names(JsonNode object) {
    Iterable<String> names = object::fieldNames;
    return StreamSupport.stream(names.spliterator(), false);
  }

  /** A text or a whole number that may be a key; a value that was masked tells no items apart. */
  static @Nullable String textOf(JsonNode value) {
    boolean mayBeKey = value.isTextual() || value.isIntegralNumber();
    String text = mayBeKey ? value.asText() : "";
    return text.isBlank() || text.length() > MOST_CHARS || text.equals(Redaction.MASK)
        ? null
        : text;
  }

  /** The S3 key without its bucket, or else the text. */
  String withoutBucket() {
    int slash = text.startsWith("s3://") ? text.indexOf('/', "s3://".length()) : -1;
    return slash < 0 ? text : text.substring(slash + 1);
  }
}
