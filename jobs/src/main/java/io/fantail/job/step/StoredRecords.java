package io.fantail.job.step;

import io.fantail.event.collected.History;
import io.fantail.event.collected.HistoryPart;
import io.fantail.event.collected.HistoryStage;
import io.fantail.event.collected.SeenAwsSpan;
import io.fantail.event.policy.PayloadPolicy;
import io.fantail.job.change.Surroundings;
import io.fantail.job.session.Session;
import io.fantail.shape.Table;
import io.fantail.span.LambdaInvocation;
import io.fantail.span.invocation.InvocationStage;
import io.fantail.span.xray.AwsSpanStage;
import io.fantail.spark.Keyed;
import io.fantail.table.HourSet;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
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

  /** Reads a table's rows of these hours; returns null where it has none of them. */
  @Nullable Dataset<Row> rows(Table table, HourSet hours) {
    Lake lake = session.lake();
    return lake.hasHours(table, hours) ? lake.read(table, hours) : null;
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

  /** Reads all that the lake knows of the executions that started in these hours. */
  JavaRDD<History> histories(HourSet hours) {
    return histories(session.lake().read(Tables.EVENTS, hours), rows(Tables.DESCRIPTIONS, hours));
  }

  /** Reads all that the lake knows of these executions. */
  JavaRDD<History> histories(Surroundings executions) {
    HourSet hours = executions.hours();
    Dataset<Row> described = rows(Tables.DESCRIPTIONS, hours);
    return histories(
        executions.of(session.lake().read(Tables.EVENTS, hours)),
        described == null ? null : executions.of(described));
  }

  private JavaRDD<History> histories(Dataset<Row> events, @Nullable Dataset<Row> descriptions) {
    Keyed<HistoryPart> parts = historyParts(events);
    Keyed<HistoryPart> described = descriptions(descriptions);
    return HistoryStage.histories(described == null ? parts : parts.merged(described));
  }
}
