package io.fantail.event.failure.template;

/** Signs of a text, one by one. */
final class Signs {
  private Signs() {}

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean isHex(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  /** What names and numbers are made of. */
  static boolean isOfToken(char c) {
    return isLetter(c) || isDigit(c) || c == '_' || c == '-' || c == '.';
  }

  /** Blanks of all kinds, and signs that nobody sees. */
  static boolean isBlank(char c) {
    return c <= ' '
        || (c > '~'
            && (c < '\u00A1'
                || Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || c == '\uFEFF'
                || c == '\u200B'));
  }

  /** What a path or an address does not go on behind. */
  static boolean endsToken(char c) {
    return isBlank(c) || ",;()[]{}<>|\"'`”“»".indexOf(c) >= 0;
  }

  static boolean hasDigit(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (isDigit(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** The first place of a sign in a part of a text; -1 where it is not there. */
  static int indexOf(String text, char sign, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) == sign) {
        return i;
      }
    }
    return -1;
  }

  static int lastIndexOf(String text, char sign, int from, int to) {
    for (int i = to - 1; i >= from; i--) {
      if (text.charAt(i) == sign) {
        return i;
      }
    }
    return -1;
  }
}
