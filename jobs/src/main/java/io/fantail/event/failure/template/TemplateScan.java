package io.fantail.event.failure.template;

import static io.fantail.event.failure.template.Placeholder.ADDRESS;
import static io.fantail.event.failure.template.Placeholder.NUMBER;
import static io.fantail.event.failure.template.Placeholder.PATH;
import static io.fantail.event.failure.template.Placeholder.VALUE;

import java.text.Normalizer;

/**
 * Walks once over a message and marks what differs from one occurrence to the next. What is quoted
 * is a value, unless it is a message itself; names with digits are ids, but for the beginning of
 * one that is words; the rest is left as it is.
 */
final class TemplateScan {
  private final String text;
  private final int maxChars;
  private final Quotes quotes;
  private final MarkedText out = new MarkedText();
  private final Tokens tokens;
  private final WordScan words;

  TemplateScan(String message, int maxChars) {
    this.text =
        Normalizer.isNormalized(message, Normalizer.Form.NFC)
            ? message
            : Normalizer.normalize(message, Normalizer.Form.NFC);
    this.maxChars = maxChars;
    this.quotes = new Quotes(text);
    this.tokens = new Tokens(text);
    this.words = new WordScan(text, maxChars, tokens, out);
  }

  /** The message with marks. */
  String marked() {
    scan(0, text.length());
    return out.cutTo(maxChars);
  }

  private void scan(int from, int to) {
    int at = from;
    while (at < to && out.length() <= maxChars) {
      at = step(at, to);
    }
  }

  private int step(int at, int to) {
    char c = text.charAt(at);
    if (Signs.isOfToken(c) && c != '.' && c != '-') {
      return isPrefixOfString(at, to) ? quoted(at + 1, to) : words.scan(at, to);
    }
    if (Signs.isBlank(c)) {
      out.blank();
      return at + 1;
    }
    if (Quotes.opens(c)) {
      return quoted(at, to);
    }
    return switch (c) {
      case '{', '[' -> object(at, to);
      case '/', '~', '.' -> beginsPath(at, to) ? path(at, to) : copy(at);
      case '\\' -> backslash(at, to);
      case '-', '+' ->
          // A sign is of its number.
          followedByDigit(at, to) && !isBehindWord(at) ? at + 1 : copy(at);
      case ':' -> colon(at, to);
      case '=' -> bracketed(at, to);
      default -> other(at, to);
    };
  }

  private int other(int at, int to) {
    char c = text.charAt(at);
    if (c > 127 && Character.isDigit(c)) {
      int end = at;
      while (end < to && Character.isDigit(text.charAt(end))) {
        end++;
      }
      out.mark(NUMBER);
      return end;
    }
    out.append(Placeholder.isMark(c) ? '\uFFFD' : c);
    return at + 1;
  }

  private int copy(int at) {
    out.append(text.charAt(at));
    return at + 1;
  }

  private int quoted(int at, int to) {
    int from = at + 1;
    if (from < to && quotes.opensObject(from, to)) {
      int end = quotes.endOfObject(from, to);
      if (end < 0 || (end < to && text.charAt(end) == text.charAt(at))) {
        out.mark(VALUE);
        return end < 0 ? to : end + 1;
      }
    }
    int end = quotes.closing(at, to);
    if (end < 0) {
      return copy(at);
    }
    if (quotes.isMessage(from, end, isWhole(end, to))) {
      scan(from, end);
    } else {
      out.mark(VALUE);
    }
    return end + 1;
  }

  /** Whether a quote that closes here ends a message that says nothing else. */
  private boolean isWhole(int closed, int to) {
    return closed + 1 == to && out.length() <= "Error: ".length();
  }

  private int object(int at, int to) {
    if (!quotes.opensObject(at, to)) {
      return copy(at);
    }
    int end = quotes.endOfObject(at, to);
    out.mark(VALUE);
    return end < 0 ? to : end;
  }

  private boolean beginsPath(int at, int to) {
    if (isBehindWord(at)) {
      return false;
    }
    int next = at;
    while (next < to && text.charAt(next) == '.') {
      next++;
    }
    next += next < to && text.charAt(next) == '~' ? 1 : 0;
    return next + 1 < to
        && (text.charAt(next) == '/' || (next > at && text.charAt(next) == '\\'))
        && !Signs.isBlank(text.charAt(next + 1));
  }

  private int path(int at, int to) {
    int end = tokens.endOf(at, to);
    if (end - at < 2) {
      return copy(at);
    }
    out.mark(PATH);
    return end;
  }

  private int backslash(int at, int to) {
    char next = at + 1 < to ? text.charAt(at + 1) : ' ';
    if (next == '\\' && at + 2 < to && Signs.isLetter(text.charAt(at + 2)) && !isBehindWord(at)) {
      return path(at, to);
    }
    if (next == 'n' || next == 't' || next == 'r') {
      out.blank();
      return at + 2;
    }
    // What is escaped is what it is.
    return at + 1;
  }

  /** {@code Key (name)=(A B) already exists}, as PostgreSQL tells it. */
  private int bracketed(int at, int to) {
    boolean value = at > 0 && text.startsWith(")=(", at - 1);
    int end = value ? Signs.indexOf(text, ')', at, to) : -1;
    if (end < 0) {
      return copy(at);
    }
    out.append(text, at, at + 2);
    out.mark(VALUE);
    return end;
  }

  private int colon(int at, int to) {
    if (!isBehindWord(at) && at + 1 < to && text.charAt(at + 1) == ':') {
      int end = AddressForms.endOfIpV6(text, at, to);
      if (end > at + 2) {
        out.mark(ADDRESS);
        return end;
      }
    }
    return copy(at);
  }

  private boolean isBehindWord(int at) {
    return at > 0
        && (Signs.isOfToken(text.charAt(at - 1)) || Character.isLetter(text.charAt(at - 1)));
  }

  private boolean followedByDigit(int at, int to) {
    return at + 1 < to && Signs.isDigit(text.charAt(at + 1));
  }

  /** Python's {@code b'...'}. */
  private boolean isPrefixOfString(int at, int to) {
    return at + 1 < to
        && (text.charAt(at + 1) == '\'' || text.charAt(at + 1) == '"')
        && "bBuUrR".indexOf(text.charAt(at)) >= 0
        && !isBehindWord(at)
        && quotes.closing(at + 1, to) > 0;
  }
}
