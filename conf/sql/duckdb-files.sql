-- The same as duckdb.sql where the extension delta cannot be had: the files of a table are found by its log. For one session of
-- DuckDB 1.3 or later (duckdb -init duckdb-files.sql), and once more after each run of Fantail, as the files are others then. It
-- refuses a table whose log no longer begins with its first commit: Delta leaves commits out that are older than 30 days.
-- Executed by a test: all statements, in DuckDB 2.0, whose answers equal those of Spark row by row.
-- Put the address of your lake in the place of s3://BUCKET/fantail/lake. Nothing is written there.
-- Written by ViewFilesTest of jobs with -Dfantail.views=write; to change a view, change io.fantail.view.

SET VARIABLE lake = 's3://BUCKET/fantail/lake';

CREATE OR REPLACE TEMP MACRO commits_of(name) AS TABLE
  SELECT CAST(regexp_extract(filename, '(\d+)\.json$', 1) AS BIGINT) AS version,
    add.path AS added, remove.path AS removed
  FROM read_json(getvariable('lake') || '/' || name || '/_delta_log/*.json',
    format = 'newline_delimited', filename = true,
    columns = {'add': 'STRUCT(path VARCHAR)', 'remove': 'STRUCT(path VARCHAR)'});

CREATE OR REPLACE TEMP MACRO files_of(name) AS TABLE
  SELECT CASE WHEN (SELECT min(version) FROM commits_of(name)) > 0
    THEN error('The log of ' || name || ' does not begin with its first commit.')
    ELSE getvariable('lake') || '/' || name || '/' || url_decode(path) END AS file
  FROM (
    SELECT coalesce(added, removed) AS path, max_by(added IS NOT NULL, version) AS is_there
    FROM commits_of(name) WHERE added IS NOT NULL OR removed IS NOT NULL
    GROUP BY coalesce(added, removed)
  ) WHERE is_there;

SET VARIABLE events = (SELECT list(file) FROM files_of('events'));
CREATE OR REPLACE TEMP VIEW events AS FROM query(CASE WHEN getvariable('events') IS NULL
  THEN 'SELECT NULL::VARCHAR AS execution_arn, NULL::BIGINT AS event_id, NULL::BIGINT AS previous_event_id, NULL::TIMESTAMPTZ AS event_at, NULL::VARCHAR AS type, NULL::VARCHAR AS state_name, NULL::INT AS redrive_count, NULL::VARCHAR AS resource, NULL::INT AS iteration, NULL::INT AS items, NULL::BIGINT AS item_bytes, NULL::VARCHAR AS item_key_prefix, NULL::BIGINT AS item_hash, NULL::VARCHAR AS map_run_arn, NULL::VARCHAR AS started_execution_arn, NULL::VARCHAR AS function_name, NULL::VARCHAR AS function_account_id, NULL::VARCHAR AS function_region, NULL::VARCHAR AS function_qualifier, NULL::VARCHAR AS request_id, NULL::VARCHAR AS xray_trace_id, NULL::VARCHAR AS executed_version, NULL::VARCHAR AS durable_execution_arn, NULL::BOOLEAN AS asynchronous, NULL::BOOLEAN AS not_invoked, NULL::VARCHAR AS error, NULL::VARCHAR AS cause, NULL::VARCHAR AS error_fingerprint, NULL::VARCHAR AS input, NULL::VARCHAR AS output, NULL::INT AS payload_bytes, NULL::INT AS timeout_seconds, NULL::INT AS heartbeat_seconds, NULL::VARCHAR AS context_parent_arn, NULL::VARCHAR AS context_root_arn, NULL::VARCHAR AS datadog_trace_id, NULL::VARCHAR AS datadog_tags, NULL::VARCHAR AS context_started_by_arn, NULL::VARCHAR AS datadog_parent_id, NULL::VARCHAR AS traceparent, NULL::VARCHAR AS operation_id, NULL::VARCHAR AS operation_parent_id, NULL::VARCHAR AS operation_type, NULL::VARCHAR AS details, NULL::VARCHAR AS source_file, NULL::INT AS hour, NULL::DATE AS day WHERE false'
  ELSE 'SELECT execution_arn, event_id, previous_event_id, event_at, type, state_name, redrive_count, resource, iteration, items, item_bytes, item_key_prefix, item_hash, map_run_arn, started_execution_arn, function_name, function_account_id, function_region, function_qualifier, request_id, xray_trace_id, executed_version, durable_execution_arn, asynchronous, not_invoked, error, cause, error_fingerprint, input, output, payload_bytes, timeout_seconds, heartbeat_seconds, context_parent_arn, context_root_arn, datadog_trace_id, datadog_tags, context_started_by_arn, datadog_parent_id, traceparent, operation_id, operation_parent_id, operation_type, details, source_file, hour, day FROM read_parquet(getvariable(''events''), union_by_name = true, hive_partitioning = true, hive_types = {''day'': DATE})' END);
SET VARIABLE lambda_records = (SELECT list(file) FROM files_of('lambda_records'));
CREATE OR REPLACE TEMP VIEW lambda_records AS FROM query(CASE WHEN getvariable('lambda_records') IS NULL
  THEN 'SELECT NULL::VARCHAR AS kind, NULL::VARCHAR AS log_group, NULL::VARCHAR AS log_stream, NULL::VARCHAR AS unnamed_stream, NULL::VARCHAR AS account_id, NULL::VARCHAR AS region, NULL::VARCHAR AS event_id, NULL::TIMESTAMPTZ AS logged_at, NULL::BOOLEAN AS is_at_delivery, NULL::VARCHAR AS request_id, NULL::VARCHAR AS function_name, NULL::VARCHAR AS function_version, NULL::VARCHAR AS tenant_id, NULL::VARCHAR AS runtime_version, NULL::DOUBLE AS duration_ms, NULL::DOUBLE AS billed_ms, NULL::DOUBLE AS init_ms, NULL::DOUBLE AS restore_ms, NULL::INT AS memory_mb, NULL::INT AS max_memory_mb, NULL::VARCHAR AS status, NULL::VARCHAR AS error_type, NULL::VARCHAR AS error_message, NULL::VARCHAR AS error_stack_line, NULL::VARCHAR AS xray_trace_id, NULL::VARCHAR AS source_file, NULL::BIGINT AS position, NULL::INT AS hour, NULL::DATE AS day WHERE false'
  ELSE 'SELECT kind, log_group, log_stream, unnamed_stream, account_id, region, event_id, logged_at, is_at_delivery, request_id, function_name, function_version, tenant_id, runtime_version, duration_ms, billed_ms, init_ms, restore_ms, memory_mb, max_memory_mb, status, error_type, error_message, error_stack_line, xray_trace_id, source_file, position, hour, day FROM read_parquet(getvariable(''lambda_records''), union_by_name = true, hive_partitioning = true, hive_types = {''day'': DATE})' END);
SET VARIABLE lambda_invocations = (SELECT list(file) FROM files_of('lambda_invocations'));
CREATE OR REPLACE TEMP VIEW lambda_invocations AS FROM query(CASE WHEN getvariable('lambda_invocations') IS NULL
  THEN 'SELECT NULL::VARCHAR AS request_id, NULL::INT AS invocation_attempt, NULL::VARCHAR AS function_name, NULL::VARCHAR AS function_version, NULL::VARCHAR AS log_group, NULL::VARCHAR AS log_stream, NULL::TIMESTAMPTZ AS started_at, NULL::TIMESTAMPTZ AS ended_at, NULL::DOUBLE AS duration_ms, NULL::DOUBLE AS billed_ms, NULL::DOUBLE AS init_ms, NULL::DOUBLE AS restore_ms, NULL::INT AS memory_mb, NULL::INT AS max_memory_mb, NULL::BOOLEAN AS cold_start, NULL::VARCHAR AS status, NULL::VARCHAR AS error_type, NULL::VARCHAR AS error_message, NULL::VARCHAR AS error_stack_line, NULL::VARCHAR AS xray_trace_id, NULL::BIGINT AS log_lines, NULL::TIMESTAMPTZ AS delivered_at, NULL::VARCHAR AS account_id, NULL::VARCHAR AS region, NULL::VARCHAR AS tenant_id, NULL::VARCHAR AS runtime_version, NULL::TIMESTAMPTZ AS init_started_at, NULL::INT AS hour, NULL::DATE AS day WHERE false'
  ELSE 'SELECT request_id, invocation_attempt, function_name, function_version, log_group, log_stream, started_at, ended_at, duration_ms, billed_ms, init_ms, restore_ms, memory_mb, max_memory_mb, cold_start, status, error_type, error_message, error_stack_line, xray_trace_id, log_lines, delivered_at, account_id, region, tenant_id, runtime_version, init_started_at, hour, day FROM read_parquet(getvariable(''lambda_invocations''), union_by_name = true, hive_partitioning = true, hive_types = {''day'': DATE})' END);
SET VARIABLE executions = (SELECT list(file) FROM files_of('executions'));
CREATE OR REPLACE TEMP VIEW executions AS FROM query(CASE WHEN getvariable('executions') IS NULL
  THEN 'SELECT NULL::VARCHAR AS execution_arn, NULL::VARCHAR AS name, NULL::VARCHAR AS state_machine_arn, NULL::VARCHAR AS state_machine_name, NULL::VARCHAR AS workflow_type, NULL::BOOLEAN AS is_distributed_map_child, NULL::VARCHAR AS map_label, NULL::VARCHAR AS map_run_arn, NULL::VARCHAR AS map_run_link, NULL::VARCHAR AS parent_execution_arn, NULL::VARCHAR AS parent_link, NULL::VARCHAR AS root_execution_arn, NULL::VARCHAR AS trace_id, NULL::VARCHAR AS contradiction, NULL::VARCHAR AS status, NULL::TIMESTAMPTZ AS started_at, NULL::TIMESTAMPTZ AS ended_at, NULL::DOUBLE AS duration_ms, NULL::DOUBLE AS active_ms, NULL::VARCHAR AS error, NULL::VARCHAR AS cause, NULL::INT AS redrive_count, NULL::BIGINT AS event_count, NULL::BIGINT AS missing_events, NULL::BIGINT AS state_transitions, NULL::INT AS items, NULL::BIGINT AS item_bytes, NULL::VARCHAR AS item_key_prefix, NULL::BIGINT AS item_hash, NULL::INT AS lambda_requests, NULL::DOUBLE AS lambda_gb_seconds, NULL::DOUBLE AS wasted_gb_seconds, NULL::DOUBLE AS queue_ms, NULL::DOUBLE AS cold_start_ms, NULL::DOUBLE AS lambda_ms, NULL::DOUBLE AS task_ms, NULL::DOUBLE AS retry_ms, NULL::DOUBLE AS wait_ms, NULL::DOUBLE AS map_ms, NULL::DOUBLE AS other_ms, NULL::BIGINT[] AS retried_at, NULL::BIGINT[] AS throttled_at, NULL::DOUBLE AS throttle_ms, NULL::MAP(VARCHAR, VARCHAR) AS map_run_states, NULL::INT AS hour, NULL::DATE AS day WHERE false'
  ELSE 'SELECT execution_arn, name, state_machine_arn, state_machine_name, workflow_type, is_distributed_map_child, map_label, map_run_arn, map_run_link, parent_execution_arn, parent_link, root_execution_arn, trace_id, contradiction, status, started_at, ended_at, duration_ms, active_ms, error, cause, redrive_count, event_count, missing_events, state_transitions, items, item_bytes, item_key_prefix, item_hash, lambda_requests, lambda_gb_seconds, wasted_gb_seconds, queue_ms, cold_start_ms, lambda_ms, task_ms, retry_ms, wait_ms, map_ms, other_ms, retried_at, throttled_at, throttle_ms, map_run_states, hour, day FROM read_parquet(getvariable(''executions''), union_by_name = true, hive_partitioning = true, hive_types = {''day'': DATE})' END);
SET VARIABLE spans = (SELECT list(file) FROM files_of('spans'));
CREATE OR REPLACE TEMP VIEW spans AS FROM query(CASE WHEN getvariable('spans') IS NULL
  THEN 'SELECT NULL::VARCHAR AS trace_id, NULL::VARCHAR AS span_id, NULL::VARCHAR AS parent_span_id, NULL::VARCHAR AS kind, NULL::VARCHAR AS name, NULL::BOOLEAN AS is_distributed_map_child, NULL::VARCHAR AS execution_arn, NULL::VARCHAR AS state_machine_name, NULL::VARCHAR AS state_name, NULL::VARCHAR AS state_type, NULL::VARCHAR AS map_run_arn, NULL::INT AS attempt, NULL::INT AS redrive_count, NULL::INT AS iteration, NULL::VARCHAR AS resource, NULL::VARCHAR AS function_name, NULL::VARCHAR AS request_id, NULL::VARCHAR AS link, NULL::BOOLEAN AS cold_start, NULL::TIMESTAMPTZ AS started_at, NULL::TIMESTAMPTZ AS ended_at, NULL::DOUBLE AS duration_ms, NULL::DOUBLE AS active_ms, NULL::DOUBLE AS critical_ms, NULL::VARCHAR AS status, NULL::BOOLEAN AS failure_origin, NULL::BOOLEAN AS terminal, NULL::VARCHAR AS error, NULL::VARCHAR AS cause, NULL::VARCHAR AS error_fingerprint, NULL::VARCHAR AS input, NULL::VARCHAR AS output, NULL::MAP(VARCHAR, VARCHAR) AS attributes, NULL::INT AS hour, NULL::DATE AS day WHERE false'
  ELSE 'SELECT trace_id, span_id, parent_span_id, kind, name, is_distributed_map_child, execution_arn, state_machine_name, state_name, state_type, map_run_arn, attempt, redrive_count, iteration, resource, function_name, request_id, link, cold_start, started_at, ended_at, duration_ms, active_ms, critical_ms, status, failure_origin, terminal, error, cause, error_fingerprint, input, output, attributes, hour, day FROM read_parquet(getvariable(''spans''), union_by_name = true, hive_partitioning = true, hive_types = {''day'': DATE})' END);
SET VARIABLE map_runs = (SELECT list(file) FROM files_of('map_runs'));
CREATE OR REPLACE TEMP VIEW map_runs AS FROM query(CASE WHEN getvariable('map_runs') IS NULL
  THEN 'SELECT NULL::VARCHAR AS map_run_arn, NULL::VARCHAR AS label, NULL::VARCHAR AS state_name, NULL::VARCHAR AS parent_execution_arn, NULL::VARCHAR AS trace_id, NULL::VARCHAR AS status, NULL::TIMESTAMPTZ AS started_at, NULL::TIMESTAMPTZ AS ended_at, NULL::DOUBLE AS duration_ms, NULL::DOUBLE AS active_ms, NULL::BIGINT AS children, NULL::BIGINT AS succeeded, NULL::BIGINT AS failed, NULL::BIGINT AS timed_out, NULL::BIGINT AS aborted, NULL::BIGINT AS running, NULL::BIGINT AS items, NULL::BIGINT AS reported_children, NULL::BIGINT AS reported_items, NULL::BIGINT AS reported_pending, NULL::BIGINT AS reported_succeeded, NULL::BIGINT AS reported_failed, NULL::BIGINT AS reported_timed_out, NULL::BIGINT AS reported_aborted, NULL::BIGINT AS pending_children, NULL::DOUBLE AS failed_child_share, NULL::BIGINT AS missing_children, NULL::BIGINT AS children_without_history, NULL::BIGINT AS children_with_missing_events, NULL::DOUBLE AS p50_ms, NULL::DOUBLE AS p95_ms, NULL::DOUBLE AS p99_ms, NULL::DOUBLE AS max_ms, NULL::BIGINT AS max_concurrency, NULL::DOUBLE AS tail_ms, NULL::DOUBLE AS start_ms, NULL::DOUBLE AS ramp_ms, NULL::DOUBLE AS steady_ms, NULL::DOUBLE AS tail_phase_ms, NULL::DOUBLE AS finish_ms, NULL::BIGINT AS stragglers, NULL::DOUBLE AS straggler_lost_ms, NULL::DOUBLE AS retry_ms, NULL::DOUBLE AS throttle_ms, NULL::BIGINT AS retries, NULL::BIGINT AS state_transitions, NULL::DOUBLE AS lambda_gb_seconds, NULL::DOUBLE AS wasted_gb_seconds, NULL::DOUBLE AS items_per_child, NULL::DOUBLE AS cost, NULL::DOUBLE AS cost_per_item, NULL::DOUBLE AS wasted_cost, NULL::DOUBLE AS price_per_transition, NULL::DOUBLE AS price_per_gb_second, NULL::DOUBLE AS price_per_request, NULL::BIGINT AS configured_max_concurrency, NULL::BIGINT AS tolerated_failure_count, NULL::DOUBLE AS tolerated_failure_percentage, NULL::BIGINT AS reported_running, NULL::BIGINT AS reported_results_written, NULL::BIGINT AS reported_not_redrivable, NULL::BIGINT AS reported_pending_redrive, NULL::BIGINT AS reported_items_failed, NULL::BIGINT AS reported_items_timed_out, NULL::BIGINT AS reported_items_not_redrivable, NULL::BIGINT AS reported_redrives, NULL::TIMESTAMPTZ AS redriven_at, NULL::DOUBLE AS failed_item_share, NULL::BIGINT AS tolerated_failures, NULL::VARCHAR AS tolerance_bound_by, NULL::BIGINT AS tolerance_left, NULL::DOUBLE AS tolerance_used, NULL::VARCHAR AS slowest_execution_arn, NULL::VARCHAR AS last_execution_arn, NULL::DATE AS day WHERE false'
  ELSE 'SELECT map_run_arn, label, state_name, parent_execution_arn, trace_id, status, started_at, ended_at, duration_ms, active_ms, children, succeeded, failed, timed_out, aborted, running, items, reported_children, reported_items, reported_pending, reported_succeeded, reported_failed, reported_timed_out, reported_aborted, pending_children, failed_child_share, missing_children, children_without_history, children_with_missing_events, p50_ms, p95_ms, p99_ms, max_ms, max_concurrency, tail_ms, start_ms, ramp_ms, steady_ms, tail_phase_ms, finish_ms, stragglers, straggler_lost_ms, retry_ms, throttle_ms, retries, state_transitions, lambda_gb_seconds, wasted_gb_seconds, items_per_child, cost, cost_per_item, wasted_cost, price_per_transition, price_per_gb_second, price_per_request, configured_max_concurrency, tolerated_failure_count, tolerated_failure_percentage, reported_running, reported_results_written, reported_not_redrivable, reported_pending_redrive, reported_items_failed, reported_items_timed_out, reported_items_not_redrivable, reported_redrives, redriven_at, failed_item_share, tolerated_failures, tolerance_bound_by, tolerance_left, tolerance_used, slowest_execution_arn, last_execution_arn, day FROM read_parquet(getvariable(''map_runs''), union_by_name = true, hive_partitioning = true, hive_types = {''day'': DATE})' END);
SET VARIABLE stragglers = (SELECT list(file) FROM files_of('stragglers'));
CREATE OR REPLACE TEMP VIEW stragglers AS FROM query(CASE WHEN getvariable('stragglers') IS NULL
  THEN 'SELECT NULL::DATE AS day, NULL::VARCHAR AS map_run_arn, NULL::BIGINT AS rank, NULL::VARCHAR AS execution_arn, NULL::VARCHAR AS status, NULL::TIMESTAMPTZ AS started_at, NULL::DOUBLE AS active_ms, NULL::DOUBLE AS times_median, NULL::BOOLEAN AS is_straggler, NULL::DOUBLE AS queue_ms, NULL::DOUBLE AS cold_start_ms, NULL::DOUBLE AS lambda_ms, NULL::DOUBLE AS task_ms, NULL::DOUBLE AS retry_ms, NULL::DOUBLE AS wait_ms, NULL::DOUBLE AS map_ms, NULL::DOUBLE AS other_ms, NULL::VARCHAR AS held_by, NULL::DOUBLE AS held_by_ms, NULL::VARCHAR AS held_by_state, NULL::VARCHAR AS explained_by, NULL::INT AS items, NULL::BIGINT AS item_bytes, NULL::VARCHAR[] AS log_streams, NULL::VARCHAR[] AS function_versions WHERE false'
  ELSE 'SELECT day, map_run_arn, rank, execution_arn, status, started_at, active_ms, times_median, is_straggler, queue_ms, cold_start_ms, lambda_ms, task_ms, retry_ms, wait_ms, map_ms, other_ms, held_by, held_by_ms, held_by_state, explained_by, items, item_bytes, log_streams, function_versions FROM read_parquet(getvariable(''stragglers''), union_by_name = true, hive_partitioning = true, hive_types = {''day'': DATE})' END);
SET VARIABLE tails = (SELECT list(file) FROM files_of('tails'));
CREATE OR REPLACE TEMP VIEW tails AS FROM query(CASE WHEN getvariable('tails') IS NULL
  THEN 'SELECT NULL::DATE AS day, NULL::VARCHAR AS state_machine_name, NULL::VARCHAR AS map_label, NULL::BIGINT AS children, NULL::BIGINT AS tail_children, NULL::DOUBLE AS p50_ms, NULL::DOUBLE AS p75_ms, NULL::DOUBLE AS p90_ms, NULL::DOUBLE AS p95_ms, NULL::DOUBLE AS p99_ms, NULL::DOUBLE AS p999_ms, NULL::DOUBLE AS max_ms, NULL::DOUBLE AS lost_ms, NULL::TIMESTAMPTZ AS onset_at, NULL::BIGINT AS onset_children_before, NULL::DOUBLE AS onset_p99_before_ms, NULL::BIGINT AS onset_children_since, NULL::DOUBLE AS onset_p99_since_ms, NULL::BIGINT AS factors_tested, NULL::DOUBLE AS detectable_ratio WHERE false'
  ELSE 'SELECT day, state_machine_name, map_label, children, tail_children, p50_ms, p75_ms, p90_ms, p95_ms, p99_ms, p999_ms, max_ms, lost_ms, onset_at, onset_children_before, onset_p99_before_ms, onset_children_since, onset_p99_since_ms, factors_tested, detectable_ratio FROM read_parquet(getvariable(''tails''), union_by_name = true, hive_partitioning = true, hive_types = {''day'': DATE})' END);
SET VARIABLE tail_factors = (SELECT list(file) FROM files_of('tail_factors'));
CREATE OR REPLACE TEMP VIEW tail_factors AS FROM query(CASE WHEN getvariable('tail_factors') IS NULL
  THEN 'SELECT NULL::DATE AS day, NULL::VARCHAR AS state_machine_name, NULL::VARCHAR AS map_label, NULL::VARCHAR AS scope, NULL::VARCHAR AS state_name, NULL::VARCHAR AS kind, NULL::VARCHAR AS factor, NULL::VARCHAR AS value, NULL::BIGINT AS children, NULL::BIGINT AS tail_children, NULL::BIGINT AS children_with, NULL::BIGINT AS tail_with, NULL::INT AS map_runs, NULL::DOUBLE AS risk_ratio, NULL::DOUBLE AS risk_ratio_low, NULL::DOUBLE AS risk_ratio_high, NULL::DOUBLE AS p_value, NULL::DOUBLE AS q_value, NULL::DOUBLE AS explained_ms, NULL::DOUBLE AS explained_share, NULL::BOOLEAN AS is_finding, NULL::INT AS rank, NULL::DOUBLE AS detectable_ratio, NULL::VARCHAR AS example_execution_arn, NULL::VARCHAR AS note WHERE false'
  ELSE 'SELECT day, state_machine_name, map_label, scope, state_name, kind, factor, value, children, tail_children, children_with, tail_with, map_runs, risk_ratio, risk_ratio_low, risk_ratio_high, p_value, q_value, explained_ms, explained_share, is_finding, rank, detectable_ratio, example_execution_arn, note FROM read_parquet(getvariable(''tail_factors''), union_by_name = true, hive_partitioning = true, hive_types = {''day'': DATE})' END);
SET VARIABLE trace_samples = (SELECT list(file) FROM files_of('trace_samples'));
CREATE OR REPLACE TEMP VIEW trace_samples AS FROM query(CASE WHEN getvariable('trace_samples') IS NULL
  THEN 'SELECT NULL::DATE AS day, NULL::VARCHAR AS map_run_arn, NULL::VARCHAR AS execution_arn, NULL::DOUBLE AS weight, NULL::VARCHAR AS reason, NULL::BIGINT AS spans WHERE false'
  ELSE 'SELECT day, map_run_arn, execution_arn, weight, reason, spans FROM read_parquet(getvariable(''trace_samples''), union_by_name = true, hive_partitioning = true, hive_types = {''day'': DATE})' END);
SET VARIABLE map_run_timeline = (SELECT list(file) FROM files_of('map_run_timeline'));
CREATE OR REPLACE TEMP VIEW map_run_timeline AS FROM query(CASE WHEN getvariable('map_run_timeline') IS NULL
  THEN 'SELECT NULL::VARCHAR AS map_run_arn, NULL::TIMESTAMPTZ AS bucket_start, NULL::DOUBLE AS bucket_ms, NULL::BIGINT AS started, NULL::BIGINT AS ended, NULL::BIGINT AS running, NULL::BIGINT AS failed, NULL::BIGINT AS throttled, NULL::BIGINT AS retried, NULL::DATE AS day WHERE false'
  ELSE 'SELECT map_run_arn, bucket_start, bucket_ms, started, ended, running, failed, throttled, retried, day FROM read_parquet(getvariable(''map_run_timeline''), union_by_name = true, hive_partitioning = true, hive_types = {''day'': DATE})' END);
SET VARIABLE link_coverage = (SELECT list(file) FROM files_of('link_coverage'));
CREATE OR REPLACE TEMP VIEW link_coverage AS FROM query(CASE WHEN getvariable('link_coverage') IS NULL
  THEN 'SELECT NULL::DATE AS day, NULL::VARCHAR AS function_name, NULL::VARCHAR AS link, NULL::BIGINT AS attempts, NULL::VARCHAR AS subject, NULL::BIGINT AS total WHERE false'
  ELSE 'SELECT day, function_name, link, attempts, subject, total FROM read_parquet(getvariable(''link_coverage''), union_by_name = true, hive_partitioning = true, hive_types = {''day'': DATE})' END);
SET VARIABLE latency = (SELECT list(file) FROM files_of('latency'));
CREATE OR REPLACE TEMP VIEW latency AS FROM query(CASE WHEN getvariable('latency') IS NULL
  THEN 'SELECT NULL::DATE AS day, NULL::VARCHAR AS kind, NULL::VARCHAR AS state_machine_name, NULL::VARCHAR AS name, NULL::BOOLEAN AS is_distributed_map_child, NULL::BIGINT AS count, NULL::BIGINT AS errors, NULL::BIGINT AS unfinished, NULL::DOUBLE AS min_ms, NULL::DOUBLE AS mean_ms, NULL::DOUBLE AS p50_ms, NULL::DOUBLE AS p75_ms, NULL::DOUBLE AS p90_ms, NULL::DOUBLE AS p95_ms, NULL::DOUBLE AS p99_ms, NULL::DOUBLE AS p999_ms, NULL::DOUBLE AS max_ms WHERE false'
  ELSE 'SELECT day, kind, state_machine_name, name, is_distributed_map_child, count, errors, unfinished, min_ms, mean_ms, p50_ms, p75_ms, p90_ms, p95_ms, p99_ms, p999_ms, max_ms FROM read_parquet(getvariable(''latency''), union_by_name = true, hive_partitioning = true, hive_types = {''day'': DATE})' END);
SET VARIABLE latency_histogram = (SELECT list(file) FROM files_of('latency_histogram'));
CREATE OR REPLACE TEMP VIEW latency_histogram AS FROM query(CASE WHEN getvariable('latency_histogram') IS NULL
  THEN 'SELECT NULL::DATE AS day, NULL::VARCHAR AS kind, NULL::VARCHAR AS state_machine_name, NULL::VARCHAR AS name, NULL::BOOLEAN AS is_distributed_map_child, NULL::INT AS bucket, NULL::BIGINT AS count WHERE false'
  ELSE 'SELECT day, kind, state_machine_name, name, is_distributed_map_child, bucket, count FROM read_parquet(getvariable(''latency_histogram''), union_by_name = true, hive_partitioning = true, hive_types = {''day'': DATE})' END);
SET VARIABLE errors = (SELECT list(file) FROM files_of('errors'));
CREATE OR REPLACE TEMP VIEW errors AS FROM query(CASE WHEN getvariable('errors') IS NULL
  THEN 'SELECT NULL::DATE AS day, NULL::VARCHAR AS state_machine_name, NULL::VARCHAR AS state_name, NULL::VARCHAR AS function_name, NULL::VARCHAR AS error, NULL::VARCHAR AS fingerprint, NULL::BOOLEAN AS is_distributed_map_child, NULL::VARCHAR AS message_template, NULL::BIGINT AS attempts, NULL::BIGINT AS retried, NULL::BIGINT AS caught, NULL::BIGINT AS executions, NULL::BIGINT AS terminal, NULL::BIGINT AS recovered, NULL::TIMESTAMPTZ AS first_seen, NULL::TIMESTAMPTZ AS last_seen, NULL::VARCHAR AS sample_cause, NULL::VARCHAR AS sample_execution_arn, NULL::VARCHAR AS sample_trace_id, NULL::VARCHAR AS console_url, NULL::VARCHAR[] AS examples, NULL::VARCHAR[] AS example_span_ids WHERE false'
  ELSE 'SELECT day, state_machine_name, state_name, function_name, error, fingerprint, is_distributed_map_child, message_template, attempts, retried, caught, executions, terminal, recovered, first_seen, last_seen, sample_cause, sample_execution_arn, sample_trace_id, console_url, examples, example_span_ids FROM read_parquet(getvariable(''errors''), union_by_name = true, hive_partitioning = true, hive_types = {''day'': DATE})' END);
SET VARIABLE failed_items = (SELECT list(file) FROM files_of('failed_items'));
CREATE OR REPLACE TEMP VIEW failed_items AS FROM query(CASE WHEN getvariable('failed_items') IS NULL
  THEN 'SELECT NULL::VARCHAR AS map_run_arn, NULL::VARCHAR AS map_run_link, NULL::VARCHAR AS execution_arn, NULL::VARCHAR AS source_file, NULL::BIGINT AS source_row, NULL::INT AS item_index, NULL::VARCHAR AS item_key, NULL::VARCHAR AS item, NULL::VARCHAR AS status, NULL::VARCHAR AS error, NULL::VARCHAR AS fingerprint, NULL::INT AS attempts, NULL::BOOLEAN AS is_suspect, NULL::BOOLEAN AS is_redrivable, NULL::DATE AS day WHERE false'
  ELSE 'SELECT map_run_arn, map_run_link, execution_arn, source_file, source_row, item_index, item_key, item, status, error, fingerprint, attempts, is_suspect, is_redrivable, day FROM read_parquet(getvariable(''failed_items''), union_by_name = true, hive_partitioning = true, hive_types = {''day'': DATE})' END);
SET VARIABLE warnings = (SELECT list(file) FROM files_of('warnings'));
CREATE OR REPLACE TEMP VIEW warnings AS FROM query(CASE WHEN getvariable('warnings') IS NULL
  THEN 'SELECT NULL::DATE AS day, NULL::VARCHAR AS kind, NULL::VARCHAR AS subject, NULL::VARCHAR AS state_machine_name, NULL::BOOLEAN AS is_distributed_map_child, NULL::VARCHAR AS name, NULL::BIGINT AS count, NULL::DOUBLE AS figure, NULL::DOUBLE AS figure_limit, NULL::VARCHAR AS unit, NULL::DOUBLE AS share, NULL::VARCHAR AS example_execution_arn, NULL::VARCHAR AS sentence WHERE false'
  ELSE 'SELECT day, kind, subject, state_machine_name, is_distributed_map_child, name, count, figure, figure_limit, unit, share, example_execution_arn, sentence FROM read_parquet(getvariable(''warnings''), union_by_name = true, hive_partitioning = true, hive_types = {''day'': DATE})' END);
SET VARIABLE ingested_files = (SELECT list(file) FROM files_of('ingested_files'));
CREATE OR REPLACE TEMP VIEW ingested_files AS FROM query(CASE WHEN getvariable('ingested_files') IS NULL
  THEN 'SELECT NULL::VARCHAR AS path, NULL::BIGINT AS bytes, NULL::TIMESTAMPTZ AS modified_at, NULL::VARCHAR AS etag, NULL::VARCHAR AS run_id, NULL::BIGINT AS records, NULL::BIGINT AS rejects, NULL::BIGINT AS outside, NULL::TIMESTAMPTZ AS first_at, NULL::TIMESTAMPTZ AS last_at, NULL::DATE AS from_day, NULL::DATE AS to_day, NULL::BOOLEAN AS is_traced, NULL::TIMESTAMPTZ AS ingested_at WHERE false'
  ELSE 'SELECT path, bytes, modified_at, etag, run_id, records, rejects, outside, first_at, last_at, from_day, to_day, is_traced, ingested_at FROM read_parquet(getvariable(''ingested_files''), union_by_name = true)' END);
SET VARIABLE runs = (SELECT list(file) FROM files_of('runs'));
CREATE OR REPLACE TEMP VIEW runs AS FROM query(CASE WHEN getvariable('runs') IS NULL
  THEN 'SELECT NULL::VARCHAR AS run_id, NULL::VARCHAR AS command, NULL::VARCHAR AS version, NULL::TIMESTAMPTZ AS started_at, NULL::TIMESTAMPTZ AS ended_at, NULL::MAP(VARCHAR, BIGINT) AS step_times, NULL::MAP(VARCHAR, VARCHAR) AS options, NULL::VARCHAR[] AS archives, NULL::BIGINT AS objects, NULL::BIGINT AS bytes, NULL::BIGINT AS records, NULL::BIGINT AS events, NULL::BIGINT AS lambda_records, NULL::BIGINT AS noise, NULL::BIGINT AS duplicates, NULL::BIGINT AS rejects, NULL::BIGINT AS descriptions, NULL::BIGINT AS pending_children, NULL::BIGINT AS aws_spans, NULL::BIGINT AS outside, NULL::VARCHAR[] AS rewritten_hours, NULL::VARCHAR[] AS rewritten_days, NULL::MAP(VARCHAR, BIGINT) AS table_rows WHERE false'
  ELSE 'SELECT run_id, command, version, started_at, ended_at, step_times, options, archives, objects, bytes, records, events, lambda_records, noise, duplicates, rejects, descriptions, pending_children, aws_spans, outside, rewritten_hours, rewritten_days, table_rows FROM read_parquet(getvariable(''runs''), union_by_name = true)' END);

-- These are there only where the archive had some: take the dashes away.
-- SET VARIABLE descriptions = (SELECT list(file) FROM files_of('descriptions'));
-- CREATE OR REPLACE TEMP VIEW descriptions AS FROM query(CASE WHEN getvariable('descriptions') IS NULL
--   THEN 'SELECT NULL::VARCHAR AS source, NULL::VARCHAR AS execution_arn, NULL::VARCHAR AS map_run_arn, NULL::VARCHAR AS status, NULL::TIMESTAMPTZ AS started_at, NULL::TIMESTAMPTZ AS ended_at, NULL::INT AS redrive_count, NULL::TIMESTAMPTZ AS redriven_at, NULL::VARCHAR AS error, NULL::VARCHAR AS cause, NULL::VARCHAR AS error_fingerprint, NULL::VARCHAR AS input, NULL::VARCHAR AS output, NULL::INT AS payload_bytes, NULL::BIGINT AS children, NULL::BIGINT AS children_pending, NULL::BIGINT AS children_running, NULL::BIGINT AS children_succeeded, NULL::BIGINT AS children_failed, NULL::BIGINT AS children_timed_out, NULL::BIGINT AS children_aborted, NULL::BIGINT AS children_results_written, NULL::BIGINT AS children_not_redrivable, NULL::BIGINT AS children_pending_redrive, NULL::BIGINT AS items, NULL::BIGINT AS items_failed, NULL::BIGINT AS items_timed_out, NULL::BIGINT AS items_not_redrivable, NULL::BIGINT AS max_concurrency, NULL::BIGINT AS tolerated_failure_count, NULL::DOUBLE AS tolerated_failure_percentage, NULL::VARCHAR AS context_parent_arn, NULL::VARCHAR AS context_root_arn, NULL::VARCHAR AS datadog_trace_id, NULL::VARCHAR AS datadog_tags, NULL::VARCHAR AS context_started_by_arn, NULL::VARCHAR AS datadog_parent_id, NULL::VARCHAR AS traceparent, NULL::VARCHAR AS source_file, NULL::INT AS hour, NULL::DATE AS day WHERE false'
--   ELSE 'SELECT source, execution_arn, map_run_arn, status, started_at, ended_at, redrive_count, redriven_at, error, cause, error_fingerprint, input, output, payload_bytes, children, children_pending, children_running, children_succeeded, children_failed, children_timed_out, children_aborted, children_results_written, children_not_redrivable, children_pending_redrive, items, items_failed, items_timed_out, items_not_redrivable, max_concurrency, tolerated_failure_count, tolerated_failure_percentage, context_parent_arn, context_root_arn, datadog_trace_id, datadog_tags, context_started_by_arn, datadog_parent_id, traceparent, source_file, hour, day FROM read_parquet(getvariable(''descriptions''), union_by_name = true, hive_partitioning = true, hive_types = {''day'': DATE})' END);
-- SET VARIABLE pending_children = (SELECT list(file) FROM files_of('pending_children'));
-- CREATE OR REPLACE TEMP VIEW pending_children AS FROM query(CASE WHEN getvariable('pending_children') IS NULL
--   THEN 'SELECT NULL::VARCHAR AS map_run_id, NULL::INT AS redrive, NULL::INT AS export_number, NULL::BIGINT AS row, NULL::INT AS items, NULL::VARCHAR AS input, NULL::VARCHAR AS source_file WHERE false'
--   ELSE 'SELECT map_run_id, redrive, export_number, row, items, input, source_file FROM read_parquet(getvariable(''pending_children''), union_by_name = true)' END);
-- SET VARIABLE aws_spans = (SELECT list(file) FROM files_of('aws_spans'));
-- CREATE OR REPLACE TEMP VIEW aws_spans AS FROM query(CASE WHEN getvariable('aws_spans') IS NULL
--   THEN 'SELECT NULL::VARCHAR AS xray_trace_id, NULL::VARCHAR AS span_id, NULL::VARCHAR AS parent_span_id, NULL::VARCHAR AS name, NULL::VARCHAR AS kind, NULL::TIMESTAMPTZ AS started_at, NULL::TIMESTAMPTZ AS ended_at, NULL::BOOLEAN AS in_progress, NULL::BOOLEAN AS failed, NULL::VARCHAR AS resource_arn, NULL::VARCHAR AS request_id, NULL::VARCHAR AS error, NULL::VARCHAR AS cause, NULL::VARCHAR AS error_fingerprint, NULL::MAP(VARCHAR, VARCHAR) AS attributes, NULL::VARCHAR AS source_file, NULL::VARCHAR AS execution_arn, NULL::VARCHAR AS execution_join, NULL::INT AS hour, NULL::DATE AS day WHERE false'
--   ELSE 'SELECT xray_trace_id, span_id, parent_span_id, name, kind, started_at, ended_at, in_progress, failed, resource_arn, request_id, error, cause, error_fingerprint, attributes, source_file, execution_arn, execution_join, hour, day FROM read_parquet(getvariable(''aws_spans''), union_by_name = true, hive_partitioning = true, hive_types = {''day'': DATE})' END);
-- SET VARIABLE rejects = (SELECT list(file) FROM files_of('rejects'));
-- CREATE OR REPLACE TEMP VIEW rejects AS FROM query(CASE WHEN getvariable('rejects') IS NULL
--   THEN 'SELECT NULL::VARCHAR AS source_file, NULL::BIGINT AS position, NULL::VARCHAR AS reason, NULL::VARCHAR AS sample, NULL::VARCHAR AS run_id WHERE false'
--   ELSE 'SELECT source_file, position, reason, sample, run_id FROM read_parquet(getvariable(''rejects''), union_by_name = true)' END);

-- A metric of a minute, as Datadog names it.
CREATE OR REPLACE TEMP VIEW enhanced_metrics AS
WITH points AS (
  SELECT day, split_part(state_machine_name, '/', 1) AS statemachinename,
    CAST(NULL AS VARCHAR) AS stepname, CAST(NULL AS VARCHAR) AS functionname, map_label,
    is_distributed_map_child,
    CASE n WHEN 1 THEN started_at ELSE ended_at END AS moment,
    'aws.states.enhanced.execution.' || CASE n WHEN 1 THEN 'started'
      WHEN 2 THEN lower(status) ELSE 'execution_time' END AS name,
    CASE n WHEN 3 THEN 'nanosecond' ELSE 'count' END AS unit,
    CASE n WHEN 3 THEN active_ms * 1E6 ELSE 1E0 END AS value
  FROM executions CROSS JOIN (VALUES (1), (2), (3)) AS point(n)
  UNION ALL
  SELECT day, split_part(state_machine_name, '/', 1), state_name, CAST(NULL AS VARCHAR),
    CASE WHEN is_distributed_map_child THEN split_part(state_machine_name, '/', 2) END,
    is_distributed_map_child,
    CASE WHEN n = 1 THEN started_at WHEN n = 2 OR state_type <> 'Task' OR state_type IS NULL
      THEN ended_at END,
    'aws.states.enhanced.state.' || CASE n WHEN 1 THEN 'invocation_count'
      WHEN 2 THEN 'duration' ELSE 'run_duration' END,
    CASE n WHEN 1 THEN 'count' ELSE 'nanosecond' END,
    CASE n WHEN 1 THEN 1E0 ELSE active_ms * 1E6 END
  FROM spans CROSS JOIN (VALUES (1), (2), (3)) AS point(n)
  WHERE kind = 'state'
  UNION ALL
  SELECT day, split_part(state_machine_name, '/', 1), state_name, function_name,
    CASE WHEN is_distributed_map_child THEN split_part(state_machine_name, '/', 2) END,
    is_distributed_map_child,
    CASE WHEN n = 1 OR n = 2 AND attempt > 1 THEN started_at WHEN n > 2 THEN ended_at END,
    'aws.states.enhanced.' || CASE n WHEN 1 THEN 'task.execution.tasks_started'
      WHEN 2 THEN 'state.retry_count'
      WHEN 3 THEN 'task.execution.tasks_' || CASE
        WHEN status = 'ok' THEN 'succeeded'
        WHEN status = 'aborted' THEN 'aborted'
        WHEN error IN ('States.Timeout', 'States.HeartbeatTimeout') THEN 'timed_out'
        WHEN status = 'error' THEN 'failed' END
      WHEN 4 THEN 'task.execution.task_duration' ELSE 'state.run_duration' END,
    CASE WHEN n > 3 THEN 'nanosecond' ELSE 'count' END,
    CASE WHEN n > 3 THEN active_ms * 1E6 ELSE 1E0 END
  FROM spans CROSS JOIN (VALUES (1), (2), (3), (4), (5)) AS point(n)
  WHERE kind = 'attempt'
  UNION ALL
  SELECT day, split_part(state_machine_name, '/', 1), state_name, function_name,
    CASE WHEN is_distributed_map_child THEN split_part(state_machine_name, '/', 2) END,
    is_distributed_map_child,
    CASE WHEN n = 2 AND status <> 'error' THEN NULL
      WHEN n = 3 AND (error IS NULL OR error <> 'Sandbox.Timedout') THEN NULL
      WHEN n = 6 AND (cold_start IS NULL OR NOT cold_start) THEN NULL
      ELSE started_at END,
    'aws.lambda.enhanced.' || CASE n WHEN 1 THEN 'invocations' WHEN 2 THEN 'errors'
      WHEN 3 THEN 'timeouts' WHEN 4 THEN 'duration' WHEN 5 THEN 'billed_duration'
      WHEN 6 THEN 'init_duration' ELSE 'max_memory_used' END,
    CASE WHEN n < 4 THEN 'count' WHEN n < 7 THEN 'second' ELSE 'megabyte' END,
    CASE n WHEN 4 THEN duration_ms / 1E3
      WHEN 5 THEN CAST(attributes['billed_ms'] AS DOUBLE) / 1E3
      WHEN 6 THEN CAST(attributes['init_ms'] AS DOUBLE) / 1E3
      WHEN 7 THEN CAST(attributes['max_memory_mb'] AS DOUBLE)
      ELSE 1E0 END
  FROM spans CROSS JOIN (VALUES (1), (2), (3), (4), (5), (6), (7)) AS point(n)
  WHERE kind = 'lambda'
  UNION ALL
  SELECT day, split_part(split_part(parent_execution_arn, ':', 7), '/', 1), state_name,
    CAST(NULL AS VARCHAR), label, split_part(parent_execution_arn, ':', 7) LIKE '%/%',
    CASE n WHEN 1 THEN started_at WHEN 4 THEN started_at ELSE ended_at END,
    'aws.states.enhanced.map_run.' || CASE n WHEN 1 THEN 'started' WHEN 2 THEN lower(status)
      WHEN 3 THEN 'duration' WHEN 4 THEN 'items' WHEN 5 THEN 'children_succeeded'
      WHEN 6 THEN 'children_failed' WHEN 7 THEN 'children_timed_out'
      ELSE 'children_aborted' END,
    CASE n WHEN 3 THEN 'nanosecond' ELSE 'count' END,
    CASE n WHEN 3 THEN duration_ms * 1E6
      WHEN 4 THEN CAST(coalesce(reported_items, items) AS DOUBLE)
      WHEN 5 THEN CAST(succeeded AS DOUBLE) WHEN 6 THEN CAST(failed AS DOUBLE)
      WHEN 7 THEN CAST(timed_out AS DOUBLE) WHEN 8 THEN CAST(aborted AS DOUBLE)
      ELSE 1E0 END
  FROM map_runs CROSS JOIN (VALUES (1), (2), (3), (4), (5), (6), (7), (8)) AS point(n)
), figures AS (
  SELECT day, date_trunc('minute', moment) AS minute, name, unit, statemachinename, stepname,
    functionname, map_label, is_distributed_map_child, count(*) AS count,
    sum(value) AS total, avg(value) AS mean, min(value) AS lowest, max(value) AS highest,
    quantile_cont(value, [0.95E0, 0.99E0]) AS high
  FROM points WHERE moment IS NOT NULL AND name IS NOT NULL AND value IS NOT NULL
  GROUP BY day, date_trunc('minute', moment), name, unit, statemachinename, stepname,
    functionname, map_label, is_distributed_map_child
)
SELECT day, minute, name || suffix AS metric, unit,
  CASE suffix WHEN '.minimum' THEN lowest WHEN '.maximum' THEN highest WHEN '.p95' THEN list_extract(high, 1)
    WHEN '.p99' THEN list_extract(high, 2) ELSE CASE unit WHEN 'count' THEN total ELSE mean END END AS value,
  count, nullif(replace(name, '.tasks_', '.task_'), name) AS alias,
  statemachinename, stepname, functionname, map_label, is_distributed_map_child,
  list_filter(['statemachinename:' || statemachinename, 'stepname:' || stepname, 'functionname:' || functionname, 'map_label:' || map_label, 'is_distributed_map_child:' ||
      CASE WHEN is_distributed_map_child THEN 'true' ELSE 'false' END], lambda tag: tag IS NOT NULL) AS tags
FROM figures
  CROSS JOIN (VALUES (''), ('.minimum'), ('.maximum'), ('.p95'), ('.p99')) AS figure(suffix)
WHERE unit <> 'count' OR suffix = '';

-- A day of one failure beside the day before; also of one that is gone.
CREATE OR REPLACE TEMP VIEW error_trends AS
WITH ran AS (
  SELECT day, state_machine_name, is_distributed_map_child,
    CAST(sum(count + unfinished) AS BIGINT) AS executions
  FROM latency WHERE kind = 'execution'
  GROUP BY day, state_machine_name, is_distributed_map_child
), days AS (
  SELECT ran.day, ran.state_machine_name, ran.is_distributed_map_child, ran.executions,
    former.executions AS executions_before
  FROM ran LEFT JOIN ran former
    ON former.state_machine_name = ran.state_machine_name
    AND former.is_distributed_map_child = ran.is_distributed_map_child
    AND former.day = CAST(ran.day - INTERVAL '1' DAY AS DATE)
), seen AS (
  SELECT day AS on_day, true AS is_of_day, attempts, state_machine_name, state_name,
    function_name, error, fingerprint, is_distributed_map_child, message_template,
    sample_execution_arn, console_url
  FROM errors
  UNION ALL
  SELECT CAST(day + INTERVAL '1' DAY AS DATE), false, attempts, state_machine_name, state_name,
    function_name, error, fingerprint, is_distributed_map_child, message_template,
    sample_execution_arn, console_url
  FROM errors
), counts AS (
  SELECT on_day, state_machine_name, state_name, function_name, error, fingerprint,
    is_distributed_map_child,
    CAST(sum(CASE WHEN is_of_day THEN attempts ELSE 0 END) AS BIGINT) AS attempts,
    CAST(sum(CASE WHEN is_of_day THEN 0 ELSE attempts END) AS BIGINT) AS attempts_before,
    max(CASE WHEN is_of_day THEN sample_execution_arn END) AS arn_of_day,
    max(CASE WHEN is_of_day THEN message_template END) AS template_of_day,
    max(CASE WHEN is_of_day THEN console_url END) AS url_of_day,
    max(CASE WHEN NOT is_of_day THEN sample_execution_arn END) AS arn_before,
    max(CASE WHEN NOT is_of_day THEN message_template END) AS template_before,
    max(CASE WHEN NOT is_of_day THEN console_url END) AS url_before
  FROM seen
  GROUP BY on_day, state_machine_name, state_name, function_name, error, fingerprint,
    is_distributed_map_child
), compared AS (
  SELECT counts.*, days.executions, days.executions_before,
    1E0 * attempts_before * days.executions / nullif(days.executions_before, 0) AS expected
  FROM counts JOIN days
    ON days.day = counts.on_day
    AND days.state_machine_name = counts.state_machine_name
    AND days.is_distributed_map_child = counts.is_distributed_map_child
)
SELECT on_day AS day, state_machine_name, state_name, function_name, error, fingerprint,
  is_distributed_map_child,
  CASE WHEN arn_of_day IS NULL THEN template_before ELSE template_of_day END AS message_template,
  attempts, attempts_before AS attempts_day_before, executions AS of_executions,
  executions_before AS of_executions_day_before,
  CASE
    WHEN executions_before IS NULL THEN 'unknown'
    WHEN attempts_before = 0 THEN 'new'
    WHEN attempts = 0 THEN 'gone'
    WHEN attempts >= 1.5E0 * expected AND attempts - expected >= 2 * sqrt(attempts + expected)
      THEN 'grown'
    WHEN expected >= 1.5E0 * attempts AND expected - attempts >= 2 * sqrt(attempts + expected)
      THEN 'shrunk'
    ELSE 'same' END AS trend,
  coalesce(arn_of_day, arn_before) AS sample_execution_arn,
  CASE WHEN arn_of_day IS NULL THEN url_before ELSE url_of_day END AS console_url
FROM compared;

-- How new the lake is: one row.
CREATE OR REPLACE TEMP VIEW freshness AS
WITH days AS (
  SELECT day, count(*) AS executions, max(started_at) AS newest_start_at
  FROM executions GROUP BY day
), newest AS (
  SELECT max(day) AS newest_day, max_by(executions, day) AS executions_of_newest_day,
    max_by(newest_start_at, day) AS newest_start_at
  FROM days
), ended AS (
  SELECT max(ended_at) AS last_run_at, max_by(run_id, ended_at) AS last_run_id,
    max_by(command, ended_at) AS last_command
  FROM runs
), readings AS (
  SELECT max(ended_at) AS last_read_at, max_by(records, ended_at) AS records,
    max_by(events, ended_at) AS events, max_by(lambda_records, ended_at) AS lambda_records,
    max_by(rejects, ended_at) AS rejects, CAST(sum(rejects) AS BIGINT) AS rejects_of_all_runs
  FROM runs WHERE records IS NOT NULL
)
SELECT newest_day, executions_of_newest_day, newest_start_at, last_run_at, last_run_id,
  last_command, date_sub('second', last_run_at, current_timestamp) / 3600E0 AS hours_since_last_run,
  last_read_at, date_sub('second', last_read_at, current_timestamp) / 3600E0 AS hours_since_last_read,
  records, events, lambda_records, rejects, rejects_of_all_runs
FROM newest CROSS JOIN ended CROSS JOIN readings;

-- Percentiles of one execution name, state, attempt or function over a day, a week, a month and all days.
CREATE OR REPLACE TEMP VIEW latency_percentiles AS
WITH periods AS (
  SELECT 'day' AS period, day AS since, day, kind, state_machine_name, name,
    is_distributed_map_child, bucket, count
  FROM latency_histogram
  UNION ALL
  SELECT 'week', CAST(date_trunc('week', day) AS DATE), day, kind, state_machine_name, name,
    is_distributed_map_child, bucket, count
  FROM latency_histogram
  UNION ALL
  SELECT 'month', CAST(date_trunc('month', day) AS DATE), day, kind, state_machine_name, name,
    is_distributed_map_child, bucket, count
  FROM latency_histogram
  UNION ALL
  SELECT 'all', CAST(NULL AS DATE), day, kind, state_machine_name, name,
    is_distributed_map_child, bucket, count
  FROM latency_histogram
), buckets AS (
  SELECT period, since, kind, state_machine_name, name, is_distributed_map_child, bucket,
    min(day) AS from_day, max(day) AS to_day, CAST(sum(count) AS BIGINT) AS count
  FROM periods
  GROUP BY period, since, kind, state_machine_name, name, is_distributed_map_child, bucket
), running AS (
  SELECT period, since, kind, state_machine_name, name, is_distributed_map_child, from_day,
    to_day,
    CASE WHEN bucket = -2147483648 THEN 0E0
      ELSE 1.01E0 * exp(bucket * ln(1.01E0 / 0.99E0)) END AS ms,
    sum(count) OVER (PARTITION BY period, since, kind, state_machine_name, name,
      is_distributed_map_child ORDER BY bucket) AS up_to,
    sum(count) OVER (PARTITION BY period, since, kind, state_machine_name, name,
      is_distributed_map_child) AS total
  FROM buckets
), neighbours AS (
  SELECT period, since, kind, state_machine_name, name, is_distributed_map_child, share,
    min(from_day) AS from_day, max(to_day) AS to_day, CAST(max(total) AS BIGINT) AS total,
    min(CASE WHEN up_to > floor(share * (total - 1)) THEN ms END) AS below,
    min(CASE WHEN up_to > ceiling(share * (total - 1)) THEN ms END) AS above
  FROM running
    CROSS JOIN (VALUES (0.5E0), (0.75E0), (0.9E0), (0.95E0), (0.99E0), (0.999E0), (1E0)) AS
      shares(share)
  GROUP BY period, since, kind, state_machine_name, name, is_distributed_map_child, share
), percentiles AS (
  SELECT period, since, kind, state_machine_name, name, is_distributed_map_child, from_day,
    to_day, total, share,
    below + (share * (total - 1) - floor(share * (total - 1))) * (above - below) AS ms
  FROM neighbours
)
SELECT period, min(from_day) AS from_day, max(to_day) AS to_day, kind, state_machine_name, name,
  is_distributed_map_child, max(total) AS count,
  max(CASE WHEN share = 0.5E0 THEN ms END) AS p50_ms,
  max(CASE WHEN share = 0.75E0 THEN ms END) AS p75_ms,
  max(CASE WHEN share = 0.9E0 THEN ms END) AS p90_ms,
  max(CASE WHEN share = 0.95E0 THEN ms END) AS p95_ms,
  max(CASE WHEN share = 0.99E0 THEN ms END) AS p99_ms,
  max(CASE WHEN share = 0.999E0 THEN ms END) AS p999_ms,
  max(CASE WHEN share = 1E0 THEN ms END) AS max_ms
FROM percentiles
GROUP BY period, since, kind, state_machine_name, name, is_distributed_map_child;

-- One of the 20 slowest executions of a day and state machine, with what took longest.
CREATE OR REPLACE TEMP VIEW worst_traces AS
WITH places AS (
  SELECT day, state_machine_name, is_distributed_map_child, execution_arn, trace_id, status,
    error, started_at, active_ms, map_run_arn, map_run_link, parent_execution_arn, parent_link,
    root_execution_arn, queue_ms, cold_start_ms, lambda_ms, task_ms, retry_ms, wait_ms, map_ms,
    other_ms,
    row_number() OVER (PARTITION BY day, state_machine_name, is_distributed_map_child
      ORDER BY active_ms DESC, execution_arn) AS place
  FROM executions WHERE active_ms IS NOT NULL
), slowest AS (
  SELECT day, state_machine_name, is_distributed_map_child, execution_arn, trace_id, status,
    error, started_at, active_ms, map_run_arn, map_run_link, parent_execution_arn, parent_link,
    root_execution_arn, queue_ms, cold_start_ms, lambda_ms, task_ms, retry_ms, wait_ms, map_ms,
    other_ms, CAST(place AS BIGINT) AS place,
    greatest(coalesce(queue_ms, 0E0), coalesce(cold_start_ms, 0E0), coalesce(lambda_ms, 0E0),
      coalesce(task_ms, 0E0), coalesce(retry_ms, 0E0), coalesce(wait_ms, 0E0),
      coalesce(map_ms, 0E0), coalesce(other_ms, 0E0))
      AS longest_part_ms
  FROM places WHERE place <= 20
), states AS (
  SELECT spans.day, spans.execution_arn, spans.state_name, sum(spans.critical_ms) AS state_ms
  FROM spans JOIN slowest
    ON slowest.execution_arn = spans.execution_arn AND slowest.day = spans.day
  WHERE spans.kind = 'state' AND spans.critical_ms > 0
  GROUP BY spans.day, spans.execution_arn, spans.state_name
), longest AS (
  SELECT day, execution_arn, state_name, state_ms,
    row_number() OVER (PARTITION BY day, execution_arn ORDER BY state_ms DESC, state_name)
      AS state_place
  FROM states
)
SELECT slowest.day, state_machine_name, is_distributed_map_child, place, slowest.execution_arn,
  trace_id, status, error, started_at, active_ms,
  CASE WHEN longest_part_ms = 0 THEN NULL
    WHEN queue_ms = longest_part_ms THEN 'queue'
    WHEN cold_start_ms = longest_part_ms THEN 'cold_start'
    WHEN lambda_ms = longest_part_ms THEN 'lambda'
    WHEN task_ms = longest_part_ms THEN 'task'
    WHEN retry_ms = longest_part_ms THEN 'retry'
    WHEN wait_ms = longest_part_ms THEN 'wait'
    WHEN map_ms = longest_part_ms THEN 'map'
    WHEN other_ms = longest_part_ms THEN 'other' END AS longest_part,
  nullif(longest_part_ms, 0E0) AS longest_part_ms, state_name AS longest_state,
  state_ms AS longest_state_ms, map_run_arn, map_run_link, parent_execution_arn, parent_link,
  root_execution_arn,
  'https://' || split_part(slowest.execution_arn, ':', 4) || '.' ||
    CASE split_part(slowest.execution_arn, ':', 2) WHEN 'aws' THEN 'console.aws.amazon.com'
      WHEN 'aws-cn' THEN 'console.amazonaws.cn'
      WHEN 'aws-us-gov' THEN 'console.amazonaws-us-gov.com' END ||
    '/states/home?region=' || split_part(slowest.execution_arn, ':', 4) ||
    CASE split_part(slowest.execution_arn, ':', 6) WHEN 'express'
      THEN '#/express-executions/details/' || slowest.execution_arn || '?startDate=' ||
        CAST(epoch_ms(started_at) AS VARCHAR)
      ELSE '#/v2/executions/details/' || slowest.execution_arn END AS console_url
FROM slowest LEFT JOIN longest
  ON longest.execution_arn = slowest.execution_arn AND longest.day = slowest.day
  AND longest.state_place = 1;
