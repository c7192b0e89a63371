package io.fantail.notebook.chart;

import io.fantail.notebook.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;

/** A bar from one time to another in each row, one below the other, as a trace is drawn. */
final class SpanChart {
  private static final int LEFT = 280;
  private static final int RIGHT = 70;
  private static final int BELOW = 46;
  private static final int ROW = 18;

  /** A blank before a name stands for so many pixels: that is how SQL writes a tree. */
  private static final int INDENT = 6;

  /** More are in the table. */
  private static final int MOST_ROWS = 60;

  private final ChartRequest request;
  private final Columns columns;
  private final List<Row> rows;
  private final List<String> kinds;
  private final List<String> colours;

  SpanChart(ChartRequest request, Columns columns) {
    this.request = request;
    this.columns = columns;
    this.rows = columns.rows().stream().limit(MOST_ROWS).toList();
    Set<String> seen = new LinkedHashSet<>();
    rows.forEach(row -> seen.add(kind(row)));
    this.kinds = List.copyOf(seen);
    this.colours = Svg.colours(kinds);
  }

  private String kind(Row row) {
    return request.by() == null ? "" : columns.text(row, request.by());
  }

  String svg() {
    int top = request.by() == null ? 6 : Svg.legendHeight(LEFT, kinds);
    int bottom = top + ROW * rows.size();
    Axis axis = axis();
    Svg svg = new Svg();
    if (request.by() != null) {
      svg.legend(LEFT, kinds);
    }
    for (Axis.Tick tick : axis.ticks()) {
      svg.line(axis.at(tick.value()), top, axis.at(tick.value()), bottom, 0.15);
      svg.text(axis.at(tick.value()), bottom + 16, "middle", tick.label());
    }
    for (int i = 0; i < rows.size(); i++) {
      span(svg, axis, rows.get(i), top + i * ROW);
    }
    svg.line(LEFT, bottom, Svg.WIDTH - RIGHT, bottom, 0.6);
    String title = Columns.title(request.x().get(0));
    svg.text((LEFT + Svg.WIDTH - RIGHT) / 2.0, bottom + 36, "middle", title);
    int left = columns.rows().size() - rows.size();
    if (left > 0) {
      svg.text(LEFT - 8, bottom + 16, "end", left + " more are in the table");
    }
    return svg.picture(bottom + BELOW, request.y().get(0) + " by " + title);
  }

  private void span(Svg svg, Axis axis, Row row, int y) {
    String name = columns.text(row, request.y().get(0));
    int indent = (name.length() - name.stripLeading().length()) * INDENT;
    svg.name(6 + indent, y + 13, name.strip(), LEFT - 14 - indent);
    Double from = columns.number(row, request.x().get(0));
    Double to = columns.number(row, request.x().get(1));
    if (from == null) {
      return;
    }
    double end = to == null ? axis.high() : Math.max(from, to);
    String kind = kind(row);
    String lasted = to == null ? "no end" : Numbers.of(end - from);
    double width = Math.max(1.5, axis.at(end) - axis.at(from));
    svg.bar(
        axis.at(from),
        y + 3,
        width,
        ROW - 6,
        colours.get(kinds.indexOf(kind)),
        name.strip() + ": " + lasted);
    svg.text(axis.at(from) + width + 4, y + 13, "start", lasted);
  }

  private Axis axis() {
    List<Double> times = new ArrayList<>();
    for (Row row : rows) {
      for (String column : request.x()) {
        Double time = columns.number(row, column);
        if (time != null) {
          times.add(time);
        }
      }
    }
    double low = times.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    double high = times.stream().mapToDouble(Double::doubleValue).max().orElse(1);
    Axis.Form form = columns.isTime(request.x().get(0)) ? Axis.Form.TIME : Axis.Form.LINEAR;
    return Axis.of(form, low, high, LEFT, Svg.WIDTH - RIGHT);
  }
}
