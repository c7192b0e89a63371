-- The tables and views of a lake for Trino with a catalog named delta of the connector delta_lake, in which
-- delta.register-table-procedure.enabled=true stands: trino -f trino.sql. It keeps times to the millisecond. Percentiles of
-- enhanced_metrics are approximate (approx_percentile), all else is as in Spark.
-- Not executed: a Trino server is no library that a test could start. A test parses all statements with Trino's parser and
-- executes the same views in Spark and DuckDB.
-- Put the address of your lake in the place of s3://BUCKET/fantail/lake. Nothing is written there.
-- Written by ViewFilesTest of jobs with -Dfantail.views=write; to change a view, change io.fantail.view.

CREATE SCHEMA IF NOT EXISTS delta.fantail;

USE delta.fantail;

CALL delta.system.register_table(schema_name => 'fantail', table_name => 'events', table_location => 's3://BUCKET/fantail/lake/events');
CALL delta.system.register_table(schema_name => 'fantail', table_name => 'lambda_records', table_location => 's3://BUCKET/fantail/lake/lambda_records');
CALL delta.system.register_table(schema_name => 'fantail', table_name => 'lambda_invocations', table_location => 's3://BUCKET/fantail/lake/lambda_invocations');
CALL delta.system.register_table(schema_name => 'fantail', table_name => 'executions', table_location => 's3://BUCKET/fantail/lake/executions');
CALL delta.system.register_table(schema_name => 'fantail', table_name => 'spans', table_location => 's3://BUCKET/fantail/lake/spans');
CALL delta.system.register_table(schema_name => 'fantail', table_name => 'map_runs', table_location => 's3://BUCKET/fantail/lake/map_runs');
CALL delta.system.register_table(schema_name => 'fantail', table_name => 'stragglers', table_location => 's3://BUCKET/fantail/lake/stragglers');
CALL delta.system.register_table(schema_name => 'fantail', table_name => 'tails', table_location => 's3://BUCKET/fantail/lake/tails');
CALL delta.system.register_table(schema_name => 'fantail', table_name => 'tail_factors', table_location => 's3://BUCKET/fantail/lake/tail_factors');
CALL delta.system.register_table(schema_name => 'fantail', table_name => 'trace_samples', table_location => 's3://BUCKET/fantail/lake/trace_samples');
CALL delta.system.register_table(schema_name => 'fantail', table_name => 'map_run_timeline', table_location => 's3://BUCKET/fantail/lake/map_run_timeline');
CALL delta.system.register_table(schema_name => 'fantail', table_name => 'link_coverage', table_location => 's3://BUCKET/fantail/lake/link_coverage');
CALL delta.system.register_table(schema_name => 'fantail', table_name => 'latency', table_location => 's3://BUCKET/fantail/lake/latency');
CALL delta.system.register_table(schema_name => 'fantail', table_name => 'latency_histogram', table_location => 's3://BUCKET/fantail/lake/latency_histogram');
CALL delta.system.register_table(schema_name => 'fantail', table_name => 'errors', table_location => 's3://BUCKET/fantail/lake/errors');
CALL delta.system.register_table(schema_name => 'fantail', table_name => 'failed_items', table_location => 's3://BUCKET/fantail/lake/failed_items');
CALL delta.system.register_table(schema_name => 'fantail', table_name => 'warnings', table_location => 's3://BUCKET/fantail/lake/warnings');
CALL delta.system.register_table(schema_name => 'fantail', table_name => 'ingested_files', table_location => 's3://BUCKET/fantail/lake/ingested_files');
CALL delta.system.register_table(schema_name => 'fantail', table_name => 'runs', table_location => 's3://BUCKET/fantail/lake/runs');

-- These are there only where the archive had some: take the dashes away.
-- CALL delta.system.register_table(schema_name => 'fantail', table_name => 'descriptions', table_location => 's3://BUCKET/fantail/lake/descriptions');
-- CALL delta.system.register_table(schema_name => 'fantail', table_name => 'pending_children', table_location => 's3://BUCKET/fantail/lake/pending_children');
-- CALL delta.system.register_table(schema_name => 'fantail', table_name => 'aws_spans', table_location => 's3://BUCKET/fantail/lake/aws_spans');
-- CALL delta.system.register_table(schema_name => 'fantail', table_name => 'rejects', table_location => 's3://BUCKET/fantail/lake/rejects');

-- A metric of a minute, as Datadog names it.
CREATE OR REPLACE VIEW enhanced_metrics AS
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
      WHEN 5 THEN CAST(element_at(attributes, 'billed_ms') AS DOUBLE) / 1E3
      WHEN 6 THEN CAST(element_at(attributes, 'init_ms') AS DOUBLE) / 1E3
      WHEN 7 THEN CAST(element_at(attributes, 'max_memory_mb') AS DOUBLE)
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
    approx_percentile(value, ARRAY[0.95E0, 0.99E0]) AS high
  FROM points WHERE moment IS NOT NULL AND name IS NOT NULL AND value IS NOT NULL
  GROUP BY day, date_trunc('minute', moment), name, unit, statemachinename, stepname,
    functionname, map_label, is_distributed_map_child
)
SELECT day, minute, name || suffix AS metric, unit,
  CASE suffix WHEN '.minimum' THEN lowest WHEN '.maximum' THEN highest WHEN '.p95' THEN element_at(high, 1)
    WHEN '.p99' THEN element_at(high, 2) ELSE CASE unit WHEN 'count' THEN total ELSE mean END END AS value,
  count, nullif(replace(name, '.tasks_', '.task_'), name) AS alias,
  statemachinename, stepname, functionname, map_label, is_distributed_map_child,
  filter(ARRAY['statemachinename:' || statemachinename, 'stepname:' || stepname, 'functionname:' || functionname, 'map_label:' || map_label, 'is_distributed_map_child:' ||
      CASE WHEN is_distributed_map_child THEN 'true' ELSE 'false' END], tag -> tag IS NOT NULL) AS tags
FROM figures
  CROSS JOIN (VALUES (''), ('.minimum'), ('.maximum'), ('.p95'), ('.p99')) AS figure(suffix)
WHERE unit <> 'count' OR suffix = '';

-- A day of one failure beside the day before; also of one that is gone.
CREATE OR REPLACE VIEW error_trends AS
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
CREATE OR REPLACE VIEW freshness AS
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
  last_command, date_diff('second', last_run_at, current_timestamp) / 3600E0 AS hours_since_last_run,
  last_read_at, date_diff('second', last_read_at, current_timestamp) / 3600E0 AS hours_since_last_read,
  records, events, lambda_records, rejects, rejects_of_all_runs
FROM newest CROSS JOIN ended CROSS JOIN readings;

-- Percentiles of one execution name, state, attempt or function over a day, a week, a month and all days.
CREATE OR REPLACE VIEW latency_percentiles AS
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
CREATE OR REPLACE VIEW worst_traces AS
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
        CAST(CAST(to_unixtime(started_at) * 1E3 AS BIGINT) AS VARCHAR)
      ELSE '#/v2/executions/details/' || slowest.execution_arn END AS console_url
FROM slowest LEFT JOIN longest
  ON longest.execution_arn = slowest.execution_arn AND longest.day = slowest.day
  AND longest.state_place = 1;
