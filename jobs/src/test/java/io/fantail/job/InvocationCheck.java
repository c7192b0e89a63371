package io.fantail.job;

import io.fantail.testing.workflow.Keeping;
import io.fantail.testing.workflow.TrueExecution;
import io.fantail.testing.workflow.TrueFunction;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Attempts and the invocations that they made. */
final class InvocationCheck {
  private final WorldTruth truth;
  private final Findings findings;

  InvocationCheck(WorldTruth truth, Findings findings) {
    this.truth = truth;
    this.findings = findings;
  }

  void check(LakeReader tables) {
    for (Row row :
        tables.rows(
            """
            SELECT execution_arn, name, unix_millis(started_at), link, request_id,
                   attributes['predecessor_missing'], span_id
            FROM spans WHERE kind = 'attempt' AND link IS NOT NULL""")) {
      findings.count("link " + row.getString(3));
      if (row.isNullAt(5)) {
        checkAttempt(row);
      }
    }
    for (Row row :
        tables.rows(
            """
            SELECT attempt.execution_arn, attempt.name, unix_millis(attempt.started_at),
                   lambda.link, lambda.request_id, attempt.attributes['predecessor_missing']
            FROM spans lambda JOIN spans attempt ON attempt.span_id = lambda.parent_span_id
            WHERE lambda.kind = 'lambda'""")) {
      findings.count("lambda by " + row.getString(3));
      if (row.isNullAt(5) && !requestsOf(row).contains(row.getString(4))) {
        findings.problem(
            "wrong invocation by " + row.getString(3), row + " is truly " + requestsOf(row));
      }
    }
    checkPlaces(tables);
  }

  /** An account and a region may be unknown, and are never another function's. */
  private void checkPlaces(LakeReader tables) {
    for (Row row :
        tables.rows(
            "SELECT request_id, function_name, account_id, region FROM lambda_invocations")) {
      TrueFunction function = truth.functions.get(row.getString(0));
      if (function == null
          || isOther(row.getString(1), function.name())
          || isOther(row.getString(2), function.account())
          || isOther(row.getString(3), function.region())) {
        findings.problem("function of an invocation", row + " is truly of " + function);
      }
    }
  }

  private static boolean isOther(@Nullable String shown, String name) {
    return shown != null && !shown.equals(name);
  }

  private Set<String> requestsOf(Row row) {
    return truth.requestsOf(
        WorldTruth.key(row.getString(0), "attempt", row.getString(1), row.getLong(2)));
  }

  private void checkAttempt(Row row) {
    String link = row.getString(3);
    String requestId = row.getString(4);
    Set<String> requests = requestsOf(row);
    if (requestId != null && !requests.contains(requestId)) {
      findings.problem("wrong request id by " + link, row + " is truly " + requests);
    }
    String key = WorldTruth.key(row.getString(0), "attempt", row.getString(1), row.getLong(2));
    boolean one = truth.spansAt(key).size() == 1;
    if (one && link.equals("not_invoked") && !requests.isEmpty()) {
      findings.problem("invoked after all", row + " is truly " + requests);
    }
    String known =
        truth.spansAt(key).stream()
            .map(span -> String.valueOf(span.requestId))
            .collect(Collectors.joining(" "));
    Keeping keeping = truth.evidence.keeping(row.getString(0));
    TrueExecution execution = truth.executions.get(row.getString(0));
    boolean shown =
        (keeping == Keeping.HISTORY || keeping == Keeping.LOG)
            && execution != null
            && !execution.wasStopped();
    if (shown && !known.contains("null") && truth.isLogged(known) && !link.equals("request_id")) {
      findings.problem("request id not followed", row + " names " + known);
    }
  }
}
