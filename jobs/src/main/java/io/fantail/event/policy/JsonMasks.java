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
final class JsonMasks {
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

  private enum Role {
    OTHER,
    REDACTED,
    PAIR_NAME,
    PAIR_VALUE
  }

  /** An object or array that is not closed yet. */
  private static final class Open {
    final boolean isObject;
    Role role = Role.OTHER;

    /** Of a pair: its name is a redacted key; of an array: the element before was its flag. */
    boolean masksNext;

    int valueStart = -1;
    int valueEnd;
    boolean valueIsText;
    int quote;

    Open(boolean isObject) {
      this.isObject = isObject;
    }
  }

  private final Redaction redaction;
  private final String text;
  private final int depth;
  private final MaskedRanges ranges;
  private final Deque<Open> open = new ArrayDeque<>();
  private char @Nullable [] characters;
  private int begunAt;
  private int readTo;
  private int doneTo;

  /**
   * Reads nothing yet.
   *
   * @param depth of strings that the text stood in
   * @param ranges gains what is found
   */
  JsonMasks(Redaction redaction, String text, int depth, MaskedRanges ranges) {
    this.redaction = redaction;
    this.text = text;
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
    Open last = open.peek();
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
      characters = text.toCharArray();
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
    int at = doneTo;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return text.charAt(from) == '[' && at < text.length() && text.charAt(at) == '=';
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
        || ",]}".indexOf(text.charAt(end)) >= 0
        || Character.isWhitespace(text.charAt(end));
  }

  private void begin(JsonParser parser, boolean isObject, int start) throws IOException {
    Open parent = open.peek();
    if (parent != null && isMasked(parent)) {
      parser.skipChildren();
      int end = offset(parser.currentLocation());
      if (parent.isObject && !isWhole(end)) {
        // Go's []string{"x"} only begins like an array.
        doneTo = parent.quote;
        open.clear();
        return;
      }
      doneTo = end;
      ranges.addQuoted(start, doneTo, parent.quote, parent.quote + (parent.isObject ? 1 : 0));
      endMasked(parent);
      return;
    } else if (parent != null && parent.role == Role.PAIR_VALUE) {
      parent.valueStart = start;
      parent.valueEnd = -1;
      parent.valueIsText = false;
    }
    open.push(new Open(isObject));
    doneTo = start + 1;
  }

  /** An object or array has ended that may be the value of a pair. */
  private void valueEnded(int end) {
    Open parent = open.peek();
    if (parent != null) {
      if (parent.role == Role.PAIR_VALUE && parent.valueEnd < 0) {
        parent.valueEnd = end;
      }
      parent.masksNext = parent.isObject && parent.masksNext;
    }
  }

  private void field(String name, int start) {
    Open object = open.element();
    object.quote = start;
    object.role =
        redaction.keys().has(name)
            ? Role.REDACTED
            : PairFields.isName(name)
                ? Role.PAIR_NAME
                : PairFields.isValue(name) ? Role.PAIR_VALUE : Role.OTHER;
    doneTo = start;
    if (object.role != Role.REDACTED) {
      inString(start + 1, endOfName(start + 1));
    }
  }

  private int endOfName(int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(at, text.length());
  }

  private void string(JsonParser parser, int start) throws IOException {
    parser.finishToken();
    int end = offset(parser.currentLocation());
    Open parent = open.element();
    if (isMasked(parent)) {
      ranges.add(start + 1, end - 1);
      endMasked(parent);
    } else {
      if (parent.isObject) {
        pair(parser, parent, start + 1, end - 1);
      } else {
        parent.masksNext = isFlag(start + 1, end - 1) || isFirstOfPair(start, end);
      }
      inString(start + 1, end - 1);
      if (!parent.isObject && (parent.masksNext || isKey(end))) {
        // Cut behind it, or in no JSON, the key is still to be seen.
        doneTo = start;
        return;
      }
    }
    doneTo = end;
  }

  private void pair(JsonParser parser, Open object, int from, int to) throws IOException {
    if (object.role == Role.PAIR_VALUE) {
      object.valueStart = from;
      object.valueEnd = to;
      object.valueIsText = true;
    } else if (object.role == Role.PAIR_NAME && redaction.keys().has(parser.getText())) {
      object.masksNext = true;
      if (object.valueStart >= 0 && object.valueEnd >= 0) {
        int quote = object.valueIsText ? 0 : object.quote;
        ranges.addQuoted(
            object.valueStart, object.valueEnd, quote, object.valueIsText ? quote : quote + 1);
      }
    }
  }

  /** {@code --password} or {@code -password}, an argument whose value is the next one. */
  private boolean isFlag(int from, int to) {
    int name = from;
    while (name < to && name < from + 2 && text.charAt(name) == '-') {
      name++;
    }
    return name > from && redaction.keys().has(text.substring(name, to));
  }

  /** {@code [["password", "x"]]}, as JavaScript and Python write the entries of a map. */
  private boolean isFirstOfPair(int start, int end) {
    int outer = back(start);
    outer = outer > 0 && text.charAt(outer - 1) == '[' ? back(outer - 1) : 0;
    if (outer == 0
        || (text.charAt(outer - 1) != '[' && text.charAt(outer - 1) != ',')
        || !redaction.keys().has(text.substring(start + 1, end - 1))) {
      return false;
    }
    int at = forth(end);
    at = at < text.length() && text.charAt(at) == ',' ? forth(at + 1) : text.length();
    if (at < text.length() && text.charAt(at) == '"') {
      at = forth(endOfName(at + 1) + 1);
    } else {
      while (at < text.length() && ",[]{}".indexOf(text.charAt(at)) < 0) {
        at++;
      }
    }
    return at >= text.length() || text.charAt(at) == ']';
  }

  /** PHP's {@code ["password":protected]=>} begins like an array. */
  private boolean isKey(int end) {
    int at = forth(end);
    return at < text.length() && text.charAt(at) == ':';
  }

  private int back(int from) {
    int at = from;
    while (at > 0 && Character.isWhitespace(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  private int forth(int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private void scalar(int start, int end) {
    Open parent = open.element();
    if (isMasked(parent)) {
      ranges.addQuoted(start, end, parent.quote, parent.quote + (parent.isObject ? 1 : 0));
      endMasked(parent);
    } else if (parent.role == Role.PAIR_VALUE) {
      parent.valueStart = start;
      parent.valueEnd = end;
      parent.valueIsText = false;
    } else {
      parent.masksNext = parent.isObject && parent.masksNext;
    }
  }

  private static boolean isMasked(Open parent) {
    return parent.isObject
        ? parent.role == Role.REDACTED || (parent.role == Role.PAIR_VALUE && parent.masksNext)
        : parent.masksNext;
  }

  private static void endMasked(Open parent) {
    parent.masksNext = parent.isObject && parent.masksNext;
  }

  private void inString(int from, int to) {
    if (redaction.mayFindIn(text, from, to)) {
      Unescaped part = Unescaped.ofJsonString(text, from, to);
      ranges.addAll(redaction.find(part.text(), depth + 1), part);
    }
  }

  /** Jackson counts from where it began. */
  private int offset(JsonLocation location) {
    return begunAt + (int) location.getCharOffset();
  }
}
