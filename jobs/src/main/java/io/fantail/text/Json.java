package io.fantail.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one way this project reads JSON. */
public final class Json {
  /**
   * A log event holds at most 1 MB and a payload 256 KiB; the limit only stops what is no record at
   * all.
   */
  private static final int MAX_STRING_CHARS = 64 << 20;

  public static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(MAX_STRING_CHARS).build())
          .build();

  /**
   * Decimals stay decimals: an epoch of seconds with a fraction does not fit a double to the
   * millisecond.
   */
  public static final ObjectMapper MAPPER =
      new ObjectMapper(FACTORY).enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private Json() {}

  /** A field in the spelling of the wire, or as SDKs print it in Pascal case; else missing. */
  public static JsonNode field(JsonNode object, String name) {
    JsonNode value = object.path(name);
    return value.isMissingNode()
        ? object.path(Character.toUpperCase(name.charAt(0)) + name.substring(1))
        : value;
  }

  /**
   * The value at the first of these paths where there is one that is not null; else a missing node.
   * A path goes into objects at its dots, which some tools write into the name of a field instead.
   */
  public static JsonNode first(JsonNode object, List<String> paths) {
    for (String path : paths) {
      JsonNode value = at(object, path);
      if (value != null && !value.isNull()) {
        return value;
      }
    }
    return MAPPER.missingNode();
  }

  private static @Nullable JsonNode at(JsonNode object, String path) {
    JsonNode whole = object.get(path);
    int dot = path.indexOf('.');
    while (whole == null && dot > 0) {
      JsonNode inner = object.get(path.substring(0, dot));
      if (inner != null && inner.isObject()) {
        whole = at(inner, path.substring(dot + 1));
      }
      dot = path.indexOf('.', dot + 1);
    }
    return whole;
  }

  /** A whole number, also as text; null for anything else. */
  public static @Nullable Long wholeOf(JsonNode number) {
    if (number.canConvertToLong() && number.isIntegralNumber()) {
      return number.longValue();
    }
    try {
      return number.isTextual() ? Long.valueOf(number.textValue()) : null;
    } catch (NumberFormatException noNumber) {
      return null;
    }
  }

  /**
   * The value at which the parser stands, whole.
   *
   * @throws JsonProcessingException also for a number that is beyond all bounds
   */
  public static JsonNode tree(JsonParser parser) throws IOException {
    try {
      return parser.readValueAsTree();
    } catch (NumberFormatException beyondAllBounds) {
      // Jackson leaves what no BigDecimal can hold to its caller.
      throw new JsonParseException(parser, "number beyond all bounds", beyondAllBounds);
    }
  }

  /** A whole text as {@link #tree(JsonParser)}. */
  public static JsonNode tree(String text) throws JsonProcessingException {
    try {
      return MAPPER.readTree(text);
    } catch (NumberFormatException beyondAllBounds) {
      throw new JsonParseException(null, "number beyond all bounds", beyondAllBounds);
    }
  }
}
