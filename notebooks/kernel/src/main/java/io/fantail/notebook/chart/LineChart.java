package io.fantail.notebook.chart;

import io.fantail.notebook.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;

/** Lines over a number or the time, one for each column or for each value of one column. */
final class LineChart {
  private static final int LEFT = 72;
  private static final int RIGHT = 40;
  private static final int PLOT = 240;
  private static final int BELOW = 46;

  /** More lines cannot be told apart. */
  private static final int MOST_LINES = 8;

  /** Few points are shown each by itself. */
  private static final int DOTTED = 40;

  private record Point(double x, double y) {}

  private final ChartRequest request;
  private final Columns columns;
  private final Map<String, List<Point>> lines = new LinkedHashMap<>();

  /** Points that have no place on an axis. */
  private int leftOut;

  LineChart(ChartRequest request, Columns columns) {
    this.request = request;
    this.columns = columns;
    for (Row row : columns.rows()) {
      for (String y : request.y()) {
        add(row, y);
      }
    }
  }

  private void add(Row row, String column) {
    Double x = columns.number(row, request.x().get(0));
    Double y = columns.number(row, column);
    String title = Columns.shortTitle(column, request.y());
    String by = request.by();
    String line =
        by == null ? title : columns.text(row, by) + (request.y().size() == 1 ? "" : ", " + title);
    if (x == null || y == null) {
      return;
    }
    if ((request.logX() && x <= 0) || (request.logY() && y <= 0)) {
      leftOut++;
      return;
    }
    lines.computeIfAbsent(line, name -> new ArrayList<>()).add(new Point(x, y));
  }

  /** Returns the picture, or nothing where a line would be one point: the table says as much. */
  String svg() {
    if (lines.values().stream().flatMap(List::stream).map(Point::x).distinct().count() < 2) {
      return "";
    }
    List<String> names = lines.keySet().stream().limit(MOST_LINES).toList();
    int top = Svg.legendHeight(LEFT, names) + 4;
    Axis x = axis(true, LEFT, Svg.WIDTH - RIGHT);
    Axis y = axis(false, top + PLOT, top);
    Svg svg = new Svg();
    svg.legend(LEFT, names);
    frame(svg, x, y, top);
    List<String> colours = Svg.colours(names);
    for (int i = 0; i < names.size(); i++) {
      draw(svg, names.get(i), colours.get(i), x, y);
    }
    String note = note();
    if (!note.isEmpty()) {
      svg.text(Svg.WIDTH - RIGHT, top + PLOT + 40, "end", note);
    }
    return svg.picture(
        top + PLOT + BELOW,
        yTitle() + " by " + Columns.title(request.x().get(0)) + ": " + String.join(", ", names));
  }

  private Axis axis(boolean isX, double from, double to) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (List<Point> points : lines.values()) {
      for (Point point : points) {
        double value = isX ? point.x : point.y;
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    if (isX ? request.logX() : request.logY()) {
      return Axis.of(Axis.Form.LOG, low, high, from, to);
    }
    if (isX) {
      Axis.Form form = columns.isTime(request.x().get(0)) ? Axis.Form.TIME : Axis.Form.LINEAR;
      return Axis.of(form, low, high, from, to);
    }
    return Axis.of(Axis.Form.LINEAR, Math.min(0, low), high, from, to);
  }

  private void frame(Svg svg, Axis x, Axis y, int top) {
    int bottom = top + PLOT;
    for (Axis.Tick tick : y.ticks()) {
      svg.line(LEFT, y.at(tick.value()), Svg.WIDTH - RIGHT, y.at(tick.value()), 0.15);
      svg.text(LEFT - 6, y.at(tick.value()) + 4, "end", tick.label());
    }
    for (Axis.Tick tick : x.ticks()) {
      svg.line(x.at(tick.value()), top, x.at(tick.value()), bottom, 0.15);
      svg.text(x.at(tick.value()), bottom + 16, "middle", tick.label());
    }
    svg.line(LEFT, bottom, Svg.WIDTH - RIGHT, bottom, 0.6);
    svg.line(LEFT, top, LEFT, bottom, 0.6);
    svg.text((LEFT + Svg.WIDTH - RIGHT) / 2.0, bottom + 36, "middle", xTitle());
    svg.vertical(14, top + PLOT / 2.0, yTitle());
  }

  private String xTitle() {
    String column = request.x().get(0);
    String title = Columns.title(column);
    return columns.isTime(column) && !title.contains("UTC") ? title + " (UTC)" : title;
  }

  private String yTitle() {
    return Columns.title(request.y());
  }

  private void draw(Svg svg, String name, String colour, Axis x, Axis y) {
    List<Point> points = lines.getOrDefault(name, List.of());
    StringBuilder path = new StringBuilder();
    double former = 0;
    for (Point point : points) {
      double px = x.at(point.x);
      double py = y.at(point.y);
      if (path.length() == 0) {
        path.append(place("M", px, py));
      } else if (request.kind() == ChartRequest.Kind.STEP) {
        path.append(place("L", px, former)).append(place("L", px, py));
      } else {
        path.append(place("L", px, py));
      }
      former = py;
    }
    svg.path(path.toString(), colour, name);
    if (points.size() <= DOTTED) {
      for (Point point : points) {
        svg.dot(x.at(point.x), y.at(point.y), colour, name + ": " + Numbers.of(point.y));
      }
    }
  }

  private String note() {
    int more = lines.size() - MOST_LINES;
    return more > 0
        ? more + " more lines are in the table"
        : leftOut > 0 ? Numbers.of(leftOut) + " points at 0 have no place on a log axis" : "";
  }

  private static String place(String command, double x, double y) {
    return String.format(Locale.ROOT, "%s%.1f %.1f", command, x, y);
  }
}
