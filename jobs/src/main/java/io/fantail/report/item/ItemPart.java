package io.fantail.report.item;

import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.spark.GroupKey;
import org.jspecify.annotations.Nullable;

/**
 * What one task knows of failed items: whether a Map Run can be redriven, or a child of it.
 *
 * @param mapRunArn null for a child whose Map Run is not known
 * @param executionArn of the child; null for a Map Run
 * @param isRedrivable whether the Map Run is; null where nobody knows
 * @param child null for a Map Run
 */
public record ItemPart(
    @Nullable String mapRunArn,
    @Nullable String executionArn,
    @Nullable Boolean isRedrivable,
    @Nullable FailedChild child) {

  static ItemPart of(String mapRunArn, @Nullable Boolean isRedrivable) {
    return new ItemPart(mapRunArn, null, isRedrivable, null);
  }

  static ItemPart of(@Nullable String mapRunArn, String executionArn, FailedChild child) {
    return new ItemPart(mapRunArn, executionArn, null, child);
  }

  public static ItemPart shape(Fields<ItemPart> fields) {
    return new ItemPart(
        fields.textOrNull(ItemPart::mapRunArn),
        fields.textOrNull(ItemPart::executionArn),
        fields.fieldOrNull(FieldType.FLAG, ItemPart::isRedrivable),
        fields.recordOrNull(ItemPart::child, FailedChild::shape));
  }

  /** The key by which parts are sorted: a Map Run before its children. */
  public String sortKey() {
    return GroupKey.of(mapRunArn, executionArn);
  }
}
