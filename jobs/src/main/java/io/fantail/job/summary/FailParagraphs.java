package io.fantail.job.summary;

import io.fantail.event.ExecutionArn;
import io.fantail.event.MapRunArn;
import io.fantail.look.words.ScreenPart;
import io.fantail.look.words.Words;
import io.fantail.report.ReportSummary;
import io.fantail.report.error.ErrorFigures;
import io.fantail.report.item.FailedItemSummary;
import io.fantail.report.overview.ExecutionSummary;
import io.fantail.report.overview.UnsuccessfulParent;
import io.fantail.report.warning.Warning;
import java.util.List;
import java.util.Locale;

/** Says what failed, what has to run again, and what is about to break. */
final class FailParagraphs {
  private static final List<String> ERROR_COLUMNS =
      List.of("ended", "(recovered)", "error", "state (function)", "message");

  /** The place of the message among the columns. */
  private static final int MESSAGE = 4;

  private static final int MOST_ERRORS = 6;
  private static final int MOST_WARNINGS = 3;

  /** Of more Map Runs than these the worst has its command, and a query all others. */
  private static final int MOST_RUNS = 2;

  private static final int MOST_CHARS = 60;
  private static final int ID_CHARS = 8;

  private final ReportSummary reports;
  private final String lake;
  private final Words text;

  FailParagraphs(ReportSummary reports, String lake, Words text) {
    this.reports = reports;
    this.lake = lake;
    this.text = text;
  }

  void print() {
    fails();
    parents();
    warnings();
  }

  private void fails() {
    ExecutionSummary executions = reports.executions();
    long failed = executions.children().unsuccessful();
    long items = reports.failedItems().items();
    long neverRan = reports.failedItems().neverRan();
    List<ErrorFigures> errors = reports.errors().found();
    boolean hasParentFailed =
        !executions.unsuccessfulParents().stream().allMatch(UnsuccessfulParent::isRunning);
    if (failed == 0 && items == 0 && errors.isEmpty() && !hasParentFailed) {
      text.begin(
          "FAILS",
          executions.total() == 0
              ? "No execution is here: nothing is known to have failed."
              : "Nothing failed.");
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
    List<FailedItemSummary.OfRun> runs = reports.failedItems().most();
    for (FailedItemSummary.OfRun run : runs.subList(0, runs.size() > MOST_RUNS ? 1 : runs.size())) {
      String id = MapRunArn.idOf(run.mapRunArn());
      text.copied(
          Wording.PROGRAM
              + " failed-items --lake "
              + Wording.argument(lake)
              + " --map-run "
              + Wording.argument(run.mapRunArn())
              + " --out "
              + Wording.argument(
                  "items-" + id.substring(0, Math.min(ID_CHARS, id.length())) + ".jsonl"),
          Wording.count(run.items(), "item", "items"));
      shown += run.items();
    }
    if (items > shown) {
      text.copied(
          Wording.query(
              lake,
              "SELECT substring_index(map_run_arn, ':', -1) AS map_run, count(*) AS items"
                  + " FROM failed_items GROUP BY 1 ORDER BY 2 DESC"),
          Wording.count(items - shown, "more item", "more items") + " by --map-run");
    }
    print(errors.subList(0, Math.min(MOST_ERRORS, errors.size())));
    if (errors.size() > MOST_ERRORS) {
      text.copied(
          Wording.query(
              lake,
              "SELECT terminal, error, state_name, function_name, message_template FROM errors"
                  + " ORDER BY 1 DESC"),
          "more kinds");
    }
  }

  private void parents() {
    List<UnsuccessfulParent> parents = reports.executions().unsuccessfulParents();
    for (UnsuccessfulParent parent : parents) {
      List<String> cells =
          List.of(
              parent.status().name(),
              ExecutionArn.shortened(parent.executionArn()),
              "(a parent, started " + Wording.minute(parent.startedAt()) + ")");
      text.item(new ScreenPart.Item(cells, parent.executionArn()), String.join("  ", cells));
    }
    if (!parents.isEmpty()) {
      text.copied(
          Wording.query(
              lake,
              "SELECT status, error, started_at, execution_arn FROM executions WHERE NOT"
                  + " is_distributed_map_child AND status <> 'SUCCEEDED' ORDER BY 3 DESC"));
    }
  }

  private void warnings() {
    List<Warning> worst = reports.warnings().worst();
    boolean isFirst = true;
    for (Warning warning : worst.subList(0, Math.min(MOST_WARNINGS, worst.size()))) {
      if (isFirst) {
        text.next("SOON", warning.sentence());
      } else {
        text.next(warning.sentence());
      }
      isFirst = false;
    }
    if (reports.warnings().warnings() > MOST_WARNINGS) {
      text.copied(Wording.query(lake, "SELECT * FROM warnings ORDER BY share DESC"));
    }
  }

  private void print(List<ErrorFigures> errors) {
    if (errors.isEmpty()) {
      return;
    }
    text.columns(ERROR_COLUMNS, " " + String.join("  ", ERROR_COLUMNS));
    int name = errors.stream().mapToInt(error -> nameOf(error).length()).max().orElse(1);
    int place = errors.stream().mapToInt(error -> place(error).length()).max().orElse(0);
    boolean isAligned = text.hasRoomFor(line(cells(errors.get(0)), name, place).length());
    for (ErrorFigures error : errors) {
      List<String> cells = cells(error);
      text.item(
          new ScreenPart.Item(cells, null),
          isAligned ? line(cells, name, place) : line(cells, 1, 1),
          cells.get(MESSAGE));
    }
  }

  /** Of each of the columns one. */
  private static List<String> cells(ErrorFigures error) {
    String template = error.messageTemplate();
    return List.of(
        Wording.count(error.terminal()),
        "(" + Wording.count(error.recovered()) + ")",
        nameOf(error),
        place(error),
        template == null ? "" : cut(template));
  }

  /** All but the message, its name and its place padded to so many characters. */
  private static String line(List<String> cells, int name, int place) {
    return String.format(
        Locale.ROOT,
        "%6s  %-7s  %-" + name + "s  %-" + place + "s",
        cells.subList(0, MESSAGE).toArray());
  }

  private static String nameOf(ErrorFigures error) {
    String name = error.key().error();
    return name == null || name.isBlank() ? "(no name)" : name;
  }

  /** The state, and the function that it called. */
  private static String place(ErrorFigures error) {
    String state = error.key().stateName() == null ? "-" : error.key().stateName();
    String function = error.key().functionName();
    return function == null ? state : state + " (" + function + ")";
  }

  private static String cut(String text) {
    return text.length() <= MOST_CHARS ? text : text.substring(0, MOST_CHARS) + "…";
  }
}
