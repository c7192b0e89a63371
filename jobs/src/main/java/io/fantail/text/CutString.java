package io.fantail.text;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Reads a string at the end of JSON that was cut within it. */
public final class CutString {
  /** A backslash, {@code u} and four digits. */
  private static final int LONGEST_ESCAPE = 6;

  private CutString() {}

  /**
   * What stands before the cut, unescaped.
   *
   * @param rest of the JSON, behind the quote that opens the string
   */
  public static String textOf(String rest) throws IOException {
    try (JsonParser parser =
        Json.FACTORY.createParser('"' + rest.substring(0, endOfWhole(rest)) + '"')) {
      parser.nextToken();
      return parser.getText();
    }
  }

  /** Where an escape begins that the cut tore; the end where it tore none. */
  private static int endOfWhole(String rest) {
    int escape = rest.lastIndexOf('\\');
    if (escape < 0 || isEscaped(rest, escape)) {
      return rest.length();
    }
    int left = rest.length() - escape;
    boolean torn = left == 1 || (rest.charAt(escape + 1) == 'u' && left < LONGEST_ESCAPE);
    return torn ? escape : rest.length();
  }

  private static boolean isEscaped(String text, int backslash) {
    int first = backslash;
    while (first > 0 && text.charAt(first - 1) == '\\') {
      first--;
    }
    return (backslash - first) % 2 == 1;
  }
}
