package io.fantail.look.page;

import java.util.List;

/** What the page asks of the tables that reports write. */
final class ReportQuestions {
  private final PageScope scope;

  ReportQuestions(PageScope scope) {
    this.scope = scope;
  }

  /** The Map Runs, those that took longest first. */
  Question mapRuns() {
    return new Question(
        "map_runs",
        """
        SELECT map_run_arn, label, state_name, parent_execution_arn, status, started_at, ended_at, duration_ms,
          children, succeeded, failed, timed_out, aborted, running, items, reported_children, pending_children,
          missing_children, p50_ms, p95_ms, p99_ms, max_ms, max_concurrency, configured_max_concurrency, tail_ms,
          start_ms, ramp_ms, steady_ms, tail_phase_ms, finish_ms, stragglers, straggler_lost_ms, retries, retry_ms,
          throttle_ms, cost, tolerance_left, slowest_execution_arn, last_execution_arn, count(*) OVER () AS map_runs
        FROM map_runs WHERE %s
        ORDER BY ended_at IS NULL DESC, duration_ms DESC NULLS LAST, map_run_arn LIMIT 200"""
            .formatted(scope.mapRuns()));
  }

  /** The story of the longest Map Runs, bucket by bucket, 200 buckets each at most. */
  Question timeline(List<String> mapRunArns) {
    return new Question(
        "timeline",
        """
        SELECT map_run_arn, min(bucket_start) AS bucket_start, sum(bucket_ms) AS bucket_ms, sum(started) AS started,
          sum(ended) AS ended, max(running) AS running, sum(failed) AS failed, sum(throttled) AS throttled,
          sum(retried) AS retried
        FROM (
          SELECT *, row_number() OVER (PARTITION BY map_run_arn ORDER BY bucket_start) - 1 AS place,
            count(*) OVER (PARTITION BY map_run_arn) AS buckets
          FROM map_run_timeline WHERE %s AND map_run_arn IN %s)
        GROUP BY map_run_arn, floor(place / ceil(buckets / 200)) ORDER BY map_run_arn, bucket_start"""
            .formatted(scope.days().condition(), PageScope.texts(mapRunArns)));
  }

  Question factors() {
    return new Question(
        "factors",
        """
        SELECT day, state_machine_name, map_label, scope, state_name, kind, factor, substring(value, 1, 200) AS value,
          children, tail_children, children_with, tail_with, map_runs, risk_ratio, risk_ratio_low, risk_ratio_high,
          q_value, explained_ms, explained_share, is_finding, detectable_ratio, example_execution_arn, note
        FROM tail_factors WHERE %s%s
        ORDER BY is_finding DESC, scope, factor = 'unlinked', explained_ms DESC NULLS LAST, state_machine_name, factor, value LIMIT 200"""
            .formatted(scope.days().condition(), labels("map_label")));
  }

  /** Tables of labels know nothing of single Map Runs. */
  private String labels(String column) {
    return scope.isNarrowed()
        ? " AND " + column + " IN (SELECT label FROM map_runs WHERE " + scope.mapRuns() + ")"
        : "";
  }

  Question stragglers() {
    return new Question(
        "stragglers",
        """
        SELECT map_run_arn, rank, execution_arn, status, started_at, active_ms, times_median, is_straggler, queue_ms,
          cold_start_ms, lambda_ms, task_ms, retry_ms, wait_ms, map_ms, other_ms, held_by, held_by_ms, held_by_state,
          explained_by, items, item_bytes
        FROM stragglers WHERE %s
        ORDER BY active_ms DESC NULLS LAST, execution_arn LIMIT 200"""
            .formatted(scope.mapRuns()));
  }

  /** Families of errors, beside the day before. */
  Question errors() {
    return new Question(
        "errors",
        """
        SELECT error, fingerprint, state_machine_name, state_name, function_name, is_distributed_map_child,
          substring(max(message_template), 1, 300) AS message_template, sum(attempts) AS attempts,
          sum(retried) AS retried, sum(caught) AS caught, sum(executions) AS executions, sum(terminal) AS terminal,
          sum(recovered) AS recovered, min(first_seen) AS first_seen, max(last_seen) AS last_seen,
          substring(min_by(sample_cause, first_seen), 1, 1000) AS sample_cause,
          min_by(sample_execution_arn, first_seen) AS sample_execution_arn, min_by(console_url, first_seen) AS console_url,
          count(*) OVER () AS of_all
        FROM errors WHERE %s%s
        GROUP BY ALL ORDER BY terminal DESC, attempts DESC, error, state_name LIMIT 100"""
            .formatted(
                scope.days().condition(),
                scope.isNarrowed()
                    ? " AND (state_machine_name, coalesce(state_name, ''), fingerprint) IN (SELECT state_machine_name,"
                        + " coalesce(state_name, ''), error_fingerprint FROM spans WHERE "
                        + scope.executions()
                        + ")"
                    : ""));
  }

  Question errorTrends() {
    return new Question(
        "error_trends",
        """
        SELECT error, fingerprint, state_machine_name, state_name, function_name, is_distributed_map_child, max_by(trend, day) AS trend,
          max_by(attempts_day_before, day) AS attempts_day_before
        FROM error_trends WHERE %s AND attempts > 0
        GROUP BY ALL ORDER BY ALL LIMIT 400"""
            .formatted(scope.days().condition()));
  }

  Question failedItems() {
    return new Question(
        "failed_items",
        """
        SELECT map_run_arn, execution_arn, item_index, item_key, substring(item, 1, 2000) AS item,
          length(item) > 2000 AS is_cut, status, substring(error, 1, 200) AS error, attempts, is_suspect, is_redrivable
        FROM failed_items WHERE %s
        ORDER BY map_run_arn, execution_arn, item_index LIMIT 200"""
            .formatted(scope.mapRuns()));
  }

  Question failedItemCounts() {
    return new Question(
        "failed_item_counts",
        """
        SELECT map_run_arn, count(*) AS items, count_if(is_suspect) AS suspects, count_if(is_redrivable) AS redrivable,
          sum(count(*)) OVER () AS all_items
        FROM failed_items WHERE %s GROUP BY ALL ORDER BY items DESC, map_run_arn LIMIT 200"""
            .formatted(scope.mapRuns()));
  }

  Question warnings() {
    return new Question(
        "warnings",
        """
        SELECT kind, subject, name, count, figure, figure_limit, share, example_execution_arn, sentence
        FROM warnings WHERE %s ORDER BY count DESC, kind, subject, name LIMIT 50"""
            .formatted(scope.days().condition()));
  }

  Question coverage() {
    return new Question(
        "coverage",
        """
        SELECT subject, function_name, link, sum(total) AS total
        FROM link_coverage WHERE %s GROUP BY ALL ORDER BY subject, function_name, total DESC, link LIMIT 2000"""
            .formatted(scope.days().condition()));
  }

  /** What was read, run by run. */
  Question runs() {
    return new Question(
        "runs",
        """
        SELECT started_at, command, objects, records, events, lambda_records, noise, duplicates, rejects
        FROM runs WHERE records IS NOT NULL ORDER BY started_at DESC LIMIT 5""");
  }

  Question rejects() {
    return new Question(
        "rejects",
        """
        SELECT reason, count(*) AS records, count(DISTINCT source_file) AS objects, min(source_file) AS example_file,
          substring(min(sample), 1, 300) AS example
        FROM rejects GROUP BY ALL ORDER BY records DESC, reason LIMIT 50""");
  }
}
