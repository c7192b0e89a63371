package io.fantail.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fantail.archive.Json;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What may be kept of other people's data. Applied to every payload before it is stored or logged.
 *
 * @param limitChars longest payload kept; 0 keeps none
 * @param redactedKeys JSON keys, in any case, whose values are masked at any depth
 */
public record PayloadPolicy(int limitChars, Set<String> redactedKeys) implements Serializable {
  private static final String MASK = "***";

  /**
   * A string; an object or array, of which cut JSON shows no end and so all the rest; a word, with
   * the scheme of an {@code Authorization} header before it. Possessive, or Java's recursion would
   * not survive a long string.
   */
  private static final String VALUE =
      "(?:\\\\*\"(?:[^\"\\\\]|\\\\.)*+\"?|[{\\[].*|(?:(?:Bearer|Basic) +)?[^\\s,;&}\\]]+)";

  public PayloadPolicy {
    if (limitChars < 0) {
      throw new IllegalArgumentException("payload limit is negative: " + limitChars);
    }
    TreeSet<String> lowerCase = new TreeSet<>();
    redactedKeys.stream()
        .map(key -> key.strip().toLowerCase(Locale.ROOT))
        .filter(key -> !key.isEmpty())
        .forEach(lowerCase::add);
    redactedKeys = Set.copyOf(lowerCase);
  }

  /** The payload as it may be stored; null when none may. */
  public @Nullable String apply(@Nullable String payload) {
    if (payload == null || limitChars == 0) {
      return null;
    }
    String kept = redactedKeys.isEmpty() ? payload : redact(payload);
    return kept.length() <= limitChars ? kept : kept.substring(0, endOfPrefix(kept));
  }

  /** Never between the two halves of a surrogate pair. */
  private int endOfPrefix(String text) {
    return Character.isHighSurrogate(text.charAt(limitChars - 1)) ? limitChars - 1 : limitChars;
  }

  private String redact(String payload) {
    // The caller of an execution may have put blanks before the input; AWS keeps them.
    String json = payload.stripLeading();
    if (json.startsWith("{") || json.startsWith("[")) {
      try {
        return redact(Json.tree(payload)).toString();
      } catch (JsonProcessingException cutShort) {
        return redactText(payload);
      }
    }
    return redactText(payload);
  }

  private JsonNode redact(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        boolean redacted = redactedKeys.contains(field.getKey().toLowerCase(Locale.ROOT));
        field.setValue(redacted ? TextNode.valueOf(MASK) : redact(field.getValue()));
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, redact(array.get(i)));
      }
    } else if (node.isTextual()) {
      return TextNode.valueOf(redact(node.textValue()));
    }
    return node;
  }

  /**
   * Text that is no JSON, or JSON cut short: {@code key=value}, {@code key: value}, {@code
   * "key":"value"}.
   */
  private String redactText(String text) {
    String masked = text;
    for (String key : List.copyOf(redactedKeys)) {
      // From the first of many backslashes only: from each of them, a run of them would take ages.
      Pattern keyAndValue =
          Pattern.compile(
              "((?<!\\\\)\\\\*+\"?" + Pattern.quote(key) + "\\\\*\"?\\s*[:=]\\s*)" + VALUE,
              Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
      masked = keyAndValue.matcher(masked).replaceAll("$1" + MASK);
    }
    return masked;
  }
}
