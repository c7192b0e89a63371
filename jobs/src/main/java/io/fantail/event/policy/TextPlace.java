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
        && before.start() > 0
        && text.at(before.start() - 1) == before.sign()
        && behind.end() < text.length()
        && text.at(behind.end()) == before.sign();
  }

  /** {@code password[]=x} and {@code password[0]=x} of forms; the place itself for none. */
  static int behindIndexes(Unescaped text, int behindKey) {
    int at = behindKey;
    while (at < text.length() && text.at(at) == '[') {
      int end = at + 1;
      int limit = Math.min(text.length(), at + LONGEST);
      while (end < limit && (TextValue.isWordCharacter(text.at(end)) || text.at(end) == '-')) {
        end++;
      }
      if (end >= limit || text.at(end) != ']') {
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
    if (start < 1 || separator >= text.length() || text.at(separator) != ':') {
      return separator;
    }
    boolean isIndex = text.at(start - 1) == '[' || (start > 1 && text.at(start - 2) == '[');
    int end = separator;
    int limit = Math.min(text.length(), separator + 2 * LONGEST);
    while (isIndex && end < limit && isOfVisibility(text.at(end))) {
      end++;
    }
    if (!isIndex || end >= limit || text.at(end) != ']') {
      return separator;
    }
    end++;
    while (end < limit && text.at(end) == ' ') {
      end++;
    }
    return text.text().startsWith("=>", end) ? end : separator;
  }

  private static boolean isOfVisibility(char c) {
    return TextValue.isWordCharacter(c) || c == ':' || c == '"' || c == '\\';
  }

  /** The {@code D} of {@code -Dpassword=x}, or {@code P} for Gradle. */
  static boolean isBehindJavaOption(Unescaped text, int start) {
    return start > 1
        && (text.at(start - 1) == 'D' || text.at(start - 1) == 'P')
        && text.at(start - 2) == '-'
        && (start == 2 || !TextValue.isWordCharacter(text.at(start - 3)));
  }

  /**
   * Whether a key in quotes is the first of a tuple, {@code ('password', 'x')}, or of a list in a
   * list, {@code [['password', 'x']]}.
   */
  static boolean isFirstOfTuple(Unescaped text, @Nullable Quote keyQuote, int comma) {
    if (keyQuote == null || comma >= text.length() || text.at(comma) != ',') {
      return false;
    }
    int at = keyQuote.start() - 1;
    if (at >= 0 && (text.at(at) == 'b' || text.at(at) == 'u')) {
      at--;
    }
    if (at >= 0 && text.at(at) == '(') {
      return true;
    }
    if (at < 1 || text.at(at) != '[') {
      return false;
    }
    at--;
    int limit = Math.max(0, at - LONGEST);
    while (at > limit && Character.isWhitespace(text.at(at))) {
      at--;
    }
    return text.at(at) == '[' || text.at(at) == ',';
  }
}
