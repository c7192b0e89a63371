package io.fantail.event.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is masked in the JSON of a text, of any depth, up to where it is none any more: values
 * of keys, of name/value pairs, behind a {@code --key} in an array, and whatever {@link Redaction}
 * finds in strings. Looks at no character twice, however often it is asked.
 */
final class JsonMasker {
  /** Numbers are not computed and depth costs heap only: no text is too odd to be masked. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
          .enable(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .build();

  private final Redaction redaction;
  private final Unescaped text;
  private final int depth;
  private final MaskedRanges ranges;
  private final Deque<JsonLevel> open = new ArrayDeque<>();
  private char @Nullable [] characters;
  private int begunAt;
  private int readTo;
  private int doneTo;

  /** {@code ranges} gains what is found in a text that stood in {@code depth} strings. */
  JsonMasker(Redaction redaction, String text, int depth, MaskedRanges ranges) {
    this.redaction = redaction;
    this.text = Unescaped.asWritten(text);
    this.depth = depth;
    this.ranges = ranges;
  }

  /** Whether JSON that begins here was not yet looked at. */
  boolean isUnread(int from) {
    return from >= readTo;
  }

  /** How many objects and arrays the JSON left open. */
  int openCount() {
    return open.size();
  }

  /** Whether the JSON broke off in a pair whose name is a redacted key. */
  boolean awaitsValue() {
    JsonLevel last = open.peek();
    return last != null && last.isObject && last.masksNext;
  }

  /**
   * Reads the object or array that begins at a bracket.
   *
   * @return where it ends, or where it is no JSON any more: behind the last whole value
   */
  int read(int from) {
    open.clear();
    begunAt = from;
    doneTo = from + 1;
    if (characters == null) {
      characters = text.text().toCharArray();
    }
    try (JsonParser parser = FACTORY.createParser(characters, from, characters.length - from)) {
      try {
        readValue(parser);
      } catch (JsonProcessingException noJson) {
        // Cut, or of some other language; what was read holds.
      }
      readTo = Math.max(doneTo, offset(parser.currentLocation()));
    } catch (IOException impossible) {
      throw new UncheckedIOException("reading from memory", impossible);
    }
    return isSubscript(from) ? from + 1 : doneTo;
  }

  /** {@code ["password"] = "x"} only looks like an array. */
  private boolean isSubscript(int from) {
    return text.is(from, '[') && text.is(skipBlanks(doneTo), '=');
  }

  private void readValue(JsonParser parser) throws IOException {
    do {
      JsonToken token = parser.nextToken();
      if (token == null) {
        return;
      }
      int start = offset(parser.currentTokenLocation());
      switch (token) {
        case START_OBJECT, START_ARRAY -> begin(parser, token == JsonToken.START_OBJECT, start);
        case END_OBJECT, END_ARRAY -> {
          open.pop();
          doneTo = offset(parser.currentLocation());
          valueEnded(doneTo);
        }
        case FIELD_NAME -> field(parser.currentName(), start);
        case VALUE_STRING -> string(parser, start);
        default -> {
          int end = start + parser.getTextLength();
          if (isWhole(end)) {
            scalar(start, end);
            doneTo = end;
          }
        }
      }
    } while (!open.isEmpty());
  }

  /** What follows a number tells whether it is one: {@code 12ab} is read as 12 first. */
  private boolean isWhole(int end) {
    return end == text.length()
        || ",]}".indexOf(text.at(end)) >= 0
        || Character.isWhitespace(text.at(end));
  }

  private void begin(JsonParser parser, boolean isObject, int start) throws IOException {
    JsonLevel parent = open.peek();
    if (parent != null && parent.masksValue()) {
      parser.skipChildren();
      int end = offset(parser.currentLocation());
      if (parent.isObject && !isWhole(end)) {
        // Go's []string{"x"} only begins like an array.
        doneTo = parent.quote;
        open.clear();
        return;
      }
      doneTo = end;
      maskUnquoted(start, end, parent);
      return;
    } else if (parent != null && parent.role == JsonLevel.Role.PAIR_VALUE) {
      parent.keepPairValue(start, -1, false);
    }
    open.push(new JsonLevel(isObject));
    doneTo = start + 1;
  }

  /** An object or array has ended that may be the value of a pair. */
  private void valueEnded(int end) {
    JsonLevel parent = open.peek();
    if (parent != null) {
      if (parent.role == JsonLevel.Role.PAIR_VALUE && parent.valueEnd < 0) {
        parent.valueEnd = end;
      }
      parent.endValue();
    }
  }

  private void field(String name, int start) {
    JsonLevel object = open.element();
    object.quote = start;
    object.role =
        redaction.keys().has(name)
            ? JsonLevel.Role.REDACTED
            : PairFields.isName(name)
                ? JsonLevel.Role.PAIR_NAME
                : PairFields.isValue(name) ? JsonLevel.Role.PAIR_VALUE : JsonLevel.Role.OTHER;
    doneTo = start;
    if (object.role != JsonLevel.Role.REDACTED) {
      inString(start + 1, endOfName(start + 1));
    }
  }

  private int endOfName(int from) {
    int at = from;
    while (at < text.length() && !text.is(at, '"')) {
      at += text.is(at, '\\') ? 2 : 1;
    }
    return Math.min(at, text.length());
  }

  private void string(JsonParser parser, int start) throws IOException {
    parser.finishToken();
    int end = offset(parser.currentLocation());
    JsonLevel parent = open.element();
    if (parent.masksValue()) {
      ranges.add(start + 1, end - 1);
      parent.endValue();
    } else {
      if (parent.isObject) {
        pair(parser, parent, start + 1, end - 1);
      } else {
        parent.masksNext = isFlag(start + 1, end - 1) || isFirstOfPair(start, end);
      }
      inString(start + 1, end - 1);
      if (!parent.isObject && (parent.masksNext || isFollowedByColon(end))) {
        // Cut behind it, or in no JSON, the key is still to be seen.
        doneTo = start;
        return;
      }
    }
    doneTo = end;
  }

  private void pair(JsonParser parser, JsonLevel object, int from, int to) throws IOException {
    if (object.role == JsonLevel.Role.PAIR_VALUE) {
      object.keepPairValue(from, to, true);
    } else if (object.role == JsonLevel.Role.PAIR_NAME && redaction.keys().has(parser.getText())) {
      object.masksNext = true;
      if (object.valueStart >= 0 && object.valueEnd >= 0) {
        int quoteEnd = object.valueIsText ? object.quote : object.quote + 1;
        ranges.addQuoted(object.valueStart, object.valueEnd, object.quote, quoteEnd);
      }
    }
  }

  /** {@code --password} or {@code -password}, an argument whose value is the next one. */
  private boolean isFlag(int from, int to) {
    int name = text.over(from, Math.min(to, from + 2), c -> c == '-');
    return name > from && isKey(name, to);
  }

  /** {@code [["password", "x"]]}, as JavaScript and Python write the entries of a map. */
  private boolean isFirstOfPair(int start, int end) {
    int list = skipBlanksBack(start) - 1;
    int outer = skipBlanksBack(list) - 1;
    if (!text.is(list, '[')
        || !(text.is(outer, '[') || text.is(outer, ','))
        || !isKey(start + 1, end - 1)) {
      return false;
    }
    int comma = skipBlanks(end);
    int value = text.is(comma, ',') ? skipBlanks(comma + 1) : text.length();
    int behind =
        text.is(value, '"')
            ? skipBlanks(endOfName(value + 1) + 1)
            : text.over(value, c -> ",[]{}".indexOf(c) < 0);
    return behind >= text.length() || text.is(behind, ']');
  }

  /** PHP's {@code ["password":protected]=>} begins like an array. */
  private boolean isFollowedByColon(int end) {
    return text.is(skipBlanks(end), ':');
  }

  private boolean isKey(int from, int to) {
    return redaction.keys().has(text.text().substring(from, to));
  }

  private int skipBlanksBack(int end) {
    return text.back(end, 0, Character::isWhitespace);
  }

  private int skipBlanks(int from) {
    return text.over(from, Character::isWhitespace);
  }

  private void scalar(int start, int end) {
    JsonLevel parent = open.element();
    if (parent.masksValue()) {
      maskUnquoted(start, end, parent);
    } else if (parent.role == JsonLevel.Role.PAIR_VALUE) {
      parent.keepPairValue(start, end, false);
    } else {
      parent.endValue();
    }
  }

  /** What stood in no quotes gets those of its key. */
  private void maskUnquoted(int start, int end, JsonLevel parent) {
    ranges.addQuoted(start, end, parent.quote, parent.quote + (parent.isObject ? 1 : 0));
    parent.endValue();
  }

  private void inString(int from, int to) {
    if (redaction.mayFindIn(text.text(), from, to)) {
      Unescaped part = Unescaped.ofJsonString(text.text(), from, to);
      ranges.addAll(redaction.find(part.text(), depth + 1), part);
    }
  }

  /** Jackson counts from where it began. */
  private int offset(JsonLocation location) {
    return begunAt + (int) location.getCharOffset();
  }
}
