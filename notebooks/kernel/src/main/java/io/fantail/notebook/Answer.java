package io.fantail.notebook;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** What a cell is answered with. */
sealed interface Answer {
  /** What was set, in words. */
  record Said(String sentence) implements Answer {}

  /** It was done, and there is nothing to say of it. */
  record Done() implements Answer {}

  /**
   * Rows.
   *
   * @param hasMore whether there were more than these
   */
  record Rows(StructType schema, List<Row> rows, boolean hasMore) implements Answer {
    public Rows {
      rows = List.copyOf(rows);
    }

    List<String> columns() {
      return List.of(schema.fieldNames());
    }
  }
}
