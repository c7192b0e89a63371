package io.fantail.event;

import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import org.jspecify.annotations.Nullable;

/**
 * The items that a Map takes, or that a child of a Distributed Map was given.
 *
 * @param count how many; null where nothing says it
 * @param bytes of a child: the sum of {@code Size} of its items, which are objects of S3, or else
 *     the length of its input in characters, with masks where it has some; null where its input is
 *     not known
 * @param keyPrefix of a child: the folder of S3 that all its items lie in; null where they are no
 *     objects of S3, lie in several, or where payloads are not kept
 * @param hash of a child: what children that were given the same items share, 64 bits that nothing
 *     is read from; null where its input is not known, or was cut
 */
public record TakenItems(
    @Nullable Integer count,
    @Nullable Long bytes,
    @Nullable String keyPrefix,
    @Nullable Long hash) {
  /** The field of an object of S3 that has its key. */
  public static final String KEY = "Key";

  public static final TakenItems UNKNOWN = new TakenItems(null, null, null, null);

  /** Items of which no more than their count is known. */
  public static TakenItems of(@Nullable Integer count) {
    return count == null ? UNKNOWN : new TakenItems(count, null, null, null);
  }

  /** The fields, as the tables {@code events} and {@code executions} show them. */
  public static TakenItems shape(Fields<TakenItems> fields) {
    return new TakenItems(
        fields.integerOrNull(
            "items", "Items that a Map takes, or that a child was given.", TakenItems::count),
        fields
            .column(
                "item_bytes",
                "Of a child: the sum of the sizes of its items in S3, else the length of its input.")
            .fieldOrNull(FieldType.WHOLE, TakenItems::bytes),
        fields.payloadOf(
            KEY,
            "item_key_prefix",
            "Of a child: the folder in S3 that all its items lie in.",
            TakenItems::keyPrefix),
        fields
            .column(
                "item_hash",
                "Of a child: the same for the same items, by their keys in S3 or else by its input,"
                    + " without what is redacted.")
            .fieldOrNull(FieldType.WHOLE, TakenItems::hash));
  }

  /** The same items, of which something else counts them. */
  public TakenItems counted(@Nullable Integer otherCount) {
    return new TakenItems(otherCount, bytes, keyPrefix, hash);
  }

  /**
   * As many items, of which nothing else is told than what is told of others.
   *
   * @param others the same items in another text
   */
  public TakenItems toldAs(TakenItems others) {
    return new TakenItems(count, others.bytes, others.keyPrefix, others.hash);
  }
}
