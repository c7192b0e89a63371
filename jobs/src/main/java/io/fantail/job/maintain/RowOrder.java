package io.fantail.job.maintain;

import io.fantail.shape.Table;
import io.fantail.table.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * In what order rows lie in files that are written for good: whoever looks for one execution opens
 * one file of a day, and reads a part of it.
 */
final class RowOrder {
  private static final String EXECUTION = "execution_arn";

  private RowOrder() {}

  /** Columns of a table; none where its rows stay as they come. */
  static List<String> of(Table table) {
    if (table.equals(Tables.LAMBDA_INVOCATIONS)) {
      return List.of("request_id");
    }
    List<String> has = table.columnNames();
    if (!has.contains(EXECUTION)) {
      return List.of();
    }
    List<String> order = new ArrayList<>(List.of(EXECUTION));
    Stream.of("source_file", "event_id", "started_at").filter(has::contains).forEach(order::add);
    return order;
  }
}
