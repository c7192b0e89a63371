package io.fantail.notebook;

/** Text within HTML or SVG, and within their attributes in double or single quotes. */
public final class Html {
  private Html() {}

  /** Returns text that is shown as it is and can begin or end nothing. */
  public static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        // Else Jupyter would take what is between two of them for a formula.
        case '$' -> out.append("&#36;");
        case '`' -> out.append("&#96;");
        default -> out.append(isWellFormed(text, i) ? c : '\ufffd');
      }
    }
    return out.toString();
  }

  /** Whether a page may have the character here: no control, and no half of one. */
  private static boolean isWellFormed(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
    return c == '\t' || c == '\n' || c == '\r' || (c >= ' ' && c < '\ufffe');
  }
}
