package io.fantail.job.summary;

import io.fantail.look.words.ScreenPart;
import io.fantail.look.words.Words;
import io.fantail.text.Printable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;

/** Prints sentences under short headings, wrapped to the width of the screen. */
public final class Paragraphs implements Words {
  private static final int INDENT = 9;
  private static final int INDENT_OF_ITEM = 2;
  private static final int LEAST_OF_CUT = 12;
  private static final int SOME_WORDS = 30;

  /** A space that no line ends at. */
  private static final String GLUE = "\u00a0";

  private static final Pattern UNIT = Pattern.compile("(?<=\\d) (?=(?:%|×|ms|s|min)(?:\\W|$))");

  private final PrintWriter out;
  private final int width;

  Paragraphs(PrintWriter out, int width) {
    this.out = out;
    this.width = width;
  }

  @Override
  public void begin(String heading, String text) {
    out.println();
    print(heading, text);
  }

  @Override
  public void next(String heading, String text) {
    print(heading, text);
  }

  @Override
  public void next(String text) {
    print("", text);
  }

  @Override
  public void title(String heading, String rest) {
    out.println();
    out.println(Printable.of(heading + rest));
  }

  @Override
  public void plain(String text) {
    wrapped(text, width).forEach(out::println);
  }

  @Override
  public void item(String text) {
    String lead = " ".repeat(INDENT_OF_ITEM);
    for (String line : wrapped(text, width - INDENT_OF_ITEM, width - INDENT)) {
      out.println((lead + line).stripTrailing());
      lead = " ".repeat(INDENT);
    }
  }

  @Override
  public void columns(List<String> names, String line) {
    item(line);
  }

  @Override
  public void item(ScreenPart.Item item, String line) {
    item(line);
  }

  @Override
  public void item(ScreenPart.Item item, String line, String last) {
    item(line, last);
  }

  @Override
  public void copied(ScreenPart.Item item, String line) {
    copied(line);
  }

  @Override
  public void copied(String text) {
    out.println(" ".repeat(INDENT_OF_ITEM) + Printable.of(text));
  }

  @Override
  public void copied(String copied, String comment) {
    copied(copied + "   # " + comment);
  }

  @Override
  public void table(List<String> columns, List<Row> rows, int mostChars) {
    TextTable.of(columns, rows, rows.size(), mostChars).print(out, width);
  }

  @Override
  public boolean hasRoomFor(int chars) {
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
      if (isBegun
          && !line.toString().isBlank()
          && line.length() + 1 + Printable.cutWord(word).length() > most) {
        lines.add(unglued(line));
        line.setLength(0);
        isBegun = false;
      }
      line.append(isBegun ? " " : "").append(Printable.cutWord(word));
      isBegun = true;
    }
    lines.add(unglued(line));
    return lines;
  }

  private static String unglued(StringBuilder line) {
    return line.toString().replace(GLUE, " ");
  }
}
