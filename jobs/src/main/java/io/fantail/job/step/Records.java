package io.fantail.job.step;

import io.fantail.event.collected.History;
import io.fantail.event.collected.HistoryPart;
import io.fantail.event.collected.HistoryStage;
import io.fantail.event.collected.SeenAwsSpan;
import io.fantail.event.policy.PayloadPolicy;
import io.fantail.job.session.Session;
import io.fantail.span.LambdaInvocation;
import io.fantail.spark.Keyed;
import io.fantail.table.DaySet;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Carries parts of histories, descriptions, spans of AWS and invocations between the steps, sorted
 * by their keys. They were shuffled once; every step that takes them reads what was shuffled.
 *
 * @param historyParts by the ARN of their execution, as {@code descriptions} are
 * @param descriptions null where there are none, as in most archives
 * @param awsSpans by X-Ray trace id; null where there are none
 * @param invocations by request id
 * @param days whose rows of the tables are in them, or are not wanted, apart from what was read
 *     from an archive
 * @param stored reads what the tables have of further days
 */
public record Records(
    Keyed<HistoryPart> historyParts,
    @Nullable Keyed<HistoryPart> descriptions,
    @Nullable Keyed<SeenAwsSpan> awsSpans,
    Keyed<LambdaInvocation> invocations,
    DaySet days,
    StoredRecords stored) {

  /**
   * Reads the tables that {@code ingest} writes.
   *
   * @param policy that what is made of them must keep to
   */
  public static Records ofLake(Session session, DaySet days, PayloadPolicy policy) {
    Lake lake = session.lake();
    StoredRecords stored = new StoredRecords(session, policy);
    return new Records(
        stored.historyParts(lake.read(Tables.EVENTS, days)),
        stored.descriptions(stored.rows(Tables.DESCRIPTIONS, days)),
        stored.awsSpans(stored.rows(Tables.AWS_SPANS, days)),
        stored.invocations(lake.read(Tables.LAMBDA_INVOCATIONS, days)),
        days,
        stored);
  }

  /** Adds the tables' rows of those {@code around} that are not in these days. */
  public Records completedTo(DaySet around) {
    if (around.isWithin(days)) {
      return this;
    } else if (!stored.isAny()) {
      return new Records(historyParts, descriptions, awsSpans, invocations, DaySet.ALL, stored);
    }
    DaySet others = around.without(days);
    return new Records(
        withEvents(stored.rows(Tables.EVENTS, others)),
        merged(descriptions, stored.descriptions(stored.rows(Tables.DESCRIPTIONS, others))),
        merged(awsSpans, stored.awsSpans(stored.rows(Tables.AWS_SPANS, others))),
        withInvocations(stored.rows(Tables.LAMBDA_INVOCATIONS, others)),
        days.plus(around),
        stored);
  }

  /** Adds these executions' rows of days on which nothing changes. */
  Records with(ContinuedExecutions continued) {
    return continued.otherDays().isEmpty()
        ? this
        : new Records(
            withEvents(continued.rowsIn(Tables.EVENTS, stored)),
            merged(
                descriptions, stored.descriptions(continued.rowsIn(Tables.DESCRIPTIONS, stored))),
            awsSpans,
            invocations,
            days,
            stored);
  }

  /** Adds the invocations of days on which attempts were made, where they are not in these yet. */
  Records withInvocationsOf(DaySet attemptDays) {
    return attemptDays.isWithin(days)
        ? this
        : new Records(
            historyParts,
            descriptions,
            awsSpans,
            withInvocations(stored.rows(Tables.LAMBDA_INVOCATIONS, attemptDays.without(days))),
            days,
            stored);
  }

  /** Whether nothing was added to the histories of these records. */
  public boolean hasHistoriesOf(Records others) {
    return historyParts == others.historyParts && descriptions == others.descriptions;
  }

  /** Merges parts of histories with what is described, of each execution. */
  Keyed<HistoryPart> parts() {
    return descriptions == null ? historyParts : historyParts.merged(descriptions);
  }

  /** Brings together all that is known of each execution. */
  JavaRDD<History> histories() {
    return HistoryStage.histories(parts());
  }

  private Keyed<HistoryPart> withEvents(@Nullable Dataset<Row> rows) {
    return rows == null ? historyParts : historyParts.merged(stored.historyParts(rows));
  }

  private Keyed<LambdaInvocation> withInvocations(@Nullable Dataset<Row> rows) {
    return rows == null ? invocations : invocations.merged(stored.invocations(rows));
  }

  private static <T> @Nullable Keyed<T> merged(@Nullable Keyed<T> one, @Nullable Keyed<T> other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.merged(other);
  }
}
