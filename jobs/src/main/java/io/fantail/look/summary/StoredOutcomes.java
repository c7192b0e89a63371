package io.fantail.look.summary;

import io.fantail.report.overview.ExecutionSummary;
import io.fantail.report.overview.ExecutionTally;
import io.fantail.report.subject.CountedExecution;
import io.fantail.shape.Fields;
import io.fantail.span.ExecutionStatus;
import io.fantail.spark.Codec;
import io.fantail.spark.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Counts rows of {@code executions}, as a run counts the executions themselves. */
final class StoredOutcomes {
  private static final Codec<ExecutionTally> CODEC = Codec.of(ExecutionTally::shape);

  private StoredOutcomes() {}

  /** What a row tells; the long names of children, which nobody asks for, stay in the table. */
  private record OfRow(
      boolean isChild,
      String executionArn,
      ExecutionStatus status,
      Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable Duration activeTime,
      long eventCount,
      long missingEvents,
      boolean isOfKnownRun,
      @Nullable String mapRunLink,
      @Nullable String parentLink,
      boolean isContradicted)
      implements CountedExecution {
    private static final ExecutionStatus[] STATUSES = ExecutionStatus.values();

    static Dataset<Row> of(Dataset<Row> executions) {
      return executions.selectExpr(
          "is_distributed_map_child",
          "IF(is_distributed_map_child, '', execution_arn) AS execution_arn",
          "status",
          "started_at",
          "ended_at",
          "active_ms",
          "event_count",
          "missing_events",
          "map_run_arn IS NOT NULL AS is_of_known_run",
          "map_run_link",
          "parent_link",
          "contradiction IS NOT NULL AS is_contradicted");
    }

    static OfRow shape(Fields<OfRow> fields) {
      return new OfRow(
          fields.flag("is_distributed_map_child", "", OfRow::isChild),
          fields.text("execution_arn", "", OfRow::executionArn),
          fields.column("status", "").constant(STATUSES, OfRow::status),
          fields.time("started_at", "", OfRow::startedAt),
          fields.timeOrNull("ended_at", "", OfRow::endedAt),
          fields.durationOrNull("active_ms", "", OfRow::activeTime),
          fields.whole("event_count", "", OfRow::eventCount),
          fields.whole("missing_events", "", OfRow::missingEvents),
          fields.flag("is_of_known_run", "", OfRow::isOfKnownRun),
          fields.textOrNull("map_run_link", "", OfRow::mapRunLink),
          fields.textOrNull("parent_link", "", OfRow::parentLink),
          fields.flag("is_contradicted", "", OfRow::isContradicted));
    }
  }

  static ExecutionSummary of(Dataset<Row> executions) {
    List<byte[]> tallies =
        Rows.values(OfRow.of(executions), OfRow::shape)
            .mapPartitions(
                rows -> {
                  ExecutionTally tally = new ExecutionTally();
                  rows.forEachRemaining(tally::add);
                  return List.of(CODEC.pack(tally)).iterator();
                })
            .collect();
    ExecutionTally whole = new ExecutionTally();
    tallies.forEach(tally -> whole.add(CODEC.unpack(tally)));
    return whole.summary();
  }
}
