package io.fantail.job.query;

import io.fantail.text.Printable;
import java.io.PrintWriter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;

/**
 * Writes rows as a table of GitHub Flavored Markdown (its section 4.10): text stays text, whatever
 * it looks like, and each row is one line.
 */
final class MarkdownRows {
  private static final Pattern LINE_END = Pattern.compile("\\R");

  /** What begins markup in the middle of a line; an underscore does so beside a word only. */
  private static final Pattern MARKUP =
      Pattern.compile("[\\\\|*`\\[\\]~]|(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])");

  private MarkdownRows() {}

  static void print(List<String> header, List<Row> rows, PrintWriter out) {
    out.println(line(header.stream().map(MarkdownRows::cell).toList()));
    out.println(
        line(
            IntStream.range(0, header.size())
                .mapToObj(i -> isOfNumbers(rows, i) ? "---:" : "---")
                .toList()));
    for (Row row : rows) {
      out.println(
          line(
              IntStream.range(0, row.size())
                  .mapToObj(i -> PlainCells.text(row.get(i)))
                  .map(text -> text == null ? "" : cell(text))
                  .toList()));
    }
  }

  private static boolean isOfNumbers(List<Row> rows, int column) {
    return rows.stream().anyMatch(row -> row.get(column) instanceof Number);
  }

  private static String line(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
  }

  private static String cell(String text) {
    return LINE_END
        .splitAsStream(text)
        .map(Printable::of)
        .map(line -> line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
        .map(line -> MARKUP.matcher(line).replaceAll("\\\\$0"))
        .collect(Collectors.joining("<br>"));
  }
}
