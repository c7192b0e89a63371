package io.fantail.job;

import io.fantail.testing.workflow.TrueCounts;
import io.fantail.testing.workflow.TrueExecution;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Row;

/** What holds of all rows of the tables, whatever the archive lacks. */
final class InvariantCheck {
  private final WorldTruth truth;
  private final Findings findings;

  InvariantCheck(WorldTruth truth, Findings findings) {
    this.truth = truth;
    this.findings = findings;
  }

  void check(LakeReader tables) {
    none(
        tables,
        "breakdown does not sum up",
        """
        SELECT e.execution_arn, e.active_ms, e.missing_events, s.attributes,
               queue_ms + cold_start_ms + lambda_ms + task_ms + retry_ms + wait_ms + map_ms
                 + other_ms AS parts
        FROM executions e JOIN spans s ON s.execution_arn = e.execution_arn AND s.kind = 'execution'
        WHERE (queue_ms IS NULL) != (e.active_ms IS NULL OR e.missing_events > 0
              OR s.attributes['described_by'] IS NOT NULL)
          OR LEAST(queue_ms, cold_start_ms, lambda_ms, task_ms, retry_ms, wait_ms, map_ms,
              other_ms) < 0
          OR ABS(e.active_ms - queue_ms - cold_start_ms - lambda_ms - task_ms - retry_ms - wait_ms
                 - map_ms - other_ms) > 1e-6""");
    none(
        tables,
        "critical path does not sum up",
        """
        SELECT execution_arn, kind, name, active_ms, critical_ms
        FROM spans
        WHERE critical_ms < 0 OR critical_ms > duration_ms + 1e-6
          OR (kind = 'execution' AND ABS(critical_ms - active_ms) > 1e-6)""");
    none(
        tables,
        "span id twice",
        "SELECT span_id, COUNT(*) FROM spans GROUP BY span_id HAVING COUNT(*) > 1");
    none(
        tables,
        "not one execution span",
        """
        SELECT e.execution_arn, COUNT(s.span_id)
        FROM executions e
        LEFT JOIN spans s ON s.execution_arn = e.execution_arn AND s.kind = 'execution'
          AND s.trace_id = e.trace_id AND s.map_run_arn <=> e.map_run_arn
        GROUP BY e.execution_arn HAVING COUNT(s.span_id) != 1""");
    none(
        tables,
        "span of no execution",
        """
        SELECT s.span_id, s.execution_arn, s.kind
        FROM spans s LEFT ANTI JOIN executions e ON e.execution_arn = s.execution_arn""");
    none(
        tables,
        "parent span in no trace, or another one",
        """
        SELECT child.execution_arn, child.kind, child.name, child.parent_span_id
        FROM spans child LEFT ANTI JOIN spans parent
          ON parent.span_id = child.parent_span_id AND parent.trace_id = child.trace_id
        WHERE child.parent_span_id IS NOT NULL""");
    none(tables, "outside of its parent", outsideOfItsParent());
    none(
        tables,
        "coverage of attempts",
        """
        SELECT * FROM (
          SELECT (SELECT SUM(attempts) FROM link_coverage) AS covered,
                 (SELECT SUM(total) FROM link_coverage WHERE subject = 'lambda_attempt') AS total,
                 (SELECT COUNT(*) FROM spans WHERE kind = 'attempt' AND link IS NOT NULL) AS attempts,
                 (SELECT SUM(total) FROM link_coverage WHERE subject = 'map_run_child') AS children,
                 (SELECT COUNT(*) FROM executions WHERE is_distributed_map_child) AS all_children)
        WHERE covered != attempts OR total != attempts OR children != all_children""");
    none(
        tables,
        "invocation of several attempts",
        """
        SELECT request_id, COUNT(DISTINCT parent_span_id) FROM spans
        WHERE kind = 'lambda' GROUP BY request_id HAVING COUNT(DISTINCT parent_span_id) > 1""");
    none(
        tables,
        "items of a child",
        "SELECT execution_arn, items FROM executions WHERE is_distributed_map_child AND items != 1");
    none(
        tables,
        "phases do not sum up",
        """
        SELECT map_run_arn, duration_ms, start_ms, ramp_ms, steady_ms, tail_phase_ms, finish_ms
        FROM map_runs
        WHERE (start_ms IS NULL) != (children = 0)
          OR (finish_ms IS NULL) != (duration_ms IS NULL OR children = running)
          OR (ramp_ms IS NULL) != (finish_ms IS NULL)
          OR LEAST(start_ms, ramp_ms, steady_ms, tail_phase_ms, finish_ms) < 0
          OR ABS(duration_ms - start_ms - ramp_ms - steady_ms - tail_phase_ms - finish_ms) > 1e-6""");
    none(tables, "timeline does not sum up", timelineAgainstRows());
    checkMapRuns(tables);
  }

  private static String timelineAgainstRows() {
    return """
        WITH retries AS (
          SELECT map_run_arn, SUM(size(COALESCE(retried_at, array()))) AS retries,
                 SUM(size(COALESCE(throttled_at, array()))) AS throttles
          FROM executions WHERE is_distributed_map_child GROUP BY map_run_arn),
        sums AS (
          SELECT map_run_arn, COUNT(*) AS buckets, SUM(started) AS started, SUM(ended) AS ended,
                 SUM(failed) AS failed, MAX(running) AS running, SUM(retried) AS retried,
                 SUM(throttled) AS throttled
          FROM map_run_timeline GROUP BY map_run_arn)
        SELECT s.*, r.* FROM map_runs m LEFT JOIN sums s ON s.map_run_arn = m.map_run_arn
          LEFT JOIN retries r ON r.map_run_arn = m.map_run_arn
        WHERE (s.buckets IS NULL) != (m.children = 0) OR s.buckets > 500
          OR s.started != m.children OR s.ended != m.children - m.running
          OR s.failed != m.failed + m.timed_out OR s.running != m.max_concurrency
          OR s.retried != r.retries OR s.throttled != r.throttles""";
  }

  /**
   * Where nothing is missing, no end is inferred and nothing contradicts. No event says when a Map
   * Run was stopped. A function may run on when nobody waits for it, and so may what was started
   * without waiting for it.
   */
  private static String outsideOfItsParent() {
    return """
        SELECT child.execution_arn, child.kind, child.name, parent.kind AS above,
               child.started_at, child.ended_at, parent.started_at AS from, parent.ended_at AS until,
               child.status, parent.status AS status_above, child.attributes, parent.attributes
        FROM spans child JOIN spans parent
          ON parent.span_id = child.parent_span_id AND parent.trace_id = child.trace_id
        WHERE NOT (child.kind = 'execution' AND parent.kind != 'map_run')
          AND child.kind != 'lambda'
          AND child.attributes['start_missing'] IS NULL
          AND child.attributes['predecessor_missing'] IS NULL
          AND parent.attributes['start_missing'] IS NULL
          AND parent.attributes['described_by'] IS NULL
          AND child.attributes['described_by'] IS NULL
          AND child.attributes['ended_by'] IS NULL
          AND parent.attributes['ended_by'] IS NULL
          AND NOT (child.kind = 'execution' AND child.execution_arn IN
            (SELECT execution_arn FROM executions WHERE contradiction IS NOT NULL))
          AND NOT (parent.kind = 'map_run' AND parent.status = 'aborted')
          AND (child.started_at < parent.started_at OR child.ended_at > parent.ended_at)""";
  }

  private void none(LakeReader tables, String what, String sql) {
    tables.rows(sql).forEach(row -> findings.problem(what, row));
  }

  private void checkMapRuns(LakeReader tables) {
    Map<String, Integer> known = new HashMap<>();
    Map<String, Integer> unlinked = new HashMap<>();
    for (Row row :
        tables.rows(
            "SELECT execution_arn, map_run_arn FROM executions WHERE is_distributed_map_child")) {
      TrueExecution child = truth.executions.get(row.getString(0));
      if (child != null && child.mapRunArn != null) {
        known.merge(child.mapRunArn, 1, Integer::sum);
        unlinked.merge(child.mapRunArn, row.isNullAt(1) ? 1 : 0, Integer::sum);
      }
    }
    Map<String, TrueCounts> reported = new HashMap<>(truth.evidence.reported());
    for (Row row :
        tables.rows(
            """
            SELECT map_run_arn, children, succeeded + failed + timed_out + aborted + running,
                   missing_children, reported_children, reported_items, reported_pending,
                   reported_succeeded, reported_failed, reported_timed_out, reported_aborted
            FROM map_runs""")) {
      String arn = row.getString(0);
      long children = row.getLong(1);
      findings.count("map run");
      int truly = known.getOrDefault(arn, 0) - unlinked.getOrDefault(arn, 0);
      if (children != truly || row.getLong(2) != children) {
        findings.problem("children of a Map Run", row + " has truly " + truly);
      }
      TrueCounts counts = reported.remove(arn);
      String said =
          counts == null
              ? "[null,null,null,null,null,null,null,null]"
              : "[%d,%d,%d,%d,%d,%d,%d,%d]"
                  .formatted(
                      counts.total() - children,
                      counts.total(),
                      counts.total(),
                      counts.pending(),
                      counts.succeeded(),
                      counts.failed(),
                      counts.timedOut(),
                      counts.aborted());
      if (!row.toString().endsWith("," + said.substring(1))) {
        findings.problem("what DescribeMapRun said", row + " is truly " + said);
      }
      findings.count(counts == null ? "map run not described" : "map run described");
    }
    reported.keySet().forEach(arn -> findings.problem("described Map Run lost", arn));
  }
}
