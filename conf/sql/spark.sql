-- Views over the tables of a lake, for Spark SQL and EMR notebooks. The tables must be known by their names in the database that
-- is used: CREATE TABLE executions USING delta LOCATION 's3://BUCKET/fantail/lake/executions', and so on.
-- ViewFilesTest of jobs writes and compares the text; to change it, change io.fantail.view.

-- A metric of a minute, as Datadog names it.
CREATE OR REPLACE VIEW enhanced_metrics AS
WITH points AS (
  SELECT day, substring_index(state_machine_name, '/', 1) AS statemachinename,
    CAST(NULL AS STRING) AS stepname, CAST(NULL AS STRING) AS functionname, map_label,
    is_distributed_map_child, point.*
  FROM executions LATERAL VIEW stack(3,
    started_at, 'aws.states.enhanced.execution.started', 'count', 1D,
    ended_at, concat('aws.states.enhanced.execution.', lower(status)), 'count', 1D,
    ended_at, 'aws.states.enhanced.execution.execution_time', 'nanosecond', active_ms * 1e6D
  ) point AS at, name, unit, value
  UNION ALL
  SELECT day, substring_index(state_machine_name, '/', 1), state_name,
    CAST(NULL AS STRING),
    IF(is_distributed_map_child, substring_index(state_machine_name, '/', -1), NULL),
    is_distributed_map_child, point.*
  FROM spans LATERAL VIEW stack(3,
    started_at, 'aws.states.enhanced.state.invocation_count', 'count', 1D,
    ended_at, 'aws.states.enhanced.state.duration', 'nanosecond', active_ms * 1e6D,
    IF(state_type = 'Task', NULL, ended_at), 'aws.states.enhanced.state.run_duration',
      'nanosecond', active_ms * 1e6D
  ) point AS at, name, unit, value
  WHERE kind = 'state'
  UNION ALL
  SELECT day, substring_index(state_machine_name, '/', 1), state_name, function_name,
    IF(is_distributed_map_child, substring_index(state_machine_name, '/', -1), NULL),
    is_distributed_map_child, point.*
  FROM spans LATERAL VIEW stack(5,
    started_at, 'aws.states.enhanced.task.execution.tasks_started', 'count', 1D,
    IF(attempt > 1, started_at, NULL), 'aws.states.enhanced.state.retry_count', 'count', 1D,
    ended_at, concat('aws.states.enhanced.task.execution.tasks_', CASE
      WHEN status = 'ok' THEN 'succeeded'
      WHEN status = 'aborted' THEN 'aborted'
      WHEN error IN ('States.Timeout', 'States.HeartbeatTimeout') THEN 'timed_out'
      WHEN status = 'error' THEN 'failed' END), 'count', 1D,
    ended_at, 'aws.states.enhanced.task.execution.task_duration', 'nanosecond',
      active_ms * 1e6D,
    ended_at, 'aws.states.enhanced.state.run_duration', 'nanosecond', active_ms * 1e6D
  ) point AS at, name, unit, value
  WHERE kind = 'attempt'
  UNION ALL
  SELECT day, substring_index(state_machine_name, '/', 1), state_name, function_name,
    IF(is_distributed_map_child, substring_index(state_machine_name, '/', -1), NULL),
    is_distributed_map_child, point.*
  FROM spans LATERAL VIEW stack(7,
    started_at, 'aws.lambda.enhanced.invocations', 'count', 1D,
    IF(status = 'error', started_at, NULL), 'aws.lambda.enhanced.errors', 'count', 1D,
    IF(error = 'Sandbox.Timedout', started_at, NULL), 'aws.lambda.enhanced.timeouts',
      'count', 1D,
    started_at, 'aws.lambda.enhanced.duration', 'second', duration_ms / 1e3D,
    started_at, 'aws.lambda.enhanced.billed_duration', 'second',
      CAST(attributes['billed_ms'] AS DOUBLE) / 1e3D,
    IF(cold_start, started_at, NULL), 'aws.lambda.enhanced.init_duration', 'second',
      CAST(attributes['init_ms'] AS DOUBLE) / 1e3D,
    started_at, 'aws.lambda.enhanced.max_memory_used', 'megabyte',
      CAST(attributes['max_memory_mb'] AS DOUBLE)
  ) point AS at, name, unit, value
  WHERE kind = 'lambda'
  UNION ALL
  SELECT day, substring_index(split(parent_execution_arn, ':')[6], '/', 1), state_name,
    CAST(NULL AS STRING), label, contains(split(parent_execution_arn, ':')[6], '/'), point.*
  FROM map_runs LATERAL VIEW stack(8,
    started_at, 'aws.states.enhanced.map_run.started', 'count', 1D,
    ended_at, concat('aws.states.enhanced.map_run.', lower(status)), 'count', 1D,
    ended_at, 'aws.states.enhanced.map_run.duration', 'nanosecond', duration_ms * 1e6D,
    started_at, 'aws.states.enhanced.map_run.items', 'count',
      CAST(coalesce(reported_items, items) AS DOUBLE),
    ended_at, 'aws.states.enhanced.map_run.children_succeeded', 'count',
      CAST(succeeded AS DOUBLE),
    ended_at, 'aws.states.enhanced.map_run.children_failed', 'count',
      CAST(failed AS DOUBLE),
    ended_at, 'aws.states.enhanced.map_run.children_timed_out', 'count',
      CAST(timed_out AS DOUBLE),
    ended_at, 'aws.states.enhanced.map_run.children_aborted', 'count',
      CAST(aborted AS DOUBLE)
  ) point AS at, name, unit, value
), figures AS (
  SELECT day, date_trunc('MINUTE', at) AS minute, name, unit, statemachinename, stepname,
    functionname, map_label, is_distributed_map_child, count(*) AS count,
    sum(value) AS total, avg(value) AS mean, min(value) AS lowest, max(value) AS highest,
    percentile(value, array(0.95D, 0.99D)) AS high
  FROM points WHERE at IS NOT NULL AND name IS NOT NULL AND value IS NOT NULL
  GROUP BY day, date_trunc('MINUTE', at), name, unit, statemachinename, stepname,
    functionname, map_label, is_distributed_map_child
)
SELECT day, minute, concat(name, figure.suffix) AS metric, unit, figure.value, count,
  IF(contains(name, '.tasks_'), replace(name, '.tasks_', '.task_'), NULL) AS alias,
  statemachinename, stepname, functionname, map_label, is_distributed_map_child,
  filter(array(
    concat('statemachinename:', statemachinename), concat('stepname:', stepname),
    concat('functionname:', functionname), concat('map_label:', map_label),
    concat('is_distributed_map_child:', is_distributed_map_child)
  ), tag -> tag IS NOT NULL) AS tags
FROM figures LATERAL VIEW stack(5, '', IF(unit = 'count', total, mean),
  IF(unit = 'count', NULL, '.minimum'), lowest, IF(unit = 'count', NULL, '.maximum'), highest,
  IF(unit = 'count', NULL, '.p95'), high[0], IF(unit = 'count', NULL, '.p99'), high[1]
) figure AS suffix, value
WHERE suffix IS NOT NULL;

-- A day of one failure beside the day before; also of one that is gone.
CREATE OR REPLACE VIEW error_trends AS
WITH ran AS (
  SELECT day, state_machine_name, is_distributed_map_child,
    sum(count + unfinished) AS executions
  FROM latency WHERE kind = 'execution'
  GROUP BY day, state_machine_name, is_distributed_map_child
), days AS (
  SELECT day.*, former.executions AS executions_before
  FROM ran day LEFT JOIN ran former
    ON former.state_machine_name = day.state_machine_name
    AND former.is_distributed_map_child = day.is_distributed_map_child
    AND former.day = date_sub(day.day, 1)
), seen AS (
  SELECT day AS on_day, attempts AS now, 0L AS before, true AS is_of_day, * FROM errors
  UNION ALL
  SELECT date_add(day, 1), 0L, attempts, false, * FROM errors
), counts AS (
  SELECT on_day, state_machine_name, state_name, function_name, error, fingerprint,
    is_distributed_map_child, sum(now) AS attempts, sum(before) AS attempts_before,
    max_by(message_template, is_of_day) AS message_template,
    max_by(sample_execution_arn, is_of_day) AS sample_execution_arn,
    max_by(console_url, is_of_day) AS console_url
  FROM seen
  GROUP BY on_day, state_machine_name, state_name, function_name, error, fingerprint,
    is_distributed_map_child
), compared AS (
  SELECT counts.*, days.executions, days.executions_before,
    attempts_before * days.executions / days.executions_before AS expected
  FROM counts JOIN days
    ON days.day = counts.on_day
    AND days.state_machine_name = counts.state_machine_name
    AND days.is_distributed_map_child = counts.is_distributed_map_child
)
SELECT on_day AS day, state_machine_name, state_name, function_name, error, fingerprint,
  is_distributed_map_child, message_template, attempts,
  attempts_before AS attempts_day_before, executions AS of_executions,
  executions_before AS of_executions_day_before,
  CASE
    WHEN executions_before IS NULL THEN 'unknown'
    WHEN attempts_before = 0 THEN 'new'
    WHEN attempts = 0 THEN 'gone'
    WHEN attempts >= 1.5D * expected AND attempts - expected >= 2 * sqrt(attempts + expected)
      THEN 'grown'
    WHEN expected >= 1.5D * attempts AND expected - attempts >= 2 * sqrt(attempts + expected)
      THEN 'shrunk'
    ELSE 'same' END AS trend,
  sample_execution_arn, console_url
FROM compared;
