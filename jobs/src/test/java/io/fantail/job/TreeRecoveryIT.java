package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.testing.workflow.Keeping;
import io.fantail.testing.workflow.TrueExecution;
import io.fantail.testing.workflow.TrueSpan;
import io.fantail.testing.workflow.World;
import io.fantail.testing.workflow.WorldArchive;
import io.fantail.testing.workflow.WrittenEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thousands of random workflows in one archive, of each of which something else is kept: what the
 * tables say is true, and what cannot be known is not said. Another world: {@code
 * -Dfantail.world.seed=4711}; a larger one: {@code -Dfantail.world.workflows=30000}.
 */
class TreeRecoveryIT {
  private static final long STARTED_AT = 1_790_000_000_000L;
  private static final long MILLIS = 7_200_000;
  private static final int SHOWN = 12;

  private final Map<String, List<String>> problems = new TreeMap<>();
  private final Map<String, Integer> counts = new TreeMap<>();

  @Test
  void linksNothingWrong(@TempDir Path folder) {
    long seed = Long.getLong("fantail.world.seed", 1);
    World world =
        new World(seed, Integer.getInteger("fantail.world.workflows", 3_000), STARTED_AT, MILLIS);
    WorldArchive archive = new WorldArchive(world, folder.resolve("archive"), seed);
    archive.write();
    Path lake = folder.resolve("lake");
    Commands.succeed("run", "--archive", folder.resolve("archive"), "--lake", lake);
    WorldTruth truth = new WorldTruth(archive, world.invocations());
    try (LakeReader tables = LakeReader.open(lake)) {
      assertThat(tables.rows("SELECT * FROM rejects")).isEmpty();
      checkExecutions(tables, truth);
      checkSpans(tables, truth);
      checkInvocations(tables, truth);
    }
    assertThat(problems.keySet()).as(() -> described(seed)).isEmpty();
    // None of the ways to know and not to know is left out.
    assertThat(counts.keySet())
        .contains(
            "map_run_link describe_execution",
            "map_run_link list_executions",
            "map_run_link result_writer",
            "map_run_link time_window",
            "map_run_link ambiguous",
            "map_run_link none",
            "link request_id",
            "link time_window",
            "link ambiguous",
            "link no_logs",
            "link not_invoked");
  }

  private String described(long seed) {
    StringBuilder text = new StringBuilder("seed " + seed + ", counted " + counts);
    problems.forEach(
        (kind, of) -> {
          text.append('\n').append(of.size()).append(' ').append(kind);
          of.stream().limit(SHOWN).forEach(each -> text.append("\n    ").append(each));
        });
    return text.toString();
  }

  private void problem(String kind, Object what) {
    problems.computeIfAbsent(kind, unseen -> new ArrayList<>()).add(String.valueOf(what));
  }

  private void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  private void checkExecutions(LakeReader tables, WorldTruth truth) {
    Map<String, Row> found = new HashMap<>();
    for (Row row :
        tables.rows(
            """
            SELECT execution_arn, map_run_link, map_run_arn, parent_execution_arn,
                   root_execution_arn, trace_id, status, event_count
            FROM executions""")) {
      if (found.put(row.getString(0), row) != null) {
        problem("execution twice", row);
      }
    }
    for (TrueExecution execution : truth.executions.values()) {
      Row row = found.get(execution.arn());
      Keeping keeping = truth.keeping(execution.arn());
      if (row == null && (keeping.isWhole() || truth.isDescribed(execution.arn()))) {
        problem("execution lost", execution.arn());
      } else if (row != null) {
        checkExecution(row, execution, truth, found);
      }
    }
    found.keySet().stream()
        .filter(arn -> !truth.executions.containsKey(arn))
        .forEach(arn -> problem("execution invented", arn));
  }

  private void checkExecution(
      Row row, TrueExecution execution, WorldTruth truth, Map<String, Row> found) {
    String link = row.getString(1);
    String mapRun = row.getString(2);
    String parentArn = row.getString(3);
    TrueExecution parent = execution.parent;
    boolean isChild = execution.mapRunArn != null;
    if (isChild) {
      count("map_run_link " + link);
    }
    if ((link != null) != isChild) {
      problem("link of what is no child, or none of a child", row);
    }
    if (mapRun != null && !mapRun.equals(execution.mapRunArn)) {
      problem("wrong Map Run by " + link, row + " is truly " + execution.mapRunArn);
    }
    if (parentArn != null && (parent == null || !parentArn.equals(parent.arn()))) {
      problem(
          "wrong parent by " + link, row + " is truly " + (parent == null ? null : parent.arn()));
    }
    if (isChild && mapRun == null && truth.isDescribed(execution.arn())) {
      problem("Map Run not taken from the answer that names it", row);
    }
    Row above = parentArn == null ? null : found.get(parentArn);
    if (above != null && !above.getString(5).equals(row.getString(5))) {
      problem("another trace than the parent's", row + " in " + above);
    }
    if (above != null && !above.getString(4).equals(row.getString(4))) {
      problem("another root than the parent's", row + " in " + above);
    }
    boolean stopped = execution.events().size() < execution.run.events.size();
    if (truth.keeping(execution.arn()).isWhole() && !stopped) {
      checkWhole(row, execution);
    }
  }

  private void checkWhole(Row row, TrueExecution execution) {
    WrittenEvent last = execution.run.events.get(execution.run.events.size() - 1);
    String status =
        switch (last.type()) {
          case "ExecutionSucceeded" -> "SUCCEEDED";
          case "ExecutionFailed" -> "FAILED";
          case "ExecutionAborted" -> "ABORTED";
          default -> "TIMED_OUT";
        };
    if (!status.equals(row.getString(6))) {
      problem("status", row + " is truly " + status);
    }
    if (row.getLong(7) != execution.run.events.size()) {
      problem("events", row + " has truly " + execution.run.events.size());
    }
  }

  private void checkSpans(LakeReader tables, WorldTruth truth) {
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
        problem("parent span lost", row);
      } else if (row.isNullAt(9) && row.isNullAt(10) && row.isNullAt(11)) {
        checkPlace(row, truth.spansAt(key));
      }
    }
    for (TrueExecution execution : truth.executions.values()) {
      if (truth.keeping(execution.arn()).isWhole()) {
        countAll(execution, execution.run.root, found, truth);
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
                        && parent.kind.column().equals(row.getString(5))
                        && (parent.parent == null || parent.startedAt == row.getLong(7))
                        && row.getString(0).equals(row.getString(4)));
    if (!inPlace) {
      problem(
          row.getString(1) + " that is not there, or elsewhere",
          row + " truly " + candidates.stream().map(span -> span + " in " + span.parent).toList());
    }
  }

  private void countAll(
      TrueExecution execution, TrueSpan span, Map<String, Integer> found, WorldTruth truth) {
    String key = WorldTruth.key(execution.arn(), span.kind.column(), span.name, span.startedAt);
    if (span.parent != null
        && !truth.spansAt(key).isEmpty()
        && found.getOrDefault(key, 0) != truth.spansAt(key).size()) {
      problem("number of " + span.kind, key + ": " + found.getOrDefault(key, 0));
    }
    span.children.forEach(child -> countAll(execution, child, found, truth));
  }

  private void checkInvocations(LakeReader tables, WorldTruth truth) {
    for (Row row :
        tables.rows(
            """
            SELECT execution_arn, name, unix_millis(started_at), link, request_id,
                   attributes['predecessor_missing'], span_id
            FROM spans WHERE kind = 'attempt' AND link IS NOT NULL""")) {
      count("link " + row.getString(3));
      if (row.isNullAt(5)) {
        checkAttempt(row, truth);
      }
    }
    for (Row row :
        tables.rows(
            """
            SELECT attempt.execution_arn, attempt.name, unix_millis(attempt.started_at),
                   lambda.link, lambda.request_id, attempt.attributes['predecessor_missing']
            FROM spans lambda JOIN spans attempt ON attempt.span_id = lambda.parent_span_id
            WHERE lambda.kind = 'lambda'""")) {
      count("lambda by " + row.getString(3));
      if (row.isNullAt(5) && !requestsOf(row, truth).contains(row.getString(4))) {
        problem(
            "wrong invocation by " + row.getString(3), row + " is truly " + requestsOf(row, truth));
      }
    }
  }

  private static Set<String> requestsOf(Row row, WorldTruth truth) {
    return truth.requestsOf(
        WorldTruth.key(row.getString(0), "attempt", row.getString(1), row.getLong(2)));
  }

  private void checkAttempt(Row row, WorldTruth truth) {
    String link = row.getString(3);
    String requestId = row.getString(4);
    Set<String> requests = requestsOf(row, truth);
    if (requestId != null && !requests.contains(requestId)) {
      problem("wrong request id by " + link, row + " is truly " + requests);
    }
    String key = WorldTruth.key(row.getString(0), "attempt", row.getString(1), row.getLong(2));
    boolean one = truth.spansAt(key).size() == 1;
    if (one && link.equals("not_invoked") && !requests.isEmpty()) {
      problem("invoked after all", row + " is truly " + requests);
    }
    String known =
        truth.spansAt(key).stream()
            .map(span -> String.valueOf(span.requestId))
            .collect(Collectors.joining(" "));
    Keeping keeping = truth.keeping(row.getString(0));
    boolean shown = keeping == Keeping.HISTORY || keeping == Keeping.LOG;
    if (shown && !known.contains("null") && truth.isLogged(known) && !link.equals("request_id")) {
      problem("request id not followed", row + " names " + known);
    }
  }
}
