package io.fantail.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;

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
}
