package io.fantail.job.summary;

import io.fantail.event.ExecutionArn;
import io.fantail.look.words.ScreenPart;
import io.fantail.look.words.ScreenParts;
import io.fantail.look.words.Words;
import io.fantail.report.ReportSummary;
import io.fantail.report.maprun.MapRunFigures;
import io.fantail.report.overview.ExecutionSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Says on one screen what reports found: what is slow, why and since when; what failed and what to
 * run again; how complete the picture is. Every part names what goes deeper.
 */
final class Screen {
  private final ReportSummary reports;
  private final @Nullable DayBefore dayBefore;
  private final String lake;

  Screen(ReportSummary reports, @Nullable DayBefore dayBefore, String lake) {
    this.reports = reports;
    this.dayBefore = dayBefore;
    this.lake = lake;
  }

  /**
   * Says all of it.
   *
   * @param width characters of a line
   */
  void print(Words text, int width) {
    head(text);
    new SlowParagraphs(reports, dayBefore, lake, text).print();
    new FailParagraphs(reports, lake, text).print();
    new SlowestParagraph(reports.slowChildren().slowest(), lake, text).print();
    new MapRunTable(reports.mapRuns(), text, width).print();
  }

  /** The same in parts, with what is said of how complete the picture is at the end. */
  List<ScreenPart> parts() {
    ScreenParts parts = new ScreenParts();
    print(parts, Integer.MAX_VALUE);
    parts.begin("COMPLETE", Completeness.of(reports).sentence());
    return parts.all();
  }

  private void head(Words text) {
    ExecutionSummary executions = reports.executions();
    Set<String> machines = new TreeSet<>();
    for (MapRunFigures run : reports.mapRuns().longest()) {
      ExecutionArn parent = ExecutionArn.parse(run.parentExecutionArn());
      if (parent != null) {
        machines.add(parent.stateMachineName());
      }
    }
    List<String> parts = new ArrayList<>();
    if (!machines.isEmpty()) {
      parts.add(String.join(", ", machines));
    }
    Instant first = executions.firstStart();
    Instant last = executions.lastEnd();
    if (first != null) {
      parts.add(last == null ? Wording.minute(first) + " UTC" : window(first, last) + " UTC");
    }
    parts.add(
        Wording.count(executions.children().total(), "child", "children")
            + " in "
            + Wording.count(reports.mapRuns().mapRuns(), "Map Run", "Map Runs"));
    text.plain(String.join(" · ", parts));
  }

  /** To the minute, where that tells both ends apart; the same day is said once. */
  private static String window(Instant first, Instant last) {
    if (Wording.minute(first).equals(Wording.minute(last))) {
      return Wording.day(first) + " " + Wording.second(first) + " to " + Wording.second(last);
    }
    String end = Wording.minute(last);
    boolean isSameDay = Wording.day(first).equals(Wording.day(last));
    return Wording.minute(first) + " to " + (isSameDay ? end.substring(Wording.DAY_CHARS) : end);
  }
}
