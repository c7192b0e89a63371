package io.fantail.text;

import java.util.regex.Pattern;

/**
 * Text of an archive as a terminal may show it: in one line, without what moves the cursor, changes
 * colours or turns the direction of writing. Those are the control characters of Unicode (class Cc,
 * which has those of ISO 6429, too), its separators of lines, and the controls of its bidirectional
 * algorithm (UAX 9).
 */
public final class Printable {
  private static final Pattern CONTROL =
      Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u200e\\u200f\\u061c\\u202a-\\u202e\\u2066-\\u2069]");

  private Printable() {}

  /** The text with a blank in the place of each. */
  public static String of(String text) {
    return CONTROL.matcher(text).replaceAll(" ");
  }
}
