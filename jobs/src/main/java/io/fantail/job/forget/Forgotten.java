package io.fantail.job.forget;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What belongs to the executions that are forgotten, as rows of {@code kind} and {@code value}.
 *
 * @param all each once
 * @param counts of the kinds that there are
 */
record Forgotten(Dataset<Row> all, Map<String, Long> counts) {
  static final String EXECUTION = "execution";
  static final String REQUEST = "request";
  static final String MAP_RUN = "map_run";
  static final String DAY = "day";

  /** With no more than this each task of a join can have them all. */
  private static final long FEW = 100_000;

  /** Each of these once. */
  static Forgotten once(Dataset<Row> found) {
    Dataset<Row> all = found.distinct().persist();
    Map<String, Long> counts = new HashMap<>();
    for (Row kind : all.groupBy("kind").count().collectAsList()) {
      counts.put(kind.getString(0), kind.getLong(1));
    }
    return new Forgotten(all, counts);
  }

  /** Values of one kind. */
  static Dataset<Row> of(String kind, Dataset<Row> rows, String column) {
    return rows.filter(col(column).isNotNull())
        .select(lit(kind).as("kind"), col(column).cast("string").as("value"));
  }

  /** The values of a kind in a column of this name, each once. */
  Dataset<Row> values(String kind, String column) {
    Dataset<Row> values = all.filter(col("kind").equalTo(kind)).select(col("value").as(column));
    return count(kind) > FEW ? values : broadcast(values);
  }

  List<String> list(String kind) {
    return values(kind, "value").collectAsList().stream().map(row -> row.getString(0)).toList();
  }

  long count(String kind) {
    return counts.getOrDefault(kind, 0L);
  }
}
