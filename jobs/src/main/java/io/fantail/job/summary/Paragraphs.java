package io.fantail.job.summary;

import io.fantail.text.Printable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Prints sentences under short headings, wrapped to the width of the screen. */
public final class Paragraphs {
  private static final int INDENT = 9;
  private static final int INDENT_OF_ITEM = 2;
  private static final int LEAST_OF_CUT = 12;
  private static final int SOME_WORDS = 30;

  /** No ARN is longer. What is longer was made by a program, for programs. */
  private static final int MOST_CHARS = 512;

  private static final int SHOWN_CHARS = 60;

  /** A space that no line ends at. */
  private static final String GLUE = "\u00a0";

  private static final Pattern UNIT = Pattern.compile("(?<=\\d) (?=(?:%|×|ms|s|min)(?:\\W|$))");

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
    out.println(Printable.of(heading));
  }

  /** A sentence under no heading. */
  void plain(String text) {
    wrapped(text, width).forEach(out::println);
  }

  /** A line of a list. */
  void item(String text) {
    String lead = " ".repeat(INDENT_OF_ITEM);
    for (String line : wrapped(text, width - INDENT_OF_ITEM, width - INDENT)) {
      out.println((lead + line).stripTrailing());
      lead = " ".repeat(INDENT);
    }
  }

  /** A line that is not wrapped, however long it is: a command or an ARN that can be copied. */
  void copied(String text) {
    out.println(" ".repeat(INDENT_OF_ITEM) + Printable.of(text));
  }

  /** The same; what is copied stands behind a comment. */
  void copied(String copied, String comment) {
    copied(copied + "   # " + comment);
  }

  /** Whether a line of a list has room for so many characters, and for some words behind them. */
  boolean hasRoomFor(int chars) {
    return INDENT_OF_ITEM + chars + 2 + SOME_WORDS <= width;
  }

  /**
   * A line of a list, with what is behind it cut to what is left of it, or to a line of its own.
   */
  void item(String text, String cut) {
    int behind = width - INDENT_OF_ITEM - text.length() - 2;
    int left = behind < LEAST_OF_CUT ? width - INDENT : behind;
    item(text + "  " + (cut.length() <= left ? cut : cut.substring(0, left - 1) + "…"));
  }

  private void print(String heading, String text) {
    String lead = String.format("%-" + INDENT + "s", heading);
    for (String line : wrapped(text, width - INDENT)) {
      out.println((lead + line).stripTrailing());
      lead = " ".repeat(INDENT);
    }
  }

  /** The lines of a text, none longer than a width but a word that is, as an ARN may be. */
  public static List<String> wrapped(String text, int width) {
    return wrapped(text, width, width);
  }

  /**
   * The same; figures stay with their units.
   *
   * @param first characters of the first line
   * @param others those of the others
   */
  private static List<String> wrapped(String text, int first, int others) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    boolean isBegun = false;
    for (String word : UNIT.matcher(Printable.of(text)).replaceAll(GLUE).split(" ", -1)) {
      int most = lines.isEmpty() ? first : others;
      if (isBegun && !line.toString().isBlank() && line.length() + 1 + cut(word).length() > most) {
        lines.add(unglued(line));
        line.setLength(0);
        isBegun = false;
      }
      line.append(isBegun ? " " : "").append(cut(word));
      isBegun = true;
    }
    lines.add(unglued(line));
    return lines;
  }

  private static String cut(String word) {
    return word.length() <= MOST_CHARS ? word : word.substring(0, SHOWN_CHARS) + "…";
  }

  private static String unglued(StringBuilder line) {
    return line.toString().replace(GLUE, " ");
  }
}
