package io.fantail.job.summary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * A small table that a summary shows.
 *
 * @param key of it in {@code --json}, which programs rely on
 * @param title above it on the terminal
 * @param columns of every row, in the order of its values
 */
record Answer(String key, String title, List<String> columns, List<Row> rows) {

  /** No rows yet. */
  static Answer of(String key, String title, String... columns) {
    return new Answer(key, title, List.of(columns), new ArrayList<>());
  }

  Answer add(@Nullable Object... values) {
    if (values.length != columns.size()) {
      throw new IllegalArgumentException(key + " has " + columns.size() + " columns");
    }
    rows.add(RowFactory.create(values));
    return this;
  }

  /** Returns each row's values by column, as JSON has them: a time or a date is its text. */
  List<Map<String, @Nullable Object>> objects() {
    return rows.stream().map(this::object).toList();
  }

  private Map<String, @Nullable Object> object(Row row) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      Object value = row.get(i);
      boolean isPlain = value == null || value instanceof Number || value instanceof Boolean;
      fields.put(columns.get(i), isPlain ? value : value.toString());
    }
    return fields;
  }
}
