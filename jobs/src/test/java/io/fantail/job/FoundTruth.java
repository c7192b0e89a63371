package io.fantail.job;

import io.fantail.sample.truth.SampleTruth;
import java.util.List;
import org.apache.spark.sql.Row;

/** The figures of {@link SampleTruth}, read from the tables. */
final class FoundTruth {
  private FoundTruth() {}

  static SampleTruth in(LakeReader tables) {
    return new SampleTruth(
        counts(tables),
        executionStatus(tables),
        spans(tables),
        states(tables),
        latency(tables),
        errors(tables),
        links(tables),
        mapRunLinks(tables),
        mapRuns(tables),
        List.of(),
        List.of());
  }

  private static SampleTruth.Counts counts(LakeReader tables) {
    Row run =
        tables.rows("SELECT events, lambda_records, noise, duplicates, rejects FROM runs").get(0);
    Row invocations =
        tables.rows("SELECT count(*), count_if(cold_start) FROM lambda_invocations").get(0);
    return new SampleTruth.Counts(
        run.getLong(0),
        run.getLong(1),
        run.getLong(2),
        run.getLong(3),
        run.getLong(4),
        invocations.getLong(0),
        invocations.getLong(1));
  }

  private static List<SampleTruth.ExecutionStatusCount> executionStatus(LakeReader tables) {
    return tables
        .rows(
            """
            SELECT is_distributed_map_child, state_machine_name, status, count(*)
            FROM executions GROUP BY ALL ORDER BY state_machine_name, status""")
        .stream()
        .map(
            row ->
                new SampleTruth.ExecutionStatusCount(
                    row.getBoolean(0), row.getString(1), row.getString(2), row.getLong(3)))
        .toList();
  }

  private static List<SampleTruth.SpanCount> spans(LakeReader tables) {
    return tables.rows("SELECT kind, count(*) FROM spans GROUP BY kind ORDER BY kind").stream()
        .map(row -> new SampleTruth.SpanCount(row.getString(0), row.getLong(1)))
        .toList();
  }

  private static List<SampleTruth.StateCount> states(LakeReader tables) {
    return tables
        .rows(
            """
            SELECT state_machine_name, name, is_distributed_map_child, count(*)
            FROM spans WHERE kind = 'state' GROUP BY ALL ORDER BY state_machine_name, name""")
        .stream()
        .map(
            row ->
                new SampleTruth.StateCount(
                    row.getString(0), row.getString(1), row.getBoolean(2), row.getLong(3)))
        .toList();
  }

  private static List<SampleTruth.Latency> latency(LakeReader tables) {
    return tables
        .rows(
            """
            SELECT string(day), kind, state_machine_name, name, is_distributed_map_child, count,
                   errors, unfinished, min_ms, mean_ms, p50_ms, p75_ms, p90_ms, p95_ms, p99_ms,
                   p999_ms, max_ms
            FROM latency
            ORDER BY day, kind, state_machine_name, name, is_distributed_map_child""")
        .stream()
        .map(
            row ->
                new SampleTruth.Latency(
                    row.getString(0),
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getBoolean(4),
                    row.getLong(5),
                    row.getLong(6),
                    row.getLong(7),
                    row.<Double>getAs(8),
                    row.<Double>getAs(9),
                    row.<Double>getAs(10),
                    row.<Double>getAs(11),
                    row.<Double>getAs(12),
                    row.<Double>getAs(13),
                    row.<Double>getAs(14),
                    row.<Double>getAs(15),
                    row.<Double>getAs(16)))
        .toList();
  }

  private static List<SampleTruth.ErrorCount> errors(LakeReader tables) {
    return tables
        .rows(
            """
            SELECT state_machine_name, state_name, function_name, error, is_distributed_map_child,
                   sum(attempts), sum(executions), sum(terminal), sum(recovered)
            FROM errors
            GROUP BY state_machine_name, state_name, function_name, error, is_distributed_map_child
            ORDER BY state_machine_name, state_name NULLS FIRST, function_name NULLS FIRST, error""")
        .stream()
        .map(
            row ->
                new SampleTruth.ErrorCount(
                    row.getString(0),
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getBoolean(4),
                    row.getLong(5),
                    row.getLong(6),
                    row.getLong(7),
                    row.getLong(8)))
        .toList();
  }

  private static List<SampleTruth.LinkCount> links(LakeReader tables) {
    return tables
        .rows(
            """
            SELECT function_name, link, sum(attempts) FROM link_coverage WHERE attempts > 0
            GROUP BY function_name, link ORDER BY function_name, link""")
        .stream()
        .map(row -> new SampleTruth.LinkCount(row.getString(0), row.getString(1), row.getLong(2)))
        .toList();
  }

  private static List<SampleTruth.MapRunLinkCount> mapRunLinks(LakeReader tables) {
    return tables
        .rows(
            """
            SELECT map_run_link, count(*) FROM executions WHERE is_distributed_map_child
            GROUP BY map_run_link ORDER BY map_run_link""")
        .stream()
        .map(row -> new SampleTruth.MapRunLinkCount(row.getString(0), row.getLong(1)))
        .toList();
  }

  private static List<SampleTruth.MapRun> mapRuns(LakeReader tables) {
    return tables
        .rows(
            """
            SELECT map_run_arn, label, state_name, parent_execution_arn, status, children,
                   succeeded, failed, timed_out, aborted, running, p50_ms, p95_ms, p99_ms, max_ms
            FROM map_runs ORDER BY map_run_arn""")
        .stream()
        .map(
            row ->
                new SampleTruth.MapRun(
                    row.getString(0),
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getLong(5),
                    row.getLong(6),
                    row.getLong(7),
                    row.getLong(8),
                    row.getLong(9),
                    row.getLong(10),
                    row.<Double>getAs(11),
                    row.<Double>getAs(12),
                    row.<Double>getAs(13),
                    row.<Double>getAs(14)))
        .toList();
  }
}
