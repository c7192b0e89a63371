package io.fantail.job.forget;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.substring_index;

import io.fantail.shape.Table;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Which rows of a table belong to the executions that are forgotten. */
record ForgottenRows(Lake lake, Forgotten forgotten) {
  private static final String ARN = "execution_arn";
  private static final String REQUEST = "request_id";
  private static final String MAP_RUN = "map_run_id";

  /** Shorter names are words that texts have anyway. */
  private static final int LEAST_NAME = 12;

  private static final List<Table> BY_REQUEST =
      List.of(Tables.LAMBDA_RECORDS, Tables.LAMBDA_INVOCATIONS, Tables.AWS_SPANS);

  /** The rows, of which a column says whether they belong to them. */
  Dataset<Row> marked(Table table, Dataset<Row> rows, String mark) {
    Dataset<Row> marked = rows;
    List<Column> marks = new ArrayList<>();
    List<String> columns = table.columnNames();
    if (columns.contains(ARN)) {
      marked = with(marked, forgotten.values(Forgotten.EXECUTION, ARN), marks, ARN);
    }
    if (BY_REQUEST.contains(table)) {
      marked = with(marked, forgotten.values(Forgotten.REQUEST, REQUEST), marks, REQUEST);
    }
    if (columns.contains(MAP_RUN)) {
      marked = with(marked, forgotten.values(Forgotten.MAP_RUN, MAP_RUN), marks, MAP_RUN);
    }
    if (table.equals(Tables.LAMBDA_RECORDS)) {
      marked = with(marked, linesWithin(rows), marks, "source_file", "position");
    }
    if (table.equals(Tables.REJECTS)) {
      marked = with(marked, naming(rows), marks, "source_file", "position", "reason");
    }
    return marked.withColumn(mark, marks.stream().reduce(Column::or).orElse(lit(false)));
  }

  private static Dataset<Row> with(
      Dataset<Row> rows, Dataset<Row> keys, List<Column> marks, String... columns) {
    String mark = "mark_" + marks.size();
    marks.add(coalesce(col(mark), lit(false)));
    return rows.join(keys.withColumn(mark, lit(true)), columns, "left");
  }

  /** Lines that name no request, between the start and the end of a forgotten invocation. */
  private Dataset<Row> linesWithin(Dataset<Row> lines) {
    Dataset<Row> invocations =
        lake.read(Tables.LAMBDA_INVOCATIONS)
            .join(forgotten.values(Forgotten.REQUEST, REQUEST), new String[] {REQUEST}, "left_semi")
            .select(
                col("log_group").as("its_group"),
                col("log_stream").as("its_stream"),
                col("started_at"),
                col("ended_at"));
    return lines
        .join(
            invocations,
            col("log_stream")
                .equalTo(col("its_stream"))
                .and(col("log_group").eqNullSafe(col("its_group")))
                .and(col("logged_at").between(col("started_at"), col("ended_at"))),
            "left_semi")
        .select("source_file", "position")
        .distinct();
  }

  /** Rejects in whose text or address a name or a request id stands. */
  private Dataset<Row> naming(Dataset<Row> rejects) {
    Column words = split(concat_ws(" ", col("source_file"), col("sample")), "[^A-Za-z0-9_-]+");
    return rejects
        .select(col("source_file"), col("position"), col("reason"), explode(words).as("word"))
        .join(identifiers(), new String[] {"word"}, "left_semi")
        .drop("word")
        .distinct();
  }

  /** Names of executions and request ids, in the column {@code word}. */
  Dataset<Row> identifiers() {
    return forgotten
        .values(Forgotten.EXECUTION, "arn")
        .select(substring_index(col("arn"), ":", -1).as("word"))
        .union(forgotten.values(Forgotten.REQUEST, "word"))
        .filter(length(col("word")).geq(LEAST_NAME))
        .distinct();
  }
}
