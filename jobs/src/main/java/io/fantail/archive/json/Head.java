package io.fantail.archive.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fantail.archive.stored.Beginning;
import io.fantail.archive.stored.Magic;
import io.fantail.text.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The first bytes of an inflated object: what a format is recognised by. */
public final class Head {
  private static final int MAX_BYTES = 1 << 16;

  private static final byte ESCAPE = 0x1b;

  private final byte[] bytes;
  private final @Nullable IOException damage;
  private final int contentStart;
  private final Set<String> rootFields = new LinkedHashSet<>();
  private final Set<String> eventFields = new LinkedHashSet<>();
  private int rootLines;

  private Head(Beginning beginning) {
    this.bytes = beginning.bytes();
    this.damage = beginning.damage();
    this.contentStart = startOfContent(bytes);
    if (isJson()) {
      readFirstRoot();
    }
  }

  /** The head of a content; one that breaks within it still shows how it begins. */
  public static Head of(InputStream in) {
    return new Head(Beginning.of(in, MAX_BYTES));
  }

  /** What the content broke with, if it did so within the head. */
  public @Nullable IOException damage() {
    return damage;
  }

  public boolean isEmpty() {
    return contentStart == bytes.length;
  }

  /** The first bytes of all, a byte order mark and blanks too. */
  public byte[] bytes() {
    return bytes;
  }

  public boolean isJson() {
    return !isEmpty() && (bytes[contentStart] == '{' || bytes[contentStart] == '[');
  }

  /** A line that a function prints may begin so too, {@code [INFO]}. */
  public boolean beginsWithArray() {
    return !isEmpty() && bytes[contentStart] == '[' && !eventFields.isEmpty();
  }

  /** The names of the first JSON root's own fields, as far as the head shows them, in order. */
  public Set<String> rootFields() {
    return rootFields;
  }

  /** Whether the first JSON root has one of these fields. */
  public boolean hasRootField(String... names) {
    return Stream.of(names).anyMatch(rootFields::contains);
  }

  /** The names of the first element's own fields, of the root or of its {@code events}. */
  public Set<String> eventFields() {
    return eventFields;
  }

  /** Everything that the head shows. */
  public String text() {
    return new String(bytes, contentStart, bytes.length - contentStart, StandardCharsets.UTF_8);
  }

  /** Whether the first JSON root, as far as the head shows it, stands in one line. */
  public boolean isFirstRootOneLine() {
    return rootLines == 1;
  }

  /** The first line, at most {@code maxChars} of it. */
  public String firstLine(int maxChars) {
    int end = contentStart;
    while (end < bytes.length && bytes[end] != '\n' && end - contentStart < maxChars) {
      end++;
    }
    return new String(bytes, contentStart, end - contentStart, StandardCharsets.UTF_8);
  }

  private void readFirstRoot() {
    try (JsonParser parser =
        Json.FACTORY.createParser(bytes, contentStart, bytes.length - contentStart)) {
      if (parser.nextToken() == JsonToken.START_ARRAY) {
        readFirstElement(parser);
        return;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        rootFields.add(name);
        readValue(name, parser);
        rootLines = parser.currentLocation().getLineNr();
      }
    } catch (IOException cutShort) {
      // The head ends inside the root, or the root is torn: the names before that point are what
      // there is.
      return;
    }
  }

  /** Passes over the value of a field, and looks within it for the first element of a list. */
  private void readValue(String name, JsonParser parser) throws IOException {
    JsonToken value = parser.nextToken();
    if (value == JsonToken.START_ARRAY && Wrappers.holdsList(name)) {
      readFirstElement(parser);
    } else if (value == JsonToken.START_OBJECT && Wrappers.holdsObject(name)) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        readValue(parser.currentName(), parser);
      }
    } else {
      parser.skipChildren();
    }
  }

  /** Reads the fields of the first element of a list, or of the first list in it. */
  private void readFirstElement(JsonParser parser) throws IOException {
    JsonToken token = parser.nextToken();
    if (token == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        eventFields.add(parser.currentName());
        readValue(parser.currentName(), parser);
      }
      token = parser.nextToken();
    } else if (token == JsonToken.START_ARRAY) {
      readFirstElement(parser);
      token = parser.nextToken();
    }
    while (token != null && token != JsonToken.END_ARRAY) {
      parser.skipChildren();
      token = parser.nextToken();
    }
  }

  private static int startOfContent(byte[] bytes) {
    int start = Magic.isAt(bytes, 0, "\u00ef\u00bb\u00bf") ? 3 : 0;
    while (start < bytes.length && isBlank(bytes[start])) {
      start++;
    }
    return start;
  }

  /** The colours of a terminal begin with a control character, and are content. */
  private static boolean isBlank(byte b) {
    return b <= ' ' && b >= 0 && b != ESCAPE;
  }
}
