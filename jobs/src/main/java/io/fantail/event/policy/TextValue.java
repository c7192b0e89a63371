package io.fantail.event.policy;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A value in text that is no JSON.
 *
 * @param start of what is masked
 * @param end of what is masked; {@code start} where there is no value
 * @param isBare it stands in no quotes
 */
record TextValue(int start, int end, boolean isBare) {
  /** Before a secret in headers, which also stand in other fields. */
  private static final Set<String> SCHEMES =
      Set.of("bearer", "basic", "digest", "negotiate", "token", "apikey");

  private static final int LONGEST_PREFIX = 2;
  private static final String VAR_DUMP = "string(";

  /**
   * What tells how far a value goes.
   *
   * @param separatorIsEscaped then escaped delimiters end the value too: {@code password%3Dx%26u}
   * @param isLine a value without quotes ends with its line
   * @param around the quote directly before the key, that ends such a line; null for none
   * @param keyQuote the quote around the key; null for none
   */
  record Context(
      boolean separatorIsEscaped,
      boolean isLine,
      @Nullable Quote around,
      @Nullable Quote keyQuote) {}

  /** The value that begins at a place: quoted, in brackets, or up to a delimiter. */
  static TextValue at(Unescaped text, int at, Context context) {
    if (at >= text.length()) {
      return new TextValue(at, at, true);
    }
    Quote quote = openingQuote(text, at);
    if (quote != null && !quote.isLike(context.around)) {
      return new TextValue(quote.end(), quote.closing(text), false);
    }
    char c = text.at(at);
    if ((c == '{' || c == '[' || c == '(') && !text.isEscaped(at)) {
      return new TextValue(at, endOfBracket(text, at, context), true);
    }
    int end = context.isLine ? endOfLine(text, at, context) : endOfWord(text, at, context);
    if (!context.isLine
        && SCHEMES.contains(text.text().substring(at, end).toLowerCase(Locale.ROOT))) {
      int next = end;
      while (next < text.length() && text.at(next) == ' ') {
        next++;
      }
      end = next > end ? Math.max(end, endOfWord(text, next, context)) : end;
    }
    return new TextValue(at, end, true);
  }

  /** Also behind the letters of {@code b'x'} and {@code N'x'}, and PHP's {@code string(1) "x"}. */
  private static @Nullable Quote openingQuote(Unescaped text, int at) {
    int open = at;
    if (text.text().startsWith(VAR_DUMP, at)) {
      int close = text.text().indexOf(") ", at);
      boolean isDump = close >= 0 && close < at + VAR_DUMP.length() + 10;
      return Quote.at(text, isDump ? close + 2 : at);
    }
    while (open < text.length()
        && open < at + LONGEST_PREFIX
        && (Character.isLetter(text.at(open)) || text.at(open) == '@')) {
      open++;
    }
    return Quote.at(text, open);
  }

  /** Behind the bracket that closes this one; the end of the text where none does. */
  private static int endOfBracket(Unescaped text, int at, Context context) {
    int depth = 0;
    int i = at;
    while (i < text.length()) {
      char c = text.at(i);
      boolean mayQuote = c == '\\' || Quote.isQuote(c);
      Quote quote = mayQuote ? Quote.at(text, i) : null;
      if (quote != null) {
        Quote outer = context.keyQuote;
        if (outer != null && quote.backslashes() < outer.backslashes()) {
          return i;
        }
        boolean opens = quote.sign() == '"' || i == 0 || !isWordCharacter(text.at(i - 1));
        i = opens ? Math.max(closed(text, quote), quote.end()) : quote.end();
        continue;
      } else if (c == '\\') {
        i = Unescaped.endOfBackslashes(text.text(), i);
        continue;
      } else if (c == '{' || c == '[' || c == '(') {
        depth++;
      } else if ((c == '}' || c == ']' || c == ')') && --depth == 0) {
        return i + 1;
      }
      i++;
    }
    return text.length();
  }

  /** Behind the quote that closes the string which this one opens. */
  private static int closed(Unescaped text, Quote open) {
    int closing = open.closing(text);
    Quote close = Quote.at(text, closing);
    return close == null
        ? closing
        : close.backslashes() < open.backslashes() ? closing : close.end();
  }

  private static int endOfLine(Unescaped text, int at, Context context) {
    int end = at;
    while (end < text.length()
        && text.at(end) != '\n'
        && text.at(end) != '\r'
        && !isEscapedLineEnd(text, end)
        && !(context.around != null && context.around.isLike(Quote.at(text, end)))) {
      end = Math.max(end + 1, Unescaped.endOfBackslashes(text.text(), end));
    }
    while (end > at && Character.isWhitespace(text.at(end - 1))) {
      end--;
    }
    return end;
  }

  /** The line ends of Python's and JSON's strings. */
  private static boolean isEscapedLineEnd(Unescaped text, int at) {
    return text.at(at) == '\\'
        && at + 1 < text.length()
        && (text.at(at + 1) == 'n' || text.at(at + 1) == 'r');
  }

  private static int endOfWord(Unescaped text, int at, Context context) {
    int end = at;
    while (end < text.length() && !isDelimiter(text, end, end == at, context)) {
      if (text.at(end) != '\\' || text.isEscaped(end)) {
        end++;
      } else if (Quote.at(text, end) == null) {
        end = Unescaped.endOfBackslashes(text.text(), end);
      } else {
        return end;
      }
    }
    return end;
  }

  private static boolean isDelimiter(Unescaped text, int at, boolean isFirst, Context context) {
    if (text.isEscaped(at) && !context.separatorIsEscaped) {
      return false;
    }
    char c = text.at(at);
    return switch (c) {
      case ',', ';', '&', ')', ']', '}' -> true;
      case '<', '>' -> !isFirst;
      case '"', '\'', '`' -> !Quote.isWithinWord(text, at);
      default -> Character.isWhitespace(c);
    };
  }

  static boolean isWordCharacter(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }
}
