package io.fantail.event.history;

import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An id in a header of Datadog: an unsigned decimal of 64 bits, which may be beyond what a long of
 * Java holds. 0 is no id.
 */
public final class DatadogId {
  /** {@link Long#parseUnsignedLong} alone takes a sign, and the digits of other scripts. */
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,20}");

  private DatadogId() {}

  /** Returns the id as 16 hex digits; null when it is none. */
  public static @Nullable String hex(@Nullable String decimal) {
    if (decimal == null || !DECIMAL.matcher(decimal).matches()) {
      return null;
    }
    try {
      long id = Long.parseUnsignedLong(decimal);
      return id == 0 ? null : HexFormat.of().toHexDigits(id);
    } catch (NumberFormatException beyond64Bits) {
      return null;
    }
  }
}
