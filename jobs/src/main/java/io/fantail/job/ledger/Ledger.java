package io.fantail.job.ledger;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import io.fantail.archive.record.ArchiveObject;
import io.fantail.archive.record.StoredAddress;
import io.fantail.event.parse.FinishedObject;
import io.fantail.event.parse.Ingested;
import io.fantail.job.session.Run;
import io.fantail.shape.Shape;
import io.fantail.spark.Rows;
import io.fantail.table.DayRange;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import java.time.Instant;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The objects that a lake has read, in the table {@code ingested_files}. It is written behind all
 * other tables: what an interrupted run has read is read again by the next, and found to be there.
 */
public final class Ledger {
  private static final String PATH = "path";
  private static final String PLACE = "place";

  /** The path as all spellings of it have it: of S3 under two names. */
  private static final String ALIKE = "alike";

  /** With no more than this each task of a join can have them all. */
  private static final int FEW = 100_000;

  private final Lake lake;

  public Ledger(Lake lake) {
    this.lake = lake;
  }

  /**
   * Of the objects of a listing, those that were not read yet, or not for these days, or have
   * changed since; and those that could not be read as long as an object beside them was missing.
   *
   * @param days that are asked for now
   * @param isTracing whether what only {@code ingest} has read is to be read again, for its traces
   */
  public List<ArchiveObject> unread(List<ArchiveObject> listed, DayRange days, boolean isTracing) {
    if (!lake.has(Tables.INGESTED_FILES)) {
      return listed;
    }
    Dataset<Row> now = alike(Listed.rows(lake.spark(), listed)).drop(PATH);
    Dataset<Row> known =
        alike(lake.read(Tables.INGESTED_FILES).drop("records", "run_id", "ingested_at"))
            .join(listed.size() > FEW ? now : broadcast(now), ALIKE)
            .filter(isSame().and(covers(days)).and(isTracing ? col("is_traced") : lit(true)));
    BitSet unread = new BitSet(listed.size());
    now.join(known.select(PLACE), new String[] {PLACE}, "left_anti")
        .select(PLACE)
        .collectAsList()
        .forEach(row -> unread.set(row.getInt(0)));
    addThoseBeside(listed, unread);
    return unread.stream().mapToObj(listed::get).toList();
  }

  /** A history may be named by an object beside it, which has come only now. */
  private void addThoseBeside(List<ArchiveObject> listed, BitSet unread) {
    Set<String> arrived =
        unread.stream().mapToObj(i -> listed.get(i).uri()).collect(Collectors.toSet());
    List<Integer> places =
        IntStream.range(0, listed.size())
            .filter(i -> !unread.get(i))
            .filter(i -> listed.get(i).siblings().stream().anyMatch(arrived::contains))
            .boxed()
            .toList();
    if (places.isEmpty()) {
      return;
    }
    Dataset<Row> beside = Listed.rows(lake.spark(), places.stream().map(listed::get).toList());
    alike(lake.read(Tables.INGESTED_FILES).filter("rejects > 0"))
        .join(broadcast(alike(beside).select(ALIKE, PLACE)), ALIKE)
        .select(PLACE)
        .collectAsList()
        .forEach(row -> unread.set(places.get(row.getInt(0))));
  }

  private static Dataset<Row> alike(Dataset<Row> paths) {
    return paths.withColumn(ALIKE, expr(StoredAddress.alikeSql(PATH)));
  }

  private static Column isSame() {
    return expr(
        "bytes = listed_bytes AND CASE WHEN etag IS NOT NULL AND listed_etag IS NOT NULL"
            + " THEN replace(etag, '\"', '') = listed_etag ELSE modified_at <=> listed_at END");
  }

  /** Whether nothing of the days can be in an object that was not asked for when it was read. */
  private static Column covers(DayRange days) {
    LocalDate from = firstOf(days);
    LocalDate to = endOf(days);
    Column askedForAll =
        (from == null
                ? col("from_day").isNull()
                : col("from_day").isNull().or(col("from_day").leq(lit(from))))
            .and(
                to == null
                    ? col("to_day").isNull()
                    : col("to_day").isNull().or(col("to_day").geq(lit(to))));
    Column first = expr("to_date(first_at)");
    Column end = expr("date_add(to_date(last_at), 1)");
    Column wantedFrom =
        from == null ? first : expr("greatest(to_date(first_at), DATE '" + from + "')");
    Column wantedTo =
        to == null ? end : expr("least(date_add(to_date(last_at), 1), DATE '" + to + "')");
    Column isInside =
        col("outside")
            .equalTo(0)
            .and(
                col("first_at")
                    .isNull()
                    .or(wantedFrom.geq(wantedTo))
                    .or(
                        col("from_day")
                            .isNull()
                            .or(col("from_day").leq(wantedFrom))
                            .and(col("to_day").isNull().or(col("to_day").geq(wantedTo)))));
    return askedForAll.or(isInside);
  }

  /**
   * Adds the objects that a run has read, in the place of what was known of them.
   *
   * @param days that were asked for
   */
  public void add(JavaRDD<FinishedObject> objects, DayRange days, boolean isTraced, Run run) {
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
    if (lake.has(Tables.INGESTED_FILES)) {
      Dataset<Row> known = alike(lake.read(Tables.INGESTED_FILES));
      Dataset<Row> paths = broadcast(alike(read).select(ALIKE));
      if (!known.join(paths, new String[] {ALIKE}, "left_semi").isEmpty()) {
        lake.replace(
            Tables.INGESTED_FILES,
            known.join(paths, new String[] {ALIKE}, "left_anti").drop(ALIKE).unionByName(read));
        return;
      }
    }
    lake.append(Tables.INGESTED_FILES, read);
  }

  private static @Nullable LocalDate firstOf(DayRange days) {
    return days.from().equals(DayRange.ALL.from()) ? null : days.from();
  }

  private static @Nullable LocalDate endOf(DayRange days) {
    return days.to().equals(DayRange.ALL.to()) ? null : days.to();
  }
}
