package io.fantail.job.ledger;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.expr;

import io.fantail.archive.record.StoredAddress;
import io.fantail.event.parse.FinishedObject;
import io.fantail.event.parse.Ingested;
import io.fantail.job.session.Run;
import io.fantail.shape.Shape;
import io.fantail.spark.Rows;
import io.fantail.table.DayRange;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import io.fantail.table.Upkeep;
import java.time.Instant;
import java.time.LocalDate;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the {@link Ledger} reads, behind all other tables: what an interrupted run has read
 * is read again by the next, and found to be there.
 */
public record IngestedFiles(Lake lake) {
  /** The path as all spellings of it have it: of S3 under two names. */
  private static final String ALIKE = "alike";

  /**
   * Adds the objects that a run has read, in the place of what was known of them.
   *
   * @param days that were asked for
   * @param replaces whether something may be known of them: see {@link Unread}
   */
  public void add(
      JavaRDD<FinishedObject> objects, DayRange days, boolean isTraced, boolean replaces, Run run) {
    LocalDate from = firstOf(days);
    LocalDate to = endOf(days);
    String id = run.id();
    Instant at = run.startedAt();
    Dataset<Row> read =
        Rows.of(
            lake.spark(),
            Shape.writtenOnly(Ingested::columns),
            objects
                .filter(object -> object.modifiedAt() != null)
                .map(object -> new Ingested(object, from, to, isTraced, id, at)));
    if (replaces) {
      lake.replace(
          Tables.INGESTED_FILES,
          lake.read(Tables.INGESTED_FILES)
              .withColumn(ALIKE, alike())
              .join(broadcast(read.select(alike().as(ALIKE))), new String[] {ALIKE}, "left_anti")
              .drop(ALIKE)
              .unionByName(read));
    } else {
      lake.append(Tables.INGESTED_FILES, read);
      new Upkeep(lake).joinSmall(Tables.INGESTED_FILES);
    }
  }

  private static Column alike() {
    return expr(StoredAddress.alikeSql("path"));
  }

  private static @Nullable LocalDate firstOf(DayRange days) {
    return days.from().equals(DayRange.ALL.from()) ? null : days.from();
  }

  private static @Nullable LocalDate endOf(DayRange days) {
    return days.to().equals(DayRange.ALL.to()) ? null : days.to();
  }
}
