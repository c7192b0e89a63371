package io.fantail.event.failure;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.fantail.text.CutString;
import io.fantail.text.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the innermost message of a cause: text, or JSON at any depth, in objects and in strings.
 * Lambda gives {@code errorMessage} and {@code errorType}; Step Functions gives the answer of
 * DescribeExecution for a child that failed, whose {@code Cause} is a string that may hold JSON
 * again; other services name the reason in their own words. Of JSON that was cut what stands before
 * the cut is read.
 */
final class Cause {
  /** AWS cuts a cause at 32,768 characters. */
  private static final int READ_CHARS = 1 << 16;

  private static final int MAX_DEPTH = 24;
  private static final int MAX_FRAMES = 300;

  /** Reads what Python prints of a dictionary, as far as it has no names like {@code None}. */
  private static final JsonFactory LENIENT =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
          .build();

  private final String json;
  private final JsonParser parser;
  private final int depth;
  private boolean cut;

  private Cause(String json, JsonParser parser, int depth) {
    this.json = json;
    this.parser = parser;
    this.depth = depth;
  }

  /** What the innermost failure says; of JSON that names none, an outline of it. */
  static FailureMessage messageOf(String cause) {
    String text = cause.length() <= READ_CHARS ? cause : cause.substring(0, READ_CHARS);
    return toldOrPlain(text, 0);
  }

  /** What JSON in a text tells; null where there is none, or it tells of no failure. */
  private static @Nullable FailureMessage told(String text, int depth) {
    int start = startOf(text);
    if (start == text.length() || depth > MAX_DEPTH) {
      return null;
    }
    char first = text.charAt(start);
    if (first == '"') {
      String quoted = quotedWhole(text.substring(start));
      return quoted == null ? null : toldOrPlain(quoted, depth + 1);
    }
    int from = opensJson(first) ? start : embedded(text, start);
    return from < 0 ? null : ofJson(text.substring(from), depth);
  }

  /** Where JSON begins behind words. */
  private static int embedded(String text, int start) {
    for (int open = text.indexOf('{', start); open >= 0; open = text.indexOf('{', open + 1)) {
      char next = open + 1 < text.length() ? text.charAt(open + 1) : ' ';
      if (next == '"' || next == '\'') {
        return open;
      }
    }
    return -1;
  }

  private static FailureMessage toldOrPlain(String text, int depth) {
    FailureMessage told = told(text, depth);
    return told == null ? PlainText.messageOf(text) : told;
  }

  private static boolean opensJson(char first) {
    return first == '{' || first == '[';
  }

  private static int startOf(String text) {
    int start = 0;
    while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    return start;
  }

  /** The string, if the text is one string of JSON and nothing else. */
  private static @Nullable String quotedWhole(String text) {
    try (JsonParser parser = Json.FACTORY.createParser(text)) {
      parser.nextToken();
      String string = parser.getText();
      return parser.nextToken() == null ? string : null;
    } catch (IOException other) {
      return null;
    }
  }

  private static @Nullable FailureMessage ofJson(String json, int depth) {
    JsonFactory factory = json.startsWith("{'") ? LENIENT : Json.FACTORY;
    try (JsonParser parser = factory.createParser(json)) {
      Cause cause = new Cause(json, parser, depth);
      return parser.nextToken() == JsonToken.START_ARRAY
          ? cause.firstInArray(0)
          : cause.inObject(0);
    } catch (IOException noJson) {
      return null;
    }
  }

  /** What an object tells, at the start of which the parser stands. */
  private @Nullable FailureMessage inObject(int nesting) {
    ToldFields told = new ToldFields();
    try {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        CauseField field = CauseField.of(parser.currentName());
        read(parser.nextToken(), field, told, nesting);
      }
    } catch (IOException | NumberFormatException torn) {
      cut = true;
    }
    return told.message();
  }

  private void read(@Nullable JsonToken value, CauseField field, ToldFields told, int nesting)
      throws IOException {
    if (value == JsonToken.VALUE_STRING) {
      if (field != CauseField.OTHER && field != CauseField.GIVEN) {
        readText(field, told);
      }
    } else if (value == JsonToken.START_ARRAY && field == CauseField.STACK) {
      List<String> frames = frames();
      told.place = OwnFrame.of(frames, cut);
    } else if (field == CauseField.GIVEN || depth + nesting > MAX_DEPTH) {
      parser.skipChildren();
    } else if (value == JsonToken.START_ARRAY) {
      told.inner(field, firstInArray(nesting + 1));
    } else if (value == JsonToken.START_OBJECT) {
      told.inner(field, inObject(nesting + 1));
    }
  }

  private void readText(CauseField field, ToldFields told) throws IOException {
    String text = text();
    FailureMessage inner = field == CauseField.STACK ? null : told(text, depth + 1);
    if (inner != null) {
      told.inner(field, inner);
    } else if (field == CauseField.STACK) {
      told.place = OwnFrame.of(text.lines().toList(), cut);
    } else {
      told.text(field, text);
    }
  }

  private @Nullable FailureMessage firstInArray(int nesting) {
    FailureMessage first = null;
    try {
      for (JsonToken token = parser.nextToken();
          token != null && token != JsonToken.END_ARRAY;
          token = parser.nextToken()) {
        if (token == JsonToken.START_OBJECT && first == null && nesting < MAX_DEPTH) {
          first = inObject(nesting + 1);
        } else {
          parser.skipChildren();
        }
      }
    } catch (IOException | NumberFormatException torn) {
      cut = true;
    }
    return first;
  }

  /** The string at which the parser stands; of one that was cut, what is there. */
  private String text() throws IOException {
    int opened = (int) parser.currentTokenLocation().getCharOffset();
    try {
      return parser.getText();
    } catch (IOException torn) {
      cut = true;
      return CutString.textOf(json.substring(Math.min(opened + 1, json.length())));
    }
  }

  /**
   * The frames of a stack trace as lines: strings, arrays of file, line and function (Python until
   * 3.7), or objects with {@code path} and {@code label} (Go).
   */
  private List<String> frames() {
    List<String> lines = new ArrayList<>();
    try {
      for (JsonToken token = parser.nextToken();
          token != null && token != JsonToken.END_ARRAY;
          token = parser.nextToken()) {
        String line =
            switch (token) {
              case VALUE_STRING -> parser.getText();
              case START_ARRAY -> frameOfArray();
              case START_OBJECT -> frameOfObject();
              default -> "";
            };
        if (lines.size() < MAX_FRAMES) {
          lines.add(line);
        }
      }
    } catch (IOException | NumberFormatException torn) {
      cut = true;
    }
    return lines;
  }

  private String frameOfArray() throws IOException {
    List<String> parts = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
      parts.add(parser.getValueAsString(""));
      parser.skipChildren();
    }
    return parts.size() < 3
        ? ""
        : "File \"" + parts.get(0) + "\", line " + parts.get(1) + ", in " + parts.get(2);
  }

  private String frameOfObject() throws IOException {
    String path = "";
    String label = "";
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (name.equals("path")) {
        path = parser.getValueAsString("");
      } else if (name.equals("label")) {
        label = parser.getValueAsString("");
      }
      parser.skipChildren();
    }
    return "at " + label + " (" + path + ":1:1)";
  }
}
