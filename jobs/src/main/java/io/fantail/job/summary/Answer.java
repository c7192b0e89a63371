package io.fantail.job.summary;

import io.fantail.table.DaySet;
import io.fantail.table.Lake;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * An answer is the rows that a question's SQL returned.
 *
 * @param columns of every row, in the order of its values
 */
record Answer(Question question, List<String> columns, List<Row> rows) {

  /** Asks the views of the lake, which must be registered, for these days. */
  static Answer of(Question question, Lake lake, DaySet days) {
    Dataset<Row> rows = lake.spark().sql(question.sql().replace("${days}", days.condition()));
    return new Answer(question, Arrays.asList(rows.columns()), rows.collectAsList());
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
