package io.fantail.view;

import io.fantail.shape.Column;
import io.fantail.shape.FieldType;
import io.fantail.table.Tables;
import java.util.List;

/**
 * The metrics that Datadog calls enhanced, per minute, from traces that were never sampled: names
 * and units of its pages "Enhanced metrics" of Step Functions and of Lambda and of its integration
 * {@code amazon_step_functions}. It publishes no unit for {@code state.*duration}; here it is that
 * of the other durations. What it lacks has names in the same style: executions that were aborted
 * or timed out, tasks that were aborted, Map Runs with their items and children.
 *
 * <p>Counts stand at the minute of what they count: what started at its start, what ended at its
 * end. Of a duration there are the mean under the bare name and, as the integration has them,
 * {@code .minimum}, {@code .maximum}, {@code .p95} and {@code .p99}, at the minute of the end;
 * these two are exact but in Trino and Athena, which only approximate percentiles. Times before a
 * redrive in which nobody worked are left out.
 */
final class EnhancedMetrics {
  static final View VIEW =
      new View(
          "enhanced_metrics",
          "A metric of a minute, as Datadog names it.",
          List.of(Tables.EXECUTIONS, Tables.SPANS, Tables.MAP_RUNS),
          List.of(
              Column.of("day", FieldType.DAY, "UTC day on which the executions started."),
              Column.of("minute", FieldType.TIME, "The minute, by its beginning."),
              Column.of("metric", FieldType.TEXT, "Name of the metric."),
              Column.of("unit", FieldType.TEXT, "count, nanosecond, second or megabyte."),
              Column.orNull("value", FieldType.NUMBER, "The sum of a count, or the figure."),
              Column.of("count", FieldType.WHOLE, "How many it was made of."),
              Column.orNull(
                  "alias", FieldType.TEXT, "The name that another page of Datadog has for it."),
              Column.of("statemachinename", FieldType.TEXT, "State machine."),
              Column.orNull("stepname", FieldType.TEXT, "State."),
              Column.orNull("functionname", FieldType.TEXT, "Lambda function."),
              Column.orNull("map_label", FieldType.TEXT, "Label of the Distributed Map."),
              Column.of(
                  "is_distributed_map_child",
                  FieldType.FLAG,
                  "Whether the executions are children of a Distributed Map."),
              Column.of("tags", FieldType.TEXT_LIST, "The tags that are known, as name:value.")),
          """
          WITH points AS (
            SELECT day, split_part(state_machine_name, '/', 1) AS statemachinename,
              CAST(NULL AS {text}) AS stepname, CAST(NULL AS {text}) AS functionname, map_label,
              is_distributed_map_child,
              CASE n WHEN 1 THEN started_at ELSE ended_at END AS moment,
              'aws.states.enhanced.execution.' || CASE n WHEN 1 THEN 'started'
                WHEN 2 THEN lower(status) ELSE 'execution_time' END AS name,
              CASE n WHEN 3 THEN 'nanosecond' ELSE 'count' END AS unit,
              CASE n WHEN 3 THEN active_ms * 1E6 ELSE 1E0 END AS value
            FROM executions CROSS JOIN (VALUES (1), (2), (3)) AS point(n)
            UNION ALL
            SELECT day, split_part(state_machine_name, '/', 1), state_name, CAST(NULL AS {text}),
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
                WHEN 5 THEN CAST({entry attributes, 'billed_ms'} AS DOUBLE) / 1E3
                WHEN 6 THEN CAST({entry attributes, 'init_ms'} AS DOUBLE) / 1E3
                WHEN 7 THEN CAST({entry attributes, 'max_memory_mb'} AS DOUBLE)
                ELSE 1E0 END
            FROM spans CROSS JOIN (VALUES (1), (2), (3), (4), (5), (6), (7)) AS point(n)
            WHERE kind = 'lambda'
            UNION ALL
            SELECT day, split_part(split_part(parent_execution_arn, ':', 7), '/', 1), state_name,
              CAST(NULL AS {text}), label, split_part(parent_execution_arn, ':', 7) LIKE '%/%',
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
              {percentiles value, 0.95E0, 0.99E0} AS high
            FROM points WHERE moment IS NOT NULL AND name IS NOT NULL AND value IS NOT NULL
            GROUP BY day, date_trunc('minute', moment), name, unit, statemachinename, stepname,
              functionname, map_label, is_distributed_map_child
          )
          SELECT day, minute, name || suffix AS metric, unit,
            CASE suffix WHEN '.minimum' THEN lowest WHEN '.maximum' THEN highest WHEN '.p95' THEN {nth high, 1}
              WHEN '.p99' THEN {nth high, 2} ELSE CASE unit WHEN 'count' THEN total ELSE mean END END AS value,
            count, nullif(replace(name, '.tasks_', '.task_'), name) AS alias,
            statemachinename, stepname, functionname, map_label, is_distributed_map_child,
            {known 'statemachinename:' || statemachinename, 'stepname:' || stepname,
              'functionname:' || functionname, 'map_label:' || map_label,
              'is_distributed_map_child:' ||
                CASE WHEN is_distributed_map_child THEN 'true' ELSE 'false' END} AS tags
          FROM figures
            CROSS JOIN (VALUES (''), ('.minimum'), ('.maximum'), ('.p95'), ('.p99')) AS figure(suffix)
          WHERE unit <> 'count' OR suffix = ''
          """);

  private EnhancedMetrics() {}
}
