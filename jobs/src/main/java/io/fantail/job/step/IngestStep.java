package io.fantail.job.step;

import io.fantail.archive.place.ArchiveTasks;
import io.fantail.archive.record.ArchiveObject;
import io.fantail.event.collected.HistoryPart;
import io.fantail.event.collected.HistoryStage;
import io.fantail.event.collected.ParseStage;
import io.fantail.event.collected.ParsedRows;
import io.fantail.event.collected.SeenAwsSpan;
import io.fantail.event.parse.ArchiveAccount;
import io.fantail.job.change.ChangedHours;
import io.fantail.job.ledger.IngestedFiles;
import io.fantail.job.ledger.Unread;
import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import io.fantail.job.option.ReadRequest;
import io.fantail.job.session.Session;
import io.fantail.job.session.Together;
import io.fantail.shape.Dated;
import io.fantail.span.xray.AwsSpanStage;
import io.fantail.spark.Keyed;
import io.fantail.table.DayRange;
import io.fantail.table.DaySet;
import io.fantail.table.HourSet;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
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
   * Reads these objects once; the tables stay as they are.
   *
   * @param asked of which closed days are left out
   * @throws JobException when no other day was asked for
   */
  public Reading read(List<ArchiveObject> objects, ReadRequest asked) {
    ReadRequest request = new ClosedDays(session).openOf(asked);
    session.fitTo(objects);
    ParsedRows parsed = parse(objects, request);
    ArchiveAccount totals = parsed.account();
    ArrivedInvocations invocations = ArrivedInvocations.of(session, parsed.logStreams(), request);
    boolean isFirst =
        !lake.hasHours(Tables.EVENTS, HourSet.ALL)
            && !lake.hasHours(Tables.DESCRIPTIONS, HourSet.ALL)
            && !lake.hasHours(Tables.EXECUTIONS, HourSet.ALL);
    return isFirst
        ? first(request, parsed, totals, invocations)
        : going(request, parsed, totals, invocations);
  }

  private Reading first(
      ReadRequest request,
      ParsedRows parsed,
      ArchiveAccount totals,
      ArrivedInvocations invocations) {
    DayRange days = daysOf(totals);
    HourSet traced =
        days == null
            ? HourSet.NONE
            : HourSet.of(
                DaySet.of(days).widenedBy(request.lookbackDays()).intersectedWith(request.days()));
    Records records =
        new Records(
            parsed.histories(),
            totals.descriptions() == 0 ? null : parsed.descriptions(),
            totals.awsSpans() == 0 ? null : parsed.awsSpans(),
            HourSet.ALL,
            invocations.invocations(),
            invocations.around(),
            new StoredRecords(session, request.policy()));
    HourSet all = days == null ? HourSet.NONE : HourSet.ALL;
    return new Reading(
        true,
        request,
        parsed,
        invocations,
        totals,
        all,
        traced,
        HourSet.NONE,
        UnfinishedRun.NOTHING,
        all,
        HourSet.NONE,
        DaySet.NONE,
        records);
  }

  private Reading going(
      ReadRequest request,
      ParsedRows parsed,
      ArchiveAccount totals,
      ArrivedInvocations invocations) {
    StoredRecords stored = new StoredRecords(session, request.policy());
    HourSet asked = HourSet.of(DaySet.of(request.days()));
    HourSet afresh = request.isAfresh() ? asked : HourSet.NONE;
    Keyed<HistoryPart> described = totals.descriptions() == 0 ? null : parsed.descriptions();
    Keyed<HistoryPart> arrived =
        described == null ? parsed.histories() : parsed.histories().merged(described);
    Dataset<Row> arrivals = HistoryStage.arrivals(spark, arrived).persist();
    ChangedHours changed = ChangedHours.find(lake, arrivals, afresh);
    ClosedDays closedDays = new ClosedDays(session);
    closedDays.note(changed.closed());
    HourSet open = closedDays.openHours();
    described = described == null ? null : changed.closed().others(described);
    // What is read again may be read under a stricter policy, to which all of its days keep then.
    HourSet touched = request.isReread() ? changed.all().ofWholeDays() : changed.all();
    UnfinishedRun unfinished = UnfinishedRun.of(lake);
    HourSet again = changed.continued().plus(unfinished.hours());
    HourSet hours =
        lake.closed(touched.plus(again).plus(afresh), Tables.BY_EXECUTION).intersectedWith(open);
    HourSet traced =
        lake.closed(hours.intersectedWith(asked).plus(again), Tables.BY_EXECUTION)
            .intersectedWith(open);
    HourSet read = hours.without(afresh);
    Keyed<HistoryPart> histories =
        Records.merged(
            Records.merged(
                changed.closed().others(parsed.histories()),
                stored.historyParts(lake.read(Tables.EVENTS, read))),
            changed.known().isEmpty()
                ? null
                : stored.historyParts(
                    changed.of(lake.read(Tables.EVENTS, changed.known().without(hours)))));
    Keyed<HistoryPart> descriptions =
        Records.merged(described, stored.descriptions(stored.rows(Tables.DESCRIPTIONS, read)));
    HourSet awsArrived =
        totals.awsSpans() == 0 ? HourSet.NONE : HourSet.of(AwsSpanStage.slots(parsed.awsSpans()));
    HourSet awsHours =
        lake.closed(awsArrived.widenedBy(Records.AWS_SPANS_AROUND), List.of(Tables.AWS_SPANS));
    Keyed<SeenAwsSpan> awsSpans =
        Records.merged(
            totals.awsSpans() == 0 ? null : parsed.awsSpans(),
            stored.awsSpans(stored.rows(Tables.AWS_SPANS, awsHours.without(afresh))));
    Records records =
        new Records(
            Objects.requireNonNull(histories),
            descriptions,
            awsSpans,
            awsHours.plus(afresh),
            invocations.invocations(),
            invocations.around(),
            stored);
    return new Reading(
        false,
        request,
        parsed,
        invocations,
        totals,
        hours,
        traced,
        afresh,
        unfinished,
        awsHours,
        awsArrived,
        closedDays.reportedOf(new PendingChildren(lake).daysOfMapRuns(parsed, totals)),
        records);
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
    return new EventWrite(lake.replaceHours(HistoryStage.EVENTS, reading.hours()), duplicateEvents);
  }

  /**
   * Notes the objects as read, behind all else that is written.
   *
   * @param days that were asked for; what lies on closed ones of them can never be read
   * @param isTraced whether traces were made of what was read
   * @param replaces see {@link Unread}
   */
  public void note(Reading reading, DayRange days, boolean isTraced, boolean replaces) {
    new IngestedFiles(lake)
        .add(reading.parsed().objects(), days, isTraced, replaces, session.run());
  }

  /** What became of everything that was read, once it is written. */
  public Account account(Reading reading) {
    return new Account(
        reading.totals(),
        duplicateEvents.value(),
        reading.invocations().stage().duplicates(),
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
    HourSet hours = reading.hours();
    if (!hours.isEmpty()) {
      if (withEvents) {
        writes.add(
            () ->
                lake.replaceHours(
                    HistoryStage.events(records.histories(), duplicateEvents), hours));
      }
      if (records.descriptions() != null) {
        writes.add(() -> lake.replaceHours(HistoryStage.descriptions(records.histories()), hours));
      }
    }
    writes.add(() -> reading.invocations().write());
    Keyed<SeenAwsSpan> awsSpans = records.awsSpans();
    if (awsSpans != null && !reading.awsSpanHours().isEmpty()) {
      writes.add(
          () ->
              lake.replaceHours(
                  AwsSpanStage.rows(awsSpans, duplicateSpans), reading.awsSpanHours()));
    }
    RejectsTable rejects = new RejectsTable(lake, reading.request().policy());
    writes.add(
        () -> {
          rejects.mask();
          rejects.takeBack(reading.parsed());
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
    if (reading.totals().firstAt() == null && request.daysInWords() != null) {
      throw new JobException(
          ExitCode.NOTHING_MATCHED,
          "No event and no Lambda record of "
              + request.source()
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
