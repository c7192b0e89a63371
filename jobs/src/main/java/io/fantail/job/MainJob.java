package io.fantail.job;

import io.fantail.archive.place.ArchiveDays;
import io.fantail.archive.place.NamesFromKeys;
import io.fantail.archive.place.TimeWindow;
import io.fantail.archive.record.ArchiveObject;
import io.fantail.event.ParsedRows;
import io.fantail.event.PayloadPolicy;
import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import io.fantail.job.option.ArchiveOptions;
import io.fantail.job.option.LakeOptions;
import io.fantail.job.option.OutputOptions;
import io.fantail.job.session.Session;
import io.fantail.job.session.SparkSessions;
import io.fantail.job.session.Together;
import io.fantail.job.step.Account;
import io.fantail.job.step.IngestStep;
import io.fantail.job.step.IngestStep.Reading;
import io.fantail.job.step.LaterChildren;
import io.fantail.job.step.Records;
import io.fantail.job.step.ReportStep;
import io.fantail.job.step.RunLog;
import io.fantail.job.step.TraceStep;
import io.fantail.job.summary.Summary;
import io.fantail.job.summary.SummaryPrinter;
import io.fantail.table.DaySet;
import io.fantail.table.TableSpec;
import io.fantail.table.Tables;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine;

/**
 * Ingest, trace and report in one; also what {@code ingest} does, and what {@code demo} does to its
 * sample.
 */
final class MainJob {
  private static final List<TableSpec> INGESTED =
      List.of(Tables.EVENTS, Tables.LAMBDA_INVOCATIONS, Tables.REJECTS);

  private final Clock clock;
  private final CommandLine commandLine;

  MainJob(Clock clock, CommandLine commandLine) {
    this.clock = clock;
    this.commandLine = commandLine;
  }

  /** Reads the archive and computes everything that its days touch. */
  int run(String command, ArchiveOptions archive, LakeOptions options, OutputOptions output) {
    return inSession(
        command,
        archive,
        options,
        (session, reading, startedAt, runId) -> {
          DaySet touched = reported(reading, options);
          Account account = writeAndTrace(session, reading, touched, options, runId);
          checkMatched(reading, archive, options);
          DaySet days =
              touched.isEmpty()
                  ? touched
                  : report(session, touched, reading.payloadPolicy(), options.lookbackDays);
          AtomicReference<Summary> summary = new AtomicReference<>();
          Together.run(
              () -> summary.set(Summary.of(session.lake(), account, days)),
              () -> log(session, runId, command, startedAt, archive, account, withoutRuns()));
          SummaryPrinter.print(
              Objects.requireNonNull(summary.get()), commandLine.getOut(), output.json);
        });
  }

  /** Reports the days, and those on which children began that only now have their Map Run. */
  private static DaySet report(
      Session session, DaySet days, PayloadPolicy policy, int lookbackDays) {
    ReportStep report = new ReportStep(session.lake(), session.progress());
    LaterChildren children = LaterChildren.before(session.lake(), days);
    report.run(days, lookbackDays);
    DaySet later = children.daysOfNewMapRuns();
    if (!later.isEmpty()) {
      session.progress().stage("Linking the children of " + later.inWords());
      int partitions = SparkSessions.partitions(session.spark());
      new TraceStep(session.lake())
          .run(
              Records.ofLake(session.lake(), later.widenedBy(lookbackDays), policy, partitions),
              later);
      report.run(later, lookbackDays);
    }
    return days.plus(later);
  }

  /** Reads the archive and stops there. */
  int ingest(ArchiveOptions archive, LakeOptions options, OutputOptions output) {
    return inSession(
        "ingest",
        archive,
        options,
        (session, reading, startedAt, runId) -> {
          session.progress().stage("Writing events, Lambda invocations and rejects");
          Account account = ingest(session).write(reading, runId);
          checkMatched(reading, archive, options);
          log(session, runId, "ingest", startedAt, archive, account, INGESTED);
          SummaryPrinter.print(
              Summary.ofIngest(session.lake(), account), commandLine.getOut(), output.json);
        });
  }

  private interface AfterReading {
    void accept(Session session, Reading reading, Instant startedAt, String runId);
  }

  private int inSession(
      String command, ArchiveOptions archive, LakeOptions options, AfterReading afterReading) {
    Instant startedAt = clock.instant();
    options.check();
    PayloadPolicy payloadPolicy = archive.payloadPolicy();
    DaySet afresh = archive.afresh ? DaySet.of(options.days()) : DaySet.NONE;
    NamesFromKeys names = archive.namesFromKeys();
    TimeWindow window = options.recordsWindow();
    ArchiveDays days = archive.daysAround(window, options.lookbackDays);
    try (Session session = Session.open(command, options.lake, commandLine.getErr(), clock)) {
      session.progress().noteDays(options.wholeDays());
      ParsedRows parsed =
          ingest(session).parse(objectsOf(session, archive, days), names, payloadPolicy, window);
      Reading reading = ingest(session).read(parsed, payloadPolicy, options.lookbackDays, afresh);
      afterReading.accept(session, reading, startedAt, UUID.randomUUID().toString());
      return ExitCode.DONE;
    }
  }

  /** Handed on and not kept: a million objects would stay in memory for the whole run. */
  private static List<ArchiveObject> objectsOf(
      Session session, ArchiveOptions archive, ArchiveDays days) {
    List<ArchiveObject> objects = session.objectsOf(archive.archives, days, archive.followLinks);
    session.checkLake(archive.archives);
    return objects;
  }

  /** Side by side: both take what was read, and neither what the other writes. */
  private static Account writeAndTrace(
      Session session, Reading reading, DaySet days, LakeOptions options, String runId) {
    session.progress().stage("Writing what was read, building and linking traces");
    AtomicReference<Account> account = new AtomicReference<>();
    List<Runnable> steps = new ArrayList<>();
    steps.add(() -> account.set(ingest(session).write(reading, runId)));
    if (!days.isEmpty()) {
      DaySet around = days.widenedBy(options.lookbackDays);
      steps.add(
          () ->
              new TraceStep(session.lake())
                  .run(reading.records().completedTo(around, session.lake()), days));
    }
    Together.run(steps.toArray(Runnable[]::new));
    return Objects.requireNonNull(account.get());
  }

  private static void checkMatched(Reading reading, ArchiveOptions archive, LakeOptions options) {
    if (reading.days() == null && (options.from != null || options.to != null)) {
      throw new JobException(
          ExitCode.NOTHING_MATCHED,
          "No event and no Lambda record of "
              + String.join(", ", archive.archives)
              + " is "
              + options.window()
              + ".");
    }
  }

  private static IngestStep ingest(Session session) {
    return new IngestStep(session.spark(), session.lake(), session.progress());
  }

  private void log(
      Session session,
      String runId,
      String command,
      Instant startedAt,
      ArchiveOptions archive,
      Account account,
      List<TableSpec> tables) {
    new RunLog(session.spark(), session.lake())
        .add(runId, command, startedAt, clock.instant(), archive.archives, account, tables);
  }

  /**
   * The days whose traces can have changed: of the dates that were asked for, and those on which
   * executions began that go on in them.
   */
  private static DaySet reported(Reading reading, LakeOptions options) {
    return reading.days() == null
        ? DaySet.NONE
        : DaySet.of(reading.days())
            .widenedBy(options.lookbackDays)
            .intersectedWith(options.days())
            .plus(reading.continuedDays());
  }

  private static List<TableSpec> withoutRuns() {
    return Tables.ALL.stream().filter(table -> !table.equals(Tables.RUNS)).toList();
  }
}
