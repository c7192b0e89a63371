package io.fantail.view;

import io.fantail.shape.Column;
import io.fantail.shape.Table;
import java.util.List;

/**
 * A view over tables of the lake.
 *
 * @param sentence what a row of it is
 * @param reads the tables that its SQL names
 * @param columns in the order of its SQL
 * @param text one SELECT, in what all dialects have in common and with places for the rest
 */
public record View(
    String name, String sentence, List<Table> reads, List<Column> columns, String text) {

  /** Returns it in the dialect of Spark 3.5 and later. */
  public String sql() {
    return sql(Dialect.SPARK);
  }

  public String sql(Dialect dialect) {
    return dialect.write(text);
  }
}
