package io.fantail.archive.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.text.Json;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The type of an event as AWS writes it, {@code TaskFailed}: of .NET's and PowerShell's {@code
 * {"Value": "TaskFailed"}} and of the names of Java's and Kotlin's constants, {@code TASK_FAILED},
 * beside which {@code typeAsString} may stand.
 */
public final class EventTypeName {
  private static final Pattern CONSTANT = Pattern.compile("[A-Z]+(?:_[A-Z]+)+");

  private static final List<String> VALUE = List.of("Value", "value");

  private EventTypeName() {}

  /** The type of an event whose fields have the API's names; null where it has none to be read. */
  static @Nullable String of(JsonNode event) {
    String type = ofValue(event.path("type"));
    return type == null ? ofValue(event.path("typeAsString")) : type;
  }

  /** The type that stands in its place in an event; null where that is none. */
  public static @Nullable String ofValue(JsonNode type) {
    String text = constant(type);
    return text == null ? null : ofText(text);
  }

  /** The text of a constant, also where .NET and PowerShell put it into {@code {"Value": ...}}. */
  public static @Nullable String constant(JsonNode constant) {
    JsonNode text = constant.isObject() ? Json.first(constant, VALUE) : constant;
    return text.textValue();
  }

  /** The type that a text spells, which is mostly the type itself. */
  public static String ofText(String text) {
    return text.indexOf('_') > 0 && CONSTANT.matcher(text).matches() ? camelCase(text) : text;
  }

  private static String camelCase(String constant) {
    StringBuilder type = new StringBuilder();
    for (String word : constant.split("_", -1)) {
      type.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return type.toString();
  }
}
