package io.fantail.report.item;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Knows by what each item of a batch can be told from the others of it. */
final class BatchKeys {
  /** The place of what two items have in common. */
  private static final int SEVERAL = -1;

  private final List<JsonNode> items;
  private final Map<String, Integer> byKey = new HashMap<>();
  private final Map<String, Integer> byText = new HashMap<>();
  private final Set<String> keyFields = new HashSet<>();

  BatchKeys(List<JsonNode> items) {
    this.items = items;
    for (int i = 0; i < items.size(); i++) {
      ItemKey key = ItemKey.of(items.get(i));
      if (key != null) {
        put(byKey, key.text(), i);
        put(byKey, key.withoutBucket(), i);
        if (key.field() != null) {
          keyFields.add(FieldWords.plain(key.field()));
        }
      }
      for (JsonNode value : items.get(i)) {
        String text = value.isTextual() ? ItemKey.textOf(value) : null;
        if (text != null) {
          put(byText, text, i);
        }
      }
    }
  }

  private static void put(Map<String, Integer> places, String text, int place) {
    places.merge(text, place, (one, other) -> one.equals(other) ? one : SEVERAL);
  }

  int size() {
    return items.size();
  }

  /** The place of the item of this key; null where none or more than one has it. */
  @Nullable Integer ofKey(String key) {
    return unique(byKey.get(key));
  }

  /** The same of its key, or of any text in it that no other item has. */
  @Nullable Integer ofText(String text) {
    Integer ofKey = ofKey(text);
    return ofKey == null ? unique(byText.get(text)) : ofKey;
  }

  /** The place of the one item that is this. */
  @Nullable Integer ofItem(JsonNode item) {
    int place = items.indexOf(item);
    return place >= 0 && place == items.lastIndexOf(item) ? (Integer) place : null;
  }

  /** Whether a field of this name has the key of an item, here or elsewhere. */
  boolean isKeyField(@Nullable String name) {
    return name != null && (keyFields.contains(FieldWords.plain(name)) || FieldWords.isKey(name));
  }

  private static @Nullable Integer unique(@Nullable Integer place) {
    return place == null || place == SEVERAL ? null : place;
  }
}
