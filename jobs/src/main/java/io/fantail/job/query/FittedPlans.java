package io.fantail.job.query;

import io.fantail.job.session.InterpretedPlans;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LeafNode;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/**
 * Computes rows by the plan that fits how much is read. Spark compiles code for each query, which
 * pays for itself where there is much to read. Most tables here are small, and so is Delta's log,
 * which Delta reads with queries of its own: these are computed without.
 */
public final class FittedPlans {
  /** So much, as it is stored, is read within a second without compiled code. */
  private static final long FEW_BYTES = 16L << 20;

  private FittedPlans() {}

  /** Computes all rows, which must be few. */
  public static <T> List<T> rows(SparkSession spark, Dataset<T> rows) {
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
