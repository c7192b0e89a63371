package io.fantail.job.summary;

import java.util.List;
import java.util.stream.Stream;

/** Declares the questions that summaries answer. */
final class Questions {
  private static final Question EXECUTIONS =
      new Question(
          "executions",
          "Executions",
          """
          SELECT CASE WHEN is_distributed_map_child THEN 'children' ELSE 'parents and others' END AS executions,
                 count(*) AS total,
                 count_if(status = 'SUCCEEDED') AS succeeded, count_if(status = 'FAILED') AS failed,
                 count_if(status = 'TIMED_OUT') AS timed_out, count_if(status = 'ABORTED') AS aborted,
                 count_if(status = 'RUNNING') AS running, count_if(event_count = 0) AS without_history,
                 sum(missing_events) AS missing_events
          FROM executions WHERE ${days}
          GROUP BY is_distributed_map_child ORDER BY is_distributed_map_child""");

  private static final Question LATENCY =
      new Question(
          "latency_of_executions_parents_and_children_side_by_side_ms",
          "Latency of executions, parents and children side by side (ms)",
          """
          WITH figures AS (
            SELECT is_distributed_map_child AS child, max(active_ms) AS slowest,
                   percentile(active_ms, array(0.5, 0.75, 0.9, 0.95, 0.99, 0.999)) AS p
            FROM executions WHERE ${days} GROUP BY is_distributed_map_child),
          named AS (
            SELECT child, stack(7, 1, 'p50', p[0], 2, 'p75', p[1], 3, 'p90', p[2], 4, 'p95', p[3],
                                5, 'p99', p[4], 6, 'p99.9', p[5], 7, 'max', slowest) AS (rank, figure, value) FROM figures)
          SELECT figure, max(CASE WHEN NOT child THEN value END) AS parents, max(CASE WHEN child THEN value END) AS children
          FROM named GROUP BY rank, figure ORDER BY rank""");

  private static final Question CHILDREN =
      new Question(
          "children_linked_to_their_map_run",
          "Children linked to their Map Run",
          """
          SELECT link, count(*) AS children, count(map_run_arn) AS map_run_known FROM (
            SELECT map_run_arn, explode(CASE WHEN contradiction IS NULL THEN array(map_run_link)
                                             ELSE array(map_run_link, 'contradicted, of these') END) AS link
            FROM executions WHERE ${days} AND is_distributed_map_child)
          GROUP BY link ORDER BY link LIKE 'contradicted%', children DESC, link""");

  private static final Question NESTED_EXECUTIONS =
      new Question(
          "executions_linked_to_the_execution_that_started_them",
          "Executions linked to the execution that started them",
          """
          SELECT parent_link AS link, count(*) AS executions, count(contradiction) AS contradicted FROM executions
          WHERE ${days} AND NOT is_distributed_map_child AND (parent_link IS NOT NULL OR contradiction IS NOT NULL)
          GROUP BY parent_link ORDER BY executions DESC, link""");

  private static final Question SLOWEST =
      new Question(
          "slowest_by_p99_on_their_worst_day_ms",
          "Slowest by p99, on their worst day (ms)",
          """
          SELECT kind, state_machine_name, name, is_distributed_map_child AS child, sum(count) AS count,
                 sum(errors) AS errors, sum(unfinished) AS unfinished, max(p50_ms) AS p50, max(p95_ms) AS p95,
                 max(p99_ms) AS p99, max(p999_ms) AS p999, max(max_ms) AS max, count(*) AS days
          FROM latency WHERE ${days} AND kind <> 'execution'
          GROUP BY kind, state_machine_name, name, is_distributed_map_child
          ORDER BY p99 DESC NULLS LAST, kind, state_machine_name, name LIMIT 12""");

  private static final Question MAP_RUNS =
      new Question(
          "map_runs_those_that_took_longest",
          "Map Runs, those that took longest",
          """
          SELECT started_at, state_name, label, status, reported_children AS reported, children, succeeded, failed, timed_out, aborted, running,
                 p50_ms AS p50, p99_ms AS p99, max_ms AS max, max_concurrency, tail_ms, duration_ms
          FROM map_runs WHERE ${days} ORDER BY duration_ms DESC NULLS LAST, map_run_arn LIMIT 10""");

  private static final Question ERRORS =
      new Question(
          "worst_errors",
          "Worst errors",
          """
          SELECT error, state_name, function_name, is_distributed_map_child AS child, sum(attempts) AS attempts,
                 sum(executions) AS executions, sum(terminal) AS terminal, sum(recovered) AS recovered,
                 min_by(sample_cause, first_seen) AS sample_cause
          FROM errors WHERE ${days}
          GROUP BY error, state_name, function_name, is_distributed_map_child
          ORDER BY terminal DESC, attempts DESC, error, state_name LIMIT 12""");

  private static final Question ATTEMPTS =
      new Question(
          "attempts_linked_to_their_lambda_invocation",
          "Attempts linked to their Lambda invocation",
          """
          SELECT link, sum(attempts) AS attempts,
                 100 * sum(attempts) / (SELECT sum(attempts) FROM link_coverage WHERE ${days}) AS percent
          FROM link_coverage WHERE ${days} AND attempts > 0 GROUP BY link ORDER BY attempts DESC, link""");

  /** Its answer is one row, which {@link Completeness} puts into words. */
  static final Question COMPLETENESS =
      new Question(
          "completeness",
          "Completeness",
          """
          WITH runs AS (
            SELECT count(*) AS map_runs, count_if(reported_children IS NULL) AS uncounted_map_runs,
                   coalesce(sum(reported_children), 0) AS reported_children,
                   coalesce(sum(CASE WHEN reported_children IS NOT NULL THEN least(children, reported_children) END), 0) AS reported_children_here,
                   coalesce(sum(reported_pending), 0) AS reported_pending,
                   coalesce(sum(least(pending_children, greatest(reported_children - children, 0))), 0) AS pending_children
            FROM map_runs WHERE ${days}),
          coverage AS (
            SELECT coalesce(sum(CASE WHEN link <> 'not_invoked' THEN attempts END), 0) AS attempts,
                   coalesce(sum(CASE WHEN link NOT IN ('not_invoked', 'ambiguous', 'no_logs') THEN attempts END), 0) AS linked_attempts,
                   coalesce(sum(CASE WHEN subject = 'event' AND link = 'seen' THEN total END), 0) AS events,
                   coalesce(sum(CASE WHEN subject = 'event' AND link = 'missing' THEN total END), 0) AS missing_events
            FROM link_coverage WHERE ${days}),
          children AS (
            SELECT count(*) AS children, count(map_run_arn) AS linked_children,
                   count_if(map_run_arn IS NULL) AS unclear_children
            FROM executions WHERE ${days} AND is_distributed_map_child),
          logs AS (
            SELECT count(*) AS functions_without_logs, coalesce(sum(missing), 0) AS attempts_without_logs,
                   array_join(slice(transform(array_sort(collect_list(struct(-missing AS rank, function_name))),
                                              f -> f.function_name), 1, 3), ', ') AS without_logs
            FROM (SELECT function_name, sum(attempts) AS missing FROM link_coverage
                  WHERE ${days} AND link = 'no_logs' AND function_name IS NOT NULL GROUP BY function_name))
          SELECT * FROM runs CROSS JOIN coverage CROSS JOIN children CROSS JOIN logs""");

  static final Question REJECTS =
      new Question(
          "rejects_of_this_and_earlier_runs",
          "Rejects, of this and earlier runs",
          """
          SELECT reason, count(*) AS records, count(DISTINCT source_file) AS objects, min(source_file) AS for_example
          FROM rejects GROUP BY reason ORDER BY records DESC, reason""");

  /** After {@code trace} these can be answered; the reports may be older. */
  static final List<Question> OF_TRACES = List.of(EXECUTIONS, LATENCY, CHILDREN, NESTED_EXECUTIONS);

  /** After a report all of these can be answered. */
  static final List<Question> OF_REPORTS =
      Stream.concat(
              OF_TRACES.stream(), Stream.of(SLOWEST, MAP_RUNS, ERRORS, ATTEMPTS, COMPLETENESS))
          .toList();

  private Questions() {}
}
