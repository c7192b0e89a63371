package io.fantail.view;

import io.fantail.shape.Column;
import io.fantail.shape.FieldType;
import io.fantail.table.Tables;
import java.util.List;

/**
 * The failures of a day beside those of the day before. A view, and no columns of {@code errors}: a
 * day may be read again, and days in any order, and what a row says of another day would be true no
 * longer; and an error that is gone has no row on the day on which it is missed.
 *
 * <p>Counts are compared by execution of the state machine, as one day may have twice as many. One
 * grew or shrank where that changed by half and by more than chance: by two standard deviations of
 * counts. Where the state machine did not run on the day before, or that day is not in the lake,
 * nothing is known.
 */
final class ErrorTrends {
  static final View VIEW =
      new View(
          "error_trends",
          "A day of one failure beside the day before; also of one that is gone.",
          List.of(Tables.ERRORS, Tables.LATENCY),
          List.of(
              Column.of("day", FieldType.DAY, "The UTC day on which the executions started."),
              Column.of("state_machine_name", FieldType.TEXT, "The state machine."),
              Column.orNull("state_name", FieldType.TEXT, "The state in which it began."),
              Column.orNull("function_name", FieldType.TEXT, "The Lambda function."),
              Column.orNull("error", FieldType.TEXT, "The name of the error."),
              Column.orNull("fingerprint", FieldType.TEXT, "That of errors."),
              Column.of(
                  "is_distributed_map_child",
                  FieldType.FLAG,
                  "Whether the executions are children of a Distributed Map."),
              Column.orNull("message_template", FieldType.TEXT, "What it says, as errors has it."),
              Column.of("attempts", FieldType.WHOLE, "How often it began; 0 where it is gone."),
              Column.of(
                  "attempts_day_before", FieldType.WHOLE, "How often it began the day before."),
              Column.of("of_executions", FieldType.WHOLE, "Executions of the day."),
              Column.orNull(
                  "of_executions_day_before",
                  FieldType.WHOLE,
                  "Executions of the day before; null where nothing is known of it."),
              Column.of(
                  "trend",
                  FieldType.TEXT,
                  "new, gone, grown, shrunk, same or unknown, by execution."),
              Column.of(
                  "sample_execution_arn",
                  FieldType.TEXT,
                  "The execution of the first occurrence of the day, or of the day before."),
              Column.orNull("console_url", FieldType.TEXT, "Where AWS's console shows it.")),
          """
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
          FROM compared
          """);

  private ErrorTrends() {}
}
