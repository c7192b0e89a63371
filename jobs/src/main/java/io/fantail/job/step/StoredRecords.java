package io.fantail.job.step;

import io.fantail.event.collected.History;
import io.fantail.event.collected.HistoryPart;
import io.fantail.event.collected.HistoryStage;
import io.fantail.event.collected.SeenAwsSpan;
import io.fantail.event.policy.PayloadPolicy;
import io.fantail.job.session.Session;
import io.fantail.shape.Table;
import io.fantail.span.LambdaInvocation;
import io.fantail.span.invocation.InvocationStage;
import io.fantail.span.xray.AwsSpanStage;
import io.fantail.spark.Keyed;
import io.fantail.table.DaySet;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows of the tables that {@code ingest} writes back into records, sorted by their keys.
 *
 * @param policy that what is read must keep to, before anything is chosen of two copies
 */
record StoredRecords(Session session, PayloadPolicy policy) {
  private static final List<Table> TABLES =
      List.of(Tables.EVENTS, Tables.LAMBDA_INVOCATIONS, Tables.DESCRIPTIONS, Tables.AWS_SPANS);

  /** Whether the lake has any of the tables. */
  boolean isAny() {
    return TABLES.stream().anyMatch(session.lake()::has);
  }

  /** Reads a table's rows of these days; returns null where it has none of them. */
  @Nullable Dataset<Row> rows(Table table, DaySet days) {
    return session.lake().hasDays(table, days) ? session.lake().read(table, days) : null;
  }

  Keyed<HistoryPart> historyParts(Dataset<Row> events) {
    return HistoryStage.ofEvents(events, policy, session.partitions());
  }

  /** Returns null where there are no rows. */
  @Nullable Keyed<HistoryPart> descriptions(@Nullable Dataset<Row> rows) {
    return rows == null ? null : HistoryStage.ofDescriptions(rows, policy, session.partitions());
  }

  /** Returns null where there are no rows. */
  @Nullable Keyed<SeenAwsSpan> awsSpans(@Nullable Dataset<Row> rows) {
    return rows == null ? null : AwsSpanStage.ofTable(rows, policy, session.partitions());
  }

  Keyed<LambdaInvocation> invocations(Dataset<Row> rows) {
    return InvocationStage.ofTable(rows, policy, session.partitions());
  }

  /** Reads all that the lake knows of these executions. */
  JavaRDD<History> histories(OpenMapRuns executions) {
    Lake lake = session.lake();
    Keyed<HistoryPart> parts = historyParts(executions.rowsIn(Tables.EVENTS, lake));
    Keyed<HistoryPart> described =
        lake.hasDays(Tables.DESCRIPTIONS, executions.days())
            ? descriptions(executions.rowsIn(Tables.DESCRIPTIONS, lake))
            : null;
    return HistoryStage.histories(described == null ? parts : parts.merged(described));
  }
}
