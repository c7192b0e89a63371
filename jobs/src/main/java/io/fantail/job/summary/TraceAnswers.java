package io.fantail.job.summary;

import io.fantail.report.latency.Percentiles;
import io.fantail.report.overview.ExecutionSummary;
import io.fantail.report.overview.Links;
import io.fantail.report.overview.OutcomeFigures;
import io.fantail.shape.Counts;
import io.fantail.span.ExecutionStatus;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is said of executions, whether they were reported or not. */
record TraceAnswers(ExecutionSummary executions) {

  List<Answer> all() {
    return List.of(outcomes(), latency(), children(), nested());
  }

  private Answer outcomes() {
    Answer answer =
        Answer.of(
            "executions",
            "Executions",
            "executions",
            "total",
            "succeeded",
            "failed",
            "timed_out",
            "aborted",
            "running",
            "without_history",
            "missing_events");
    addOutcomes(answer, "parents and others", executions.others());
    addOutcomes(answer, "children", executions.children());
    return answer;
  }

  private static void addOutcomes(Answer answer, String which, OutcomeFigures figures) {
    if (figures.total() > 0) {
      answer.add(
          which,
          figures.total(),
          figures.count(ExecutionStatus.SUCCEEDED),
          figures.count(ExecutionStatus.FAILED),
          figures.count(ExecutionStatus.TIMED_OUT),
          figures.count(ExecutionStatus.ABORTED),
          figures.count(ExecutionStatus.RUNNING),
          figures.withoutHistory(),
          figures.missingEvents());
    }
  }

  private Answer latency() {
    Answer answer =
        Answer.of(
            "latency_of_executions_parents_and_children_side_by_side_ms",
            "Latency of executions, parents and children side by side (ms)",
            "figure",
            "parents",
            "children");
    if (executions.total() > 0) {
      addLatency(answer, "p50", Percentiles::p50);
      addLatency(answer, "p75", Percentiles::p75);
      addLatency(answer, "p90", Percentiles::p90);
      addLatency(answer, "p95", Percentiles::p95);
      addLatency(answer, "p99", Percentiles::p99);
      addLatency(answer, "p99.9", Percentiles::p999);
      addLatency(answer, "max", Percentiles::max);
    }
    return answer;
  }

  private void addLatency(
      Answer answer, String name, Function<Percentiles, @Nullable Double> figure) {
    answer.add(
        name,
        figure.apply(executions.others().activeTimes()),
        figure.apply(executions.children().activeTimes()));
  }

  private Answer children() {
    Answer answer =
        Answer.of(
            "children_linked_to_their_map_run",
            "Children linked to their Map Run",
            "link",
            "children",
            "map_run_known");
    Links links = executions.mapRuns();
    Counts.mostFirst(links.all())
        .forEach(link -> answer.add(wordOf(link), links.all().get(link), links.known().get(link)));
    long contradicted = Counts.sum(links.contradicted());
    if (contradicted > 0) {
      answer.add("contradicted, of these", contradicted, Counts.sum(links.knownContradicted()));
    }
    return answer;
  }

  private Answer nested() {
    Answer answer =
        Answer.of(
            "executions_linked_to_the_execution_that_started_them",
            "Executions linked to the execution that started them",
            "link",
            "executions",
            "contradicted");
    Links links = executions.parents();
    Counts.mostFirst(links.all())
        .forEach(
            link ->
                answer.add(wordOf(link), links.all().get(link), links.contradicted().get(link)));
    return answer;
  }

  private static @Nullable String wordOf(String link) {
    return link.isEmpty() ? null : link;
  }
}
