package io.fantail.job.summary;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Prints sentences under short headings, wrapped to the width of the screen. */
public final class Paragraphs {
  private static final int INDENT = 9;

  private final PrintWriter out;
  private final int width;

  Paragraphs(PrintWriter out, int width) {
    this.out = out;
    this.width = width;
  }

  /** Prints a heading with its first sentence beside it. */
  void begin(String heading, String text) {
    out.println();
    print(heading, text);
  }

  /** Goes on under the same heading, without a line between. */
  void next(String heading, String text) {
    print(heading, text);
  }

  /** A heading of its own line. */
  void title(String heading) {
    out.println();
    out.println(heading);
  }

  /** A line of a list, which is not wrapped: names in it can be copied. */
  void item(String text) {
    out.println("  " + text);
  }

  private void print(String heading, String text) {
    String lead = String.format("%-" + INDENT + "s", heading);
    for (String line : wrapped(text, width - INDENT)) {
      out.println((lead + line).stripTrailing());
      lead = " ".repeat(INDENT);
    }
  }

  /** The lines of a text: a word that is longer than the width stands on a line of its own. */
  public static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
