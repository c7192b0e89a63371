package io.fantail.look.stored;

import static org.apache.spark.sql.functions.col;

import io.fantail.spark.Rows;
import io.fantail.table.DaySet;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Reads Map Runs, and what the reports say of one; each is a question to one small table. */
public final class StoredMapRuns {
  private static final String ARN = "map_run_arn";

  private StoredMapRuns() {}

  /** All Map Runs of the lake, the earliest first: few beside their children. */
  public static List<StoredMapRun> all(Lake lake) {
    return values(lake.read(Tables.MAP_RUNS));
  }

  /** The one with this ARN, or none. */
  public static List<StoredMapRun> withArn(Lake lake, String arn) {
    return values(lake.read(Tables.MAP_RUNS).filter(col(ARN).equalTo(arn)));
  }

  private static List<StoredMapRun> values(Dataset<Row> rows) {
    return Rows.allOf(rows, StoredMapRun::shape).stream()
        .sorted(
            Comparator.comparing(StoredMapRun::startedAt).thenComparing(StoredMapRun::mapRunArn))
        .toList();
  }

  /** Its timeline, 500 buckets at most. */
  public static List<StoredBucket> timeline(Lake lake, StoredMapRun run) {
    return Rows.allOf(of(lake.read(Tables.MAP_RUN_TIMELINE, day(run)), run), StoredBucket::shape)
        .stream()
        .sorted(Comparator.comparing(StoredBucket::start))
        .toList();
  }

  /**
   * Its slowest children, with what held them.
   *
   * @param most how many
   */
  public static List<StoredStraggler> slowest(Lake lake, StoredMapRun run, int most) {
    return Rows.allOf(
            of(lake.read(Tables.STRAGGLERS, day(run)), run).filter(col("rank").leq(most)),
            StoredStraggler::shape)
        .stream()
        .sorted(
            Comparator.comparing(StoredStraggler::rank)
                .thenComparing(StoredStraggler::executionArn))
        .limit(most)
        .toList();
  }

  /** Its sample of children, those that stand for most first. */
  public static List<StoredSample> samples(Lake lake, StoredMapRun run) {
    return Rows.allOf(of(lake.read(Tables.TRACE_SAMPLES, day(run)), run), StoredSample::shape)
        .stream()
        .sorted(
            Comparator.comparing(
                    StoredSample::weight, Comparator.nullsLast(Comparator.<Double>reverseOrder()))
                .thenComparing(StoredSample::executionArn))
        .toList();
  }

  /** These tables keep what they say of a Map Run under the day of its parent. */
  private static DaySet day(StoredMapRun run) {
    return DaySet.NONE.plus(List.of(run.day()));
  }

  private static Dataset<Row> of(Dataset<Row> rows, StoredMapRun run) {
    return rows.filter(col(ARN).equalTo(run.mapRunArn()));
  }
}
