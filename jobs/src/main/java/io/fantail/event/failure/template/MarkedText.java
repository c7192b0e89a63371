package io.fantail.event.failure.template;

import java.util.Locale;

/** A template while it is made. Several alike in a row, as the values of a list are, become one. */
final class MarkedText {
  private static final String[] STATUS_WORDS = {
    "status code ",
    "status code: ",
    "statuscode: ",
    "statuscode=",
    "status_code=",
    "status=",
    "status: ",
    "http ",
    "http error ",
    "http status ",
    "http/"
  };
  private static final int LONGEST_STATUS_WORD = 16;

  private final StringBuilder out = new StringBuilder(128);

  int length() {
    return out.length();
  }

  void append(char c) {
    out.append(c);
  }

  void append(String text, int from, int to) {
    out.append(text, from, to);
  }

  void blank() {
    int length = out.length();
    if (length > 0 && out.charAt(length - 1) != ' ') {
      out.append(' ');
    }
  }

  void mark(Placeholder placeholder) {
    int end = out.length();
    int before = end;
    while (before > 0 && isBetween(out.charAt(before - 1))) {
      before--;
    }
    before -= endsWith(" and", before) ? 4 : endsWith(" or", before) ? 3 : 0;
    if (endsWithMark(before) && placeholder.goesWith(out.charAt(before - 1))) {
      out.setLength(before);
    } else {
      out.append(placeholder.mark());
    }
  }

  /** Takes back the beginning of what turned out to be one thing with what follows. */
  void takeBackWord() {
    int end = out.length();
    while (end > 0 && isOfName(out.charAt(end - 1))) {
      end--;
    }
    out.setLength(end);
  }

  /** Whether the next number is the status of an answer of HTTP, which says what went wrong. */
  boolean expectsStatus() {
    int from = Math.max(0, out.length() - LONGEST_STATUS_WORD);
    String tail = out.substring(from).toLowerCase(Locale.ROOT);
    for (String word : STATUS_WORDS) {
      if (tail.endsWith(word)) {
        return true;
      }
    }
    return false;
  }

  boolean endsWithMark() {
    return endsWithMark(out.length());
  }

  /** Everything, cut to a length. */
  String cutTo(int maxChars) {
    int end = Math.min(out.length(), maxChars);
    if (end < out.length() && Character.isHighSurrogate(out.charAt(end - 1))) {
      end--;
    }
    while (end > 0 && out.charAt(end - 1) == ' ') {
      end--;
    }
    return out.substring(0, end);
  }

  private boolean endsWithMark(int end) {
    return end > 0 && Placeholder.isMark(out.charAt(end - 1));
  }

  private boolean endsWith(String word, int end) {
    int from = end - word.length();
    return from >= 0 && out.indexOf(word, from) == from;
  }

  private static boolean isBetween(char c) {
    return c == ' ' || c == ',' || c == ';';
  }

  private static boolean isOfName(char c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '+' || c == '-';
  }
}
