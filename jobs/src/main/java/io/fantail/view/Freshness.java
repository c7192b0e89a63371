package io.fantail.view;

import io.fantail.shape.Column;
import io.fantail.shape.FieldType;
import io.fantail.table.Tables;
import java.util.List;

/**
 * How new the lake is. The one thing here that depends on when it is asked: hours are counted to
 * the {@code now} of the engine. What Fantail itself writes and prints has no such figure, so that
 * the same archive comes to the same tables.
 */
final class Freshness {
  static final View VIEW =
      new View(
          "freshness",
          "How new the lake is: one row.",
          List.of(Tables.EXECUTIONS, Tables.RUNS),
          List.of(
              Column.orNull(
                  "newest_day",
                  FieldType.DAY,
                  "The newest UTC day on which an execution started; null in an empty lake."),
              Column.orNull("executions_of_newest_day", FieldType.WHOLE, "How many started on it."),
              Column.orNull(
                  "newest_start_at", FieldType.TIME, "When the newest execution started."),
              Column.orNull(
                  "last_run_at",
                  FieldType.TIME,
                  "When the last command ended that wrote the lake."),
              Column.orNull("last_run_id", FieldType.TEXT, "The id of that run."),
              Column.orNull(
                  "last_command", FieldType.TEXT, "What was called: run, ingest, trace or report."),
              Column.orNull(
                  "hours_since_last_run",
                  FieldType.NUMBER,
                  "From its end to the now of the engine that is asked."),
              Column.orNull(
                  "last_read_at",
                  FieldType.TIME,
                  "When the last command ended that read an archive."),
              Column.orNull(
                  "hours_since_last_read",
                  FieldType.NUMBER,
                  "From its end to the now of the engine that is asked."),
              Column.orNull("records", FieldType.WHOLE, "Records that this one found."),
              Column.orNull("events", FieldType.WHOLE, "Of these, events of executions."),
              Column.orNull("lambda_records", FieldType.WHOLE, "Of these, lines of Lambda."),
              Column.orNull(
                  "rejects", FieldType.WHOLE, "Of these, records that could not be read."),
              Column.orNull(
                  "rejects_of_all_runs",
                  FieldType.WHOLE,
                  "The same of all commands that read an archive.")),
          """
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
            last_command, {seconds last_run_at, current_timestamp} / 3600E0 AS hours_since_last_run,
            last_read_at, {seconds last_read_at, current_timestamp} / 3600E0 AS hours_since_last_read,
            records, events, lambda_records, rejects, rejects_of_all_runs
          FROM newest CROSS JOIN ended CROSS JOIN readings
          """);

  private Freshness() {}
}
