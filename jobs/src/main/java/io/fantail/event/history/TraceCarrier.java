package io.fantail.event.history;

import io.fantail.event.id.IdForms;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One object of a payload that carries trace context: a {@code _datadog}, or headers. Only what is
 * valid is kept, and nothing longer than an id has to be: the rest is other people's data.
 */
final class TraceCarrier {
  private static final int LONGEST_ROOT = 512;

  /** The one of {@code x-datadog-tags} that matters; libraries write 15 digits as well. */
  private static final Pattern UPPER_HALF =
      Pattern.compile("(?:^|,)\\s*(_dd\\.p\\.tid=[0-9a-fA-F]{1,16})\\s*(?:,|$)");

  final boolean isDatadog;
  @Nullable String traceId;
  @Nullable String parentId;
  @Nullable String tags;
  @Nullable String root;
  @Nullable String traceparent;

  /** Only in a {@code _datadog} the root execution counts. */
  TraceCarrier(boolean isDatadog) {
    this.isDatadog = isDatadog;
  }

  boolean isEmpty() {
    return traceId == null
        && parentId == null
        && tags == null
        && root == null
        && traceparent == null;
  }

  /** Whether it says which trace it is of, in Datadog's own way. */
  boolean namesTrace() {
    return traceId != null || root != null;
  }

  /**
   * Takes a field where its name is one of trace context: of headers in any case, the first of two.
   *
   * @return whether the name is
   */
  boolean take(String name, String value) {
    switch (name.toLowerCase(Locale.ROOT)) {
      case "x-datadog-trace-id" -> traceId = traceId == null ? idIn(value) : traceId;
      case "x-datadog-parent-id" -> parentId = parentId == null ? idIn(value) : parentId;
      case "x-datadog-tags" -> tags = tags == null ? upperHalfIn(value) : tags;
      case "traceparent" -> traceparent = traceparent == null ? w3cIn(value) : traceparent;
      case "rootexecutionid" -> root = root == null ? rootIn(value) : root;
      default -> {
        return false;
      }
    }
    return true;
  }

  private static @Nullable String idIn(String value) {
    String decimal = value.strip();
    return DatadogId.hex(decimal) == null ? null : decimal;
  }

  private static @Nullable String upperHalfIn(String value) {
    Matcher matcher = UPPER_HALF.matcher(value);
    return matcher.find() ? matcher.group(1) : null;
  }

  private static @Nullable String w3cIn(String value) {
    String header = value.strip();
    return Traceparent.parse(header) == null ? null : header;
  }

  private @Nullable String rootIn(String value) {
    return isDatadog && value.length() <= LONGEST_ROOT ? IdForms.executionArn(value) : null;
  }
}
