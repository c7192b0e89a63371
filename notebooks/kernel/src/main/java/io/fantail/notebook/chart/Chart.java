package io.fantail.notebook.chart;

import io.fantail.notebook.CellMistake;
import java.util.List;
import org.apache.spark.sql.Row;

/** Draws what a request asks for. */
public final class Chart {
  private Chart() {}

  /**
   * Returns a picture, or nothing where there is nothing to see in one.
   *
   * @param rows at least one
   * @throws CellMistake when the answer has not the columns for it
   */
  public static String svg(ChartRequest request, List<String> names, List<Row> rows) {
    Columns columns = new Columns(names, rows);
    request.x().forEach(columns::indexOf);
    request.y().forEach(columns::indexOf);
    return switch (request.kind()) {
      case LINE, STEP -> new LineChart(request, columns).svg();
      case BARS, STACK -> new BarChart(request, columns).svg();
      case SPANS -> new SpanChart(request, columns).svg();
    };
  }
}
