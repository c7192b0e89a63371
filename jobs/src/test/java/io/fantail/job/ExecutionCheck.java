package io.fantail.job;

import io.fantail.testing.workflow.TrueExecution;
import io.fantail.testing.workflow.TrueSpan;
import io.fantail.testing.workflow.WrittenEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Executions, and what stands above them. */
final class ExecutionCheck {
  private final WorldTruth truth;
  private final Findings findings;
  private final Map<String, ExecutionRow> rows = new HashMap<>();

  /** As the table has it. */
  private record ExecutionRow(
      String arn,
      @Nullable String mapRunLink,
      @Nullable String mapRunArn,
      @Nullable String parentLink,
      @Nullable String parentArn,
      String rootArn,
      String traceId,
      String status,
      long eventCount,
      @Nullable String contradiction) {
    static ExecutionRow of(Row row) {
      return new ExecutionRow(
          row.getString(0),
          row.getString(1),
          row.getString(2),
          row.getString(3),
          row.getString(4),
          row.getString(5),
          row.getString(6),
          row.getString(7),
          row.getLong(8),
          row.getString(9));
    }
  }

  ExecutionCheck(WorldTruth truth, Findings findings) {
    this.truth = truth;
    this.findings = findings;
  }

  void check(LakeReader tables) {
    for (Row row :
        tables.rows(
            """
            SELECT execution_arn, map_run_link, map_run_arn, parent_link, parent_execution_arn,
                   root_execution_arn, trace_id, status, event_count, contradiction
            FROM executions""")) {
      if (rows.put(row.getString(0), ExecutionRow.of(row)) != null) {
        findings.problem("execution twice", row);
      }
    }
    for (TrueExecution execution : truth.executions.values()) {
      String arn = execution.arn();
      ExecutionRow row = rows.get(arn);
      boolean whole = truth.evidence.keeping(arn).isWhole();
      if (row == null && (whole || truth.evidence.isDescribed(arn))) {
        findings.problem("execution lost", arn);
      } else if (row != null) {
        check(row, execution);
        checkTrace(row, execution);
        if (whole && !execution.wasStopped()) {
          checkWhole(row, execution);
        }
      }
    }
    rows.keySet().stream()
        .filter(arn -> !truth.executions.containsKey(arn))
        .forEach(arn -> findings.problem("execution invented", arn));
    checkNestedSpans(tables);
  }

  private void check(ExecutionRow row, TrueExecution execution) {
    TrueExecution parent = execution.parent;
    String parentArn = row.parentArn;
    if (parentArn != null && (parent == null || !parentArn.equals(parent.arn()))) {
      findings.problem(
          "wrong parent by " + row.parentLink,
          row + " is truly " + (parent == null ? null : parent.arn()));
    }
    if (execution.mapRunArn == null) {
      checkNested(row, execution);
    } else {
      checkChild(row, execution, Objects.requireNonNull(parent));
    }
    boolean torn =
        !truth.evidence.keeping(row.arn).isWhole()
            || (parent != null && !truth.evidence.keeping(parent.arn()).isWhole());
    // Of a chain that is broken, the one root that is known is not the one that inputs name.
    boolean shortened = !row.rootArn.equals(execution.root().arn());
    if (row.contradiction != null && !torn && !shortened) {
      findings.problem("contradiction where all is true", row);
    }
  }

  private void checkChild(ExecutionRow row, TrueExecution child, TrueExecution parent) {
    findings.count("map_run_link " + row.mapRunLink);
    if (row.mapRunLink == null) {
      findings.problem("no link of a child", row);
    }
    if (row.mapRunArn != null && !row.mapRunArn.equals(child.mapRunArn)) {
      findings.problem("wrong Map Run by " + row.mapRunLink, row + " is truly " + child.mapRunArn);
    }
    if (row.mapRunArn == null && truth.evidence.isDescribed(row.arn)) {
      findings.problem("Map Run not taken from the answer that names it", row);
    }
    boolean named =
        child.input.parent() && truth.evidence.showsInput(row.arn) && parent.mapRunArn == null;
    if (named && !parent.arn().equals(row.parentArn)) {
      findings.problem("parent not taken from the input that names it", row);
    }
  }

  private void checkNested(ExecutionRow row, TrueExecution execution) {
    boolean isNested = execution.startedBy != null;
    boolean named = isNested && truth.evidence.isNamedByStarter(row.arn);
    boolean asks = isNested && execution.input.startedBy() && truth.evidence.showsInput(row.arn);
    String link = named ? "started_execution" : asks ? "context" : null;
    if (isNested) {
      findings.count("nested by " + row.parentLink);
    }
    boolean known = row.parentLink != null;
    if (row.mapRunLink != null || !Objects.equals(row.parentLink, link)) {
      findings.problem("link of no child", row + " is truly known by " + link);
    } else if (known != (row.parentArn != null)) {
      findings.problem("evidence for the starter not followed", row);
    }
  }

  /** As far as the links lead, all of a tree has one root and one trace. */
  private void checkTrace(ExecutionRow row, TrueExecution execution) {
    ExecutionRow top = row;
    TrueExecution trueTop = execution;
    int depth = 0;
    while (top.parentArn != null && rows.containsKey(top.parentArn) && trueTop.parent != null) {
      top = Objects.requireNonNull(rows.get(top.parentArn));
      trueTop = trueTop.parent;
      depth++;
      if (!top.traceId.equals(row.traceId) || !top.rootArn.equals(row.rootArn)) {
        findings.problem("another root or trace than those above", row + " in " + top);
      }
    }
    TrueExecution root = execution.root();
    if (trueTop.parent == null) {
      findings.count("whole up to the root, depth " + depth);
      if (!row.rootArn.equals(root.arn())) {
        findings.problem("root", row + " is truly below " + root.arn());
      }
      if (!row.traceId.equals(truth.traceOf(root))) {
        findings.problem("trace", row + " is truly of " + truth.traceOf(root));
      }
      return;
    }
    findings.count("root unknown");
    if (!isAbove(row.rootArn, execution)) {
      findings.problem("root that is not above", row + " is truly below " + root.arn());
    }
    Set<String> possible = new HashSet<>();
    for (TrueExecution above = execution; above != null; above = above.parent) {
      possible.add(WorldTruth.hashed(above.arn()));
    }
    if (!possible.contains(row.traceId) && !row.traceId.equals(root.input.upstream())) {
      findings.problem("trace of nothing above", row);
    }
  }

  private static boolean isAbove(String arn, TrueExecution execution) {
    TrueExecution above = execution;
    while (above != null && !above.arn().equals(arn)) {
      above = above.parent;
    }
    return above != null;
  }

  /** A nested execution hangs on the very attempt that started it. */
  private void checkNestedSpans(LakeReader tables) {
    for (Row row :
        tables.rows(
            """
            SELECT child.execution_arn, parent.execution_arn, parent.kind, parent.name,
                   unix_millis(parent.started_at), parent.attributes['start_missing'],
                   parent.attributes['started_execution_arn'], child.parent_span_id
            FROM spans child
            LEFT JOIN spans parent
              ON parent.span_id = child.parent_span_id AND parent.trace_id = child.trace_id
            WHERE child.kind = 'execution' AND NOT child.is_distributed_map_child""")) {
      TrueExecution execution = truth.executions.get(row.getString(0));
      if (execution != null && execution.startedBy != null) {
        checkNestedSpan(row, execution);
      } else if (!row.isNullAt(7)) {
        findings.problem("span above a root", row);
      }
    }
  }

  private void checkNestedSpan(Row row, TrueExecution execution) {
    TrueExecution starter = Objects.requireNonNull(execution.parent);
    boolean named = truth.evidence.isNamedByStarter(execution.arn());
    boolean asks = execution.input.startedBy() && truth.evidence.showsInput(execution.arn());
    if (row.isNullAt(2)) {
      if (!row.isNullAt(7) || named || (asks && rows.containsKey(starter.arn()))) {
        findings.problem("no span above a nested execution", row);
      }
      return;
    }
    String kind = row.getString(2);
    findings.count("nested below " + kind);
    boolean isAttempt = kind.equals("attempt");
    boolean isTheAttempt = isAttempt && isTheAttempt(row, execution, starter);
    boolean isOfStarter =
        starter.arn().equals(row.getString(1)) && (kind.equals("execution") || isTheAttempt);
    if (!isOfStarter || (named && !isTheAttempt)) {
      findings.problem(
          "nested below a wrong " + kind + (named ? "" : " by context"),
          row + " is truly below " + execution.startedBy + " of " + starter.arn());
    }
    if (named && !execution.arn().equals(row.getString(6))) {
      findings.problem("attempt does not say what it started", row);
    }
  }

  /** Of an attempt whose events are not all there, the state may have no name, or no beginning. */
  private boolean isTheAttempt(Row row, TrueExecution execution, TrueExecution starter) {
    TrueSpan attempt = Objects.requireNonNull(execution.startedBy);
    boolean torn = !truth.evidence.keeping(starter.arn()).isWhole();
    boolean named = attempt.name.equals(row.getString(3));
    boolean begun = attempt.startedAt == row.getLong(4) || !row.isNullAt(5);
    return begun && (named || torn);
  }

  private void checkWhole(ExecutionRow row, TrueExecution execution) {
    WrittenEvent last = execution.run.events.get(execution.run.events.size() - 1);
    String status =
        switch (last.type()) {
          case "ExecutionSucceeded" -> "SUCCEEDED";
          case "ExecutionFailed" -> "FAILED";
          case "ExecutionAborted" -> "ABORTED";
          case "ExecutionTimedOut" -> "TIMED_OUT";
          default -> "RUNNING";
        };
    if (!status.equals(row.status)) {
      findings.problem("status", row + " is truly " + status);
    }
    if (row.eventCount != execution.run.events.size()) {
      findings.problem("events", row + " has truly " + execution.run.events.size());
    }
  }
}
