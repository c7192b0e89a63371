package io.fantail.event.policy;

/** The escapes that colour a terminal, as loggers also write them into logs: ECMA-48's SGR. */
final class Ansi {
  private static final char ESCAPE = '\u001b';
  private static final int LONGEST = 20;

  private Ansi() {}

  /** Where the escape ends that begins at a place; the place itself when none does. */
  static int at(Unescaped text, int at) {
    if (!text.is(at, ESCAPE) || !text.is(at + 1, '[')) {
      return at;
    }
    int limit = Math.min(text.length(), at + LONGEST);
    int end = text.over(at + 2, limit, Ansi::isParameter);
    return end < limit && Character.isLetter(text.at(end)) ? end + 1 : at;
  }

  /** Whether an escape ends at a place. */
  static boolean endsAt(Unescaped text, int end) {
    int at = text.back(end - 1, Math.max(0, end - LONGEST) + 1, Ansi::isParameter) - 2;
    return text.is(at, ESCAPE) && at(text, at) == end;
  }

  private static boolean isParameter(int c) {
    return c == ';' || c == ':' || (c >= '0' && c <= '9');
  }
}
