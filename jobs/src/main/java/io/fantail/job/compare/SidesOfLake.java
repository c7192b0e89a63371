package io.fantail.job.compare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import io.fantail.shape.Dated;
import io.fantail.shape.Table;
import io.fantail.table.DayRange;
import io.fantail.table.DaySet;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The executions of both sides and their spans, each with the column {@link #IS_AGAINST}: whether
 * it is on the second side. What is on none is left out.
 */
final class SidesOfLake {
  static final String IS_AGAINST = "is_against";

  private static final String ARN = "execution_arn";
  private static final String IS_CHILD = "is_distributed_map_child";

  private final Dataset<Row> executions;
  private final Dataset<Row> spans;

  private SidesOfLake(Dataset<Row> executions, Dataset<Row> spans) {
    this.executions = executions;
    this.spans = spans;
  }

  static SidesOfLake of(Lake lake, Sides sides) {
    return sides.match(
        windows -> ofWindows(lake, windows),
        versions -> ofVersions(lake, versions),
        mapRuns -> ofMapRuns(lake, mapRuns));
  }

  Dataset<Row> executions() {
    return executions;
  }

  Dataset<Row> spans() {
    return spans;
  }

  /** A span's day is that of its execution; of hours the execution itself must be asked. */
  private static SidesOfLake ofWindows(Lake lake, Sides.Windows windows) {
    DaySet days = windows.base().days().plus(windows.against().days());
    Dataset<Row> executions = lake.read(Tables.EXECUTIONS, days);
    Dataset<Row> spans = lake.read(Tables.SPANS, days);
    if (windows.base().isOfWholeDays() && windows.against().isOfWholeDays()) {
      Column side = side(ofDays(windows.base()), ofDays(windows.against()));
      return new SidesOfLake(withSide(executions, side), withSide(spans, side));
    }
    Dataset<Row> ofTimes =
        withSide(executions, side(startedIn(windows.base()), startedIn(windows.against())));
    return new SidesOfLake(ofTimes, joined(spans, ofTimes.select(ARN, IS_AGAINST)));
  }

  private static Column ofDays(Window window) {
    LocalDate first = Dated.dayOf(window.from());
    return col(Table.DAY).geq(lit(first)).and(col(Table.DAY).lt(lit(Dated.dayOf(window.to()))));
  }

  private static Column startedIn(Window window) {
    return col("started_at").geq(lit(window.from())).and(col("started_at").lt(lit(window.to())));
  }

  private static SidesOfLake ofMapRuns(Lake lake, Sides.MapRuns mapRuns) {
    DaySet days = daysOf(lake, mapRuns.base()).plus(daysOf(lake, mapRuns.against()));
    Column side =
        side(
            col(IS_CHILD).and(col("map_run_arn").equalTo(mapRuns.base())),
            col(IS_CHILD).and(col("map_run_arn").equalTo(mapRuns.against())));
    return new SidesOfLake(
        withSide(lake.read(Tables.EXECUTIONS, days), side),
        withSide(lake.read(Tables.SPANS, days), side));
  }

  /** The days on which children of a Map Run may have started. */
  private static DaySet daysOf(Lake lake, String mapRunArn) {
    List<Row> found =
        lake.read(Tables.MAP_RUNS)
            .filter(col("map_run_arn").equalTo(mapRunArn))
            .select("started_at", "ended_at")
            .collectAsList();
    if (found.isEmpty()) {
      throw new JobException(
          ExitCode.NOTHING_MATCHED,
          "There is no Map Run "
              + mapRunArn
              + " in the lake. Those that are: SELECT map_run_arn FROM map_runs");
    }
    LocalDate first = Dated.dayOf(found.get(0).<Instant>getAs("started_at"));
    if (found.get(0).isNullAt(1)) {
      return DaySet.from(first);
    }
    Instant end = found.get(0).getAs("ended_at");
    return DaySet.of(new DayRange(first, Dated.dayOf(end).plusDays(1)));
  }

  /**
   * An execution is of a version when it called a function of that version, and none of the other.
   */
  private static SidesOfLake ofVersions(Lake lake, Sides.Versions versions) {
    Dataset<Row> spans = lake.read(Tables.SPANS);
    Column version = col("attributes").getItem("function_version");
    Dataset<Row> members =
        spans
            .filter(col("kind").equalTo("lambda"))
            .filter(version.isin(versions.base(), versions.against()))
            .groupBy(ARN)
            .agg(
                max(version.equalTo(versions.base())).as("base"),
                max(version.equalTo(versions.against())).as("against"));
    Dataset<Row> ofOne =
        withSide(
                members,
                side(col("base").and(not(col("against"))), col("against").and(not(col("base")))))
            .select(ARN, IS_AGAINST);
    return new SidesOfLake(joined(lake.read(Tables.EXECUTIONS), ofOne), joined(spans, ofOne));
  }

  private static Column side(Column isBase, Column isAgainst) {
    return when(isBase, false).when(isAgainst, true);
  }

  private static Dataset<Row> withSide(Dataset<Row> rows, Column side) {
    return rows.withColumn(IS_AGAINST, side).filter(col(IS_AGAINST).isNotNull());
  }

  private static Dataset<Row> joined(Dataset<Row> rows, Dataset<Row> members) {
    return rows.join(members, ARN);
  }
}
