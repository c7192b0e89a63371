package io.fantail.event.failure.template;

import org.jspecify.annotations.Nullable;

/**
 * A message in which a mark stands for all that differs from one occurrence to the next.
 *
 * @param marked the text, a {@link Placeholder}'s mark in each such place
 */
public record Template(String marked) {
  /** A longer message says no more of its kind. */
  private static final int MAX_CHARS = 300;

  private static final int MAX_NAME_CHARS = 256;
  private static final int MAX_CODE_DIGITS = 4;

  /**
   * The template of a message.
   *
   * @param name of the error, which some runtimes repeat before the message
   */
  public static Template of(@Nullable String name, String message) {
    String said = message;
    if (name != null && !name.isEmpty()) {
      String simple = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf(':')) + 1);
      said = withoutName(withoutName(said, name), simple);
    }
    return new Template(new TemplateScan(said, MAX_CHARS).marked());
  }

  private static String withoutName(String message, String name) {
    return message.startsWith(name) && message.startsWith(": ", name.length())
        ? message.substring(name.length() + 2)
        : message;
  }

  /** The name of an error without the ids in it, if there are any. */
  public static String ofName(String name) {
    int digits = 0;
    for (int i = 0; i < name.length(); i++) {
      digits += name.charAt(i) >= '0' && name.charAt(i) <= '9' ? 1 : 0;
    }
    // A code is a name: States.Http.StatusCode.429, E1001.
    return digits <= MAX_CODE_DIGITS
        ? name
        : new Template(new TemplateScan(name, MAX_NAME_CHARS).marked()).readable();
  }

  /** The text with readable placeholders. */
  public String readable() {
    StringBuilder shown = new StringBuilder(marked.length() + 32);
    for (int i = 0; i < marked.length(); i++) {
      char c = marked.charAt(i);
      if (Placeholder.isMark(c)) {
        shown.append(Placeholder.shown(c));
      } else {
        shown.append(c);
      }
    }
    return shown.toString();
  }

  /** The text in which everything that was left out looks the same. */
  public String pattern() {
    char[] pattern = marked.toCharArray();
    for (int i = 0; i < pattern.length; i++) {
      if (Placeholder.isMark(pattern[i])) {
        pattern[i] = Placeholder.ID.mark();
      }
    }
    return new String(pattern);
  }
}
