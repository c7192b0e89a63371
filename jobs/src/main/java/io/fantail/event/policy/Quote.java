package io.fantail.event.policy;

import org.jspecify.annotations.Nullable;

/**
 * A quote in a text with the backslashes before it, which tell how deep the string stands in
 * others: {@code "}, {@code \"}, {@code \\\"}.
 *
 * @param start of the backslashes
 * @param end behind the quote itself
 */
record Quote(char sign, boolean escaped, int backslashes, int start, int end) {

  /** The quote that begins at a place; null when none does. */
  static @Nullable Quote at(Unescaped text, int at) {
    int sign = at < text.length() ? Unescaped.endOfBackslashes(text.text(), at) : at;
    return sign < text.length() && isQuote(text.at(sign))
        ? new Quote(text.at(sign), text.isEscaped(sign), sign - at, at, sign + 1)
        : null;
  }

  /** The quote that ends at a place; null when none does. */
  static @Nullable Quote before(Unescaped text, int end) {
    if (end == 0 || !isQuote(text.at(end - 1))) {
      return null;
    }
    int start = text.back(end - 1, 0, c -> c == '\\');
    return new Quote(text.at(end - 1), text.isEscaped(end - 1), end - 1 - start, start, end);
  }

  /** Two signs that stand for one, as in CSV. */
  boolean isDoubled() {
    return backslashes == 0 && end - start == 2;
  }

  boolean isLike(@Nullable Quote other) {
    return other != null
        && sign == other.sign
        && escaped == other.escaped
        && backslashes == other.backslashes;
  }

  /**
   * Where the string that this quote opens ends: at the backslashes of the closing quote, at a
   * quote of a string around it, or with the text.
   */
  int closing(Unescaped text) {
    int level = Integer.SIZE - Integer.numberOfLeadingZeros(backslashes);
    int own = (1 << level) - 1;
    boolean regular = own == backslashes;
    int at = end;
    while (at < text.length()) {
      int signAt = Unescaped.endOfBackslashes(text.text(), at);
      int run = signAt - at;
      if (signAt < text.length() && isSame(text, signAt)) {
        boolean closes = regular ? run % (2L << level) == own : run == backslashes;
        boolean isDoubled =
            sign == '\''
                && run == 0
                && signAt + 1 < text.length()
                && isSame(text, signAt + 1)
                && signAt > end;
        if (isDoubled) {
          at = signAt + 2;
          continue;
        } else if ((closes || run < own) && !isWithinWord(text, signAt)) {
          return signAt - Math.min(run, own);
        }
      }
      at = signAt + 1;
    }
    return text.length();
  }

  private boolean isSame(Unescaped text, int at) {
    return text.at(at) == sign && text.isEscaped(at) == escaped;
  }

  /** An apostrophe: {@code don't}. */
  static boolean isWithinWord(Unescaped text, int at) {
    return text.at(at) == '\''
        && at > 0
        && at + 1 < text.length()
        && Character.isLetterOrDigit(text.at(at - 1))
        && Character.isLetterOrDigit(text.at(at + 1));
  }

  static boolean isQuote(char c) {
    return c == '"' || c == '\'' || c == '`';
  }
}
