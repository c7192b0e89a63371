package io.fantail.job.compare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The executions of both sides and their spans, each with the column {@link #IS_AGAINST}: whether
 * it is on the second side. What is on none is left out.
 */
record SidesOfLake(Dataset<Row> executions, Dataset<Row> spans) {
  static final String IS_AGAINST = "is_against";
  static final String ARN = "execution_arn";

  /** Where executions and spans both tell on which side they are. */
  static SidesOfLake of(
      Dataset<Row> executions, Dataset<Row> spans, Column isBase, Column isAgainst) {
    return new SidesOfLake(
        withSide(executions, isBase, isAgainst), withSide(spans, isBase, isAgainst));
  }

  /** Where only executions tell it. */
  static SidesOfLake ofExecutions(
      Dataset<Row> executions, Dataset<Row> spans, Column isBase, Column isAgainst) {
    Dataset<Row> members = withSide(executions, isBase, isAgainst);
    return new SidesOfLake(members, spans.join(members.select(ARN, IS_AGAINST), ARN));
  }

  /**
   * Where something else tells it.
   *
   * @param members a row for each execution, by its ARN
   */
  static SidesOfLake ofMembers(
      Dataset<Row> executions,
      Dataset<Row> spans,
      Dataset<Row> members,
      Column isBase,
      Column isAgainst) {
    Dataset<Row> sides = withSide(members, isBase, isAgainst).select(ARN, IS_AGAINST);
    return new SidesOfLake(executions.join(sides, ARN), spans.join(sides, ARN));
  }

  private static Dataset<Row> withSide(Dataset<Row> rows, Column isBase, Column isAgainst) {
    return rows.withColumn(IS_AGAINST, when(isBase, false).when(isAgainst, true))
        .filter(col(IS_AGAINST).isNotNull());
  }
}
