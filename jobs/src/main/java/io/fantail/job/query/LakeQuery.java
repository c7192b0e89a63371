package io.fantail.job.query;

import io.fantail.job.session.InterpretedPlans;
import io.fantail.shape.Table;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LeafNode;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/**
 * Asks the tables of a lake one statement, and of the lake only for the tables that it names.
 *
 * <p>Spark compiles code for each query, which pays for itself where there is much to read. Most
 * tables here are small, and so is Delta's log, which Delta reads with queries of its own: these
 * are computed without.
 */
public final class LakeQuery {
  /** So much, as it is stored, is read within a second without compiled code. */
  private static final long FEW_BYTES = 16L << 20;

  private final SparkSession spark;
  private final Dataset<Row> answer;

  /**
   * Looks at the statement; its rows are computed when they are asked for.
   *
   * @throws RefusedSql when it does something else than read the tables
   */
  public LakeQuery(Lake lake, String sql) {
    Map<String, Table> tables =
        Tables.ALL.stream().collect(Collectors.toMap(Table::name, Function.identity()));
    this.spark = lake.spark();
    this.answer =
        new QueryGuard(
                tables.keySet(),
                name -> lake.registerView(Objects.requireNonNull(tables.get(name))))
            .answer(spark, sql);
  }

  /** Returns the names of the columns. */
  public List<String> columns() {
    return Arrays.asList(answer.columns());
  }

  /** Computes the first rows. */
  public List<Row> rows(int limit) {
    return computed(answer.limit(limit));
  }

  /** Computes the first rows, each as an object of JSON. */
  public List<String> json(int limit) {
    return computed(answer.limit(limit).toJSON());
  }

  private <T> List<T> computed(Dataset<T> rows) {
    InterpretedPlans interpreted = InterpretedPlans.in(spark);
    try {
      // Delta reads its log while the plan is optimized, and knows then which files are to be read.
      LogicalPlan plan = QueryExecutions.of(rows).optimizedPlan();
      if (storedBytes(plan) > FEW_BYTES) {
        interpreted.end();
      }
      return rows.collectAsList();
    } finally {
      interpreted.end();
    }
  }

  /** Adds up what is read, in subqueries, too. */
  private static double storedBytes(LogicalPlan plan) {
    double[] bytes = {0};
    PlanWalk.of(
        plan,
        node -> {
          if (node instanceof LogicalPlan source && node instanceof LeafNode) {
            bytes[0] += source.stats().sizeInBytes().toDouble();
            return false;
          }
          return true;
        });
    return bytes[0];
  }
}
