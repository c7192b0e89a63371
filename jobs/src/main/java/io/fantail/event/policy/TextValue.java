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
  private static final int TRIPLE = 3;
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
      @Nullable Quote keyQuote) {
    /** Nothing stands around the value that would end it. */
    static final Context NONE = new Context(false, false, null, null);
  }

  /** The value that begins at a place: quoted, in brackets, or up to a delimiter. */
  static TextValue at(Unescaped text, int at, Context context) {
    if (at >= text.length()) {
      return new TextValue(at, at, true);
    }
    int quotes = repeatedQuotes(text, at, context);
    if (quotes > 1) {
      return repeated(text, at, quotes);
    }
    Quote quote = openingQuote(text, at);
    if (quote != null && !quote.isLike(context.around)) {
      return new TextValue(quote.end(), quote.closing(text), false);
    }
    int end =
        TextWord.opensBracket(text, at) || !context.isLine
            ? TextWord.end(text, at, context)
            : endOfLine(text, at, context);
    if (!context.isLine
        && SCHEMES.contains(text.text().substring(at, end).toLowerCase(Locale.ROOT))) {
      int next = text.over(end, c -> c == ' ');
      end = next > end ? Math.max(end, TextWord.end(text, next, context)) : end;
    }
    return new TextValue(at, end, true);
  }

  /** How many quotes open a field of CSV within a field, or a text of several lines; else 0. */
  private static int repeatedQuotes(Unescaped text, int at, Context context) {
    char sign = text.at(at);
    int end = text.over(at, at + TRIPLE, c -> c == sign);
    if (!Quote.isQuote(sign)) {
      return 0;
    }
    boolean isDoubled = context.keyQuote != null && context.keyQuote.isDoubled();
    return isDoubled && end > at + 1 ? 2 : end == at + TRIPLE ? TRIPLE : 0;
  }

  private static TextValue repeated(Unescaped text, int at, int quotes) {
    String closing = text.text().substring(at, at + quotes);
    int start = at + quotes;
    int end = text.text().indexOf(closing, start);
    while (end > start && text.at(end - 1) == '\\') {
      end = text.text().indexOf(closing, end + quotes);
    }
    return new TextValue(start, end < 0 ? text.length() : end, false);
  }

  /** Also behind the letters of {@code b'x'} and {@code N'x'}, and PHP's {@code string(1) "x"}. */
  private static @Nullable Quote openingQuote(Unescaped text, int at) {
    if (text.text().startsWith(VAR_DUMP, at)) {
      int close = text.text().indexOf(") ", at);
      boolean isDump = close >= 0 && close < at + VAR_DUMP.length() + 10;
      return Quote.at(text, isDump ? close + 2 : at);
    }
    return Quote.at(
        text, text.over(at, at + LONGEST_PREFIX, c -> Character.isLetter(c) || c == '@'));
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
    return text.back(end, at, Character::isWhitespace);
  }

  /** The line ends of Python's and JSON's strings. */
  private static boolean isEscapedLineEnd(Unescaped text, int at) {
    return text.is(at, '\\') && (text.is(at + 1, 'n') || text.is(at + 1, 'r'));
  }

  static boolean isWordCharacter(int c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }
}
