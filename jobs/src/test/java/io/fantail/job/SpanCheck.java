package io.fantail.job;

import io.fantail.shape.Column;
import io.fantail.testing.workflow.TrueExecution;
import io.fantail.testing.workflow.TrueSpan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/** Spans within their executions. */
final class SpanCheck {
  private final WorldTruth truth;
  private final Findings findings;

  SpanCheck(WorldTruth truth, Findings findings) {
    this.truth = truth;
    this.findings = findings;
  }

  void check(LakeReader tables) {
    Map<String, Integer> found = new HashMap<>();
    for (Row row :
        tables.rows(
            """
            SELECT child.execution_arn, child.kind, child.name, unix_millis(child.started_at),
                   parent.execution_arn, parent.kind, parent.name, unix_millis(parent.started_at),
                   child.parent_span_id IS NOT NULL AND parent.span_id IS NULL,
                   child.attributes['start_missing'], child.attributes['predecessor_missing'],
                   child.attributes['described_by'], child.trace_id = parent.trace_id
            FROM spans child
            LEFT JOIN spans parent
              ON parent.span_id = child.parent_span_id AND parent.trace_id = child.trace_id
            WHERE child.kind NOT IN ('lambda', 'execution')""")) {
      String key =
          WorldTruth.key(row.getString(0), row.getString(1), row.getString(2), row.getLong(3));
      found.merge(key, 1, Integer::sum);
      if (row.getBoolean(8)) {
        findings.problem("parent span lost", row);
      } else if (row.isNullAt(9) && row.isNullAt(10) && row.isNullAt(11)) {
        checkPlace(row, truth.spansAt(key));
      }
    }
    for (TrueExecution execution : truth.executions.values()) {
      if (truth.evidence.keeping(execution.arn()).isWhole()) {
        countAll(execution, execution.run.root, found);
      }
    }
  }

  private void checkPlace(Row row, List<TrueSpan> candidates) {
    boolean inPlace =
        candidates.stream()
            .map(span -> span.parent)
            .anyMatch(
                parent ->
                    parent != null
                        && Column.wordOf(parent.kind).equals(row.getString(5))
                        && (parent.parent == null || parent.startedAt == row.getLong(7))
                        && row.getString(0).equals(row.getString(4)));
    if (!inPlace) {
      findings.problem(
          row.getString(1) + " that is not there, or elsewhere",
          row + " truly " + candidates.stream().map(span -> span + " in " + span.parent).toList());
    }
  }

  private void countAll(TrueExecution execution, TrueSpan span, Map<String, Integer> found) {
    String key =
        WorldTruth.key(execution.arn(), Column.wordOf(span.kind), span.name, span.startedAt);
    if (span.parent != null
        && !truth.spansAt(key).isEmpty()
        && found.getOrDefault(key, 0) != truth.spansAt(key).size()) {
      findings.problem("number of " + span.kind, key + ": " + found.getOrDefault(key, 0));
    }
    span.children.forEach(child -> countAll(execution, child, found));
  }
}
