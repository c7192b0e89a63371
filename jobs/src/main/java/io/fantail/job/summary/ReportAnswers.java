package io.fantail.job.summary;

import io.fantail.report.ReportSummary;
import io.fantail.report.error.ErrorFigures;
import io.fantail.report.latency.Percentiles;
import io.fantail.report.latency.SlowSpan;
import io.fantail.report.maprun.MapRunFigures;
import io.fantail.shape.Column;
import io.fantail.shape.Counts;
import io.fantail.shape.Millis;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is said of reports. */
record ReportAnswers(ReportSummary reports) {
  private static final double PERCENT = 100;

  List<Answer> all() {
    return List.of(slowest(), mapRuns(), errors(), attempts(), Completeness.of(reports).answer());
  }

  private Answer slowest() {
    Answer answer =
        Answer.of(
            "slowest_by_p99_on_their_worst_day_ms",
            "Slowest by p99, on their worst day (ms)",
            "kind",
            "state_machine_name",
            "name",
            "child",
            "count",
            "errors",
            "unfinished",
            "p50",
            "p95",
            "p99",
            "p999",
            "max",
            "days");
    for (SlowSpan span : reports.slowest().found()) {
      Percentiles worst = span.worst();
      answer.add(
          Column.wordOf(span.key().kind()),
          span.key().stateMachineName(),
          span.key().name(),
          span.key().isDistributedMapChild(),
          span.count(),
          span.errors(),
          span.unfinished(),
          worst.p50(),
          worst.p95(),
          worst.p99(),
          worst.p999(),
          worst.max(),
          span.days());
    }
    return answer;
  }

  private Answer mapRuns() {
    Answer answer =
        Answer.of(
            "map_runs_those_that_took_longest",
            "Map Runs, those that took longest",
            "started_at",
            "state_name",
            "label",
            "status",
            "reported",
            "children",
            "succeeded",
            "failed",
            "timed_out",
            "aborted",
            "running",
            "p50",
            "p99",
            "max",
            "max_concurrency",
            "tail_ms",
            "duration_ms");
    for (MapRunFigures run : reports.mapRuns().longest()) {
      answer.add(
          run.startedAt(),
          run.stateName(),
          run.label(),
          run.status(),
          run.reportedChildren(),
          run.children(),
          run.succeeded(),
          run.failed(),
          run.timedOut(),
          run.aborted(),
          run.running(),
          run.p50(),
          run.p99(),
          run.max(),
          run.maxConcurrency(),
          run.tailMs(),
          millis(run.duration()));
    }
    return answer;
  }

  private static @Nullable Double millis(@Nullable Duration duration) {
    return duration == null ? null : (Double) Millis.of(duration);
  }

  private Answer errors() {
    Answer answer =
        Answer.of(
            "worst_errors",
            "Worst errors",
            "error",
            "state_name",
            "function_name",
            "child",
            "attempts",
            "executions",
            "terminal",
            "recovered",
            "message_template",
            "sample_cause");
    for (ErrorFigures error : reports.errors().found()) {
      answer.add(
          error.key().error(),
          error.key().stateName(),
          error.key().functionName(),
          error.key().isDistributedMapChild(),
          error.attempts(),
          error.executions(),
          error.terminal(),
          error.recovered(),
          error.messageTemplate(),
          error.cause());
    }
    return answer;
  }

  private Answer attempts() {
    Answer answer =
        Answer.of(
            "attempts_linked_to_their_lambda_invocation",
            "Attempts linked to their Lambda invocation",
            "link",
            "attempts",
            "percent");
    Map<String, Long> attempts = reports.coverage().attempts();
    long all = Counts.sum(attempts);
    for (String link : Counts.mostFirst(attempts)) {
      answer.add(link, attempts.get(link), PERCENT * attempts.getOrDefault(link, 0L) / all);
    }
    return answer;
  }
}
