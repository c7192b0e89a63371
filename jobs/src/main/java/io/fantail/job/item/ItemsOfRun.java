package io.fantail.job.item;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.fantail.event.policy.Redaction;
import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import java.io.IOException;
import java.io.Writer;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * The failed items of one Map Run, in the order of their children; they are never all in memory.
 */
public final class ItemsOfRun {
  private final String mapRunArn;
  private final Dataset<Row> rows;

  /**
   * How many there are.
   *
   * @param children that did not succeed
   * @param unknown whose content was not kept
   * @param suspects of those that are known
   * @param masked of those that are known, in which a value was masked
   * @param redrivable those that a redrive of the parent runs again
   */
  public record Counts(
      long items, long children, long unknown, long suspects, long masked, long redrivable) {
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
   * @param mapRun the ARN, or an end of it, behind a colon or a slash, that no other Map Run has
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
    Column arn = col("map_run_arn");
    Column isMeant =
        arn.equalTo(mapRun).or(arn.endsWith(":" + mapRun)).or(arn.endsWith("/" + mapRun));
    List<String> found =
        all.filter(isMeant).select(arn).distinct().limit(3).as(Encoders.STRING()).collectAsList();
    if (found.size() > 1) {
      throw new JobException(
          ExitCode.USAGE,
          "--map-run " + mapRun + " is the end of several: " + String.join(", ", found) + ", ...");
    } else if (found.isEmpty()) {
      throw new JobException(ExitCode.NOTHING_MATCHED, nothing(lake, mapRun, isMeant));
    }
    return new ItemsOfRun(found.get(0), all.filter(arn.equalTo(found.get(0))));
  }

  private static String nothing(Lake lake, String mapRun, Column isMeant) {
    return lake.read(Tables.MAP_RUNS).filter(isMeant).isEmpty()
        ? "No Map Run "
            + mapRun
            + " is in "
            + lake.uri()
            + ". Those that are: fantail query --lake "
            + lake.uri()
            + " \"SELECT map_run_arn, failed, timed_out, aborted FROM map_runs\""
        : "No child of Map Run "
            + mapRun
            + " that is in "
            + lake.uri()
            + " failed, timed out or was aborted.";
  }

  public String mapRunArn() {
    return mapRunArn;
  }

  public Counts counts() {
    Column item = col("item");
    Row row =
        rows.agg(
                count(lit(1)),
                countDistinct(col("execution_arn")),
                count(item),
                countIf(col("is_suspect").and(item.isNotNull())),
                countIf(item.contains(Redaction.MASK)),
                countIf(col("is_redrivable")))
            .head();
    return new Counts(
        row.getLong(0),
        row.getLong(1),
        row.getLong(0) - row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5));
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
        .sort("day", "execution_arn", "item_index")
        .select("item")
        .as(Encoders.STRING())
        .toLocalIterator();
  }
}
