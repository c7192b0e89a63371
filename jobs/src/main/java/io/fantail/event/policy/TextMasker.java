package io.fantail.event.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is masked in text that is not JSON, or JSON that was cut: log lines, forms, what
 * languages print of their objects, YAML, XML, command lines. JSON within it is {@link
 * JsonMasker}'.
 */
final class TextMasker {
  private static final int LONGEST_INDENT = 1_000;

  /** What YAML writes behind a key whose value stands in the lines below. */
  private static final String INDICATOR = "|>+-0123456789";

  private static final List<String> SEPARATORS =
      List.of("==", ":=", "=>", "->", "=", ":", "\uff1a", "\uff1d", "\u2192");

  private final RedactedKeys keys;
  private final Unescaped text;
  private final JsonMasker json;
  private final MaskedRanges ranges;
  private final TextPairMasker pairs;

  /** {@code ranges} gains what is found. */
  TextMasker(RedactedKeys keys, String text, JsonMasker json, MaskedRanges ranges) {
    this.keys = keys;
    this.text = Unescaped.ofText(text);
    this.json = json;
    this.ranges = ranges;
    this.pairs = new TextPairMasker(this.text, ranges);
  }

  /** Finds all from a place of the text on. */
  void find(int originalFrom) {
    int at = text.indexOf(originalFrom);
    pairs.joins(json);
    while (at < text.length()) {
      at = step(at);
    }
  }

  private int step(int at) {
    char c = text.at(at);
    int original = text.start(at);
    if ((c == '{' || c == '[') && !text.isEscaped(at) && json.isUnread(original)) {
      int end = text.indexOf(json.read(original));
      pairs.joins(json);
      return Math.max(at + 1, end);
    }
    int length = keys.lengthAt(text.text(), at);
    if (length > 0) {
      int next = key(at, at + length);
      if (next > at) {
        return next;
      }
    }
    return pairs.step(at);
  }

  /**
   * What a word that reads like a key is followed by.
   *
   * @return from where to go on; {@code start} where it is none, or has no value
   */
  private int key(int start, int end) {
    Quote before = Quote.before(text, start);
    Quote behind = Quote.at(text, end);
    boolean isQuoted = before != null && before.isLike(behind);
    if (!isQuoted && start > 0 && isWordBefore(start)) {
      return start;
    }
    int dashes = dashesBefore(start);
    Quote beforeDashes = dashes > 0 ? Quote.before(text, start - dashes) : null;
    boolean isQuotedFlag = beforeDashes != null && beforeDashes.isLike(behind);
    int behindKey = (isQuoted || isQuotedFlag) && behind != null ? behind.end() : end;
    if (isQuoted && before != null && TextPlace.isDoubled(text, before, behind)) {
      before = new Quote(before.sign(), before.escaped(), 0, before.start() - 1, before.end());
      behindKey++;
    }
    if (isTag(start)) {
      int next = element(start, end);
      if (next > start) {
        return next;
      }
    }
    int separator = skipBlanks(TextPlace.behindIndexes(text, behindKey), true);
    if (text.is(separator, ']')) {
      separator = skipBlanks(separator + 1, true);
    }
    separator = TextPlace.behindVisibility(text, start, separator);
    int value = behindSeparator(separator);
    if (value > separator) {
      String key = text.text().substring(start, end);
      return value(start, separator, value, key, isQuoted ? before : null, before);
    } else if (dashes > 0) {
      return flag(start, behindKey);
    } else if (isQuoted && TextPlace.isFirstOfTuple(text, before, separator)) {
      return tuple(start, separator);
    }
    return pairs.name(start, behindKey, isQuoted ? before : null);
  }

  private int value(
      int start,
      int separator,
      int behindSeparator,
      String key,
      @Nullable Quote keyQuote,
      @Nullable Quote before) {
    boolean isColon = text.at(separator) == ':' && behindSeparator == separator + 1;
    int indent = keyQuote == null && isColon ? indentOf(start) : -1;
    int at = skipBlanks(behindSeparator, isColon && indent < 0);
    boolean isHeader = RedactedKeys.isHeader(key);
    if (indent >= 0 && !isHeader && endsLine(at)) {
      return block(start, at, indent);
    }
    boolean isLine = isHeader || (indent >= 0 && at > behindSeparator);
    Quote around = keyQuote == null ? before : null;
    TextValue value =
        TextValue.at(
            text, at, new TextValue.Context(text.isEscaped(separator), isLine, around, keyQuote));
    if (value.end() == value.start() && value.isBare()) {
      return at > start ? at : start;
    }
    mask(value, keyQuote);
    return Math.max(value.end(), start + 1);
  }

  /** What stood in no quotes gets those of its key. */
  private void mask(TextValue value, @Nullable Quote keyQuote) {
    Quote quote = value.isBare() ? keyQuote : null;
    ranges.addQuoted(
        text.start(value.start()),
        text.start(value.end()),
        quote == null ? 0 : text.start(quote.start()),
        quote == null ? 0 : text.start(quote.end()));
  }

  /** {@code --password x}, and in a list {@code '--password', 'x'}. */
  private int flag(int start, int behindKey) {
    int at = skipBlanks(behindKey, false);
    if (text.is(at, ',')) {
      at = skipBlanks(at + 1, false);
    }
    if (at == behindKey || at >= text.length() || text.is(at, '-')) {
      return start;
    }
    return Math.max(pairs.maskValue(at), start + 1);
  }

  /** {@code ('password', 'x')}, if nothing else is in it. */
  private int tuple(int start, int comma) {
    int at = skipBlanks(comma + 1, true);
    TextValue value = TextValue.at(text, at, TextValue.Context.NONE);
    Quote close = value.isBare() ? null : Quote.at(text, value.end());
    int end = skipBlanks(close == null ? value.end() : close.end(), true);
    boolean isPair = end >= text.length() || text.is(end, ')') || text.is(end, ']');
    if (!isPair || value.end() == value.start()) {
      return start;
    }
    return Math.max(pairs.maskValue(at), start + 1);
  }

  /** {@code <password>x</password>}; what is cut has no end. */
  private int element(int start, int end) {
    int open = text.over(end, c -> c != '>' && c != '<');
    boolean isName = open == end || Character.isWhitespace(text.at(end));
    if (!isName || !text.is(open, '>') || text.is(open - 1, '/')) {
      return start;
    }
    String name = text.text().substring(start, end);
    int close = open + 1;
    while (close < text.length() && !isClosingTag(close, name)) {
      close++;
    }
    if (close > open + 1) {
      ranges.add(text.start(open + 1), text.start(close));
    }
    return Math.max(close, start + 1);
  }

  private boolean isClosingTag(int at, String name) {
    if (!text.is(at, '<') || !text.is(at + 1, '/')) {
      return false;
    }
    int limit = at + 2 + name.length() + TextPairMasker.LONGEST_WORD;
    int end = text.over(at + 2, limit, c -> c != '>');
    int nameStart = end - name.length();
    return end < text.length()
        && nameStart >= at + 2
        && text.text().regionMatches(true, nameStart, name, 0, name.length());
  }

  /** Whether a name stands behind {@code <}, or {@code <ns:}. */
  private boolean isTag(int start) {
    int name = start;
    if (text.is(start - 1, ':')) {
      int limit = Math.max(0, start - 1 - TextPairMasker.LONGEST_WORD) + 1;
      name = text.back(start - 1, limit, TextValue::isWordCharacter);
    }
    return text.is(name - 1, '<');
  }

  /** Skips {@code :}, {@code =}, {@code =>}, {@code :=}, {@code ==}, {@code ->}, wide ones too. */
  private int behindSeparator(int at) {
    for (String separator : SEPARATORS) {
      if (text.text().startsWith(separator, at)) {
        return at + separator.length();
      }
    }
    return at;
  }

  /** A letter or digit directly before, that is none of an escape such as {@code \n}. */
  private boolean isWordBefore(int start) {
    char c = text.at(start - 1);
    boolean isEscape = start > 1 && text.at(start - 2) == '\\' && "nrtbf".indexOf(c) >= 0;
    return TextValue.isWordCharacter(c)
        && !isEscape
        && !Ansi.endsAt(text, start)
        && !TextPlace.isBehindJavaOption(text, start);
  }

  /** One or two, behind a blank or a quote. */
  private int dashesBefore(int start) {
    int first = text.back(start, Math.max(0, start - 2), c -> c == '-');
    boolean begins =
        first == 0 || !(TextValue.isWordCharacter(text.at(first - 1)) || text.is(first - 1, '-'));
    return begins ? start - first : 0;
  }

  /** A colour is a blank, too. */
  private int skipBlanks(int from, boolean overLines) {
    int at;
    int next = from;
    do {
      at = next;
      next = text.over(at, c -> Character.isWhitespace(c) && (overLines || isOfLine(c)));
      next = Ansi.at(text, next);
    } while (next > at);
    return at;
  }

  private static boolean isOfLine(int c) {
    return c != '\n' && c != '\r';
  }

  /** How far a key is indented that begins its line, {@code -} too; -1 for any other. */
  private int indentOf(int start) {
    int limit = Math.max(0, start - LONGEST_INDENT + 1);
    int first = text.back(start, limit, c -> c == ' ' || c == '\t' || c == '-');
    return first == 0 || !isOfLine(text.at(first - 1)) ? start - first : -1;
  }

  /** Nothing more on this line, or YAML's {@code |} and {@code >}. */
  private boolean endsLine(int from) {
    boolean isIndicator = text.is(from, '|') || text.is(from, '>');
    int behind = isIndicator ? text.over(from, from + 3, c -> INDICATOR.indexOf(c) >= 0) : from;
    int at = skipBlanks(behind, false);
    return at >= text.length() || !isOfLine(text.at(at));
  }

  /** The lines behind a key that are indented deeper, as YAML writes objects and long texts. */
  private int block(int start, int from, int indent) {
    int valueStart = -1;
    int valueEnd = from;
    int at = skipLine(from);
    while (at < text.length()) {
      int first = skipBlanks(at, false);
      int end = endOfLine(first);
      if (first < end) {
        boolean isElement = first - at >= indent && text.is(first, '-');
        if (first - at <= indent && !isElement) {
          break;
        }
        valueStart = valueStart < 0 ? first : valueStart;
        valueEnd = end;
      }
      at = skipLine(end);
    }
    if (valueStart >= 0) {
      ranges.add(text.start(valueStart), text.start(valueEnd));
    }
    return Math.max(valueEnd, start + 1);
  }

  private int endOfLine(int from) {
    return text.over(from, TextMasker::isOfLine);
  }

  private int skipLine(int from) {
    int end = endOfLine(from);
    boolean isPair = text.is(end, '\r') && text.is(end + 1, '\n');
    return Math.min(text.length(), end + (isPair ? 2 : 1));
  }
}
