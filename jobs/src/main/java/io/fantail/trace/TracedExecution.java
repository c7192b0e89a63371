package io.fantail.trace;

import io.fantail.span.Execution;
import io.fantail.trace.lambda.LinkedSpan;
import io.fantail.trace.link.ExecutionLink;
import io.fantail.trace.path.CriticalPath;
import io.fantail.trace.path.LambdaUse;
import io.fantail.trace.path.PathTiles;
import io.fantail.trace.path.Retries;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * An execution with all its spans, after everything was linked. Never leaves the task that made it.
 *
 * @param mapRunStates see {@link io.fantail.trace.link.MapRunIndex#statesOf}
 * @param spans of it, with the invocations of its attempts
 * @param awsSpans what AWS itself wrote of it
 * @param path where its time went; null where nobody knows
 */
public record TracedExecution(
    Execution execution,
    ExecutionLink link,
    SortedMap<String, String> mapRunStates,
    List<LinkedSpan> spans,
    List<LinkedSpan> awsSpans,
    @Nullable PathTiles path) {

  static TracedExecution of(
      Execution execution,
      ExecutionLink link,
      SortedMap<String, String> mapRunStates,
      List<LinkedSpan> spans,
      List<LinkedSpan> awsSpans) {
    return new TracedExecution(
        execution, link, mapRunStates, spans, awsSpans, CriticalPath.of(execution, spans));
  }

  /** The row of it in the table {@code executions}. */
  public ExecutionInTrace inTrace() {
    return new ExecutionInTrace(
        execution, link, mapRunStates, LambdaUse.of(spans), Retries.of(spans), path);
  }

  /** The rows of its spans in the table {@code spans}, those of AWS behind its own. */
  public List<SpanInTrace> spansInTrace() {
    List<SpanInTrace> inTrace = new ArrayList<>(spans.size() + awsSpans.size());
    for (int i = 0; i < spans.size(); i++) {
      inTrace.add(
          new SpanInTrace(spans.get(i), path == null ? null : path.timeOf(i), execution, link));
    }
    for (LinkedSpan span : awsSpans) {
      inTrace.add(new SpanInTrace(span, null, execution, link));
    }
    return inTrace;
  }
}
