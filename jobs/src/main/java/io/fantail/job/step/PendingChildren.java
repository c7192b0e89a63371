package io.fantail.job.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.udf;

import io.fantail.event.PendingChild;
import io.fantail.event.collected.ParsedRows;
import io.fantail.event.parse.ArchiveAccount;
import io.fantail.event.policy.PayloadPolicy;
import io.fantail.shape.Table;
import io.fantail.spark.Rows;
import io.fantail.table.DaySet;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the table {@code pending_children}: each child once, whatever run met it first. Its rows
 * have no day, for an export has no time, and may be there before their Map Run is. Hardly an
 * archive has any: without them there is no table, and nothing is read.
 */
final class PendingChildren {
  private static final Column INPUT = col("input");
  private static final String ID = "map_run_id";

  private final Lake lake;

  PendingChildren(Lake lake) {
    this.lake = lake;
  }

  /** Makes the inputs that are there keep to the policy, as a run that lets less be stored does. */
  void mask(PayloadPolicy policy) {
    if (policy.keepsWhole(Integer.MAX_VALUE) || !lake.has(Tables.PENDING_CHILDREN)) {
      return;
    }
    Column masked = udf((String input) -> policy.apply(input), DataTypes.StringType).apply(INPUT);
    Dataset<Row> children = lake.read(Tables.PENDING_CHILDREN);
    if (!children.filter(not(masked.eqNullSafe(INPUT))).isEmpty()) {
      lake.replace(Tables.PENDING_CHILDREN, children.withColumn("input", masked));
    }
  }

  /** Adds those that were not met before. */
  void add(ParsedRows parsed) {
    lake.addMissing(
        Tables.PENDING_CHILDREN,
        Rows.of(lake.spark(), PendingChild::shape, parsed.pendingChildren()),
        ID,
        "redrive",
        "export_number",
        "row");
  }

  /** Returns the days of the Map Runs that the lake has already of children read just now. */
  DaySet daysOfMapRuns(ParsedRows parsed, ArchiveAccount account) {
    if (account.pendingChildren() == 0 || !lake.has(Tables.MAP_RUNS)) {
      return DaySet.NONE;
    }
    List<String> ids = parsed.pendingChildren().map(PendingChild::mapRunId).distinct().collect();
    return DaySet.NONE.plus(
        lake
            .read(Tables.MAP_RUNS)
            .filter(idOfMapRun().isInCollection(ids))
            .select(Table.DAY)
            .distinct()
            .collectAsList()
            .stream()
            .map(row -> row.<LocalDate>getAs(Table.DAY))
            .toList());
  }

  /** Reads those of the Map Runs whose spans these are; null where there are none. */
  @Nullable Dataset<Row> of(Dataset<Row> spans) {
    if (!lake.has(Tables.PENDING_CHILDREN)) {
      return null;
    }
    Dataset<Row> ids =
        spans
            .filter("kind = 'map_run' AND map_run_arn IS NOT NULL")
            .select(idOfMapRun().as(ID))
            .distinct();
    return lake.read(Tables.PENDING_CHILDREN).join(ids, new String[] {ID}, "left_semi");
  }

  private static Column idOfMapRun() {
    return substring_index(col("map_run_arn"), ":", -1);
  }
}
