package io.fantail.event.failure;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fantail.text.Json;
import java.io.IOException;

/**
 * Writes JSON that names no failure as text: its names, and of its values those that are words for
 * a kind or prose; any other in quotes, as a template leaves out what is quoted. Of an array the
 * first element stands for all.
 */
final class JsonOutline {
  private static final int MAX_CHARS = 2_000;
  private static final int WORDS_OF_PROSE = 3;

  private JsonOutline() {}

  static String of(String json) {
    StringBuilder outline = new StringBuilder();
    try (JsonParser parser = Json.FACTORY.createParser(json)) {
      parser.nextToken();
      write(parser, CauseField.OTHER, outline);
    } catch (IOException | NumberFormatException cut) {
      // What was written so far is what can be read.
      return outline.toString();
    }
    return outline.toString();
  }

  private static void write(JsonParser parser, CauseField field, StringBuilder outline)
      throws IOException {
    if (outline.length() > MAX_CHARS) {
      parser.skipChildren();
      return;
    }
    switch (parser.currentToken()) {
      case START_OBJECT -> {
        outline.append('{');
        String separator = "";
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          outline.append(separator).append(name).append(": ");
          separator = ", ";
          parser.nextToken();
          write(parser, CauseField.of(name), outline);
        }
        outline.append('}');
      }
      case START_ARRAY -> {
        outline.append('[');
        boolean first = true;
        while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
          if (first) {
            write(parser, CauseField.OTHER, outline);
          } else {
            parser.skipChildren();
          }
          first = false;
        }
        outline.append(']');
      }
      case VALUE_STRING -> {
        String text = parser.getText();
        boolean told = field == CauseField.CODE || field == CauseField.STATUS;
        outline.append(told || isProse(text) ? text : "''");
      }
      default -> outline.append(parser.getText());
    }
  }

  /** Three words and more, of which one at most begins with a capital, as in a name all do. */
  private static boolean isProse(String text) {
    int words = 1;
    int capitals = 0;
    for (int i = 0; i < text.length(); i++) {
      boolean begins = i == 0 || text.charAt(i - 1) == ' ';
      words += text.charAt(i) == ' ' ? 1 : 0;
      capitals += begins && !Character.isLowerCase(text.charAt(i)) ? 1 : 0;
    }
    return words >= WORDS_OF_PROSE && capitals <= 1;
  }
}
