package io.fantail.job.summary;

import io.fantail.job.session.Together;
import io.fantail.job.step.Account;
import io.fantail.table.DaySet;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a person or a program wants to know when a command is done.
 *
 * @param lake address of the tables
 * @param account of what was read; null for a command that reads no archive
 * @param days that were computed
 */
public record Summary(String lake, @Nullable Account account, DaySet days, List<Answer> answers) {

  /** Sums up the main job: what was read, traces, reports. */
  public static Summary of(Lake lake, Account account, DaySet days) {
    List<Question> questions = new ArrayList<>(Questions.OF_REPORTS);
    questions.addAll(rejectsOf(account));
    return answering(questions, lake, account, days);
  }

  /** Sums up what was read. */
  public static Summary ofIngest(Lake lake, Account account) {
    return answering(rejectsOf(account), lake, account, DaySet.NONE);
  }

  /** Sums up traces without the reports, which may be older than the traces. */
  public static Summary ofTraces(Lake lake, DaySet days) {
    return answering(Questions.OF_TRACES, lake, null, days);
  }

  /** Sums up traces and reports. */
  public static Summary ofReports(Lake lake, DaySet days) {
    return answering(Questions.OF_REPORTS, lake, null, days);
  }

  private static List<Question> rejectsOf(Account account) {
    return account.read().rejects() > 0 ? List.of(Questions.REJECTS) : List.of();
  }

  private static Summary answering(
      List<Question> questions, Lake lake, @Nullable Account account, DaySet days) {
    Together.run(
        Tables.ALL.stream().<Runnable>map(table -> () -> lake.registerView(table)).toList());
    List<Answer> answers = Together.map(questions, question -> Answer.of(question, lake, days));
    return new Summary(lake.uri(), account, days, answers);
  }
}
