/*
 * The question of Fantail as an engineer would answer it by hand in DuckDB: the logs of a CloudWatch export, states and
 * attempts paired, attempts joined with their invocations by request id. It leaves out what makes the rest of Fantail:
 * rejects, duplicates, retries, inline Maps, redrives, Map Runs and links other than the request id.
 *
 * ${archive} and ${out} are folders.
 */

/* A line is a time of 24 characters, a blank and a JSON object whose scalars are all strings. */
CREATE TABLE events AS
WITH vended AS (
  SELECT json_transform(line[26:], '{
    "execution_arn": "VARCHAR", "id": "BIGINT", "previous_event_id": "BIGINT",
    "event_timestamp": "BIGINT", "type": "VARCHAR", "details": "JSON"}') AS event
  /* A separator that no line has in it: each line is one column. */
  FROM read_csv('${archive}/export/states/*/*/*.gz', columns = {'line': 'VARCHAR'}, header = false, delim = chr(1),
                quote = '', escape = '', auto_detect = false, max_line_size = 4194304))
SELECT
  event.execution_arn,
  contains(split_part(event.execution_arn, ':', 7), '/') AS is_child,
  event.id,
  event.previous_event_id AS previous_id,
  event.event_timestamp AS at_ms,
  event.type,
  event.details
FROM vended;

CREATE TABLE invocations AS
WITH reports AS (
  SELECT
    line[:24]::TIMESTAMP AS ended_at,
    regexp_extract(line, 'RequestId: ([0-9a-f-]{36})\tDuration: ([0-9.]+) ms',
                   ['request_id', 'duration_ms']) AS report
  FROM read_csv('${archive}/export/lambda/*/*/*.gz', columns = {'line': 'VARCHAR'}, header = false, delim = chr(1),
                quote = '', escape = '', auto_detect = false, max_line_size = 4194304)
  WHERE starts_with(line[26:], 'REPORT RequestId: '))
SELECT report.request_id, report.duration_ms::DOUBLE AS duration_ms, epoch_ms(ended_at) AS ended_ms
FROM reports;

CREATE TABLE executions AS
SELECT
  execution_arn,
  is_child,
  min(at_ms) AS started_ms,
  max(at_ms) AS ended_ms,
  /* The others begin with the kind of a state, or are ExecutionStarted and ExecutionRedriven. */
  max(type) FILTER (type IN ('ExecutionSucceeded', 'ExecutionFailed', 'ExecutionTimedOut', 'ExecutionAborted')) AS status
FROM events
GROUP BY execution_arn, is_child;

/* A state that is not left ends with its execution. */
CREATE TABLE states AS
WITH entered AS (
  SELECT execution_arn, is_child, details->>'$.name' AS name, at_ms FROM events WHERE type LIKE '%StateEntered'),
exited AS (
  SELECT execution_arn, details->>'$.name' AS name, at_ms FROM events WHERE type LIKE '%StateExited')
SELECT
  entered.execution_arn,
  entered.is_child,
  entered.name,
  entered.at_ms AS started_ms,
  coalesce(exited.at_ms, executions.ended_ms) AS ended_ms
FROM entered
LEFT JOIN exited USING (execution_arn, name)
LEFT JOIN executions
  ON executions.execution_arn = entered.execution_arn AND executions.status <> 'ExecutionSucceeded';

/* Scheduled, started, ended: each names the one before. */
CREATE TABLE attempts AS
SELECT
  scheduled.execution_arn,
  scheduled.is_child,
  scheduled.at_ms AS started_ms,
  ended.at_ms AS ended_ms,
  ended.type AS outcome,
  ended.details->>'$.error' AS error,
  coalesce(
    (ended.details->>'$.output')::JSON->>'$.SdkResponseMetadata.RequestId',
    regexp_extract(ended.details->>'$.cause', '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}')) AS request_id
FROM events AS scheduled
JOIN events AS started
  ON started.execution_arn = scheduled.execution_arn AND started.previous_id = scheduled.id
  AND started.type = 'TaskStarted'
JOIN events AS ended
  ON ended.execution_arn = started.execution_arn AND ended.previous_id = started.id
  AND ended.type IN ('TaskSucceeded', 'TaskFailed', 'TaskTimedOut')
WHERE scheduled.type = 'TaskScheduled';

COPY (
  SELECT execution_arn, is_child, 'execution' AS kind, execution_arn AS name, started_ms, ended_ms, status,
         NULL AS request_id
  FROM executions
  UNION ALL
  SELECT execution_arn, is_child, 'state', name, started_ms, ended_ms, NULL, NULL FROM states
  UNION ALL
  SELECT execution_arn, is_child, 'attempt', error, started_ms, ended_ms, outcome, request_id FROM attempts
  UNION ALL
  SELECT execution_arn, is_child, 'lambda', NULL, invocations.ended_ms - duration_ms, invocations.ended_ms, NULL,
         request_id
  FROM attempts JOIN invocations USING (request_id)
) TO '${out}/spans.parquet' (FORMAT parquet, COMPRESSION zstd);

COPY (
  SELECT is_child, name, count(*) AS count,
         quantile_cont(ended_ms - started_ms, [0.5, 0.75, 0.9, 0.95, 0.99, 0.999]) AS percentiles_ms
  FROM states
  GROUP BY is_child, name
) TO '${out}/latency.parquet' (FORMAT parquet);

COPY (
  SELECT is_child, error, count(*) AS attempts FROM attempts WHERE error IS NOT NULL GROUP BY is_child, error
) TO '${out}/errors.parquet' (FORMAT parquet);
