package io.fantail.job.summary;

import io.fantail.job.step.Account;
import io.fantail.look.summary.StoredMapRun;
import io.fantail.look.summary.StoredReports;
import io.fantail.look.words.ScreenPart;
import io.fantail.report.ReportSummary;
import io.fantail.report.overview.ExecutionSummary;
import io.fantail.report.tail.summary.SlowGroup;
import io.fantail.table.DaySet;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a person or a program wants to know when a command is done.
 *
 * @param lake address of the tables
 * @param account of what was read; null for a command that reads no archive
 * @param days that were computed
 * @param reports what people read first; null for a command that reports nothing
 * @param dayBefore what it stands against; null where the lake knows of none
 * @param answers what programs read
 */
public record Summary(
    String lake,
    @Nullable Account account,
    DaySet days,
    @Nullable ReportSummary reports,
    @Nullable DayBefore dayBefore,
    List<Answer> answers) {
  static final String REJECTS_KEY = "rejects_of_this_and_earlier_runs";

  private static final String OF_LABEL =
      "One Map Run: how slow children are and what slow ones share, errors, and what is soon to break"
          + " are told of all Map Runs of its label on these days.";

  private static final String REJECTS =
      """
      SELECT reason, count(*) AS records, count(DISTINCT source_file) AS objects, min(source_file) AS for_example
      FROM rejects GROUP BY reason ORDER BY records DESC, reason""";

  /** Sums up the main job: what was read, traces, reports. */
  public static Summary of(Lake lake, Account account, DaySet days, ReportSummary reports) {
    DayBefore dayBefore = dayBefore(lake, reports);
    List<Answer> answers = new ArrayList<>(answersOf(reports, dayBefore));
    answers.addAll(rejectsOf(lake, account));
    return new Summary(lake.uri(), account, days, reports, dayBefore, answers);
  }

  /** Sums up that nothing was read: the tables are as they were. */
  public static Summary ofNothing(String lake, Account account) {
    return new Summary(lake, account, DaySet.NONE, null, null, List.of());
  }

  /** Sums up what was read. */
  public static Summary ofIngest(Lake lake, Account account) {
    return new Summary(lake.uri(), account, DaySet.NONE, null, null, rejectsOf(lake, account));
  }

  /** Sums up traces without the reports, which may be older than the traces. */
  public static Summary ofTraces(Lake lake, DaySet days, ExecutionSummary executions) {
    return new Summary(lake.uri(), null, days, null, null, new TraceAnswers(executions).all());
  }

  /** Sums up traces and reports. */
  public static Summary ofReports(Lake lake, DaySet days, ReportSummary reports) {
    DayBefore dayBefore = dayBefore(lake, reports);
    return new Summary(lake.uri(), null, days, reports, dayBefore, answersOf(reports, dayBefore));
  }

  Screen screen(ReportSummary ofReports) {
    return new Screen(ofReports, dayBefore, lake);
  }

  /**
   * The words of the screen of some days, from their tables alone: what {@code run} printed when it
   * had made them.
   *
   * @param days on which parents and children started
   */
  public static List<ScreenPart> parts(Lake lake, DaySet days) {
    ReportSummary reports = StoredReports.of(lake, days);
    return ofReports(lake, days, reports).screen(reports).parts();
  }

  /**
   * The same of the children of one Map Run. A sentence at the head says what is told of all Map
   * Runs of its label.
   *
   * @param mapRunArn of a Map Run in the lake
   */
  public static List<ScreenPart> partsOfMapRun(Lake lake, String mapRunArn) {
    ReportSummary reports = StoredMapRun.of(lake, mapRunArn);
    List<ScreenPart> parts =
        new ArrayList<>(ofReports(lake, DaySet.NONE, reports).screen(reports).parts());
    List<ScreenPart.Line> head = new ArrayList<>(parts.get(0).lines());
    head.add(new ScreenPart.Sentence(OF_LABEL));
    parts.set(0, new ScreenPart(parts.get(0).heading(), head));
    return parts;
  }

  private static @Nullable DayBefore dayBefore(Lake lake, ReportSummary reports) {
    List<SlowGroup> groups = reports.slowChildren().groups();
    return groups.isEmpty() ? null : DayBefore.of(lake, groups.get(0));
  }

  private static List<Answer> answersOf(ReportSummary reports, @Nullable DayBefore dayBefore) {
    List<Answer> answers = new ArrayList<>(new TraceAnswers(reports.executions()).all());
    answers.addAll(new TailAnswers(reports, dayBefore).all());
    answers.addAll(new ReportAnswers(reports).all());
    return answers;
  }

  /** Those of earlier runs are told with those of this one, which nothing but the table has. */
  private static List<Answer> rejectsOf(Lake lake, Account account) {
    if (account.read().rejects() == 0) {
      return List.of();
    }
    lake.registerView(Tables.REJECTS);
    Answer answer =
        Answer.of(
            REJECTS_KEY,
            "Rejects, of this and earlier runs",
            "reason",
            "records",
            "objects",
            "for_example");
    for (Row row : lake.spark().sql(REJECTS).collectAsList()) {
      answer.rows().add(row);
    }
    return List.of(answer);
  }
}
