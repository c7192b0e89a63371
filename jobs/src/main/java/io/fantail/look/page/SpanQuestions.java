package io.fantail.look.page;

import java.util.List;
import java.util.Map;

/** What the page asks of {@code spans} and {@code events}. */
final class SpanQuestions {
  /** So many spans are on a page, which are some 150 bytes each. */
  private static final int MOST_SPANS = 10_000;

  private static final int LEAST_SPANS = 12;

  private final PageScope scope;

  SpanQuestions(PageScope scope) {
    this.scope = scope;
  }

  /**
   * States and functions of all executions, with what slow children spent in them.
   *
   * @param slow by the name of a state machine with its label how long its slow children took at
   *     least, in ms
   */
  Question figures(Map<String, Double> slow) {
    return new Question(
        "figures",
        """
        WITH slow AS (SELECT execution_arn, true AS is_slow FROM executions WHERE %s)
        SELECT kind, state_machine_name, is_distributed_map_child,
          IF(kind = 'lambda', function_name, state_name) AS name, max(state_type) AS state_type, count(*) AS spans,
          count(active_ms) AS ended, count_if(status = 'error') AS errors, count_if(status = 'unfinished') AS unfinished,
          count_if(cold_start) AS cold_starts, percentile(active_ms, 0.5) AS p50_ms,
          percentile(active_ms, 0.99) AS p99_ms, max(active_ms) AS max_ms, sum(active_ms) AS total_ms,
          sum(IF(is_slow, active_ms, NULL)) AS slow_ms,
          count(*) OVER () AS of_all
        FROM spans LEFT JOIN slow USING (execution_arn)
        WHERE kind IN ('state', 'lambda') AND %s
        GROUP BY ALL ORDER BY kind DESC, total_ms DESC NULLS LAST, state_machine_name, name LIMIT 400"""
            .formatted(slowOnes(slow), scope.executions()));
  }

  /** What the time in each state was made of, of all executions and of slow children. */
  Question parts(Map<String, Double> slow) {
    return new Question(
        "parts",
        """
        WITH slow AS (SELECT execution_arn, true AS is_slow FROM executions WHERE %s)
        SELECT state_machine_name, is_distributed_map_child, state_name, kind, status = 'ok' AS is_ok,
          coalesce(is_slow, false) AS is_slow, count(*) AS spans, sum(active_ms) AS total_ms,
          sum(IF(kind = 'lambda' AND cold_start, CAST(attributes['init_ms'] AS DOUBLE), NULL)) AS init_ms,
          sum(CAST(attributes['backoff_ms'] AS DOUBLE)) AS backoff_ms, max(state_type) AS state_type
        FROM spans LEFT JOIN slow USING (execution_arn)
        WHERE kind IN ('state', 'attempt', 'lambda') AND state_name IS NOT NULL AND %s
        GROUP BY ALL ORDER BY ALL LIMIT 4000"""
            .formatted(slowOnes(slow), scope.executions()));
  }

  /** How many children the slowest percent are. */
  Question slowChildren(Map<String, Double> slow) {
    return new Question(
        "slow_children",
        """
        SELECT state_machine_name, count(*) AS children FROM executions WHERE %s
        GROUP BY ALL ORDER BY ALL"""
            .formatted(slowOnes(slow)));
  }

  /** The condition on children whose time is in the slowest percent of all with their label. */
  private String slowOnes(Map<String, Double> slow) {
    StringBuilder least = new StringBuilder("CASE state_machine_name");
    slow.forEach(
        (name, millis) ->
            least
                .append(" WHEN ")
                .append(PageScope.text(name))
                .append(" THEN ")
                .append(millis)
                .append("D"));
    return slow.isEmpty()
        ? "false"
        : scope.executions() + " AND is_distributed_map_child AND active_ms >= " + least + " END";
  }

  /**
   * Which state followed which, how often: by the event before each {@code StateEntered}. In front
   * of the first state of an execution, a branch or an iteration stands none.
   */
  Question edges() {
    return new Question(
        "edges",
        """
        SELECT state_machine_name, from_state, to_state, count(*) AS times
        FROM (
          SELECT state_machine_name, inline(transform(entered,
            one -> struct(element_at(exited, one.before) AS from_state, one.state AS to_state)))
          FROM (
            SELECT execution_arn, element_at(split(execution_arn, ':'), 7) AS state_machine_name,
              collect_list(IF(type LIKE '%%StateEntered', struct(previous_event_id AS before, state_name AS state), NULL)) AS entered,
              map_from_entries(collect_list(IF(type LIKE '%%StateExited', struct(event_id, state_name), NULL))) AS exited
            FROM events
            WHERE (type LIKE '%%StateEntered' OR type LIKE '%%StateExited') AND state_name IS NOT NULL AND %s
            GROUP BY execution_arn))
        GROUP BY ALL ORDER BY state_machine_name, times DESC, from_state, to_state LIMIT 1000"""
            .formatted(scope.events()));
  }

  /** The spans of the executions that unfold; of those with many the longest. */
  Question spans(List<String> executionArns) {
    return new Question(
        "spans",
        """
        SELECT * FROM (
          SELECT execution_arn, span_id, parent_span_id, kind, name, state_name, state_type, attempt, iteration,
            function_name, request_id, link, cold_start, started_at, ended_at, active_ms, critical_ms, status,
            substring(error, 1, 200) AS error, substring(cause, 1, 300) AS cause, map_run_arn,
            CAST(attributes['init_ms'] AS DOUBLE) AS init_ms, attributes['log_stream'] AS log_stream,
            attributes['function_version'] AS function_version, CAST(attributes['billed_ms'] AS DOUBLE) AS billed_ms,
            CAST(attributes['memory_mb'] AS DOUBLE) AS memory_mb, CAST(attributes['max_memory_mb'] AS DOUBLE) AS max_memory_mb,
            attributes['started_execution_arn'] AS started_execution_arn,
            count(*) OVER (PARTITION BY execution_arn) AS spans_of_execution,
            row_number() OVER (PARTITION BY execution_arn
              ORDER BY kind IN ('execution', 'map_run') DESC, active_ms DESC NULLS FIRST, span_id) AS place
          FROM spans WHERE %s AND execution_arn IN %s)
        WHERE place <= %d ORDER BY execution_arn, started_at, place"""
            .formatted(
                scope.days().condition(),
                PageScope.texts(executionArns),
                Math.max(LEAST_SPANS, MOST_SPANS / Math.max(1, executionArns.size()))));
  }
}
