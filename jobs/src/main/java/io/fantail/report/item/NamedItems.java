package io.fantail.report.item;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.text.Json;
import java.io.IOException;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the items of a batch that a failure names:
 *
 * <ol>
 *   <li>in a list of failures, such as the {@code batchItemFailures} of Lambda's partial batch
 *       responses, in the cause or in what a task put out
 *   <li>else by their keys in the text of the cause, where that names half of the batch at most:
 *       what names all tells none
 * </ol>
 *
 * <p>A key counts as a whole, never as a part of a longer one, and a number only where its field is
 * named with it.
 */
final class NamedItems {
  /** Strings in strings that are looked into. */
  private static final int MAX_DEPTH = 8;

  private static final Pattern LISTED = Pattern.compile(FieldWords.LISTED);
  private static final Pattern OPENING = Pattern.compile("[{\\[]");

  private final BatchKeys keys;
  private final BitSet listed = new BitSet();
  private final BitSet mentioned = new BitSet();
  private boolean listsOthers;

  private NamedItems(BatchKeys keys) {
    this.keys = keys;
  }

  /**
   * Looks for the items.
   *
   * @param items of the batch, as far as they are known
   * @param causes what is said of the failure
   * @param outputs what tasks put out before
   */
  static NamedItems in(List<JsonNode> items, List<String> causes, List<String> outputs) {
    NamedItems named = new NamedItems(new BatchKeys(items));
    outputs.forEach(output -> named.read(output, null, false, MAX_DEPTH));
    causes.forEach(cause -> named.read(cause, null, true, MAX_DEPTH));
    return named;
  }

  /** Whether the item of this place is named. */
  boolean names(int place) {
    return found().get(place);
  }

  /** Whether what names items also lists something that is none of those known. */
  boolean listsOthers() {
    return listsOthers;
  }

  private BitSet found() {
    boolean tells = 2 * mentioned.cardinality() <= keys.size();
    return listed.isEmpty() && tells ? mentioned : listed;
  }

  /**
   * Reads a text, which may be JSON.
   *
   * @param isCause whether items may be mentioned in it, as well as listed
   */
  private void read(String text, @Nullable String field, boolean isCause, int depth) {
    JsonNode json = depth > 0 ? jsonIn(text) : null;
    if (json != null) {
      walk(json, field, isCause, depth - 1);
      return;
    }
    // A list that was cut has more than what is left of it.
    listsOthers |= LISTED.matcher(text).find();
    if (isCause) {
      CauseWords.in(text, field, keys).forEach(mentioned::set);
    }
  }

  /** The text as JSON, or the JSON with a list of failures behind some prose. */
  private static @Nullable JsonNode jsonIn(String text) {
    String bare = text.strip();
    if (bare.startsWith("{") || bare.startsWith("[")) {
      return jsonFrom(bare, 0);
    }
    Matcher listed = LISTED.matcher(text);
    int end = listed.find() ? listed.start() : -1;
    Matcher opening = OPENING.matcher(text);
    for (int tries = 0; tries < MAX_DEPTH && opening.find() && opening.start() < end; tries++) {
      JsonNode json = jsonFrom(text, opening.start());
      if (json != null && json.isContainerNode()) {
        return json;
      }
    }
    return null;
  }

  private static @Nullable JsonNode jsonFrom(String text, int from) {
    try (JsonParser parser = Json.MAPPER.createParser(text.substring(from))) {
      parser.nextToken();
      return Json.tree(parser);
    } catch (IOException proseOrCut) {
      return null;
    }
  }

  private void walk(JsonNode json, @Nullable String field, boolean isCause, int depth) {
    if (json.isTextual()) {
      read(json.textValue(), field, isCause, depth);
    } else if (json.isIntegralNumber() && isCause && keys.isKeyField(field)) {
      mention(keys.ofKey(json.asText()));
    } else if (json.isArray()) {
      json.forEach(element -> walk(element, field, isCause, depth));
    }
    Iterator<Map.Entry<String, JsonNode>> fields = json.fields();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> inner = fields.next();
      if (FieldWords.isOfFailures(inner.getKey()) && inner.getValue().isContainerNode()) {
        list(inner.getKey(), inner.getValue(), isCause, depth);
      } else {
        boolean mayMention = isCause && !FieldWords.isOfNoItem(inner.getKey());
        walk(inner.getValue(), inner.getKey(), mayMention, depth);
      }
    }
  }

  private void mention(@Nullable Integer place) {
    if (place != null) {
      mentioned.set(place);
    }
  }

  /** Reads a list of failures, or failures by the keys of items. */
  private void list(String name, JsonNode failures, boolean isCause, int depth) {
    if (failures.isArray()) {
      failures.forEach(failure -> list(placeOf(failure, FieldWords.isOfPlaces(name))));
      return;
    }
    BitSet byName = new BitSet();
    int others = 0;
    Iterator<String> names = failures.fieldNames();
    while (names.hasNext()) {
      Integer place = keys.ofKey(names.next());
      others += place == null ? 1 : 0;
      if (place != null) {
        byName.set(place);
      }
    }
    if (byName.isEmpty()) {
      // An object around lists, such as {"failures": {"items": [...]}}.
      failures.forEach(
          inner -> {
            if (inner.isArray()) {
              list(name, inner, isCause, depth);
            } else {
              walk(inner, null, isCause, depth);
            }
          });
    }
    listed.or(byName);
    listsOthers |= !byName.isEmpty() && others > 0;
  }

  private void list(@Nullable Integer place) {
    if (place == null) {
      listsOthers = true;
    } else {
      listed.set(place);
    }
  }

  private @Nullable Integer placeOf(JsonNode failure, boolean isPlace) {
    if (isPlace) {
      return placeIn(failure);
    }
    Integer itself = failure.isContainerNode() ? keys.ofItem(failure) : null;
    if (itself != null) {
      return itself;
    }
    BitSet places = new BitSet();
    collect(failure, null, places, 2);
    return places.cardinality() == 1 ? (Integer) places.nextSetBit(0) : null;
  }

  private void collect(JsonNode failure, @Nullable String field, BitSet places, int depth) {
    Integer place =
        field != null && FieldWords.isOfPlaces(field)
            ? placeIn(failure)
            : failure.isTextual()
                ? keys.ofText(failure.textValue())
                : failure.isIntegralNumber() && (field == null || keys.isKeyField(field))
                    ? keys.ofKey(failure.asText())
                    : null;
    if (place != null) {
      places.set(place);
    } else if (failure.isObject() && depth > 0) {
      failure
          .fields()
          .forEachRemaining(inner -> collect(inner.getValue(), inner.getKey(), places, depth - 1));
    }
  }

  private @Nullable Integer placeIn(JsonNode number) {
    boolean isOne = number.isInt() && number.intValue() >= 0 && number.intValue() < keys.size();
    return isOne ? (Integer) number.intValue() : null;
  }
}
