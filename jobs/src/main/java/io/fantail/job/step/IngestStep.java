package io.fantail.job.step;

import io.fantail.archive.place.ArchiveTasks;
import io.fantail.archive.record.ArchiveObject;
import io.fantail.event.collected.HistoryPart;
import io.fantail.event.collected.HistoryStage;
import io.fantail.event.collected.ParseStage;
import io.fantail.event.collected.ParsedRows;
import io.fantail.event.collected.SeenAwsSpan;
import io.fantail.event.parse.ArchiveAccount;
import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import io.fantail.job.option.ReadRequest;
import io.fantail.job.session.Session;
import io.fantail.job.session.Together;
import io.fantail.shape.Dated;
import io.fantail.span.invocation.InvocationStage;
import io.fantail.span.xray.AwsSpanStage;
import io.fantail.spark.Keyed;
import io.fantail.table.DayRange;
import io.fantail.table.DaySet;
import io.fantail.table.Lake;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.jspecify.annotations.Nullable;

/** Reads an archive into {@code events}, {@code lambda_invocations} and {@code rejects}. */
public final class IngestStep {
  private final Session session;
  private final SparkSession spark;
  private final Lake lake;
  private final LongAccumulator duplicateEvents;
  private final LongAccumulator duplicateSpans;

  public IngestStep(Session session) {
    this.session = session;
    this.spark = session.spark();
    this.lake = session.lake();
    this.duplicateEvents = spark.sparkContext().longAccumulator("duplicate events");
    this.duplicateSpans = spark.sparkContext().longAccumulator("duplicate AWS spans");
  }

  /**
   * Reads every object of the archives once; the tables stay as they are.
   *
   * @throws JobException when there is no object
   */
  public Reading read(ReadRequest request) {
    ParsedRows parsed = parse(objectsOf(request), request);
    ArchiveAccount totals = parsed.account();
    DayRange days = daysOf(totals);
    DaySet around = days == null ? DaySet.NONE : DaySet.of(days).widenedBy(request.lookbackDays());
    DaySet afresh = request.isAfresh() ? DaySet.of(request.days()) : DaySet.NONE;
    InvocationStage invocations = InvocationStage.of(parsed.logStreams(), session.partitions());
    Records archived =
        new Records(
            parsed.histories(),
            totals.descriptions() == 0 ? null : parsed.descriptions(),
            totals.awsSpans() == 0 ? null : parsed.awsSpans(),
            invocations.invocations(),
            afresh,
            new StoredRecords(session, request.policy()));
    ContinuedExecutions continued =
        ContinuedExecutions.find(lake, archived.parts(), around.plus(afresh));
    DaySet changed =
        continued.changedDays().plus(new PendingChildren(lake).daysOfMapRuns(parsed, totals));
    DaySet affected = around.plus(changed);
    Records records = archived.completedTo(affected).with(continued);
    return new Reading(request, parsed, invocations, totals, days, affected, changed, records);
  }

  /** Lists the objects, which are handed on and not kept: a million would fill the memory. */
  private List<ArchiveObject> objectsOf(ReadRequest request) {
    List<ArchiveObject> objects =
        session.objectsOf(request.archives(), request.folderDays(), request.followLinks());
    session.checkLake(request.archives());
    return objects;
  }

  private ParsedRows parse(List<ArchiveObject> objects, ReadRequest request) {
    session.progress().begin("Reading the archive", objects);
    return ParseStage.parse(
        spark,
        ArchiveTasks.pack(objects, spark.sparkContext().defaultParallelism()),
        request.names(),
        request.policy(),
        request.times(),
        session.partitions());
  }

  /** Adds what was read to the tables. */
  public Account write(Reading reading) {
    write(reading, true);
    return account(reading);
  }

  /** Begins to write the events that were read, for whoever walks along their histories anyway. */
  public EventWrite events(Reading reading) {
    return new EventWrite(
        lake.replaceDays(HistoryStage.EVENTS, reading.affected()), duplicateEvents);
  }

  /** What became of everything that was read, once it is written. */
  public Account account(Reading reading) {
    return new Account(
        reading.totals(),
        duplicateEvents.value(),
        reading.invocations().duplicates(),
        duplicateSpans.value());
  }

  /**
   * Adds what was read to the tables.
   *
   * @param withEvents whether the events are not written elsewhere
   * @throws JobException when none of it is of the days that were asked for
   */
  public void write(Reading reading, boolean withEvents) {
    Records records = reading.records();
    List<Runnable> writes = new ArrayList<>();
    DaySet affected = reading.affected();
    if (!affected.isEmpty()) {
      if (withEvents) {
        writes.add(
            () ->
                lake.replaceDays(
                    HistoryStage.events(records.histories(), duplicateEvents), affected));
      }
      writes.add(() -> lake.replaceDays(InvocationStage.rows(records.invocations()), affected));
      Keyed<HistoryPart> descriptions = records.descriptions();
      if (descriptions != null) {
        writes.add(() -> lake.replaceDays(HistoryStage.descriptions(descriptions), affected));
      }
      Keyed<SeenAwsSpan> awsSpans = records.awsSpans();
      if (awsSpans != null) {
        writes.add(() -> lake.replaceDays(AwsSpanStage.rows(awsSpans, duplicateSpans), affected));
      }
    }
    RejectsTable rejects = new RejectsTable(lake, reading.request().policy());
    writes.add(
        () -> {
          rejects.mask();
          if (reading.totals().rejects() > 0) {
            rejects.add(reading.parsed(), session.run().id());
          }
        });
    PendingChildren pendingChildren = new PendingChildren(lake);
    writes.add(
        () -> {
          pendingChildren.mask(reading.request().policy());
          if (reading.totals().pendingChildren() > 0) {
            pendingChildren.add(reading.parsed());
          }
        });
    Together.run(writes);
    checkMatched(reading);
  }

  private static void checkMatched(Reading reading) {
    ReadRequest request = reading.request();
    if (reading.days() == null && request.daysInWords() != null) {
      throw new JobException(
          ExitCode.NOTHING_MATCHED,
          "No event and no Lambda record of "
              + String.join(", ", request.archives())
              + " is "
              + request.daysInWords()
              + ".");
    }
  }

  private static @Nullable DayRange daysOf(ArchiveAccount totals) {
    Instant first = totals.firstAt();
    Instant last = totals.lastAt();
    return first == null || last == null
        ? null
        : new DayRange(Dated.dayOf(first), Dated.dayOf(last).plusDays(1));
  }
}
