package io.fantail.event.policy;

import org.jspecify.annotations.Nullable;

/** What stands around a key in text that is no JSON, and does not look like a key's value yet. */
final class TextPlace {
  private static final int LONGEST = 64;

  private TextPlace() {}

  /** JSON in a field of CSV: {@code ""password"":""x""}. */
  static boolean isDoubled(Unescaped text, Quote before, @Nullable Quote behind) {
    return behind != null
        && before.backslashes() == 0
        && text.is(before.start() - 1, before.sign())
        && text.is(behind.end(), before.sign());
  }

  /** {@code password[]=x} and {@code password[0]=x} of forms; the place itself for none. */
  static int behindIndexes(Unescaped text, int behindKey) {
    int at = behindKey;
    while (text.is(at, '[')) {
      int limit = at + LONGEST;
      int end = text.over(at + 1, limit, c -> TextValue.isWordCharacter(c) || c == '-');
      if (end >= limit || !text.is(end, ']')) {
        return behindKey;
      }
      at = end + 1;
    }
    return at;
  }

  /**
   * The arrow behind what PHP prints of a property that is not public: {@code
   * [password:Login:private] => x}, {@code ["password":protected]=> string(1) "x"}.
   */
  static int behindVisibility(Unescaped text, int start, int separator) {
    boolean isIndex = text.is(start - 1, '[') || text.is(start - 2, '[');
    if (!isIndex || !text.is(separator, ':')) {
      return separator;
    }
    int limit = separator + 2 * LONGEST;
    int end = text.over(separator, limit, TextPlace::isOfVisibility);
    int arrow = text.over(end + 1, limit, c -> c == ' ');
    boolean isArrow = end < limit && text.is(end, ']') && text.text().startsWith("=>", arrow);
    return isArrow ? arrow : separator;
  }

  private static boolean isOfVisibility(int c) {
    return TextValue.isWordCharacter(c) || c == ':' || c == '"' || c == '\\';
  }

  /** The {@code D} of {@code -Dpassword=x}, or {@code P} for Gradle. */
  static boolean isBehindJavaOption(Unescaped text, int start) {
    return (text.is(start - 1, 'D') || text.is(start - 1, 'P'))
        && text.is(start - 2, '-')
        && (start == 2 || !TextValue.isWordCharacter(text.at(start - 3)));
  }

  /**
   * Whether a key in quotes is the first of a tuple, {@code ('password', 'x')}, or of a list in a
   * list, {@code [['password', 'x']]}.
   */
  static boolean isFirstOfTuple(Unescaped text, @Nullable Quote keyQuote, int comma) {
    if (keyQuote == null || !text.is(comma, ',')) {
      return false;
    }
    int at = keyQuote.start() - 1;
    if (text.is(at, 'b') || text.is(at, 'u')) {
      at--;
    }
    int limit = Math.max(0, at - 1 - LONGEST) + 1;
    int outer = text.back(at, limit, Character::isWhitespace) - 1;
    return text.is(at, '(') || (text.is(at, '[') && (text.is(outer, '[') || text.is(outer, ',')));
  }
}
