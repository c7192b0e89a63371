package io.fantail.job;

import io.fantail.archive.ArchiveObject;
import io.fantail.archive.TimeWindow;
import io.fantail.event.PayloadPolicy;
import io.fantail.job.IngestStep.Ingested;
import io.fantail.table.DayRange;
import io.fantail.table.TableSpec;
import io.fantail.table.Tables;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
        (session, ingested, startedAt, runId) -> {
          Account account = ingested.account();
          DayRange days = reported(account, options);
          if (account.days() != null) {
            new TraceStep(session.lake(), session.progress())
                .run(
                    ingested
                        .records()
                        .completedTo(days.widenedBy(options.lookbackDays), session.lake()),
                    days);
            new ReportStep(session.lake(), session.progress()).run(days, options.lookbackDays);
          }
          AtomicReference<Summary> summary = new AtomicReference<>();
          Together.run(
              () -> summary.set(Summary.of(session.lake(), account, days)),
              () -> log(session, runId, command, startedAt, archive, account, withoutRuns()));
          Objects.requireNonNull(summary.get()).print(commandLine.getOut(), output.json);
        });
  }

  /** Reads the archive and stops there. */
  int ingest(ArchiveOptions archive, LakeOptions options, OutputOptions output) {
    return inSession(
        "ingest",
        archive,
        options,
        (session, ingested, startedAt, runId) -> {
          Account account = ingested.account();
          log(session, runId, "ingest", startedAt, archive, account, INGESTED);
          Summary.ofIngest(session.lake(), account).print(commandLine.getOut(), output.json);
        });
  }

  private interface AfterIngest {
    void accept(Session session, Ingested ingested, Instant startedAt, String runId);
  }

  private int inSession(
      String command, ArchiveOptions archive, LakeOptions options, AfterIngest afterIngest) {
    Instant startedAt = clock.instant();
    options.check();
    PayloadPolicy payloadPolicy = archive.payloadPolicy();
    try (Session session = Session.open(command, options, commandLine.getErr(), clock)) {
      List<ArchiveObject> objects = session.objectsOf(archive.archives);
      session.checkLake(archive.archives);
      String runId = UUID.randomUUID().toString();
      Ingested ingested =
          new IngestStep(session.spark(), session.lake(), session.progress())
              .run(objects, payloadPolicy, readWindow(options), options.lookbackDays, runId);
      if (ingested.account().days() == null && (options.from != null || options.to != null)) {
        throw new JobException(
            ExitCode.NOTHING_MATCHED,
            "No event and no Lambda record of "
                + String.join(", ", archive.archives)
                + " is "
                + options.window()
                + ".");
      }
      afterIngest.accept(session, ingested, startedAt, runId);
      return ExitCode.DONE;
    }
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

  /** An execution of the window may have begun before it, and end behind it. */
  private static TimeWindow readWindow(LakeOptions options) {
    Duration lookback = Duration.ofDays(options.lookbackDays);
    return new TimeWindow(
        options.from == null ? null : options.from.minus(lookback),
        options.to == null ? null : options.to.plus(lookback));
  }

  /** The days whose traces can have changed. */
  private static DayRange reported(Account account, LakeOptions options) {
    return account.days() == null
        ? DayRange.NONE
        : account.days().widenedBy(options.lookbackDays).intersectedWith(options.days());
  }

  private static List<TableSpec> withoutRuns() {
    return Tables.ALL.stream().filter(table -> !table.equals(Tables.RUNS)).toList();
  }
}
