package io.fantail.event.policy;

import org.jspecify.annotations.Nullable;

/**
 * Name/value pairs in text that is no JSON: {@code {'Name': 'password', 'Value': 'x'}}, {@code <add
 * key="password" value="x"/>}, {@code <Name>password</Name><Value>x</Value>}, and the parts of a
 * form with files. What a pair's name is, the caller knows.
 */
final class TextPairMasker {
  static final int LONGEST_WORD = 64;

  private static final int LONGEST_PART_HEADERS = 300;

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

  TextPairMasker(Unescaped text, MaskedRanges ranges) {
    this.text = text;
    this.ranges = ranges;
  }

  /** Goes on where JSON broke off. */
  void joins(JsonMasker json) {
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
        awaitedAt = awaitedAt > depth ? -1 : awaitedAt;
        lastValue = lastValueAt > depth ? -1 : lastValue;
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
    boolean isElement = text.is(end - 1, '>') && text.text().startsWith("</", behindKey);
    boolean isArrow = text.is(end - 1, '>') && text.is(end - 2, '=');
    boolean isSeparator = text.is(end - 1, ':') || text.is(end - 1, '=');
    if (!isElement && !isArrow && !isSeparator) {
      return start;
    }
    int fieldEnd = skipBlanksBack(isArrow ? end - 2 : end - 1);
    Quote fieldQuote = Quote.before(text, fieldEnd);
    fieldEnd = fieldQuote == null ? fieldEnd : fieldQuote.start();
    int limit = Math.max(0, fieldEnd - LONGEST_WORD);
    int fieldStart = text.back(fieldEnd, limit, TextValue::isWordCharacter);
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
            && text.is(open, '<')
            && PairFields.isType(text.text().substring(open + 1, end))
        ? end
        : -1;
  }

  private int named(int behindKey, boolean isAttribute) {
    if (lastValue >= 0 && lastValueAt == depth) {
      int end = maskValue(lastValue);
      lastValue = -1;
      return Math.max(end, behindKey);
    }
    awaitedAt = depth;
    awaitsElement = isAttribute;
    return isAttribute ? formPart(behindKey) : behindKey;
  }

  /** {@code value}, {@code Value}, {@code StringValue}, {@code values}, {@code val}, {@code v}. */
  private int value(int at) {
    int end = text.over(at, at + LONGEST_WORD, TextValue::isWordCharacter);
    String word = text.text().substring(at, end);
    boolean isWhole = at == 0 || !TextValue.isWordCharacter(text.at(at - 1));
    if (!PairFields.isValue(word) || !(isWhole || word.length() >= "value".length())) {
      return at + 1;
    }
    Quote quote = Quote.at(text, end);
    int separator = skipBlanks(quote == null ? end : quote.end());
    boolean isTag = separator == end && text.is(end, '>');
    if (isTag && awaitedAt >= 0 && isOpeningTag(at)) {
      return elementText(end);
    }
    if (!text.is(separator, ':') && !text.is(separator, '=')) {
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
    return Math.max(maskValue(start), at + 1);
  }

  private boolean isOpeningTag(int word) {
    int limit = Math.max(0, word - LONGEST_WORD) + 1;
    int name = text.back(word, limit, c -> TextValue.isWordCharacter(c) || c == ':');
    return text.is(name - 1, '<');
  }

  /** Masks what stands between the end of a tag and the next one. */
  private int elementText(int firstTagEnd) {
    awaitedAt = -1;
    int tagEnd = firstTagEnd;
    int inner = skipBlanks(tagEnd + 1);
    if (text.is(inner, '<')) {
      // XML-RPC: <value><string>x</string></value>
      int innerEnd = text.over(inner, inner + LONGEST_WORD, c -> c != '>');
      boolean isType =
          innerEnd < text.length() && PairFields.isType(text.text().substring(inner + 1, innerEnd));
      tagEnd = isType ? innerEnd : tagEnd;
    }
    boolean isEmpty = text.is(tagEnd - 1, '/');
    int end = isEmpty ? tagEnd + 1 : text.over(tagEnd + 1, c -> c != '<');
    if (end > tagEnd + 1) {
      ranges.add(text.start(tagEnd + 1), text.start(end));
    }
    return end;
  }

  /** The body of a part of {@code multipart/form-data}, behind an empty line. */
  private int formPart(int behindName) {
    int limit = Math.min(text.length(), behindName + LONGEST_PART_HEADERS);
    int at = behindName;
    int lineEnds = 0;
    boolean endsLine = at >= limit || text.is(at, '\r') || text.is(at, '\n');
    while (endsLine && at < limit && lineEnds < 2) {
      char c = text.at(at);
      lineEnds = c == '\n' ? lineEnds + 1 : c == '\r' ? lineEnds : 0;
      at++;
    }
    if (lineEnds < 2) {
      return behindName;
    }
    int end = text.text().indexOf("\n--", at);
    end = end < 0 ? text.length() : end > at && text.is(end - 1, '\r') ? end - 1 : end;
    ranges.add(text.start(at), text.start(end));
    awaitedAt = -1;
    return end;
  }

  /** Masks the value that begins at a place, where there is one; returns where it ends. */
  int maskValue(int at) {
    TextValue value = TextValue.at(text, at, TextValue.Context.NONE);
    if (value.end() > value.start()) {
      ranges.add(text.start(value.start()), text.start(value.end()));
    }
    return value.end();
  }

  private int skipBlanks(int from) {
    return text.over(from, Character::isWhitespace);
  }

  private int skipBlanksBack(int from) {
    return text.back(from, 0, Character::isWhitespace);
  }
}
