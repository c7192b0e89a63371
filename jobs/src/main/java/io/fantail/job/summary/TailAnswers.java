package io.fantail.job.summary;

import io.fantail.report.ReportSummary;
import io.fantail.report.comparison.Change;
import io.fantail.report.factor.Onset;
import io.fantail.report.item.FailedItemSummary;
import io.fantail.report.latency.Percentiles;
import io.fantail.report.overview.UnsuccessfulParent;
import io.fantail.report.statistics.Interval;
import io.fantail.report.tail.summary.Cause;
import io.fantail.report.tail.summary.SlowChild;
import io.fantail.report.tail.summary.SlowGroup;
import io.fantail.shape.Column;
import io.fantail.shape.Millis;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said of slow children, what they share, and what to run again. */
record TailAnswers(ReportSummary reports, @Nullable DayBefore dayBefore) {

  List<Answer> all() {
    return List.of(groups(), causes(), against(), slowest(), failedItems(), unsuccessfulParents());
  }

  private Answer groups() {
    Answer answer =
        Answer.of(
            "slow_children_by_label",
            "Slow children by label",
            "day",
            "state_machine_name",
            "children",
            "tail_children",
            "p50",
            "p95",
            "p99",
            "max",
            "lost_ms",
            "factors_tested",
            "detectable_ratio",
            "since",
            "p99_before",
            "p99_since");
    for (SlowGroup group : reports.slowChildren().groups()) {
      Percentiles times = group.figures().activeTimes();
      Onset onset = group.figures().onset();
      answer.add(
          group.day(),
          group.stateMachineName(),
          group.figures().children(),
          group.figures().tailChildren(),
          times.p50(),
          times.p95(),
          times.p99(),
          times.max(),
          group.figures().lostMs(),
          group.figures().factorsTested(),
          group.figures().detectableRatio(),
          onset == null ? null : onset.at(),
          onset == null ? null : onset.p99Before(),
          onset == null ? null : onset.p99Since());
    }
    return answer;
  }

  private Answer causes() {
    Answer answer =
        Answer.of(
            "causes",
            "What slow children share",
            "state_machine_name",
            "kind",
            "factor",
            "value",
            "slow_children",
            "risk_ratio",
            "risk_ratio_low",
            "risk_ratio_high",
            "explained_ms",
            "explained_share",
            "example_execution_arn",
            "note");
    for (SlowGroup group : reports.slowChildren().groups()) {
      for (Cause cause : group.causes()) {
        answer.add(
            cause.stateMachineName(),
            Column.wordOf(cause.kind()),
            Column.wordOf(cause.factor()),
            cause.value(),
            cause.tailWith(),
            cause.riskRatio(),
            cause.riskRatioLow(),
            cause.riskRatioHigh(),
            cause.explainedMs(),
            cause.explainedShare(),
            cause.exampleArn(),
            cause.note());
      }
    }
    return answer;
  }

  private Answer against() {
    Answer answer =
        Answer.of(
            "against_the_day_before",
            "Against the day before",
            "day",
            "state_machine_name",
            "map_runs",
            "p95",
            "map_runs_before",
            "p95_before",
            "ratio_low",
            "ratio_high",
            "verdict",
            "new_errors");
    if (dayBefore != null) {
      Change p95 = dayBefore.p95();
      Interval ratio = p95.effect().ratio();
      answer.add(
          dayBefore.day(),
          reports.slowChildren().groups().get(0).stateMachineName(),
          dayBefore.runs(),
          p95.against().value(),
          dayBefore.runsBefore(),
          p95.base().value(),
          ratio == null ? null : ratio.low(),
          ratio == null ? null : ratio.high(),
          p95.verdict().word(),
          String.join(", ", dayBefore.newErrors()));
    }
    return answer;
  }

  private Answer slowest() {
    Answer answer =
        Answer.of(
            "slowest_children",
            "Slowest children",
            "execution_arn",
            "map_run_arn",
            "status",
            "active_ms",
            "times_median",
            "held_by",
            "held_by_ms",
            "held_by_state");
    for (SlowChild child : reports.slowChildren().slowest()) {
      answer.add(
          child.executionArn(),
          child.mapRunArn(),
          child.status(),
          Millis.of(child.activeTime()),
          child.timesMedian(),
          child.heldBy() == null ? null : Column.wordOf(child.heldBy()),
          child.heldByMs(),
          child.heldByState());
    }
    return answer;
  }

  private Answer failedItems() {
    Answer answer =
        Answer.of(
            "failed_items_by_map_run",
            "Items to run again",
            "map_run_arn",
            "items",
            "suspects",
            "unknown");
    for (FailedItemSummary.OfRun run : reports.failedItems().most()) {
      answer.add(run.mapRunArn(), run.items(), run.suspects(), run.unknown());
    }
    return answer;
  }

  private Answer unsuccessfulParents() {
    Answer answer =
        Answer.of(
            "unsuccessful_parents",
            "Parents and others that failed or are running",
            "execution_arn",
            "status",
            "started_at");
    for (UnsuccessfulParent parent : reports.executions().unsuccessfulParents()) {
      answer.add(parent.executionArn(), parent.status(), parent.startedAt());
    }
    return answer;
  }
}
