package io.fantail.job.summary;

import io.fantail.event.ExecutionArn;
import io.fantail.job.step.ReportSummary;
import io.fantail.report.error.ErrorCounts;
import io.fantail.report.item.FailedItemSummary;
import io.fantail.report.overview.ExecutionSummary;
import io.fantail.report.overview.FailedParent;
import io.fantail.report.warning.Warning;
import java.util.List;
import java.util.Locale;

/** Says what failed, what has to run again, and what is about to break. */
final class FailParagraphs {
  private static final int MOST_ERRORS = 6;
  private static final int MOST_WARNINGS = 3;
  private static final int MOST_CHARS = 60;
  private static final int ID_CHARS = 8;

  private final ReportSummary reports;
  private final String lake;
  private final Paragraphs text;

  FailParagraphs(ReportSummary reports, String lake, Paragraphs text) {
    this.reports = reports;
    this.lake = lake;
    this.text = text;
  }

  void print() {
    fails();
    warnings();
  }

  private void fails() {
    ExecutionSummary executions = reports.executions();
    long failed = executions.children().unsuccessful();
    long items = reports.failedItems().items();
    long neverRan = reports.failedItems().neverRan();
    List<ErrorCounts> errors = reports.errors().found();
    if (failed == 0 && items == 0 && errors.isEmpty() && executions.failedParents().isEmpty()) {
      text.begin("FAILS", "Nothing failed.");
      return;
    }
    text.begin(
        "FAILS",
        Wording.count(failed)
            + " of "
            + Wording.count(executions.children().total(), "child", "children")
            + " did not succeed, "
            + Wording.count(items, "item", "items")
            + " to run again"
            + (neverRan == 0
                ? "."
                : ", " + Wording.count(neverRan) + " of these of children that never ran."));
    long shown = 0;
    for (FailedItemSummary.OfRun run : reports.failedItems().most().stream().limit(2).toList()) {
      String id = run.mapRunArn().substring(run.mapRunArn().lastIndexOf(':') + 1);
      text.copied(
          Wording.PROGRAM
              + " failed-items --lake "
              + lake
              + " --map-run "
              + run.mapRunArn()
              + " --out items-"
              + id.substring(0, Math.min(ID_CHARS, id.length()))
              + ".jsonl   # "
              + Wording.count(run.items(), "item", "items"));
      shown += run.items();
    }
    if (items > shown) {
      text.item(
          Wording.count(items - shown, "more item", "more items") + " by Map Run:",
          Wording.query(
              lake,
              "SELECT map_run_arn, count(*) AS items FROM failed_items GROUP BY map_run_arn"
                  + " ORDER BY items DESC"));
    }
    for (ErrorCounts error : errors.subList(0, Math.min(MOST_ERRORS, errors.size()))) {
      text.item(line(error));
    }
    if (errors.size() > MOST_ERRORS) {
      text.item(
          "and more kinds:",
          Wording.query(
              lake,
              "SELECT terminal, error, state_name, function_name, executions, message_template"
                  + " FROM errors ORDER BY terminal DESC, attempts DESC"));
    }
    for (FailedParent parent : executions.failedParents()) {
      text.item(
          parent.status() + "  " + ExecutionArn.shortened(parent.executionArn()) + "  (a parent)");
    }
  }

  private void warnings() {
    List<Warning> worst = reports.warnings().worst();
    boolean isFirst = true;
    for (Warning warning : worst.subList(0, Math.min(MOST_WARNINGS, worst.size()))) {
      text.next(isFirst ? "SOON" : "", warning.sentence());
      isFirst = false;
    }
    if (reports.warnings().warnings() > MOST_WARNINGS) {
      text.copied(Wording.query(lake, "SELECT * FROM warnings ORDER BY share DESC"));
    }
  }

  private static String line(ErrorCounts error) {
    String template = error.messageTemplate();
    return String.format(
        Locale.ROOT,
        "%6s ended by  %-32s %-28s %s met it, %s recovered%s",
        Wording.count(error.terminal()),
        error.key().error() == null ? "(no name)" : error.key().error(),
        place(error),
        Wording.count(error.executions(), "execution", "executions"),
        Wording.count(error.recovered()),
        template == null ? "" : ": " + cut(template));
  }

  /** The state, and the function that it called. */
  private static String place(ErrorCounts error) {
    String state = error.key().stateName() == null ? "-" : error.key().stateName();
    String function = error.key().functionName();
    return function == null ? state : state + " (" + function + ")";
  }

  private static String cut(String text) {
    return text.length() <= MOST_CHARS ? text : text.substring(0, MOST_CHARS) + "…";
  }
}
