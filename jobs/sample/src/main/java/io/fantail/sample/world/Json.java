package io.fantail.sample.world;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** JSON texts inside JSON texts, and the factory for the records themselves. */
public final class Json {
  /** Makes the generators of every projection. */
  public static final JsonFactory FACTORY = new JsonFactory();

  private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();

  private Json() {}

  /** The text as a JSON string, quotes included. */
  public static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 16).append('"');
    ENCODER.quoteAsString(text, quoted);
    return quoted.append('"').toString();
  }
}
