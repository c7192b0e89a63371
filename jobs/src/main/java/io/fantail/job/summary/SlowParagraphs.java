package io.fantail.job.summary;

import io.fantail.look.words.ScreenPart;
import io.fantail.look.words.Words;
import io.fantail.report.ReportSummary;
import io.fantail.report.factor.Onset;
import io.fantail.report.latency.Percentiles;
import io.fantail.report.maprun.MapRunFigures;
import io.fantail.report.tail.summary.Cause;
import io.fantail.report.tail.summary.SlowGroup;
import io.fantail.shape.Column;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says which children are slow, since when, and what they share. */
final class SlowParagraphs {
  private static final int MOST_GROUPS = 3;
  private static final int MOST_OF_OTHERS = 2;
  private static final double NOTABLE = 2;
  private static final String MS = " ms";

  /** An interval that goes further up says no more than its lower end. */
  private static final double MOST_TIMES = 1_000;

  private final ReportSummary reports;
  private final @Nullable DayBefore dayBefore;
  private final String lake;
  private final Words text;

  SlowParagraphs(ReportSummary reports, @Nullable DayBefore dayBefore, String lake, Words text) {
    this.reports = reports;
    this.dayBefore = dayBefore;
    this.lake = lake;
    this.text = text;
  }

  void print() {
    List<SlowGroup> groups = reports.slowChildren().groups();
    if (groups.isEmpty()
        && reports.mapRuns().longest().stream().anyMatch(run -> run.p50() != null)) {
      text.begin(
          "SLOW",
          "How slow children are is not in the tables, as an earlier version made these reports: make"
              + " them again.");
      text.copied(Wording.report(lake));
      return;
    }
    if (groups.isEmpty()) {
      text.begin("SLOW", "No child of a Map Run has ended: nothing is known to be slow.");
      return;
    }
    List<SlowGroup> worst = groups.subList(0, Math.min(MOST_GROUPS, groups.size()));
    for (int i = 0; i < worst.size(); i++) {
      if (i == 0) {
        text.begin("SLOW", sentence(worst.get(i)));
      } else {
        text.next(sentence(worst.get(i)));
      }
    }
    for (int i = 0; i < worst.size(); i++) {
      why(worst.get(i), i == 0, i == 0 ? worst.get(i).causes().size() : MOST_OF_OTHERS);
    }
    text.copied(
        Wording.query(
            lake,
            "SELECT map_label, is_finding, factor, value, explained_share, risk_ratio FROM"
                + " tail_factors WHERE scope = 'execution' ORDER BY 1, 2 DESC, explained_ms DESC"));
    since(groups.get(0), groups.size() > 1 ? named(groups.get(0)) + ": " : "");
    if (dayBefore != null) {
      text.next("AGAINST", dayBefore.day() + ": " + dayBefore.sentence(groups.get(0).mapLabel()));
      text.copied(Wording.compare(lake, dayBefore.day(), groups.get(0).day()));
    }
  }

  /** Its label, and its day where labels of several days are told of. */
  private String named(SlowGroup group) {
    long days = reports.slowChildren().groups().stream().map(SlowGroup::day).distinct().count();
    return days > 1 ? group.mapLabel() + " on " + group.day() : group.mapLabel();
  }

  private String sentence(SlowGroup group) {
    Percentiles times = group.figures().activeTimes();
    Double median = times.p50();
    Double p99 = times.p99();
    StringBuilder sentence = new StringBuilder();
    sentence.append(named(group));
    sentence.append(" (").append(Wording.count(group.figures().children(), "child", "children"));
    sentence.append(")");
    sentence.append(": ").append(figures(times));
    if (median != null && p99 != null && median > 0) {
      sentence.append(" (").append(Wording.times(p99 / median)).append(" p50)");
    }
    sentence.append(", max ").append(time(times.max()));
    sentence.append(".");
    MapRunFigures waiting = longestTailOf(group);
    Double tail = waiting == null ? null : waiting.tailMs();
    if (waiting != null && tail != null && median != null && tail > NOTABLE * median) {
      sentence.append(" Its run of ").append(Wording.second(waiting.startedAt()));
      sentence.append(" waited ").append(Wording.time(tail));
      sentence.append(" for its last 5 %.");
    }
    return sentence.toString();
  }

  /** The unit once where it is the same. */
  private static String figures(Percentiles times) {
    String p50 = time(times.p50());
    String p95 = time(times.p95());
    String p99 = time(times.p99());
    if (Stream.of(p50, p95, p99).allMatch(figure -> figure.endsWith(MS))) {
      p50 = p50.substring(0, p50.length() - MS.length());
      p95 = p95.substring(0, p95.length() - MS.length());
    }
    return "p50 " + p50 + ", p95 " + p95 + ", p99 " + p99;
  }

  private @Nullable MapRunFigures longestTailOf(SlowGroup group) {
    MapRunFigures found = null;
    double most = 0;
    for (MapRunFigures run : reports.mapRuns().longest()) {
      Double tail = run.tailMs();
      if (tail != null
          && tail > most
          && group.day().equals(run.day())
          && group.stateMachineName().equals(run.stateMachineName())) {
        found = run;
        most = tail;
      }
    }
    return found;
  }

  private void why(SlowGroup group, boolean isFirst, int most) {
    String label = named(group);
    String limit =
        group.figures().detectableRatio() == null
            ? ""
            : " (rare ones could be seen from "
                + Wording.times(group.figures().detectableRatio())
                + " on)";
    if (group.causes().isEmpty()) {
      why(
          isFirst,
          "Nothing that slow children of "
              + label
              + " share stands out of "
              + Wording.count(group.figures().factorsTested(), "factor", "factors")
              + " tested"
              + limit
              + ".");
      return;
    }
    List<Cause> shown = group.causes().subList(0, Math.min(most, group.causes().size()));
    why(
        isFirst,
        lost(group, label, isFirst ? " against the median" : "")
            + (isFirst ? " (why: known beforehand; how: in their time; run: whole Map Runs)" : "")
            + (shown.size() == group.causes().size()
                ? ":"
                : ", " + shown.size() + " of " + group.causes().size() + " causes:"));
    for (Cause cause : shown) {
      List<String> cells = cells(cause);
      text.item(
          new ScreenPart.Item(cells, cause.exampleArn()),
          String.format(Locale.ROOT, "%-3s %5s  %s", cells.get(0), cells.get(1), cells.get(2)));
    }
    long others = group.figures().factorsTested() - factorsOf(group.causes());
    if (others > 0 && shown.size() == group.causes().size()) {
      text.item(
          "No other of "
              + Wording.count(group.figures().factorsTested(), "factor", "factors")
              + " stands out"
              + limit
              + ".");
    }
  }

  private void why(boolean isFirst, String sentence) {
    if (isFirst) {
      text.next("WHY", sentence);
    } else {
      text.next(sentence);
    }
  }

  private static String lost(SlowGroup group, String label, String against) {
    return group.figures().tailChildren() == 0
        ? "No child of " + label + " is slow in its own run, but whole runs are"
        : "Of "
            + Wording.time(group.figures().lostMs())
            + " that the slow "
            + Wording.percent((double) group.figures().tailChildren() / group.figures().children())
            + " of "
            + label
            + " lost"
            + against;
  }

  private static long factorsOf(List<Cause> causes) {
    return causes.stream().map(Cause::factor).distinct().count();
  }

  /** Its kind, its share, and what it is. */
  private static List<String> cells(Cause cause) {
    StringBuilder line = new StringBuilder();
    line.append(named(cause)).append(": ");
    line.append(Wording.count(cause.tailWith())).append(" slow");
    Double ratio = cause.riskRatio();
    if (ratio != null && Double.isFinite(ratio)) {
      line.append(", ").append(Wording.times(ratio)).append(" as likely");
      line.append(interval(cause.riskRatioLow(), cause.riskRatioHigh()));
    }
    if (cause.note() != null) {
      line.append("; ").append(cause.note());
    }
    return List.of(
        Column.wordOf(cause.kind()), Wording.percent(cause.explainedShare()), line.toString());
  }

  /** Nothing where the ends are no numbers, or none that tell anything. */
  private static String interval(@Nullable Double low, @Nullable Double high) {
    if (low == null || high == null || !Double.isFinite(low) || low < 0 || !(low <= high)) {
      return "";
    }
    return high > MOST_TIMES
        ? String.format(Locale.ROOT, " (at least %.1f)", low)
        : String.format(Locale.ROOT, " (%.1f to %.1f)", low, high);
  }

  private static String named(Cause cause) {
    String factor = Column.wordOf(cause.factor()).replace('_', ' ');
    String name =
        switch (cause.factor()) {
          case LOG_STREAM -> "sandbox";
          case UNLINKED -> "no log found (cold start, sandbox not known)";
          default -> factor;
        };
    return cause.value().equals("true") ? name : name + " " + cause.value();
  }

  private void since(SlowGroup group, String label) {
    Onset onset = group.figures().onset();
    if (onset == null) {
      String since = spread(group);
      text.next(
          "SINCE",
          label.isEmpty()
              ? since.substring(0, 1).toUpperCase(Locale.ROOT) + since.substring(1)
              : label + since);
      return;
    }
    text.next(
        "SINCE",
        label
            + moment(onset.at())
            + "; of the "
            + Wording.count(onset.childrenBefore(), "child", "children")
            + " before it p99 was "
            + Wording.time(onset.p99Before())
            + ", of the "
            + Wording.count(onset.childrenSince())
            + " since it is "
            + Wording.time(onset.p99Since())
            + "."
            + before(group, onset));
  }

  /** Whether the children before it were slow, too: p99 far above the median of all. */
  private static String before(SlowGroup group, Onset onset) {
    Double median = group.figures().activeTimes().p50();
    return median != null && onset.p99Before() > NOTABLE * median
        ? " Children were slow before it, too, but fewer."
        : "";
  }

  /** What holds from the first child on has no moment at which it began. */
  private String spread(SlowGroup group) {
    Instant first = reports.executions().firstStart();
    if (group.causes().isEmpty() || first == null) {
      return "no moment stands out: slow children are spread over the time.";
    }
    String day = group.day().toString();
    return (day.compareTo(Wording.day(first)) > 0
            ? "from the beginning of the day, " + day
            : "from the beginning of the window, " + moment(first))
        + "; no later moment stands out.";
  }

  private static String moment(Instant at) {
    return Wording.day(at) + " " + Wording.second(at);
  }

  private static String time(@Nullable Double millis) {
    return millis == null ? "not known" : Wording.time(millis);
  }
}
