package io.fantail.event.history;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code traceparent} of W3C Trace Context, version 00: the caller's trace and span.
 *
 * @param traceId 32 hex digits
 * @param spanId 16 hex digits
 */
public record Traceparent(String traceId, String spanId) {
  private static final Pattern VERSION_00 =
      Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}");

  /**
   * Reads a header; null when it is none: ids of nothing but zeros and upper case are invalid
   * there.
   */
  public static @Nullable Traceparent parse(@Nullable String header) {
    Matcher matcher = VERSION_00.matcher(header == null ? "" : header);
    return matcher.matches() ? new Traceparent(matcher.group(1), matcher.group(2)) : null;
  }
}
