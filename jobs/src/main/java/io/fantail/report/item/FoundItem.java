package io.fantail.report.item;

import io.fantail.shape.Fields;
import org.jspecify.annotations.Nullable;

/**
 * An item that an input shows.
 *
 * @param json in one line
 * @param key by {@link ItemKey}; null where none is certain
 * @param isNamed whether the failure names it
 */
record FoundItem(String json, @Nullable String key, boolean isNamed) {

  static FoundItem shape(Fields<FoundItem> fields) {
    return new FoundItem(
        fields.text(FoundItem::json),
        fields.textOrNull(FoundItem::key),
        fields.flag(FoundItem::isNamed));
  }
}
