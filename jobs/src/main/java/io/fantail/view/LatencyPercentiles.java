package io.fantail.view;

import io.fantail.shape.Column;
import io.fantail.shape.FieldType;
import io.fantail.table.Tables;
import java.util.List;

/**
 * Percentiles over many days, which exact ones of single days cannot be added up to. Made of the
 * buckets of {@code latency_histogram}: each time is at most 1 % from the one that stands for its
 * bucket, {@code 1.01 * gamma^bucket} with {@code gamma = 1.01 / 0.99} (see {@code
 * HistogramBucket}), and so is what is interpolated between the closest ranks, as {@code latency}
 * does with the exact times.
 */
final class LatencyPercentiles {
  static final View VIEW =
      new View(
          "latency_percentiles",
          "Percentiles of one execution name, state, attempt or function over a day, a week, a month and all days.",
          List.of(Tables.LATENCY_HISTOGRAM),
          List.of(
              Column.of("period", FieldType.TEXT, "day, week (from Monday), month or all."),
              Column.of("from_day", FieldType.DAY, "The first UTC day of it that has any."),
              Column.of("to_day", FieldType.DAY, "The last UTC day of it that has any."),
              Column.of(
                  "kind", FieldType.TEXT, "What was timed: execution, state, attempt or lambda."),
              Column.of("state_machine_name", FieldType.TEXT, "The state machine that ran it."),
              Column.orNull("name", FieldType.TEXT, "As latency has it."),
              Column.of(
                  "is_distributed_map_child",
                  FieldType.FLAG,
                  "Whether the executions are children of a Distributed Map."),
              Column.of(
                  "count",
                  FieldType.WHOLE,
                  "How many ended in these days; the times are of these."),
              Column.of(
                  "p50_ms", FieldType.NUMBER, "The median, within 1 %, as are all that follow."),
              Column.of("p75_ms", FieldType.NUMBER, "The 75th percentile."),
              Column.of("p90_ms", FieldType.NUMBER, "The 90th percentile."),
              Column.of("p95_ms", FieldType.NUMBER, "The 95th percentile."),
              Column.of("p99_ms", FieldType.NUMBER, "The 99th percentile."),
              Column.of(
                  "p999_ms", FieldType.NUMBER, "The 99.9th percentile; says little below 1,000."),
              Column.of("max_ms", FieldType.NUMBER, "The longest time.")),
          """
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
          GROUP BY period, since, kind, state_machine_name, name, is_distributed_map_child
          """);

  private LatencyPercentiles() {}
}
