package io.fantail.archive;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;

/** The first bytes of an inflated object: what a format is recognised by. */
final class Head {
  static final int MAX_BYTES = 1 << 16;

  private final byte[] bytes;
  private final int contentStart;
  private final Set<String> rootFields;
  private int rootLines;

  Head(byte[] bytes) {
    this.bytes = bytes;
    this.contentStart = startOfContent(bytes);
    this.rootFields = isJson() ? fieldsOfFirstRoot() : Set.of();
  }

  boolean isEmpty() {
    return contentStart == bytes.length;
  }

  boolean isJson() {
    return !isEmpty() && (bytes[contentStart] == '{' || bytes[contentStart] == '[');
  }

  /** The names of the first JSON root's own fields, as far as the head shows them, in order. */
  Set<String> rootFields() {
    return rootFields;
  }

  boolean hasRootField(Set<String> names) {
    return rootFields.stream().anyMatch(names::contains);
  }

  /** Everything that the head shows. */
  String text() {
    return new String(bytes, contentStart, bytes.length - contentStart, StandardCharsets.UTF_8);
  }

  /** Whether the first JSON root, as far as the head shows it, stands in one line. */
  boolean isFirstRootOneLine() {
    return rootLines == 1;
  }

  /** The first line, at most {@code maxChars} of it. */
  String firstLine(int maxChars) {
    int end = contentStart;
    while (end < bytes.length && bytes[end] != '\n' && end - contentStart < maxChars) {
      end++;
    }
    return new String(bytes, contentStart, end - contentStart, StandardCharsets.UTF_8);
  }

  private Set<String> fieldsOfFirstRoot() {
    Set<String> names = new LinkedHashSet<>();
    try (JsonParser parser =
        Json.FACTORY.createParser(bytes, contentStart, bytes.length - contentStart)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          names.add(parser.currentName());
          parser.nextToken();
          parser.skipChildren();
          rootLines = parser.currentLocation().getLineNr();
        }
        rootLines = parser.currentLocation().getLineNr();
      }
    } catch (IOException cutShort) {
      // The head ends inside the root, or the root is torn: the names before that point are what
      // there is.
      return names;
    }
    return names;
  }

  private static int startOfContent(byte[] bytes) {
    int start = 0;
    if (bytes.length >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF) {
      start = 3;
    }
    while (start < bytes.length && bytes[start] <= ' ' && bytes[start] >= 0) {
      start++;
    }
    return start;
  }
}
