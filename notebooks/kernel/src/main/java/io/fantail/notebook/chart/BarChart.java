package io.fantail.notebook.chart;

import io.fantail.notebook.Numbers;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Bars from 0 to the right, a group for each row: names have room at their side. */
final class BarChart {
  private static final int LEFT = 250;
  private static final int RIGHT = 70;
  private static final int BELOW = 46;
  private static final int BAR = 13;
  private static final int GAP = 9;

  /** More are in the table. */
  private static final int MOST_ROWS = 30;

  private final ChartRequest request;
  private final Columns columns;
  private final List<Row> rows;
  private final boolean isStack;

  BarChart(ChartRequest request, Columns columns) {
    this.request = request;
    this.columns = columns;
    this.rows = columns.rows().stream().limit(MOST_ROWS).toList();
    this.isStack = request.kind() == ChartRequest.Kind.STACK;
  }

  String svg() {
    List<String> names = request.y().stream().map(y -> Columns.shortTitle(y, request.y())).toList();
    int top = names.size() == 1 ? 6 : Svg.legendHeight(LEFT, names);
    int group = (isStack ? BAR + 5 : BAR * names.size()) + GAP;
    int bottom = top + group * rows.size();
    Axis axis = Axis.of(Axis.Form.LINEAR, Math.min(0, least()), most(), LEFT, Svg.WIDTH - RIGHT);
    Svg svg = new Svg();
    if (names.size() > 1) {
      svg.legend(LEFT, names);
    }
    for (Axis.Tick tick : axis.ticks()) {
      svg.line(axis.at(tick.value()), top, axis.at(tick.value()), bottom, 0.15);
      svg.text(axis.at(tick.value()), bottom + 16, "middle", tick.label());
    }
    for (int i = 0; i < rows.size(); i++) {
      int y = top + i * group + GAP / 2;
      String of = columns.text(rows.get(i), request.x().get(0));
      svg.label(LEFT - 8, y + (group - GAP) / 2.0 + 4, of, LEFT - 16);
      if (isStack) {
        stack(svg, axis, rows.get(i), y, names);
      } else {
        group(svg, axis, rows.get(i), y, names);
      }
    }
    svg.line(axis.at(0), top, axis.at(0), bottom, 0.6);
    svg.text((LEFT + Svg.WIDTH - RIGHT) / 2.0, bottom + 36, "middle", Columns.title(request.y()));
    int left = columns.rows().size() - rows.size();
    if (left > 0) {
      svg.text(LEFT - 8, bottom + 16, "end", left + " more are in the table");
    }
    return svg.picture(
        bottom + BELOW, Columns.title(request.y()) + " by " + Columns.title(request.x().get(0)));
  }

  private void group(Svg svg, Axis axis, Row row, int top, List<String> names) {
    List<String> colours = Svg.colours(names);
    for (int j = 0; j < names.size(); j++) {
      double value = value(row, request.y().get(j));
      double from = Math.min(axis.at(0), axis.at(value));
      double width = Math.max(1, Math.abs(axis.at(value) - axis.at(0)));
      int y = top + j * BAR;
      String title = names.get(j) + ": " + Numbers.of(value);
      svg.bar(from, y, width, BAR - 2, colours.get(j), title);
      svg.text(from + width + 4, y + BAR - 3, "start", Numbers.of(value));
    }
  }

  private void stack(Svg svg, Axis axis, Row row, int top, List<String> names) {
    List<String> colours = Svg.colours(names);
    double sum = 0;
    for (int j = 0; j < names.size(); j++) {
      double value = Math.max(0, value(row, request.y().get(j)));
      double from = axis.at(sum);
      sum += value;
      String title = names.get(j) + ": " + Numbers.of(value);
      svg.bar(from, top, axis.at(sum) - from, BAR + 5, colours.get(j), title);
    }
    svg.text(axis.at(sum) + 4, top + BAR, "start", Numbers.of(sum));
  }

  private double most() {
    return rows.stream()
        .mapToDouble(
            row ->
                isStack
                    ? request.y().stream().mapToDouble(y -> Math.max(0, value(row, y))).sum()
                    : request.y().stream().mapToDouble(y -> value(row, y)).max().orElse(0))
        .max()
        .orElse(0);
  }

  private double least() {
    return isStack
        ? 0
        : rows.stream()
            .flatMapToDouble(row -> request.y().stream().mapToDouble(y -> value(row, y)))
            .min()
            .orElse(0);
  }

  private double value(Row row, String column) {
    @Nullable Double value = columns.number(row, column);
    return Objects.requireNonNullElse(value, 0.0);
  }
}
