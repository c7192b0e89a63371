package io.fantail.view;

import io.fantail.shape.Column;
import io.fantail.shape.FieldType;
import io.fantail.table.Tables;
import java.util.List;

/**
 * Where to look first: the slowest executions of each day and state machine, with the part of the
 * time and the state that took longest, what they hang on, and where the console of AWS shows them.
 * The address is that of {@code ConsoleLink}.
 */
final class WorstTraces {
  static final View VIEW =
      new View(
          "worst_traces",
          "One of the 20 slowest executions of a day and state machine, with what took longest.",
          List.of(Tables.EXECUTIONS, Tables.SPANS),
          List.of(
              Column.of("day", FieldType.DAY, "UTC day on which the execution started."),
              Column.of("state_machine_name", FieldType.TEXT, "Name of the state machine."),
              Column.of(
                  "is_distributed_map_child",
                  FieldType.FLAG,
                  "Whether it is a child of a Distributed Map."),
              Column.of("place", FieldType.WHOLE, "1 for the slowest."),
              Column.of("execution_arn", FieldType.TEXT, "ARN of the execution."),
              Column.of("trace_id", FieldType.TEXT, "Trace that it is part of."),
              Column.of("status", FieldType.TEXT, "Status, in the words of Step Functions."),
              Column.orNull("error", FieldType.TEXT, "Name of the error that ended it."),
              Column.of("started_at", FieldType.TIME, "When it started."),
              Column.of(
                  "active_ms",
                  FieldType.NUMBER,
                  "Its time, without that before a redrive in which nobody worked."),
              Column.orNull(
                  "longest_part",
                  FieldType.TEXT,
                  "What most of its time went to: queue, cold_start, lambda, task, retry, wait, map or other; null where nobody knows."),
              Column.orNull("longest_part_ms", FieldType.NUMBER, "How long that took."),
              Column.orNull(
                  "longest_state",
                  FieldType.TEXT,
                  "The state that held up its end longest, all its visits together."),
              Column.orNull("longest_state_ms", FieldType.NUMBER, "For how long."),
              Column.orNull(
                  "map_run_arn", FieldType.TEXT, "Map Run of a child, where it is known."),
              Column.orNull("map_run_link", FieldType.TEXT, "What that rests on."),
              Column.orNull(
                  "parent_execution_arn",
                  FieldType.TEXT,
                  "Execution that started it, where it is known."),
              Column.orNull("parent_link", FieldType.TEXT, "What that rests on."),
              Column.of(
                  "root_execution_arn", FieldType.TEXT, "Execution that its trace begins with."),
              Column.orNull(
                  "console_url",
                  FieldType.TEXT,
                  "Where the console of AWS shows it; null where that is not known.")),
          """
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
                  CAST({millis started_at} AS {text})
                ELSE '#/v2/executions/details/' || slowest.execution_arn END AS console_url
          FROM slowest LEFT JOIN longest
            ON longest.execution_arn = slowest.execution_arn AND longest.day = slowest.day
            AND longest.state_place = 1
          """);

  private WorstTraces() {}
}
