package io.fantail.event.policy;

import org.jspecify.annotations.Nullable;

/**
 * Name/value pairs in text that is no JSON: {@code {'Name': 'password', 'Value': 'x'}}, {@code <add
 * key="password" value="x"/>}, {@code <Name>password</Name><Value>x</Value>}, and the parts of a
 * form with files. What a pair's name is, the caller knows.
 */
final class TextPairs {
  static final int LONGEST_WORD = 64;

  private static final int LONGEST_PART_HEADERS = 300;

  private static final TextValue.Context ANY = new TextValue.Context(false, false, null, null);

  private final Unescaped text;
  private final MaskedRanges ranges;

  /** Objects and elements that are open. */
  private int depth;

  /** Where a pair's name was a redacted key; -1 for nowhere. */
  private int awaitedAt = -1;

  private boolean awaitsElement;

  /** The last value of a pair whose name is not known yet, and where it stood. */
  private int lastValue = -1;

  private int lastValueAt = -1;

  TextPairs(Unescaped text, MaskedRanges ranges) {
    this.text = text;
    this.ranges = ranges;
  }

  /** Goes on where JSON broke off. */
  void joins(JsonMasks json) {
    depth += json.openCount();
    if (json.awaitsValue()) {
      awaitedAt = depth;
    }
  }

  /** Looks at one character; returns from where to go on. */
  int step(int at) {
    char c = text.at(at);
    switch (c) {
      case '{', '(' -> depth++;
      case '}', ')' -> {
        depth--;
        forgetAbove();
      }
      case '>' -> {
        return awaitedAt >= 0 && awaitsElement ? elementText(at) : at + 1;
      }
      case 'v', 'V' -> {
        return value(at);
      }
      default -> {
        // Nothing that pairs are made of.
      }
    }
    return at + 1;
  }

  private void forgetAbove() {
    awaitedAt = awaitedAt > depth ? -1 : awaitedAt;
    lastValue = lastValueAt > depth ? -1 : lastValue;
  }

  /**
   * Looks whether a redacted key stands as the name of a pair.
   *
   * @param start of the key
   * @param behindKey behind its closing quote
   * @return from where to go on; {@code start} where it is no name
   */
  int name(int start, int behindKey, @Nullable Quote quote) {
    int before = quote == null ? start : quote.start();
    int end = skipBlanksBack(before);
    if (end == 0) {
      return start;
    }
    boolean isElement = text.at(end - 1) == '>' && text.text().startsWith("</", behindKey);
    boolean isArrow = end > 1 && text.at(end - 1) == '>' && text.at(end - 2) == '=';
    boolean isSeparator = text.at(end - 1) == ':' || text.at(end - 1) == '=';
    if (!isElement && !isArrow && !isSeparator) {
      return start;
    }
    int fieldEnd = skipBlanksBack(isArrow ? end - 2 : end - 1);
    Quote fieldQuote = Quote.before(text, fieldEnd);
    fieldEnd = fieldQuote == null ? fieldEnd : fieldQuote.start();
    int fieldStart = fieldEnd;
    while (fieldStart > 0
        && fieldStart > fieldEnd - LONGEST_WORD
        && TextValue.isWordCharacter(text.at(fieldStart - 1))) {
      fieldStart--;
    }
    if (!PairFields.isName(text.text().substring(fieldStart, fieldEnd))) {
      return start;
    }
    boolean isAttribute = text.at(end - 1) == '=' && quote != null && fieldQuote == null;
    int typed = isElement ? typedElement(behindKey) : -1;
    return typed >= 0 ? elementText(typed) : named(behindKey, isAttribute);
  }

  /** Where the tag of a value ends that Apple's property lists put behind a key; -1 for none. */
  private int typedElement(int behindKey) {
    int close = text.text().indexOf('>', behindKey);
    int open = close < 0 ? -1 : skipBlanks(close + 1);
    int end = open < 0 ? -1 : text.text().indexOf('>', open);
    return end > open
            && end < open + LONGEST_WORD
            && text.at(open) == '<'
            && PairFields.isType(text.text().substring(open + 1, end))
        ? end
        : -1;
  }

  private int named(int behindKey, boolean isAttribute) {
    if (lastValue >= 0 && lastValueAt == depth) {
      TextValue value = TextValue.at(text, lastValue, ANY);
      lastValue = -1;
      mask(value);
      return Math.max(value.end(), behindKey);
    }
    awaitedAt = depth;
    awaitsElement = isAttribute;
    return isAttribute ? formPart(behindKey) : behindKey;
  }

  /** {@code value}, {@code Value}, {@code StringValue}, {@code values}, {@code val}, {@code v}. */
  private int value(int at) {
    int end = at;
    while (end < text.length()
        && end < at + LONGEST_WORD
        && TextValue.isWordCharacter(text.at(end))) {
      end++;
    }
    String word = text.text().substring(at, end);
    boolean isWhole = at == 0 || !TextValue.isWordCharacter(text.at(at - 1));
    if (!PairFields.isValue(word) || !(isWhole || word.length() >= "value".length())) {
      return at + 1;
    }
    Quote quote = Quote.at(text, end);
    int separator = skipBlanks(quote == null ? end : quote.end());
    boolean isTag = separator == end && end < text.length() && text.at(end) == '>';
    if (isTag && awaitedAt >= 0 && isOpeningTag(at)) {
      return elementText(end);
    }
    boolean isSeparator =
        separator < text.length() && (text.at(separator) == ':' || text.at(separator) == '=');
    if (!isSeparator) {
      return end;
    }
    boolean isArrow = text.text().startsWith("=>", separator);
    int start = skipBlanks(separator + (isArrow ? 2 : 1));
    if (awaitedAt < 0 || awaitedAt != depth) {
      lastValue = start;
      lastValueAt = depth;
      return Math.max(separator + 1, at + 1);
    }
    awaitedAt = -1;
    TextValue value = TextValue.at(text, start, ANY);
    mask(value);
    return Math.max(value.end(), at + 1);
  }

  private boolean isOpeningTag(int word) {
    int at = word - 1;
    int limit = Math.max(0, word - LONGEST_WORD);
    while (at > limit && (TextValue.isWordCharacter(text.at(at)) || text.at(at) == ':')) {
      at--;
    }
    return at >= 0 && text.at(at) == '<';
  }

  /** Masks what stands between the end of a tag and the next one. */
  private int elementText(int firstTagEnd) {
    awaitedAt = -1;
    int tagEnd = firstTagEnd;
    int inner = skipBlanks(tagEnd + 1);
    if (inner + 1 < text.length()
        && text.at(inner) == '<'
        && Character.isLetter(text.at(inner + 1))) {
      // XML-RPC: <value><string>x</string></value>
      int innerEnd = inner;
      while (innerEnd < text.length()
          && innerEnd < inner + LONGEST_WORD
          && text.at(innerEnd) != '>') {
        innerEnd++;
      }
      boolean isType =
          innerEnd < text.length() && PairFields.isType(text.text().substring(inner + 1, innerEnd));
      tagEnd = isType ? innerEnd : tagEnd;
    }
    int end = tagEnd + 1;
    boolean isEmpty = tagEnd > 0 && text.at(tagEnd - 1) == '/';
    while (!isEmpty && end < text.length() && text.at(end) != '<') {
      end++;
    }
    if (end > tagEnd + 1) {
      ranges.add(text.start(tagEnd + 1), text.start(end));
    }
    return end;
  }

  /** The body of a part of {@code multipart/form-data}, behind an empty line. */
  private int formPart(int behindName) {
    if (behindName < text.length() && text.at(behindName) != '\r' && text.at(behindName) != '\n') {
      return behindName;
    }
    int limit = Math.min(text.length(), behindName + LONGEST_PART_HEADERS);
    int at = behindName;
    int lineEnds = 0;
    while (at < limit && lineEnds < 2) {
      char c = text.at(at);
      lineEnds = c == '\n' ? lineEnds + 1 : c == '\r' ? lineEnds : 0;
      at++;
    }
    if (lineEnds < 2) {
      return behindName;
    }
    int end = text.text().indexOf("\n--", at);
    end = end < 0 ? text.length() : end > at && text.at(end - 1) == '\r' ? end - 1 : end;
    ranges.add(text.start(at), text.start(end));
    awaitedAt = -1;
    return end;
  }

  private void mask(TextValue value) {
    if (value.end() > value.start()) {
      ranges.add(text.start(value.start()), text.start(value.end()));
    }
  }

  private int skipBlanks(int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.at(at))) {
      at++;
    }
    return at;
  }

  private int skipBlanksBack(int from) {
    int at = from;
    while (at > 0 && Character.isWhitespace(text.at(at - 1))) {
      at--;
    }
    return at;
  }
}
