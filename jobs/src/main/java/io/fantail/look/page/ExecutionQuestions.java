package io.fantail.look.page;

import java.util.List;

/** What the page asks of {@code executions}. */
final class ExecutionQuestions {
  private static final String UNSUCCESSFUL = "status IN ('FAILED', 'TIMED_OUT', 'ABORTED')";

  /** What happened to a child; those of whom the same is true are alike. */
  private static final String OUTCOME =
      "map_run_arn, status, substring(error, 1, 200) AS error, retried_at IS NOT NULL AS is_retried,"
          + " throttled_at IS NOT NULL AS is_throttled";

  private static final String TIMES =
      "started_at, ended_at, active_ms, queue_ms, cold_start_ms, lambda_ms, task_ms, retry_ms,"
          + " wait_ms, map_ms, other_ms, redrive_count, missing_events, event_count";

  /** So many children unfold, divided over the Map Runs. */
  private static final int MOST_CHILDREN = 500;

  private static final int LEAST_OF_A_RUN = 4;

  private final PageScope scope;

  ExecutionQuestions(PageScope scope) {
    this.scope = scope;
  }

  /** What there is, and when. */
  Question extent() {
    return new Question(
        "extent",
        """
        SELECT min(started_at) AS first_start, max(coalesce(ended_at, started_at)) AS last_end,
          count(*) AS executions, count_if(is_distributed_map_child) AS children,
          count_if(is_distributed_map_child AND %s) AS unsuccessful_children,
          count_if(is_distributed_map_child AND map_run_arn IS NULL) AS unlinked_children,
          count(DISTINCT trace_id) AS traces
        FROM executions WHERE %s"""
            .formatted(UNSUCCESSFUL, scope.executions()));
  }

  /** Percentiles of parents and of children: exact, as in the table {@code latency}. */
  Question latency(String key) {
    return new Question(
        key,
        """
        SELECT state_machine_name, is_distributed_map_child, count(*) AS executions, count(active_ms) AS ended,
          count_if(%s) AS unsuccessful, percentile(active_ms, 0.5) AS p50_ms, percentile(active_ms, 0.75) AS p75_ms,
          percentile(active_ms, 0.9) AS p90_ms, percentile(active_ms, 0.95) AS p95_ms,
          percentile(active_ms, 0.99) AS p99_ms, percentile(active_ms, 0.999) AS p999_ms, max(active_ms) AS max_ms
        FROM executions WHERE %s
        GROUP BY ALL
        ORDER BY is_distributed_map_child DESC, executions DESC, state_machine_name LIMIT 400"""
            .formatted(UNSUCCESSFUL, scope.executions()));
  }

  /**
   * How many took how long, in steps of 2 %: exact at the edges, which are {@code 1.02^step} ms.
   */
  Question survival(String key) {
    return survival(key, "state_machine_name", scope.executions());
  }

  /** The same of the children of single Map Runs. */
  Question survivalOfMapRuns(List<String> mapRunArns) {
    return survival(
        "survival_of_map_runs",
        "map_run_arn",
        scope.executions() + " AND map_run_arn IN " + PageScope.texts(mapRunArns));
  }

  private static Question survival(String key, String group, String condition) {
    return new Question(
        key,
        """
        SELECT %s, is_distributed_map_child, CAST(ceil(ln(greatest(active_ms, 0.5)) / ln(1.02)) AS INT) AS step,
          count(*) AS executions
        FROM executions WHERE %s AND active_ms IS NOT NULL
        GROUP BY ALL ORDER BY ALL LIMIT 40000"""
            .formatted(group, condition));
  }

  /** Children by when they started and how long they took, in steps of 15 %. */
  Question heat(PageExtent extent) {
    return new Question(
        "heat",
        """
        SELECT state_machine_name, %s AS slot,
          CAST(ceil(ln(greatest(active_ms, 0.5)) / ln(1.15)) AS INT) AS step, count(*) AS children
        FROM executions WHERE %s AND is_distributed_map_child AND active_ms IS NOT NULL
        GROUP BY ALL ORDER BY ALL LIMIT 40000"""
            .formatted(extent.slotOf("started_at"), scope.executions()));
  }

  /** Alike children: how many there are, and how long they took. */
  Question outcomes(List<String> mapRunArns) {
    return new Question(
        "outcomes",
        """
        SELECT %s, count(*) AS children, percentile(active_ms, 0.5) AS p50_ms, percentile(active_ms, 0.99) AS p99_ms,
          min(active_ms) AS min_ms, max(active_ms) AS max_ms
        FROM executions
        WHERE %s AND is_distributed_map_child AND (map_run_arn IS NULL OR map_run_arn IN %s)
        GROUP BY ALL ORDER BY map_run_arn, children DESC, status, error, is_retried, is_throttled LIMIT 2000"""
            .formatted(OUTCOME, scope.executions(), PageScope.texts(mapRunArns)));
  }

  /** How their times are spread, in steps of 30 %. */
  Question outcomeHistogram(List<String> mapRunArns) {
    return new Question(
        "outcome_histogram",
        """
        SELECT %s, CAST(ceil(ln(greatest(active_ms, 0.5)) / ln(1.3)) AS INT) AS step, count(*) AS children
        FROM executions
        WHERE %s AND is_distributed_map_child AND active_ms IS NOT NULL AND map_run_arn IN %s
        GROUP BY ALL ORDER BY ALL LIMIT 10000"""
            .formatted(OUTCOME, scope.executions(), PageScope.texts(mapRunArns)));
  }

  /**
   * The children that unfold: of each Map Run its slowest, the one that it waited for, some of each
   * kind of failure, and some by chance; and all that the page names elsewhere.
   *
   * @param named children to which other parts of the page lead, sampled or not
   */
  Question children(List<String> mapRunArns, List<String> named) {
    return new Question(
        "children",
        """
        WITH sampled AS (
          SELECT execution_arn, %s, %s, items, weight, reason
          FROM executions LEFT JOIN (SELECT execution_arn, weight, reason FROM trace_samples WHERE %s) USING (execution_arn)
          WHERE %s AND map_run_arn IN %s AND (reason IS NOT NULL OR execution_arn IN %s)),
        ranked AS (
          SELECT *,
            row_number() OVER (PARTITION BY map_run_arn, status, error, is_retried, is_throttled
              ORDER BY active_ms DESC NULLS LAST, execution_arn) AS place_in_outcome,
            row_number() OVER (PARTITION BY map_run_arn ORDER BY active_ms DESC NULLS LAST, execution_arn) AS place,
            row_number() OVER (PARTITION BY map_run_arn, reason ORDER BY xxhash64(execution_arn)) AS place_by_chance
          FROM sampled)
        SELECT * FROM (
          SELECT *, row_number() OVER (PARTITION BY map_run_arn ORDER BY CASE
            WHEN reason = 'critical_path' OR execution_arn IN %s THEN 0
            ELSE least(place, 2 * place_in_outcome, IF(reason = 'sampled', 2 * place_by_chance, place)) END,
            execution_arn) AS place_of_all
          FROM ranked)
        WHERE place_of_all <= %d OR execution_arn IN %s
        ORDER BY array_position(array%s, map_run_arn), active_ms DESC NULLS LAST, execution_arn LIMIT 900"""
            .formatted(
                OUTCOME,
                TIMES,
                scope.days().condition(),
                scope.executions(),
                PageScope.texts(mapRunArns),
                PageScope.texts(named),
                PageScope.texts(named),
                Math.max(LEAST_OF_A_RUN, MOST_CHILDREN / Math.max(1, mapRunArns.size())),
                PageScope.texts(named),
                PageScope.texts(mapRunArns)));
  }

  /** Executions that are no children: those that started Map Runs, and the slowest others. */
  Question parents(List<String> startersOfMapRuns) {
    return new Question(
        "parents",
        """
        SELECT execution_arn, state_machine_name, status, substring(error, 1, 200) AS error,
          substring(cause, 1, 500) AS cause, parent_execution_arn, %s
        FROM executions WHERE %s AND NOT is_distributed_map_child
        ORDER BY execution_arn IN %s DESC, active_ms DESC NULLS LAST, execution_arn LIMIT 150"""
            .formatted(TIMES, scope.executions(), PageScope.texts(startersOfMapRuns)));
  }

  /** When executions failed, by error. */
  Question errorTimes(PageExtent extent) {
    return new Question(
        "error_times",
        """
        SELECT substring(error, 1, 200) AS error, %s AS slot, count(*) AS executions
        FROM executions WHERE %s AND %s AND ended_at IS NOT NULL
        GROUP BY ALL ORDER BY ALL LIMIT 5000"""
            .formatted(extent.slotOf("ended_at"), scope.executions(), UNSUCCESSFUL));
  }

  /** What the links from children to their Map Runs rest on. */
  Question childLinks() {
    return new Question(
        "child_links",
        """
        SELECT map_run_link, count(*) AS children, count(contradiction) AS contradicted
        FROM executions WHERE %s AND is_distributed_map_child
        GROUP BY ALL ORDER BY children DESC, map_run_link"""
            .formatted(scope.executions()));
  }
}
