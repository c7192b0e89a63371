package io.fantail.notebook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.jspecify.annotations.Nullable;

/** Rows as a table for a notebook, light or dark. */
final class HtmlTable {
  /** Longer texts are cut; the whole one shows when the pointer rests on it. */
  private static final int SHOWN_CHARS = 240;

  private static final int TITLE_CHARS = 4000;

  /** What stands before the name of an execution or Map Run says little and takes most room. */
  private static final Pattern ARN =
      Pattern.compile("(arn:[\\w-]*:[\\w-]*:[\\w-]*:\\d*:\\w+:)(\\S+)");

  /** Links lead to AWS's consoles, and nowhere else. */
  private static final Pattern CONSOLE =
      Pattern.compile(
          "https://(?:[a-z0-9-]+\\.)?console\\.(?:aws\\.amazon\\.com|amazonaws\\.cn|amazonaws-us-gov\\.com)/\\S*");

  private static final String STYLE =
      """
      <style>.fantail{overflow-x:auto;margin:.4em 0}
      .fantail table{border-collapse:collapse;border:0;margin:0;font-size:13px;font-variant-numeric:tabular-nums}
      .fantail th,.fantail td{padding:3px 10px;border:0;border-bottom:1px solid rgba(128,128,128,.3);\
      text-align:left;vertical-align:top;white-space:nowrap;background:none}
      .fantail th{border-bottom:1px solid rgba(128,128,128,.8);font-weight:600}
      .fantail .n{text-align:right}
      .fantail td div{display:-webkit-box;-webkit-line-clamp:3;-webkit-box-orient:vertical;overflow:hidden;\
      white-space:normal;overflow-wrap:anywhere;min-width:24em;max-width:44em}
      .fantail td.null{background:rgba(128,128,128,.12)}
      .fantail .h{display:inline-block;max-width:2.6em;overflow:hidden;text-overflow:ellipsis;\
      vertical-align:bottom;opacity:.6}
      .fantail p,.fantail summary{margin:.4em 0;font-size:13px;opacity:.75}
      .fantail svg{max-width:100%;height:auto;display:block}</style>
      """;

  private static final int LONG_CHARS = 60;

  private HtmlTable() {}

  /** Wraps parts of one answer, which take their looks from here. */
  static String framed(String... parts) {
    return "<div class=\"fantail\">" + STYLE + String.join("\n", parts) + "</div>";
  }

  /**
   * Returns the table.
   *
   * @param limit most rows that are shown
   */
  static String of(Answer.Rows answer, int limit) {
    List<Row> shown = answer.rows().subList(0, Math.min(limit, answer.rows().size()));
    StringBuilder out = new StringBuilder("<table><thead><tr>");
    StructField[] fields = answer.schema().fields();
    for (StructField field : fields) {
      out.append("<th").append(isNumber(field) ? " class=\"n\"" : "").append('>');
      out.append(Html.escaped(CellText.of(field.name()))).append("</th>");
    }
    out.append("</tr></thead>\n<tbody>\n");
    int[] decimals = new int[fields.length];
    Arrays.setAll(decimals, i -> decimals(shown, i));
    for (Row row : shown) {
      out.append("<tr>");
      for (int i = 0; i < fields.length; i++) {
        out.append(cell(row.get(i), isNumber(fields[i]), decimals[i]));
      }
      out.append("</tr>\n");
    }
    out.append("</tbody></table>");
    if (shown.isEmpty()) {
      out.append("<p>No rows.</p>");
    } else if (answer.hasMore() || shown.size() < answer.rows().size()) {
      out.append("<p>The first ").append(Numbers.of(shown.size()));
      out.append(" rows; there are more (%%sql -n ROWS shows them).</p>");
    }
    return out.toString();
  }

  private static boolean isNumber(StructField field) {
    return field.dataType() instanceof NumericType;
  }

  /** Of the numbers in a column that have any. */
  private static int decimals(List<Row> rows, int column) {
    List<Double> values = new ArrayList<>();
    for (Row row : rows) {
      if (row.get(column) instanceof Double || row.get(column) instanceof Float) {
        values.add(((Number) row.get(column)).doubleValue());
      }
    }
    return Numbers.decimals(values);
  }

  private static String cell(@Nullable Object value, boolean isNumber, int decimals) {
    if (value == null) {
      return "<td class=\"null\" title=\"null\"></td>";
    }
    String text =
        value instanceof Double || value instanceof Float
            ? Numbers.of(((Number) value).doubleValue(), decimals)
            : CellText.of(value);
    if (isNumber) {
      return "<td class=\"n\">" + Html.escaped(text) + "</td>";
    }
    if (CONSOLE.matcher(text).matches()) {
      return "<td><a href=\"%s\" target=\"_blank\" rel=\"noopener noreferrer\">console</a></td>"
          .formatted(Html.escaped(text));
    }
    Matcher arn = ARN.matcher(text);
    if (arn.matches() && text.length() <= TITLE_CHARS) {
      return "<td title=\"%s\"><span class=\"h\">%s</span><span>%s</span></td>"
          .formatted(
              Html.escaped(text),
              Html.escaped(arn.group(1)),
              Html.escaped(cut(arn.group(2), SHOWN_CHARS)));
    }
    if (text.length() <= LONG_CHARS) {
      return "<td>" + Html.escaped(text) + "</td>";
    }
    return "<td title=\"%s\"><div>%s</div></td>"
        .formatted(Html.escaped(cut(text, TITLE_CHARS)), Html.escaped(cut(text, SHOWN_CHARS)));
  }

  /** Cuts between characters, not within one. */
  private static String cut(String text, int chars) {
    if (text.length() <= chars) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(chars - 1)) ? chars - 1 : chars;
    return text.substring(0, end) + "…";
  }
}
