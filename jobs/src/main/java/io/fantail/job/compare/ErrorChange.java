package io.fantail.job.compare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;

import io.fantail.event.failure.MessageTemplate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.jspecify.annotations.Nullable;

/**
 * A failure that began on one side only: it is new, or gone.
 *
 * @param messageTemplate what it says, as the table of errors has it; null where nothing is kept of
 *     that
 * @param attempts how often it began there
 * @param executions how many executions it began in
 * @param exampleExecutionArn one of these
 */
record ErrorChange(
    String stateMachineName,
    boolean isDistributedMapChild,
    @Nullable String stateName,
    @Nullable String functionName,
    @Nullable String error,
    @Nullable String fingerprint,
    @Nullable String messageTemplate,
    long attempts,
    long executions,
    String exampleExecutionArn) {

  /**
   * Rows for {@link #of(Row)} with the column {@code is_new}.
   *
   * @param spans of both sides
   * @param most how many of those new, and how many of those gone: the most frequent
   */
  static Dataset<Row> rows(Dataset<Row> spans, int most) {
    return spans
        .filter("failure_origin")
        .groupBy(
            "state_machine_name",
            "is_distributed_map_child",
            "state_name",
            "function_name",
            "error",
            "error_fingerprint")
        .agg(
            expr("count_if(is_against)").as("against"),
            expr("count_if(NOT is_against)").as("base"),
            countDistinct("execution_arn").as("executions"),
            min("execution_arn").as("example"),
            expr("min_by(cause, execution_arn)").as("cause"))
        .filter("base = 0 OR against = 0")
        .withColumn("is_new", col("base").equalTo(0))
        .withColumn("attempts", expr("base + against"))
        .withColumn(
            "place",
            row_number()
                .over(
                    Window.partitionBy("is_new")
                        .orderBy(
                            col("executions").desc(),
                            col("attempts").desc(),
                            col("state_machine_name"),
                            col("state_name"),
                            col("error"),
                            col("error_fingerprint"),
                            col("example"))))
        .filter(col("place").leq(most))
        .orderBy("is_new", "place");
  }

  static ErrorChange of(Row row) {
    String error = row.getAs("error");
    return new ErrorChange(
        row.getAs("state_machine_name"),
        row.getAs("is_distributed_map_child"),
        row.getAs("state_name"),
        row.getAs("function_name"),
        error,
        row.getAs("error_fingerprint"),
        MessageTemplate.of(error, row.getAs("cause")),
        row.<Long>getAs("attempts"),
        row.<Long>getAs("executions"),
        row.getAs("example"));
  }
}
