package io.fantail.job.summary;

import io.fantail.job.session.Terminal;
import io.fantail.text.Figures;
import io.fantail.text.Printable;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Aligns rows as text for a terminal: numbers to the right, everything else to the left. */
public final class TextTable {
  private final String[] header;
  private final List<String[]> cells = new ArrayList<>();
  private final boolean[] numeric;
  private int left;

  private TextTable(String... header) {
    this.header = header;
    this.numeric = new boolean[header.length];
  }

  /** No column of text is made narrower than this: its values could not be told apart. */
  private static final int LEAST_WIDTH = 12;

  private static final double SMALL = 0.001;

  private static final String CUT = "…";

  /**
   * Takes the first {@code limit} rows; printing says when there are more.
   *
   * @param cellChars longer cells are cut
   */
  public static TextTable of(List<String> header, List<Row> rows, int limit, int cellChars) {
    TextTable table = new TextTable(header.toArray(String[]::new));
    for (Row row : rows.subList(0, Math.min(limit, rows.size()))) {
      String[] line = new String[header.size()];
      for (int i = 0; i < header.size(); i++) {
        Object value = row.get(i);
        table.numeric[i] |= value instanceof Number;
        line[i] = cell(value, cellChars);
      }
      table.cells.add(line);
    }
    table.left = rows.size() - table.cells.size();
    return table;
  }

  /** Prints the table cut to the width of the terminal; whole where stdout is none. */
  public void print(PrintWriter out) {
    print(out, width(Integer.MAX_VALUE));
  }

  /** How wide the terminal is. */
  static int width(int most) {
    return Terminal.ofProcess().width(most, most);
  }

  /** The same. */
  static int width(int most, int usual) {
    return Terminal.ofProcess().width(most, usual);
  }

  /**
   * Prints the table cut to a width: first the longest texts, then what stands to the right.
   *
   * @param width characters of a line
   */
  public void print(PrintWriter out, int width) {
    int[] widths = new int[header.length];
    for (int i = 0; i < header.length; i++) {
      widths[i] = header[i].length();
      for (String[] line : cells) {
        widths[i] = Math.max(widths[i], line[i].length());
      }
    }
    int whole = lineWidth(widths);
    narrow(widths, whole - width);
    printLine(out, header, widths, width);
    String[] rules = new String[header.length];
    Arrays.setAll(rules, i -> "-".repeat(widths[i]));
    printLine(out, rules, widths, width);
    cells.forEach(line -> printLine(out, line, widths, width));
    if (left > 0) {
      out.println("... and more: raise --limit");
    }
    if (whole > width) {
      out.println(whatIsCut(widths, width));
    }
  }

  /** Says how much of the table is not shown, and how to see it. */
  private String whatIsCut(int[] widths, int width) {
    int hidden = 0;
    int begin = 0;
    for (int columnWidth : widths) {
      hidden += begin >= width ? 1 : 0;
      begin += columnWidth + 2;
    }
    long shortened = 0;
    for (int i = 0; i < header.length - hidden; i++) {
      int column = i;
      shortened += cells.stream().filter(line -> line[column].length() > widths[column]).count();
    }
    List<String> cuts = new ArrayList<>();
    if (hidden > 0) {
      cuts.add(hidden + " of " + header.length + " columns");
    }
    if (shortened > 0) {
      cuts.add(Figures.count(shortened) + (shortened == 1 ? " text" : " texts"));
    }
    return "(cut to fit"
        + (cuts.isEmpty() ? "" : ": " + String.join(", ", cuts))
        + "; | cat shows all)";
  }

  private static int lineWidth(int[] widths) {
    return Arrays.stream(widths).sum() + 2 * (widths.length - 1);
  }

  /** Takes characters from the widest column of text, again and again. */
  private void narrow(int[] widths, int tooMany) {
    for (int left = tooMany; left > 0; left--) {
      int widest = -1;
      for (int i = 0; i < widths.length; i++) {
        if (!numeric[i]
            && widths[i] > Math.max(LEAST_WIDTH, header[i].length())
            && (widest < 0 || widths[i] > widths[widest])) {
          widest = i;
        }
      }
      if (widest < 0) {
        return;
      }
      widths[widest]--;
    }
  }

  private void printLine(PrintWriter out, String[] line, int[] widths, int width) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < line.length; i++) {
      String shown = cut(line[i], widths[i]);
      String padding = " ".repeat(widths[i] - shown.length());
      text.append(i == 0 ? "" : "  ");
      text.append(numeric[i] ? padding + shown : shown + padding);
    }
    out.println(cut(text.toString().stripTrailing(), width));
  }

  /** Cuts the end of a text, but the middle of an ARN, whose end tells more. */
  private static String cut(String text, int width) {
    if (text.length() <= width) {
      return text;
    }
    int end = text.startsWith("arn:") && !text.contains(" ") ? (width - 1) * 2 / 3 : 0;
    return text.substring(0, width - 1 - end) + CUT + text.substring(text.length() - end);
  }

  /** Counts are written as sentences write them, and decimals with the digits that they have. */
  private static String number(Number value) {
    if (value instanceof Double || value instanceof Float) {
      return number(value.doubleValue());
    }
    return value instanceof BigDecimal decimal
        ? String.format(Locale.ROOT, "%,." + Math.max(0, decimal.scale()) + "f", decimal)
        : String.format(Locale.ROOT, "%,d", value);
  }

  /** Milliseconds need one decimal; shares and probabilities lie below 1, and need their digits. */
  private static String number(double value) {
    double size = Math.abs(value);
    if (size == 0 || size >= 1 || Double.isNaN(size)) {
      return String.format(Locale.ROOT, "%,.1f", value);
    }
    return String.format(Locale.ROOT, size < SMALL ? "%.1e" : "%.3f", value);
  }

  private static String cell(@Nullable Object value, int cellChars) {
    if (value == null) {
      return "-";
    }
    String text =
        value instanceof Number number
            ? number(number)
            : value instanceof scala.collection.Seq<?> list
                ? list.mkString("[", ", ", "]")
                : String.valueOf(value);
    String line = Printable.of(text);
    return line.length() <= cellChars ? line : line.substring(0, cellChars - 3) + "...";
  }
}
