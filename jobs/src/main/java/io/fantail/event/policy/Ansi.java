package io.fantail.event.policy;

/** The escapes that colour a terminal, as loggers also write them into logs: ECMA-48's SGR. */
final class Ansi {
  private static final char ESCAPE = '\u001b';
  private static final int LONGEST = 20;

  private Ansi() {}

  /** Behind the escape that begins at a place; the place itself when none does. */
  static int at(Unescaped text, int at) {
    if (at + 1 >= text.length() || text.at(at) != ESCAPE || text.at(at + 1) != '[') {
      return at;
    }
    int end = at + 2;
    int limit = Math.min(text.length(), at + LONGEST);
    while (end < limit && isParameter(text.at(end))) {
      end++;
    }
    return end < limit && Character.isLetter(text.at(end)) ? end + 1 : at;
  }

  /** Whether an escape ends at a place. */
  static boolean endsAt(Unescaped text, int end) {
    int at = end - 2;
    int limit = Math.max(0, end - LONGEST);
    while (at > limit && isParameter(text.at(at))) {
      at--;
    }
    return at > 0 && text.at(at) == '[' && text.at(at - 1) == ESCAPE && at(text, at - 1) == end;
  }

  private static boolean isParameter(char c) {
    return c == ';' || c == ':' || (c >= '0' && c <= '9');
  }
}
