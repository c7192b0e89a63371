package io.fantail.job.step;

import io.fantail.archive.place.ArchiveTasks;
import io.fantail.archive.place.NamesFromKeys;
import io.fantail.archive.place.TimeWindow;
import io.fantail.archive.record.ArchiveObject;
import io.fantail.event.ArchiveAccount;
import io.fantail.event.DescriptionRows;
import io.fantail.event.HistoryStage;
import io.fantail.event.ParseStage;
import io.fantail.event.ParsedRows;
import io.fantail.event.PayloadPolicy;
import io.fantail.job.session.Progress;
import io.fantail.job.session.SparkSessions;
import io.fantail.job.session.Together;
import io.fantail.span.InvocationStage;
import io.fantail.span.xray.AwsSpanStage;
import io.fantail.table.DayRange;
import io.fantail.table.DaySet;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.jspecify.annotations.Nullable;

/** Archive to {@code events}, {@code lambda_invocations} and {@code rejects}. */
public final class IngestStep {
  /**
   * An archive that was read, and is not written yet.
   *
   * @param payloadPolicy that everything keeps to which the run writes
   * @param days that its events and Lambda records are of; null when there are none
   * @param affected days whose rows of the tables it may change
   * @param continuedDays of these: on which executions began that it goes on to tell of
   * @param records what it held, with the tables' rows of the days that it touches
   */
  public record Reading(
      ParsedRows parsed,
      PayloadPolicy payloadPolicy,
      ArchiveAccount totals,
      @Nullable DayRange days,
      DaySet affected,
      DaySet continuedDays,
      Records records) {}

  private final SparkSession spark;
  private final Lake lake;
  private final Progress progress;

  public IngestStep(SparkSession spark, Lake lake, Progress progress) {
    this.spark = spark;
    this.lake = lake;
    this.progress = progress;
  }

  /** Says what is to be read of the objects; {@link #read} reads them, each once. */
  public ParsedRows parse(
      List<ArchiveObject> objects,
      NamesFromKeys names,
      PayloadPolicy payloadPolicy,
      TimeWindow window) {
    progress.stage("Reading the archive", objects);
    int cores = spark.sparkContext().defaultParallelism();
    return ParseStage.parse(
        spark,
        ArchiveTasks.pack(objects, cores),
        names,
        payloadPolicy,
        window,
        SparkSessions.partitions(spark));
  }

  /**
   * Reads.
   *
   * @param parsed by {@link #parse}
   * @param payloadPolicy that {@link #parse} was given
   * @param lookbackDays how much older than the archive an execution may be that it tells the end
   *     of
   * @param afresh days of which nothing is taken from the lake
   */
  public Reading read(
      ParsedRows parsed, PayloadPolicy payloadPolicy, int lookbackDays, DaySet afresh) {
    int partitions = SparkSessions.partitions(spark);
    ArchiveAccount totals = parsed.account();
    DayRange days = daysOf(totals);
    DaySet around = days == null ? DaySet.NONE : DaySet.of(days).widenedBy(lookbackDays);
    Records archived =
        Records.of(
            parsed.histories(),
            totals.descriptions() == 0 ? null : parsed.descriptions(),
            totals.awsSpans() == 0 ? null : parsed.awsSpans(),
            InvocationStage.ofStreams(parsed.logStreams()),
            afresh,
            payloadPolicy,
            partitions);
    ContinuedExecutions continued =
        ContinuedExecutions.find(lake, archived.parts(), around.plus(afresh));
    DaySet affected = around.plus(continued.changedDays());
    Records records = archived.completedTo(affected, lake).with(continued, lake);
    return new Reading(
        parsed, payloadPolicy, totals, days, affected, continued.changedDays(), records);
  }

  /** Adds what was read to the tables. */
  public Account write(Reading reading, String runId) {
    LongAccumulator duplicateEvents = spark.sparkContext().longAccumulator("duplicate events");
    LongAccumulator duplicateSpans = spark.sparkContext().longAccumulator("duplicate AWS spans");
    Records records = reading.records;
    List<Runnable> writes = new ArrayList<>();
    if (reading.days != null) {
      DaySet affected = reading.affected;
      writes.add(
          () ->
              lake.replaceDays(
                  Tables.EVENTS,
                  HistoryStage.rows(spark, records.histories(), duplicateEvents),
                  affected));
      writes.add(
          () ->
              lake.replaceDays(
                  Tables.LAMBDA_INVOCATIONS,
                  InvocationStage.rows(spark, records.invocations()),
                  affected));
      JavaPairRDD<String, byte[]> descriptions = records.descriptions();
      if (descriptions != null) {
        writes.add(
            () ->
                lake.replaceDays(
                    Tables.DESCRIPTIONS, DescriptionRows.rows(spark, descriptions), affected));
      }
      JavaPairRDD<String, byte[]> awsSpans = records.awsSpans();
      if (awsSpans != null) {
        writes.add(
            () ->
                lake.replaceDays(
                    Tables.AWS_SPANS,
                    AwsSpanStage.rows(spark, awsSpans, duplicateSpans),
                    affected));
      }
    }
    RejectsTable rejects = new RejectsTable(lake, reading.payloadPolicy);
    writes.add(
        () -> {
          rejects.mask();
          if (reading.totals.rejects() > 0) {
            rejects.add(reading.parsed, runId);
          }
        });
    Together.run(writes.toArray(Runnable[]::new));
    long duplicateLines = InvocationStage.duplicates(records.invocations(), records.partitions());
    return account(reading.totals, duplicateEvents.value(), duplicateLines, duplicateSpans.value());
  }

  private static Account account(
      ArchiveAccount totals, long duplicateEvents, long duplicateLines, long duplicateSpans) {
    long awsSpans = totals.awsSpans() - duplicateSpans;
    return new Account(
        totals.objects(),
        totals.bytes(),
        totals.events()
            + totals.lambdaRecords()
            + totals.descriptions()
            + totals.awsSpans()
            + totals.noise()
            + totals.outside()
            + totals.rejects(),
        totals.events() - duplicateEvents,
        totals.lambdaRecords() - duplicateLines,
        totals.noise() + totals.outside() + totals.descriptions() + awsSpans,
        duplicateEvents + duplicateLines + duplicateSpans,
        totals.rejects(),
        totals.descriptions(),
        awsSpans,
        totals.outside(),
        totals.unknownTypes());
  }

  private static @Nullable DayRange daysOf(ArchiveAccount totals) {
    Instant first = totals.firstAt();
    Instant last = totals.lastAt();
    return first == null || last == null
        ? null
        : new DayRange(dayOf(first), dayOf(last).plusDays(1));
  }

  private static LocalDate dayOf(Instant instant) {
    return instant.atZone(ZoneOffset.UTC).toLocalDate();
  }
}
