package io.fantail.archive.place;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression that finds names in the address of an object, each in a group of its own.
 */
final class KeyPattern implements Serializable {
  private static final long serialVersionUID = 1;

  private final Pattern pattern;

  /** Throws {@link IllegalArgumentException} for what is no regular expression. */
  KeyPattern(String regex) {
    this.pattern = Pattern.compile(regex);
  }

  /** Whether the expression has a group of that name. */
  boolean hasGroup(String name) {
    // Only a match can be asked for its groups, and an empty alternative matches anything.
    Matcher matcher = Pattern.compile(pattern.pattern() + "|").matcher("");
    try {
      return matcher.find() && matcher.start(name) <= 0;
    } catch (IllegalArgumentException unknown) {
      return false;
    }
  }

  /** Its first match in an address, or null. */
  @Nullable Matcher find(String uri) {
    Matcher matcher = pattern.matcher(uri);
    return matcher.find() ? matcher : null;
  }

  /**
   * What a group of a match holds; null where it took no part in it. Keys cannot hold every
   * character, so tools write {@code :} and {@code /} as {@code %3A} and {@code %2F}; no name of
   * AWS's has a percent sign of its own.
   */
  static @Nullable String textOf(Matcher match, String group) {
    String text = match.group(group);
    return text == null || text.indexOf('%') < 0
        ? text
        : text.replaceAll("(?i)%3a", ":").replaceAll("(?i)%2f", "/");
  }
}
