package io.fantail.report.item;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.shape.Fields;
import io.fantail.text.Json;
import org.jspecify.annotations.Nullable;

/**
 * An item that an input shows.
 *
 * @param json in one line
 * @param key by {@link ItemKey}; null where none is certain
 * @param isNamed whether the failure names it
 */
record FoundItem(String json, @Nullable String key, boolean isNamed) {

  static FoundItem of(String json, JsonNode tree, boolean isNamed) {
    ItemKey key = ItemKey.of(tree);
    return new FoundItem(json, key == null ? null : key.text(), isNamed);
  }

  /** The item itself; what is nested beyond all bounds is missing. */
  static JsonNode tree(String json) {
    try {
      return Json.tree(json);
    } catch (JsonProcessingException beyondAllBounds) {
      return Json.MAPPER.missingNode();
    }
  }

  static FoundItem shape(Fields<FoundItem> fields) {
    return new FoundItem(
        fields.text(FoundItem::json),
        fields.textOrNull(FoundItem::key),
        fields.flag(FoundItem::isNamed));
  }
}
