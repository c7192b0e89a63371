package io.fantail.job.summary;

import io.fantail.job.step.ReportSummary;
import io.fantail.report.error.ErrorCounts;
import io.fantail.report.factor.Onset;
import io.fantail.report.item.FailedItemSummary;
import io.fantail.report.latency.Percentiles;
import io.fantail.report.maprun.ChildFigures;
import io.fantail.report.maprun.MapRunRow;
import io.fantail.report.maprun.Phases;
import io.fantail.report.overview.ExecutionSummary;
import io.fantail.report.overview.FailedParent;
import io.fantail.report.tail.Cause;
import io.fantail.report.tail.SlowChild;
import io.fantail.report.tail.SlowGroup;
import io.fantail.report.trait.Factor;
import io.fantail.shape.Column;
import io.fantail.shape.Millis;
import io.fantail.span.ExecutionStatus;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Says on one screen what reports found: what is slow, why and since when; what failed and what to
 * run again; how complete the picture is. Every part names what goes deeper.
 */
final class Screen {
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final int MOST_GROUPS = 3;
  private static final int MOST_ERRORS = 6;
  private static final int MOST_RUNS = 5;
  private static final double NOTABLE = 2;
  private static final int MOST_CHARS = 60;

  private final ReportSummary reports;
  private final @Nullable DayBefore dayBefore;
  private final String lake;
  private final PrintWriter out;
  private final Paragraphs text;

  Screen(
      ReportSummary reports,
      @Nullable DayBefore dayBefore,
      String lake,
      PrintWriter out,
      int width) {
    this.reports = reports;
    this.dayBefore = dayBefore;
    this.lake = lake;
    this.out = out;
    this.text = new Paragraphs(out, width);
  }

  void print() {
    head();
    slow();
    fails();
    slowest();
    mapRuns();
  }

  private void head() {
    ExecutionSummary executions = reports.executions();
    Set<String> machines = new TreeSet<>();
    reports.mapRuns().longest().forEach(run -> machines.add(machineOf(run)));
    List<String> parts = new ArrayList<>();
    if (!machines.isEmpty()) {
      parts.add(String.join(", ", machines));
    }
    Instant first = executions.firstStart();
    Instant last = executions.lastEnd();
    if (first != null) {
      String until =
          last == null ? "" : " to " + dayAndMinute(last).substring(sameDay(first, last));
      parts.add(dayAndMinute(first) + until + " UTC");
    }
    parts.add(
        Wording.count(executions.children().total(), "child", "children")
            + " in "
            + Wording.count(reports.mapRuns().mapRuns(), "Map Run", "Map Runs"));
    out.println(String.join(" · ", parts));
  }

  private static String machineOf(MapRunRow run) {
    String name = Wording.shortArn(run.span().parentExecutionArn());
    return name.substring(0, Math.max(0, name.indexOf(':')));
  }

  /** How much of a moment need not be said again behind one of the same day. */
  private static int sameDay(Instant first, Instant last) {
    return dayAndMinute(first).regionMatches(0, dayAndMinute(last), 0, 10) ? 11 : 0;
  }

  private static String dayAndMinute(Instant at) {
    return at.atOffset(ZoneOffset.UTC).format(MINUTE);
  }

  private void slow() {
    List<SlowGroup> groups = reports.slowChildren().groups();
    if (groups.isEmpty()) {
      text.begin("SLOW", "No child of a Map Run has ended: nothing is known to be slow.");
      return;
    }
    boolean isFirst = true;
    for (SlowGroup group : groups.subList(0, Math.min(MOST_GROUPS, groups.size()))) {
      if (isFirst) {
        text.begin("SLOW", sentence(group));
      } else {
        text.next("", sentence(group));
      }
      isFirst = false;
    }
    why(groups.get(0));
    since(groups.get(0));
    if (dayBefore != null) {
      text.next(
          "AGAINST",
          dayBefore.day()
              + ": "
              + dayBefore.sentence(Wording.label(groups.get(0).stateMachineName())));
    }
  }

  private String sentence(SlowGroup group) {
    Percentiles times = group.activeTimes();
    Double median = times.p50();
    Double p99 = times.p99();
    StringBuilder sentence = new StringBuilder();
    sentence.append("Children of ").append(Wording.label(group.stateMachineName()));
    sentence.append(": p50 ").append(time(median));
    sentence.append(", p95 ").append(time(times.p95()));
    sentence.append(", p99 ").append(time(p99));
    if (median != null && p99 != null && median > 0) {
      sentence.append(" (").append(Wording.times(p99 / median)).append(" p50)");
    }
    sentence.append(", max ").append(time(times.max()));
    sentence.append(" (").append(Wording.count(group.children())).append(" ended).");
    for (MapRunRow run : reports.mapRuns().longest()) {
      Double tail = run.tailMs();
      boolean isOfGroup = group.stateMachineName().endsWith("/" + run.span().label());
      if (isOfGroup && tail != null && median != null && tail > NOTABLE * median) {
        sentence.append(" Its run of ").append(second(run.span().startedAt()));
        sentence.append(" waited ").append(Wording.time(tail));
        sentence.append(" for its last 5 % of children.");
        break;
      }
    }
    return sentence.toString();
  }

  private void why(SlowGroup group) {
    String label = Wording.label(group.stateMachineName());
    String limit =
        group.detectableRatio() == null
            ? ""
            : " (effects under "
                + Wording.times(group.detectableRatio())
                + " could not have been seen)";
    if (group.causes().isEmpty()) {
      text.next(
          "WHY",
          "Nothing that slow children of "
              + label
              + " share stands out of "
              + Wording.count(group.factorsTested(), "factor", "factors")
              + " tested"
              + limit
              + ".");
    } else {
      text.next(
          "WHY",
          "Of the "
              + Wording.time(group.lostMs())
              + " that the slow "
              + Wording.percent((double) group.tailChildren() / group.children())
              + " of "
              + label
              + " lost against their run's median:");
      for (Cause cause : group.causes()) {
        text.item(line(cause));
      }
      long others = group.factorsTested() - factorsOf(group.causes());
      if (others > 0) {
        text.item(
            "No other of "
                + Wording.count(group.factorsTested(), "factor", "factors")
                + " stands out"
                + limit
                + ".");
      }
    }
    text.item(
        query(
            "SELECT * FROM tail_factors WHERE state_machine_name = '"
                + group.stateMachineName()
                + "' ORDER BY scope, kind, rank"));
  }

  private static long factorsOf(List<Cause> causes) {
    return causes.stream().map(Cause::factor).distinct().count();
  }

  private static String line(Cause cause) {
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(
            Locale.ROOT,
            "%-3s  %-44s %5s  %s",
            Column.wordOf(cause.kind()),
            named(cause),
            Wording.percent(cause.explainedShare()),
            Wording.count(cause.tailWith(), "slow child", "slow children")));
    Double ratio = cause.riskRatio();
    if (ratio != null) {
      line.append("  ").append(Wording.times(ratio)).append(" as likely to be slow");
      if (cause.riskRatioLow() != null && cause.riskRatioHigh() != null) {
        line.append(
            String.format(
                Locale.ROOT, " (%.1f to %.1f)", cause.riskRatioLow(), cause.riskRatioHigh()));
      }
    }
    if (cause.note() != null) {
      line.append("; ").append(cause.note());
    }
    return line.toString();
  }

  private static String named(Cause cause) {
    String factor = Column.wordOf(cause.factor()).replace('_', ' ');
    String name = cause.factor() == Factor.LOG_STREAM ? "sandbox" : factor;
    return cause.value().equals("true") ? name : name + " " + cause.value();
  }

  private void since(SlowGroup group) {
    Onset onset = group.onset();
    if (onset == null) {
      text.next("SINCE", "No moment stands out: slow children are spread over the time.");
      return;
    }
    text.next(
        "SINCE",
        dayAndMinute(onset.at()).substring(0, 11)
            + second(onset.at())
            + "; of the "
            + Wording.count(onset.childrenBefore(), "child", "children")
            + " before it p99 was "
            + Wording.time(onset.p99Before())
            + ", of the "
            + Wording.count(onset.childrenSince())
            + " since it is "
            + Wording.time(onset.p99Since())
            + ".");
  }

  private void fails() {
    ExecutionSummary executions = reports.executions();
    long failed = unsuccessful(executions.children().total(), executions.children().byStatus());
    long items = reports.failedItems().items();
    List<ErrorCounts> errors = reports.errors().found();
    if (failed == 0 && errors.isEmpty() && executions.failedParents().isEmpty()) {
      text.begin("FAILS", "Nothing failed.");
      return;
    }
    text.begin(
        "FAILS",
        Wording.count(failed, "child", "children")
            + " did not succeed, "
            + Wording.count(items, "item", "items")
            + " to run again.");
    for (FailedItemSummary.OfRun run : reports.failedItems().most().stream().limit(2).toList()) {
      text.item(
          "fantail failed-items --map-run "
              + run.mapRunArn()
              + " --lake "
              + lake
              + " --out items.jsonl   # "
              + Wording.count(run.items(), "item", "items"));
    }
    for (ErrorCounts error : errors.subList(0, Math.min(MOST_ERRORS, errors.size()))) {
      text.item(line(error));
    }
    for (FailedParent parent : executions.failedParents()) {
      text.item(parent.status() + "  " + Wording.shortArn(parent.executionArn()) + "  (a parent)");
    }
  }

  private static long unsuccessful(long total, Map<String, Long> byStatus) {
    return total
        - byStatus.getOrDefault(ExecutionStatus.SUCCEEDED.name(), 0L)
        - byStatus.getOrDefault(ExecutionStatus.RUNNING.name(), 0L);
  }

  private static String line(ErrorCounts error) {
    String template = error.messageTemplate();
    return String.format(
        Locale.ROOT,
        "%6s ended by  %-32s %-14s %s met it, %s recovered%s",
        Wording.count(error.terminal()),
        error.key().error() == null ? "(no name)" : error.key().error(),
        error.key().stateName() == null ? "-" : error.key().stateName(),
        Wording.count(error.executions(), "execution", "executions"),
        Wording.count(error.recovered()),
        template == null ? "" : ": " + cut(template));
  }

  private static String cut(String text) {
    return text.length() <= MOST_CHARS ? text : text.substring(0, MOST_CHARS) + "…";
  }

  private void slowest() {
    List<SlowChild> slowest = reports.slowChildren().slowest();
    if (slowest.isEmpty()) {
      return;
    }
    out.println();
    out.println("SLOWEST");
    for (SlowChild child : slowest) {
      text.item(line(child));
    }
    text.item(query("SELECT * FROM stragglers ORDER BY active_ms DESC LIMIT 50"));
  }

  /** The ARN stands last and whole: it is what people copy. */
  private static String line(SlowChild child) {
    return String.format(
        Locale.ROOT,
        "%8s  %7s the median  %-36s  %s",
        Wording.time(Millis.of(child.activeTime())),
        child.timesMedian() == null ? "-" : Wording.times(child.timesMedian()),
        heldBy(child),
        child.executionArn());
  }

  private static String heldBy(SlowChild child) {
    if (child.heldBy() == null || child.heldByMs() == null) {
      return "not known";
    }
    String state = child.heldByState() == null ? "" : " in " + child.heldByState();
    return Column.wordOf(child.heldBy()).replace('_', ' ')
        + " "
        + Wording.time(child.heldByMs())
        + state
        + (child.status() == ExecutionStatus.SUCCEEDED ? "" : ", " + child.status());
  }

  private void mapRuns() {
    List<MapRunRow> longest = reports.mapRuns().longest();
    if (longest.isEmpty()) {
      return;
    }
    List<Row> rows = new ArrayList<>();
    for (MapRunRow run : longest.subList(0, Math.min(MOST_RUNS, longest.size()))) {
      ChildFigures children = run.children();
      Phases phases = run.phases();
      rows.add(
          RowFactory.create(
              run.span().stateName() == null ? run.span().label() : run.span().stateName(),
              dayAndMinute(run.span().startedAt()).substring(11),
              run.span().statusInWords(),
              children.count(),
              unsuccessful(children.count(), children.byStatus()),
              children.activeTimes().p50(),
              children.activeTimes().p99(),
              children.activeTimes().max(),
              seconds(phases.start()),
              seconds(phases.ramp()),
              seconds(phases.steady()),
              seconds(phases.tail()),
              seconds(phases.finish())));
    }
    out.println();
    out.println(
        longest.size() > MOST_RUNS
            ? "MAP RUNS, the longest (children in ms, phases in s)"
            : "MAP RUNS (children in ms, phases in s)");
    TextTable.of(
            List.of(
                "state",
                "at",
                "status",
                "children",
                "failed",
                "p50",
                "p99",
                "max",
                "start",
                "ramp",
                "steady",
                "tail",
                "finish"),
            rows,
            rows.size(),
            40)
        .print(out);
  }

  private static @Nullable Double seconds(@Nullable Duration duration) {
    return duration == null ? null : (Double) (Millis.of(duration) / 1_000);
  }

  private static String second(Instant at) {
    return at.atOffset(ZoneOffset.UTC).format(SECOND);
  }

  private static String time(@Nullable Double millis) {
    return millis == null ? "not known" : Wording.time(millis);
  }

  private String query(String sql) {
    return "fantail query --lake " + lake + " \"" + sql + "\"";
  }
}
