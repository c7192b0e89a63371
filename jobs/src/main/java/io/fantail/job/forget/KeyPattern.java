package io.fantail.job.forget;

import io.fantail.text.Json;
import java.util.regex.Pattern;

/**
 * Finds a key of JSON with one value in texts: at any depth, also where JSON stands in a string of
 * JSON, and in texts that are cut.
 */
record KeyPattern(String name, String value) {
  /** Each level of JSON in strings puts backslashes before a quote. */
  private static final String QUOTE = "\\\\*+\"";

  private static final String COLON = "\\s*+:\\s*+";
  private static final String END_OF_NUMBER = "(?![\\w.+-])";

  /** A regular expression of Java that finds the key with its value. */
  String withValue() {
    return key() + "(?:" + ofValue() + ")";
  }

  /** One that finds the key with any other value: such a text is about others, too. */
  String withOtherValue() {
    return key() + "(?!" + ofValue() + ")";
  }

  private String key() {
    return QUOTE + quoted(name) + QUOTE + COLON;
  }

  private String ofValue() {
    return QUOTE + quoted(value) + QUOTE + "|" + quoted(value) + END_OF_NUMBER;
  }

  private static String quoted(String text) {
    String inQuotes = Json.MAPPER.getNodeFactory().textNode(text).toString();
    return Pattern.quote(inQuotes.substring(1, inQuotes.length() - 1));
  }
}
