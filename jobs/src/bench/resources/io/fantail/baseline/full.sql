/*
 * What baseline.sql answers, and the tables that Fantail writes beside the answer: events, executions and invocations.
 * It is the peer of a whole run, like for like, as far as a script by hand goes: no rejects, duplicates, retries, inline
 * Maps, redrives, Map Runs or links other than the request id.
 *
 * ${archive} and ${out} are folders.
 */

/* A line is a time of 24 characters, a blank and a JSON object whose scalars are all strings. */
CREATE TABLE events AS
WITH lines AS (
  SELECT line
  /* A separator that no line has in it: each line is one column. */
  FROM read_csv('${archive}/export/states/*/*/*.gz', delim = E'\x01', header = false, columns = {'line': 'VARCHAR'},
                quote = '', escape = '', max_line_size = 4000000, auto_detect = false)),
records AS (
  SELECT from_json(substr(line, 26), '{
    "id": "BIGINT", "type": "VARCHAR", "details": "JSON", "previous_event_id": "BIGINT",
    "event_timestamp": "BIGINT", "execution_arn": "VARCHAR", "redrive_count": "INTEGER"}') AS event
  FROM lines)
SELECT
  event.execution_arn,
  event.id,
  event.previous_event_id AS previous_id,
  event.event_timestamp AS at_ms,
  event.type,
  event.details,
  split_part(event.execution_arn, ':', 7) LIKE '%/%' AS is_child
FROM records;

CREATE TABLE invocations AS
WITH lines AS (
  SELECT line
  FROM read_csv('${archive}/export/lambda/*/*/*.gz', delim = E'\x01', header = false, columns = {'line': 'VARCHAR'},
                quote = '', escape = '', max_line_size = 4000000, auto_detect = false)
  WHERE line LIKE '%REPORT RequestId:%')
SELECT
  regexp_extract(line, 'RequestId: ([0-9a-f-]+)', 1) AS request_id,
  CAST(regexp_extract(line, '\tDuration: ([0-9.]+) ms', 1) AS DOUBLE) AS duration_ms,
  TRY_CAST(regexp_extract(line, 'Init Duration: ([0-9.]+) ms', 1) AS DOUBLE) AS init_ms,
  line[:24]::TIMESTAMP AS ended_at
FROM lines;

/* A state that is not left ends with its execution. */
CREATE TABLE states AS
SELECT
  entered.execution_arn,
  entered.is_child,
  entered.details->>'$.name' AS name,
  entered.at_ms AS entered_ms,
  coalesce(exited.at_ms, failed.at_ms) AS exited_ms
FROM events AS entered
LEFT JOIN events AS exited
  ON exited.execution_arn = entered.execution_arn AND exited.type LIKE '%StateExited'
  AND exited.details->>'$.name' = entered.details->>'$.name'
LEFT JOIN events AS failed
  ON failed.execution_arn = entered.execution_arn
  AND failed.type IN ('ExecutionFailed', 'ExecutionTimedOut', 'ExecutionAborted')
WHERE entered.type LIKE '%StateEntered';

/* Scheduled, started, ended: each names the one before. */
CREATE TABLE attempts AS
SELECT
  scheduled.execution_arn,
  scheduled.is_child,
  scheduled.id,
  scheduled.at_ms AS scheduled_ms,
  ended.at_ms AS ended_ms,
  ended.type AS outcome,
  ended.details->>'$.error' AS error,
  coalesce(
    json_extract_string(ended.details->>'$.output', '$.SdkResponseMetadata.RequestId'),
    regexp_extract(ended.details->>'$.cause',
                   '([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})', 1)) AS request_id
FROM events AS scheduled
JOIN events AS started
  ON started.execution_arn = scheduled.execution_arn AND started.previous_id = scheduled.id
  AND started.type = 'TaskStarted'
JOIN events AS ended
  ON ended.execution_arn = scheduled.execution_arn AND ended.previous_id = started.id
  AND ended.type IN ('TaskSucceeded', 'TaskFailed', 'TaskTimedOut')
WHERE scheduled.type = 'TaskScheduled';

CREATE TABLE executions AS
SELECT
  execution_arn,
  is_child,
  min(at_ms) AS started_ms,
  max(at_ms) AS ended_ms,
  max(CASE WHEN type IN ('ExecutionSucceeded', 'ExecutionFailed', 'ExecutionTimedOut', 'ExecutionAborted') THEN type END)
    AS status
FROM events
GROUP BY ALL;

COPY (
  SELECT execution_arn, is_child, 'execution' AS kind, execution_arn AS name, started_ms, ended_ms, status,
         NULL AS request_id
  FROM executions
  UNION ALL
  SELECT execution_arn, is_child, 'state', name, entered_ms, exited_ms, NULL, NULL FROM states
  UNION ALL
  SELECT execution_arn, is_child, 'attempt', error, scheduled_ms, ended_ms, outcome, request_id FROM attempts
  UNION ALL
  SELECT attempts.execution_arn, attempts.is_child, 'lambda', NULL, epoch_ms(invocations.ended_at) - duration_ms,
         epoch_ms(invocations.ended_at), NULL, invocations.request_id
  FROM attempts JOIN invocations ON invocations.request_id = attempts.request_id
) TO '${out}/spans.parquet' (FORMAT parquet, COMPRESSION zstd);

COPY (
  SELECT
    execution_arn,
    id AS event_id,
    previous_id AS previous_event_id,
    make_timestamp(at_ms * 1000) AS event_at,
    type,
    details->>'$.name' AS state_name,
    is_child,
    CAST(make_timestamp(at_ms * 1000) AS DATE) AS day
  FROM events
) TO '${out}/events.parquet' (FORMAT parquet, COMPRESSION zstd);

COPY (
  SELECT
    execution_arn,
    split_part(execution_arn, ':', -1) AS name,
    split_part(split_part(execution_arn, ':', 7), '/', 1) AS state_machine_name,
    is_child AS is_distributed_map_child,
    make_timestamp(started_ms * 1000) AS started_at,
    make_timestamp(ended_ms * 1000) AS ended_at,
    CAST(ended_ms - started_ms AS DOUBLE) AS duration_ms,
    status,
    CAST(make_timestamp(started_ms * 1000) AS DATE) AS day
  FROM executions
) TO '${out}/executions.parquet' (FORMAT parquet, COMPRESSION zstd);

COPY (
  SELECT request_id, duration_ms, init_ms, ended_at, init_ms IS NOT NULL AS cold_start, CAST(ended_at AS DATE) AS day
  FROM invocations
) TO '${out}/lambda_invocations.parquet' (FORMAT parquet, COMPRESSION zstd);

COPY (
  SELECT is_child, name, count(*) AS count,
         quantile_cont(exited_ms - entered_ms, [0.5, 0.75, 0.9, 0.95, 0.99, 0.999]) AS percentiles_ms
  FROM states
  GROUP BY ALL
) TO '${out}/latency.parquet' (FORMAT parquet);

COPY (
  SELECT is_child, error, count(*) AS attempts FROM attempts WHERE error IS NOT NULL GROUP BY ALL
) TO '${out}/errors.parquet' (FORMAT parquet);

/* Whoever asked by hand would look at it. */
SELECT count(*) FROM '${out}/spans.parquet';
SELECT is_child, name, count, percentiles_ms FROM '${out}/latency.parquet';
SELECT is_child, error, attempts FROM '${out}/errors.parquet' ORDER BY attempts;
