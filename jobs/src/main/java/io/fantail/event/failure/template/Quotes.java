package io.fantail.event.failure.template;

import java.util.Locale;

/** Finds where in a text a quoted value or an object of JSON ends. */
final class Quotes {
  private static final String OPENING = "'\"`‘“«„‚‹「『";
  private static final int PROSE_CHARS = 300;

  /** What makes quoted words a message of its own rather than a value. */
  private static final String[] OF_MESSAGES = {
    "connect",
    "refused",
    "reset by",
    "abort",
    "timed out",
    "timeout",
    "fail",
    "denied",
    "error",
    "closed",
    "invalid",
    "unable",
    "cannot",
    "could not",
    "not found",
    "broken",
    "unreachable",
    "exceed",
    "expired",
    "unexpected",
    "missing",
    "not allowed",
    "forbidden",
    "unauthorized",
    "too many",
    "does not exist",
    "not authorized",
    "exception"
  };

  private final String text;

  /** By the sign that closes: from where on there is none. */
  private int withoutSingle = Integer.MAX_VALUE;

  private int withoutDouble = Integer.MAX_VALUE;

  Quotes(String text) {
    this.text = text;
  }

  static boolean opens(char c) {
    return c < 128 ? c == '\'' || c == '"' || c == '`' : OPENING.indexOf(c) >= 0;
  }

  /**
   * Where the value ends that a quote opens: the place of the quote that closes it; -1 where none
   * does, and the sign is an apostrophe.
   */
  int closing(int opened, int to) {
    char open = text.charAt(opened);
    if (open == '\'' && opened > 0 && isOfWord(text.charAt(opened - 1)) && !isPrefix(opened)) {
      return -1;
    }
    int from = opened + 1;
    boolean escaped = opened > 0 && text.charAt(opened - 1) == '\\';
    return switch (open) {
      case '\'' -> {
        int end = from >= withoutSingle ? -1 : plain(from, to, '\'', '\'', escaped);
        withoutSingle = end < 0 ? Math.min(withoutSingle, from) : withoutSingle;
        yield end;
      }
      case '"' -> {
        int end = from >= withoutDouble ? -1 : plain(from, to, '"', '"', escaped);
        withoutDouble = end < 0 ? Math.min(withoutDouble, from) : withoutDouble;
        yield end;
      }
      case '`' -> plain(from, Math.min(to, from + PROSE_CHARS), '`', '\'', escaped);
      case '‘', '‚' -> plain(from, to, '’', '‘', false);
      case '“', '„' -> plain(from, to, '”', '“', false);
      case '«' -> plain(from, to, '»', '»', false);
      case '‹' -> plain(from, to, '›', '›', false);
      case '「' -> plain(from, to, '」', '」', false);
      default -> plain(from, to, '』', '』', false);
    };
  }

  private int plain(int from, int to, char close, char orClose, boolean escaped) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == '\\' && !escaped) {
        i++;
      } else if (c == close || c == orClose) {
        boolean apostrophe = (c == '\'' || c == '’') && i + 1 < to && isOfWord(text.charAt(i + 1));
        if (!apostrophe) {
          return i;
        }
      }
    }
    return -1;
  }

  /** Python's {@code b'...'}. */
  private boolean isPrefix(int opened) {
    return "bBuUrR".indexOf(text.charAt(opened - 1)) >= 0
        && (opened == 1 || !isOfWord(text.charAt(opened - 2)));
  }

  /**
   * Whether what is quoted is a message of its own: {@code 'Connection reset by peer'}.
   *
   * @param whole whether nothing else is said, as Rust prints an error made of text
   */
  boolean isMessage(int from, int to, boolean whole) {
    int end = Math.min(to, from + PROSE_CHARS);
    int blank = Signs.indexOf(text, ' ', from, end);
    if (blank < 0) {
      return false;
    }
    if (whole && Signs.indexOf(text, ' ', blank + 1, end) > 0) {
      return true;
    }
    String quoted = text.substring(from, end).toLowerCase(Locale.ROOT);
    for (String word : OF_MESSAGES) {
      if (quoted.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /** Whether an object or array with strings, or an empty one, begins here. */
  boolean opensObject(int at, int to) {
    char open = text.charAt(at);
    int next = at + 1;
    while (next < to && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    if (next == to) {
      return false;
    }
    char c = text.charAt(next);
    return open == '{'
        ? c == '"' || c == '\'' || c == '}' || c == '\\'
        : open == '[' && (c == '{' || c == '"');
  }

  /** Behind the end of an object or array that begins here; -1 where it was cut. */
  int endOfObject(int at, int to) {
    int depth = 0;
    for (int i = at; i < to; i++) {
      char c = text.charAt(i);
      if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
        if (depth == 0) {
          return i + 1;
        }
      } else if (c == '"') {
        i = endOfString(i + 1, to);
      }
    }
    return -1;
  }

  private int endOfString(int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        return i;
      }
    }
    return to;
  }

  private static boolean isOfWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}
