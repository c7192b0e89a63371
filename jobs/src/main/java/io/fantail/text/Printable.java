package io.fantail.text;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text of an archive as a terminal may show it: in one line, without what moves the cursor, changes
 * colours or turns the direction of writing. Those are the control characters of Unicode (class Cc,
 * which has those of ISO 6429, too), its separators of lines, and the controls of its bidirectional
 * algorithm (UAX 9).
 */
public final class Printable {
  private static final Pattern CONTROL =
      Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u200e\\u200f\\u061c\\u202a-\\u202e\\u2066-\\u2069]");

  /** No ARN is longer. What is longer was made by a program, for programs. */
  private static final int MOST_CHARS = 512;

  private static final int SHOWN_CHARS = 60;

  private Printable() {}

  /** The text with a blank in the place of each, and with words cut that no person wrote. */
  public static String cut(String text) {
    String line = of(text);
    if (line.length() <= MOST_CHARS) {
      return line;
    }
    return Arrays.stream(line.split(" ", -1))
        .map(Printable::cutWord)
        .collect(Collectors.joining(" "));
  }

  /** A word, or its beginning where it is longer than any ARN. */
  public static String cutWord(String word) {
    return word.length() <= MOST_CHARS ? word : word.substring(0, SHOWN_CHARS) + "…";
  }

  /** The text with a blank in the place of each. */
  public static String of(String text) {
    return CONTROL.matcher(text).replaceAll(" ");
  }
}
