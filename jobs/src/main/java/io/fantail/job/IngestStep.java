package io.fantail.job;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import io.fantail.archive.ArchiveObject;
import io.fantail.archive.ArchiveTasks;
import io.fantail.archive.TimeWindow;
import io.fantail.event.EventStage;
import io.fantail.event.ParseStage;
import io.fantail.event.ParsedRows;
import io.fantail.event.PayloadPolicy;
import io.fantail.span.InvocationStage;
import io.fantail.table.DayRange;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.LongAccumulator;
import org.jspecify.annotations.Nullable;

/** Archive to {@code events}, {@code lambda_invocations} and {@code rejects}. */
final class IngestStep {
  private final SparkSession spark;
  private final Lake lake;
  private final Progress progress;

  IngestStep(SparkSession spark, Lake lake, Progress progress) {
    this.spark = spark;
    this.lake = lake;
    this.progress = progress;
  }

  /**
   * Reads the objects, each once, and adds what they hold to the tables.
   *
   * @param lookbackDays how much older than the archive an execution may be that it tells the end
   *     of
   */
  Account run(
      List<ArchiveObject> objects,
      PayloadPolicy payloadPolicy,
      TimeWindow window,
      int lookbackDays,
      String runId) {
    int cores = spark.sparkContext().defaultParallelism();
    List<List<ArchiveObject>> tasks = ArchiveTasks.pack(objects, cores);
    Dataset<Row> parsed =
        ParseStage.parse(spark, tasks, payloadPolicy, window)
            .persist(StorageLevel.MEMORY_AND_DISK());
    LongAccumulator duplicateEvents = spark.sparkContext().longAccumulator("duplicate events");
    LongAccumulator duplicateLines =
        spark.sparkContext().longAccumulator("duplicate Lambda records");
    try {
      progress.stage("Reading the archive", objects);
      Row totals = totals(parsed);
      DayRange days = daysOf(totals);
      progress.stage("Writing events, Lambda invocations and rejects");
      List<Runnable> writes = new ArrayList<>();
      if (days != null) {
        DayRange affected = days.widenedBy(lookbackDays);
        writes.add(
            () ->
                lake.replaceDays(
                    Tables.EVENTS,
                    EventStage.distinct(
                        ParsedRows.events(parsed),
                        lake.read(Tables.EVENTS, affected),
                        duplicateEvents),
                    affected));
        writes.add(
            () ->
                lake.replaceDays(
                    Tables.LAMBDA_INVOCATIONS,
                    InvocationStage.merged(
                        InvocationStage.ofStreams(ParsedRows.lambdaRecords(parsed), duplicateLines),
                        lake.read(Tables.LAMBDA_INVOCATIONS, affected)),
                    affected));
      }
      writes.add(
          () ->
              lake.addMissing(
                  Tables.REJECTS,
                  ParsedRows.rejects(parsed).withColumn("run_id", lit(runId)),
                  "source_file",
                  "position",
                  "reason"));
      Together.run(writes.toArray(Runnable[]::new));
      return account(totals, duplicateEvents.value(), duplicateLines.value(), days);
    } finally {
      parsed.unpersist();
    }
  }

  private static Row totals(Dataset<Row> parsed) {
    return ParsedRows.objects(parsed)
        .agg(
            count(lit(1)).as("objects"),
            sum("bytes").as("bytes"),
            sum("events").as("events"),
            sum("lambda_records").as("lambda_records"),
            sum("noise").as("noise"),
            sum("rejects").as("rejects"),
            min("first_at").as("first_at"),
            max("last_at").as("last_at"))
        .na()
        .fill(0)
        .head();
  }

  private static Account account(
      Row totals, long duplicateEvents, long duplicateLines, @Nullable DayRange days) {
    long events = totals.<Long>getAs("events");
    long lambdaRecords = totals.<Long>getAs("lambda_records");
    long noise = totals.<Long>getAs("noise");
    long rejects = totals.<Long>getAs("rejects");
    return new Account(
        totals.<Long>getAs("objects"),
        totals.<Long>getAs("bytes"),
        events + lambdaRecords + noise + rejects,
        events - duplicateEvents,
        lambdaRecords - duplicateLines,
        noise,
        duplicateEvents + duplicateLines,
        rejects,
        days);
  }

  private static @Nullable DayRange daysOf(Row totals) {
    Instant first = totals.getAs("first_at");
    Instant last = totals.getAs("last_at");
    return first == null || last == null
        ? null
        : new DayRange(dayOf(first), dayOf(last).plusDays(1));
  }

  private static LocalDate dayOf(Instant instant) {
    return instant.atZone(ZoneOffset.UTC).toLocalDate();
  }
}
