package io.fantail.job.step;

import io.fantail.event.collected.History;
import io.fantail.event.collected.HistoryPart;
import io.fantail.event.collected.HistoryStage;
import io.fantail.event.collected.SeenAwsSpan;
import io.fantail.event.policy.PayloadPolicy;
import io.fantail.job.session.Session;
import io.fantail.span.LambdaInvocation;
import io.fantail.spark.Keyed;
import io.fantail.table.HourSet;
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
 * @param awsSpanHours of which all spans of AWS are here that the lake or the archive has
 * @param invocations by request id
 * @param invocationHours of which all invocations are here that the lake or the archive has
 * @param stored reads what the tables have of further hours
 */
public record Records(
    Keyed<HistoryPart> historyParts,
    @Nullable Keyed<HistoryPart> descriptions,
    @Nullable Keyed<SeenAwsSpan> awsSpans,
    HourSet awsSpanHours,
    Keyed<LambdaInvocation> invocations,
    HourSet invocationHours,
    StoredRecords stored) {

  /** Spans of AWS are looked for so many hours around what they are of. */
  static final int AWS_SPANS_AROUND = 24;

  /**
   * Reads the tables that {@code ingest} writes.
   *
   * @param hours in which executions started
   * @param policy that what is made of them must keep to
   */
  public static Records ofLake(Session session, HourSet hours, PayloadPolicy policy) {
    Lake lake = session.lake();
    StoredRecords stored = new StoredRecords(session, policy);
    return new Records(
        stored.historyParts(lake.read(Tables.EVENTS, hours)),
        stored.descriptions(stored.rows(Tables.DESCRIPTIONS, hours)),
        null,
        HourSet.NONE,
        stored.invocations(lake.read(Tables.LAMBDA_INVOCATIONS, hours)),
        hours,
        stored);
  }

  /** Adds the invocations of hours in which attempts were made, where they are not here yet. */
  public Records withInvocationsOf(HourSet attemptHours) {
    HourSet others = attemptHours.without(invocationHours);
    Dataset<Row> rows = others.isEmpty() ? null : stored.rows(Tables.LAMBDA_INVOCATIONS, others);
    return rows == null
        ? this
        : new Records(
            historyParts,
            descriptions,
            awsSpans,
            awsSpanHours,
            invocations.merged(stored.invocations(rows)),
            invocationHours.plus(others),
            stored);
  }

  /** Adds the spans of AWS around hours in which executions started. */
  Records withAwsSpansOf(HourSet executionHours) {
    HourSet others = executionHours.widenedBy(AWS_SPANS_AROUND).without(awsSpanHours);
    return new Records(
        historyParts,
        descriptions,
        merged(awsSpans, stored.awsSpans(stored.rows(Tables.AWS_SPANS, others))),
        awsSpanHours.plus(others),
        invocations,
        invocationHours,
        stored);
  }

  /** Merges parts of histories with what is described, of each execution. */
  Keyed<HistoryPart> parts() {
    return descriptions == null ? historyParts : historyParts.merged(descriptions);
  }

  /** Brings together all that is known of each execution. */
  JavaRDD<History> histories() {
    return HistoryStage.histories(parts());
  }

  static <T> @Nullable Keyed<T> merged(@Nullable Keyed<T> one, @Nullable Keyed<T> other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.merged(other);
  }
}
