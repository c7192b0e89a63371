package io.fantail.text;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Reads request ids, which are UUIDs, by position: most lines of a log hold one. */
public final class RequestIds {
  public static final int CHARS = 36;
  public static final String PATTERN =
      "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}";

  private RequestIds() {}

  /** The id at {@code start}; null when none stands there. */
  public static @Nullable String at(String text, int start) {
    if (text.length() < start + CHARS) {
      return null;
    }
    for (int i = 0; i < CHARS; i++) {
      char c = text.charAt(start + i);
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? c != '-' : !HexFormat.isHexDigit(c)) {
        return null;
      }
    }
    return text.substring(start, start + CHARS);
  }

  /** The id that is all of {@code [start, end)}; null for {@code undefined} and the like. */
  public static @Nullable String at(String text, int start, int end) {
    return end - start == CHARS ? at(text, start) : null;
  }

  /** What a JSON record calls a request id; null for none, empty or {@code undefined}. */
  public static @Nullable String known(@Nullable String id) {
    return id == null || id.isEmpty() || id.equals("undefined") ? null : id;
  }
}
