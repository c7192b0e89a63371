package io.fantail.spark;

import org.jspecify.annotations.Nullable;

/** Makes one key of several parts: two that differ in any part are different keys. */
public final class GroupKey {
  private GroupKey() {}

  /** The parts, each behind its length; keys of the same first parts sort together. */
  public static String of(@Nullable Object... parts) {
    StringBuilder key = new StringBuilder();
    for (Object part : parts) {
      if (part == null) {
        key.append('-');
      } else {
        String text = part.toString();
        key.append(text.length()).append(':').append(text);
      }
    }
    return key.toString();
  }
}
