package io.fantail.event.policy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A text, or a part of one, with escapes resolved; it knows where each of its characters stands in
 * the text that it was made of.
 */
final class Unescaped {
  private static final int UNICODE_DIGITS = 4;
  private static final int BYTE_DIGITS = 2;
  private static final int HEX = 16;
  private static final int FIRST_NON_ASCII = 128;
  private static final int LONGEST_ENTITY = 8;

  private static final Map<String, Character> ENTITIES =
      Map.of("quot", '"', "apos", '\'', "lt", '<', "gt", '>', "amp", '&');

  private final String text;
  private final int offset;
  private final int @Nullable [] starts;

  private Unescaped(String text, int offset, int @Nullable [] starts) {
    this.text = text;
    this.offset = offset;
    this.starts = starts;
  }

  String text() {
    return text;
  }

  int length() {
    return text.length();
  }

  char at(int index) {
    return text.charAt(index);
  }

  /** Where a character, or the end, stands in the original. */
  int start(int index) {
    return starts == null ? offset + index : starts[index];
  }

  /** The first character that stands at or behind a place of the original. */
  int indexOf(int originalStart) {
    if (starts == null) {
      return originalStart - offset;
    }
    int found = Arrays.binarySearch(starts, originalStart);
    return found < 0 ? Math.min(-found - 1, text.length()) : found;
  }

  boolean isEscaped(int index) {
    return starts != null && starts[index + 1] - starts[index] > 1;
  }

  /** Whether a character stands at a place, which may be outside of the text. */
  boolean is(int index, char c) {
    return index >= 0 && index < text.length() && text.charAt(index) == c;
  }

  /** Where characters of a kind end that begin at a place. */
  int over(int from, IntPredicate kind) {
    return over(text, from, text.length(), kind);
  }

  /** Where characters of a kind end that begin at a place, at {@code limit} at the latest. */
  int over(int from, int limit, IntPredicate kind) {
    return over(text, from, limit, kind);
  }

  private static int over(String text, int from, int limit, IntPredicate kind) {
    int at = from;
    int last = Math.min(limit, text.length());
    while (at < last && kind.test(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** Where characters of a kind begin that end at a place, not before {@code limit}. */
  int back(int end, int limit, IntPredicate kind) {
    int at = end;
    while (at > limit && kind.test(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  /** The text with nothing resolved. */
  static Unescaped asWritten(String text) {
    return new Unescaped(text, 0, null);
  }

  /** What stands in a string of JSON, between the quotes at {@code from - 1} and {@code to}. */
  static Unescaped ofJsonString(String json, int from, int to) {
    int backslash = json.indexOf('\\', from);
    if (backslash < 0 || backslash >= to) {
      return new Unescaped(json.substring(from, to), from, null);
    }
    Builder builder = new Builder(to - from);
    int at = from;
    while (at < to) {
      char c = json.charAt(at);
      int length = 1;
      if (c == '\\' && at + 1 < to) {
        char escaped = json.charAt(at + 1);
        length = 2;
        if (escaped == 'u' && at + 2 + UNICODE_DIGITS <= to && hex(json, at + 2, 4) >= 0) {
          c = (char) hex(json, at + 2, UNICODE_DIGITS);
          length += UNICODE_DIGITS;
        } else {
          c = control(escaped);
        }
      }
      builder.add(c, at);
      at += length;
    }
    return builder.end(to);
  }

  /**
   * A text of which nobody knows how it was escaped: {@code \}{@code u0070} and {@code \x70} behind
   * any number of backslashes, {@code %70} of URLs, entities of XML. Other backslashes stay.
   */
  static Unescaped ofText(String text) {
    int first = firstEscape(text);
    if (first == text.length()) {
      return asWritten(text);
    }
    Builder builder = new Builder(text.length());
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      int end = at >= first && c == '\\' ? endOfBackslashes(text, at) : at;
      long escape = at < first ? -1 : escapeAt(text, at, end);
      if (escape >= 0) {
        builder.add((char) (escape & 0xffff), at);
        at = (int) (escape >> 16);
      } else {
        do {
          builder.add(text.charAt(at), at);
          at++;
        } while (at < end);
      }
    }
    return builder.end(text.length());
  }

  /** The end of the escape and its character in the lower 16 bits; -1 where there is none. */
  private static long escapeAt(String text, int at, int endOfBackslashes) {
    return switch (text.charAt(at)) {
      case '\\' -> {
        char kind = endOfBackslashes < text.length() ? text.charAt(endOfBackslashes) : ' ';
        int digits = kind == 'u' ? UNICODE_DIGITS : kind == 'x' ? BYTE_DIGITS : 0;
        int c = digits == 0 ? -1 : hex(text, endOfBackslashes + 1, digits);
        yield c < 0 ? -1 : ((long) (endOfBackslashes + 1 + digits) << 16) | c;
      }
      case '%' -> {
        // %2570 is a URL within a URL.
        int digits = at + 1;
        while (text.startsWith("25", digits) && hex(text, digits + 2, BYTE_DIGITS) >= 0) {
          digits += 2;
        }
        int c = hex(text, digits, BYTE_DIGITS);
        yield c < 0 || c >= FIRST_NON_ASCII ? -1 : ((long) (digits + BYTE_DIGITS) << 16) | c;
      }
      case '&' -> entityAt(text, at);
      default -> -1;
    };
  }

  private static long entityAt(String text, int at) {
    int limit = Math.min(text.length(), at + LONGEST_ENTITY);
    int end = over(text, at + 1, limit, c -> Character.isLetterOrDigit(c) || c == '#');
    if (end >= limit || text.charAt(end) != ';') {
      return -1;
    }
    String name = text.substring(at + 1, end);
    Character named = ENTITIES.get(name);
    if (named != null) {
      return ((long) (end + 1) << 16) | named;
    }
    boolean isHex = name.startsWith("#x") || name.startsWith("#X");
    try {
      int c =
          isHex
              ? Integer.parseInt(name.substring(2), HEX)
              : name.startsWith("#") ? Integer.parseInt(name.substring(1)) : -1;
      return c < 0 || c >= FIRST_NON_ASCII ? -1 : ((long) (end + 1) << 16) | c;
    } catch (NumberFormatException noCharacter) {
      return -1;
    }
  }

  private static int firstEscape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%' || c == '&' || c == '\\') {
        char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
        if (c != '\\' || next == 'u' || next == 'x' || next == '\\') {
          return i;
        }
      }
    }
    return text.length();
  }

  static int endOfBackslashes(String text, int at) {
    return over(text, at, text.length(), c -> c == '\\');
  }

  private static char control(char escaped) {
    int known = "nrtbf".indexOf(escaped);
    return known < 0 ? escaped : "\n\r\t\b\f".charAt(known);
  }

  /** -1 where these are no hex digits. */
  private static int hex(String text, int from, int digits) {
    if (from + digits > text.length()) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < from + digits; i++) {
      char c = text.charAt(i);
      if (!HexFormat.isHexDigit(c)) {
        return -1;
      }
      value = value * HEX + HexFormat.fromHexDigit(c);
    }
    return value;
  }

  private static final class Builder {
    private final StringBuilder text;
    private final int[] starts;

    Builder(int capacity) {
      this.text = new StringBuilder(capacity);
      this.starts = new int[capacity + 1];
    }

    void add(char c, int start) {
      starts[text.length()] = start;
      text.append(c);
    }

    Unescaped end(int originalEnd) {
      starts[text.length()] = originalEnd;
      return new Unescaped(text.toString(), 0, Arrays.copyOf(starts, text.length() + 1));
    }
  }
}
