package io.fantail.event.policy;

/**
 * A value without quotes in text that is no JSON: a word up to a delimiter, an object or a list up
 * to its closing bracket, and the calls and types that languages print around one: {@code
 * SecretStr('x')}, {@code Some("x")}, {@code Secret { inner: "x" }}, {@code []string{"x"}}, {@code
 * (string) (len=1) "x"}, {@code <Secret x>}.
 */
final class TextWord {
  private static final int LONGEST_MARKED = 1_000;
  private static final String JAVASCRIPT_OBJECT = "[Object: ";

  private TextWord() {}

  /** Whether an object, list or tuple begins here. */
  static boolean opensBracket(Unescaped text, int at) {
    return at < text.length() && isOpening(text.at(at)) && !text.isEscaped(at);
  }

  /** Where the value that begins at a place ends. */
  static int end(Unescaped text, int at, TextValue.Context context) {
    if (at >= text.length()) {
      return at;
    }
    int end = isMarked(text, at) ? endOfMarked(text, at) : at;
    end = endOfPart(text, end, at, context);
    int next = end;
    while (next > at && isContinued(text, at, end)) {
      next = text.over(end, c -> c == ' ');
      Quote quote = Quote.at(text, next);
      if (quote != null) {
        return Math.max(quote.end(), closed(text, quote));
      }
      end = endOfPart(text, next, next, context);
    }
    return end;
  }

  /** A word with the brackets that stand in it, or directly behind it. */
  private static int endOfPart(Unescaped text, int from, int begin, TextValue.Context context) {
    int start = begin;
    int end = from;
    while (end < text.length()) {
      if (opensBracket(text, end) && isName(text, start, end)) {
        end = endOfBracket(text, end, context);
        start = end;
        if (end < text.length()
            && !TextValue.isWordCharacter(text.at(end))
            && !isOpening(text.at(end))) {
          return end;
        }
      } else if (isDelimiter(text, end, end == begin, context)) {
        return end;
      } else if (text.at(end) != '\\' || text.isEscaped(end)) {
        end++;
      } else if (Quote.at(text, end) == null) {
        end = Unescaped.endOfBackslashes(text.text(), end);
      } else {
        return end;
      }
    }
    return end;
  }

  /**
   * Whether a value goes on behind blanks: the fields of {@code Secret { inner: "x" }}, what Go's
   * dumps print behind {@code (string)}, what Node.js prints behind the number of elements.
   */
  private static boolean isContinued(Unescaped text, int start, int end) {
    int next = text.over(end, c -> c == ' ');
    if (next >= text.length()) {
      return false;
    }
    char c = text.at(next);
    boolean isAfterBracket = isClosing(text.at(end - 1));
    if (text.at(start) == '(') {
      return isAfterBracket && (c == '(' || c == '{' || Quote.at(text, next) != null);
    }
    boolean isSpacedObject =
        c == '{' && next + 1 < text.length() && Character.isWhitespace(text.at(next + 1));
    boolean isNamed = Character.isUpperCase(text.at(start));
    if (text.at(start) == '[') {
      return isSpacedObject && text.text().startsWith(JAVASCRIPT_OBJECT, start);
    }
    return next > end && isNamed && (isSpacedObject || (isAfterBracket && c == '['));
  }

  /** The name of a type, a function or a number of elements, as it stands before a bracket. */
  private static boolean isName(Unescaped text, int start, int end) {
    return text.over(start, end, TextWord::isOfName) >= end;
  }

  private static boolean isOfName(int c) {
    return TextValue.isWordCharacter(c) || ".:$*&@[](){}".indexOf(c) >= 0;
  }

  /** {@code <Secret x>} of Python, {@code #<Secret x>} of Ruby, {@code <Buffer 78>} of Node.js. */
  private static boolean isMarked(Unescaped text, int at) {
    int mark = text.is(at, '#') ? at + 1 : at;
    return text.is(mark, '<')
        && mark + 1 < text.length()
        && !text.isEscaped(mark)
        && Character.isLetter(text.at(mark + 1));
  }

  private static int endOfMarked(Unescaped text, int at) {
    int depth = 0;
    int limit = Math.min(text.length(), at + LONGEST_MARKED);
    for (int i = at; i < limit && text.at(i) != '\n'; i++) {
      if (text.at(i) == '<') {
        depth++;
      } else if (text.at(i) == '>' && --depth == 0) {
        return i + 1;
      }
    }
    return at;
  }

  private static boolean isOpening(char c) {
    return c == '{' || c == '[' || c == '(';
  }

  private static boolean isClosing(char c) {
    return c == '}' || c == ']' || c == ')';
  }

  /**
   * Finds the place behind the bracket that closes this one; the end of the text where none does.
   */
  private static int endOfBracket(Unescaped text, int at, TextValue.Context context) {
    int depth = 0;
    int i = at;
    while (i < text.length()) {
      char c = text.at(i);
      boolean mayQuote = c == '\\' || Quote.isQuote(c);
      Quote quote = mayQuote ? Quote.at(text, i) : null;
      if (quote != null) {
        Quote outer = context.keyQuote();
        if (outer != null && quote.backslashes() < outer.backslashes()) {
          return i;
        }
        boolean opens = quote.sign() == '"' || i == 0 || !TextValue.isWordCharacter(text.at(i - 1));
        i = opens ? Math.max(closed(text, quote), quote.end()) : quote.end();
        continue;
      } else if (c == '\\') {
        i = Unescaped.endOfBackslashes(text.text(), i);
        continue;
      } else if (isOpening(c)) {
        depth++;
      } else if (isClosing(c) && --depth == 0) {
        return i + 1;
      }
      i++;
    }
    return text.length();
  }

  /** Finds the place behind the quote that closes the string which this one opens. */
  private static int closed(Unescaped text, Quote open) {
    int closing = open.closing(text);
    Quote close = Quote.at(text, closing);
    return close == null
        ? closing
        : close.backslashes() < open.backslashes() ? closing : close.end();
  }

  private static boolean isDelimiter(
      Unescaped text, int at, boolean isFirst, TextValue.Context context) {
    if (text.isEscaped(at) && !context.separatorIsEscaped()) {
      return Ansi.at(text, at) > at;
    }
    char c = text.at(at);
    return switch (c) {
      case ',', ';', '&', ')', ']', '}' -> true;
      case '<', '>' -> !isFirst;
      case '"', '\'', '`' -> !Quote.isWithinWord(text, at);
      default -> Character.isWhitespace(c) || Ansi.at(text, at) > at;
    };
  }
}
