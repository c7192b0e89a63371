package io.fantail.job;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Rows as aligned text for a terminal: numbers to the right, everything else to the left. */
final class TextTable {
  private final String[] header;
  private final List<String[]> cells = new ArrayList<>();
  private final boolean[] numeric;
  private int left;

  private TextTable(String... header) {
    this.header = header;
    this.numeric = new boolean[header.length];
  }

  /** A table of the first {@code limit} rows; says when there are more. Longer cells are cut. */
  static TextTable of(List<String> header, List<Row> rows, int limit, int cellChars) {
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

  void print(PrintWriter out) {
    int[] widths = new int[header.length];
    for (int i = 0; i < header.length; i++) {
      widths[i] = header[i].length();
      for (String[] line : cells) {
        widths[i] = Math.max(widths[i], line[i].length());
      }
    }
    printLine(out, header, widths);
    String[] rules = new String[header.length];
    Arrays.setAll(rules, i -> "-".repeat(widths[i]));
    printLine(out, rules, widths);
    cells.forEach(line -> printLine(out, line, widths));
    if (left > 0) {
      out.println("... and more: raise --limit");
    }
  }

  private void printLine(PrintWriter out, String[] line, int[] widths) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < line.length; i++) {
      String padding = " ".repeat(widths[i] - line[i].length());
      text.append(i == 0 ? "" : "  ");
      text.append(numeric[i] ? padding + line[i] : line[i] + padding);
    }
    out.println(text.toString().stripTrailing());
  }

  private static String cell(@Nullable Object value, int cellChars) {
    if (value == null) {
      return "-";
    }
    boolean fraction =
        value instanceof Double || value instanceof Float || value instanceof BigDecimal;
    String text =
        fraction
            ? String.format(Locale.ROOT, "%,.1f", ((Number) value).doubleValue())
            : String.valueOf(value);
    String line = text.replace('\n', ' ');
    return line.length() <= cellChars ? line : line.substring(0, cellChars - 3) + "...";
  }
}
