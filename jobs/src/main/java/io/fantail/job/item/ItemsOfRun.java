package io.fantail.job.item;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.fantail.event.policy.Redaction;
import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import java.io.IOException;
import java.io.Writer;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The failed items of one Map Run, in the order of their children; they are never all in memory.
 */
public final class ItemsOfRun {
  private static final String ARN = "map_run_arn";
  private static final String ITEMS = "items";
  private static final int MOST_NAMED = 10;

  private final String mapRunArn;
  private final Dataset<Row> rows;

  /**
   * How many there are.
   *
   * @param children that began and did not succeed
   * @param neverRan children that never began
   * @param mayHaveRun items of children that had not begun, of which nothing tells whether they ran
   *     in a later redrive
   * @param unknown whose content was not kept
   * @param suspects of those that are known the ones of batches that failed
   * @param masked of those that are known, in which a value was masked
   * @param redrivable those that a redrive of the parent runs again
   */
  public record Counts(
      long items,
      long children,
      long neverRan,
      long mayHaveRun,
      long unknown,
      long suspects,
      long masked,
      long redrivable) {
    /** Those that can be written. */
    public long known() {
      return items - unknown;
    }
  }

  private ItemsOfRun(String mapRunArn, Dataset<Row> rows) {
    this.mapRunArn = mapRunArn;
    this.rows = rows;
  }

  /**
   * Finds the items.
   *
   * @param mapRun what {@link KnownMapRun#meant} understands
   * @throws JobException when there are none, or of several Map Runs
   */
  public static ItemsOfRun find(Lake lake, String mapRun) {
    if (!lake.has(Tables.FAILED_ITEMS)) {
      throw new JobException(
          ExitCode.NOTHING_MATCHED,
          "There is no table '%s' under %s: run 'report' first, which makes it of what is there."
              .formatted(Tables.FAILED_ITEMS.name(), lake.uri()));
    }
    Dataset<Row> all = lake.read(Tables.FAILED_ITEMS);
    Dataset<Row> counted = all.groupBy(ARN).agg(count(lit(1)).as(ITEMS));
    List<KnownMapRun> found =
        KnownMapRun.meant(mapRun, known(counted.join(mapRuns(lake), new String[] {ARN}, "left")));
    if (found.size() > 1) {
      throw new JobException(ExitCode.USAGE, severalAre(mapRun, found));
    } else if (found.isEmpty()) {
      throw new JobException(ExitCode.NOTHING_MATCHED, nothing(lake, mapRun));
    }
    String arn = found.get(0).arn();
    return new ItemsOfRun(arn, all.filter(col(ARN).equalTo(arn)));
  }

  /** Map Runs are few beside their children and items. */
  private static List<KnownMapRun> known(Dataset<Row> runs) {
    return runs
        .filter(col(ARN).isNotNull())
        .select(ARN, "state_name", "started_at", ITEMS)
        .sort("started_at", ARN)
        .collectAsList()
        .stream()
        .map(
            run ->
                KnownMapRun.withItems(
                    run.getString(0), run.getString(1), instantOf(run.get(2)), run.getLong(3)))
        .toList();
  }

  private static @Nullable Instant instantOf(@Nullable Object time) {
    return time instanceof Timestamp timestamp ? timestamp.toInstant() : (Instant) time;
  }

  private static Dataset<Row> mapRuns(Lake lake) {
    return lake.read(Tables.MAP_RUNS).select(ARN, "state_name", "started_at");
  }

  private static String severalAre(String mapRun, List<KnownMapRun> found) {
    List<String> lines = new ArrayList<>();
    lines.add("--map-run " + mapRun + " may be any of " + found.size() + ":");
    found.stream().limit(MOST_NAMED).map(run -> "  " + run.inWords()).forEach(lines::add);
    if (found.size() > MOST_NAMED) {
      lines.add("  and " + (found.size() - MOST_NAMED) + " more");
    }
    return String.join("\n", lines);
  }

  private static String nothing(Lake lake, String mapRun) {
    List<KnownMapRun> others =
        KnownMapRun.meant(mapRun, known(mapRuns(lake).withColumn(ITEMS, lit(0L))));
    return others.isEmpty()
        ? "No Map Run "
            + mapRun
            + " is in "
            + lake.uri()
            + ". Those that are: fantail query --lake "
            + lake.uri()
            + " \"SELECT map_run_arn, failed, timed_out, aborted FROM map_runs\""
        : "No child of Map Run "
            + (others.size() == 1
                ? others.get(0).arn()
                : mapRun + " (" + others.size() + " of them)")
            + " that is in "
            + lake.uri()
            + " failed, timed out, was aborted or is known never to have run.";
  }

  public String mapRunArn() {
    return mapRunArn;
  }

  public Counts counts() {
    Column item = col("item");
    Column isSuspect = col("is_suspect");
    Column neverRan = col("status").equalTo("NEVER_RAN");
    Row row =
        rows.agg(
                count(lit(1)),
                countDistinct(col("execution_arn")),
                countDistinct(when(neverRan, struct("source_file", "source_row"))),
                countIf(neverRan.and(isSuspect)),
                countIf(item.isNull()),
                countIf(isSuspect.and(item.isNotNull()).and(not(neverRan))),
                countIf(item.contains(Redaction.MASK)),
                countIf(col("is_redrivable")))
            .head();
    return new Counts(
        row.getLong(0),
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7));
  }

  private static Column countIf(Column condition) {
    return sum(when(condition, 1L).otherwise(0L));
  }

  /** Writes those that are known. */
  public void writeTo(Writer out, ItemFormat format) throws IOException {
    switch (format) {
      case JSONL -> {
        Iterator<String> items = known();
        while (items.hasNext()) {
          out.write(items.next());
          out.write('\n');
        }
      }
      case CSV -> {
        Set<String> header = ItemCells.header(known());
        ItemCells.write(header, known(), out);
      }
    }
  }

  private Iterator<String> known() {
    return rows.filter(col("item").isNotNull())
        .sort(
            col("day"),
            col("execution_arn").asc_nulls_last(),
            col("source_file"),
            col("source_row"),
            col("item_index"))
        .select("item")
        .as(Encoders.STRING())
        .toLocalIterator();
  }
}
