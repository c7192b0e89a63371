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
 * @param sql one SELECT in the dialect of Spark 3.5 and later
 */
public record View(
    String name, String sentence, List<Table> reads, List<Column> columns, String sql) {}
