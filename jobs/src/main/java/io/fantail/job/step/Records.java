package io.fantail.job.step;

import io.fantail.event.History;
import io.fantail.event.HistoryPart;
import io.fantail.event.HistoryStage;
import io.fantail.event.PayloadPolicy;
import io.fantail.event.SeenAwsSpan;
import io.fantail.span.InvocationStage;
import io.fantail.span.LambdaInvocation;
import io.fantail.span.xray.AwsSpanStage;
import io.fantail.spark.Keyed;
import io.fantail.table.DaySet;
import io.fantail.table.Lake;
import io.fantail.table.TableSpec;
import io.fantail.table.Tables;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Parts of histories, descriptions, spans of AWS and invocations on their way between the steps,
 * sorted by their keys. They were shuffled once; every step that takes them reads what was
 * shuffled.
 *
 * @param descriptions null where there are none, as in most archives
 * @param awsSpans by X-Ray trace id; null where there are none
 * @param days whose rows of the tables are in them, or are not wanted, apart from what was read
 *     from an archive
 * @param policy that the tables' rows must keep to, before anything is chosen of two copies
 * @param partitions of each side
 */
public record Records(
    Keyed<HistoryPart> historyParts,
    @Nullable Keyed<HistoryPart> descriptions,
    @Nullable Keyed<SeenAwsSpan> awsSpans,
    Keyed<LambdaInvocation> invocations,
    DaySet days,
    PayloadPolicy policy,
    int partitions) {
  private static final List<TableSpec> INGESTED =
      List.of(Tables.EVENTS, Tables.LAMBDA_INVOCATIONS, Tables.DESCRIPTIONS, Tables.AWS_SPANS);

  /**
   * Of an archive.
   *
   * @param historyParts by the ARN of their execution, sorted, as {@code descriptions} are
   * @param awsSpans by X-Ray trace id, sorted
   * @param invocations by request id, sorted
   * @param afresh days of which nothing of the tables is wanted
   * @param policy that the tables' rows must keep to as well
   */
  static Records of(
      Keyed<HistoryPart> historyParts,
      @Nullable Keyed<HistoryPart> descriptions,
      @Nullable Keyed<SeenAwsSpan> awsSpans,
      Keyed<LambdaInvocation> invocations,
      DaySet afresh,
      PayloadPolicy policy,
      int partitions) {
    return new Records(
        historyParts, descriptions, awsSpans, invocations, afresh, policy, partitions);
  }

  /**
   * Of the tables that {@code ingest} writes.
   *
   * @param policy that what is made of them must keep to
   */
  public static Records ofLake(Lake lake, DaySet days, PayloadPolicy policy, int partitions) {
    return new Records(
        partsOf(lake.read(Tables.EVENTS, days), policy, partitions),
        descriptionsOf(lake.read(Tables.DESCRIPTIONS, days), policy, partitions),
        awsSpansOf(lake.read(Tables.AWS_SPANS, days), policy, partitions),
        invocationsOf(lake.read(Tables.LAMBDA_INVOCATIONS, days), policy, partitions),
        days,
        policy,
        partitions);
  }

  /** With the tables' rows of those {@code around} that are not in these days. */
  public Records completedTo(DaySet around, Lake lake) {
    if (around.isWithin(days)) {
      return this;
    } else if (INGESTED.stream().noneMatch(lake::has)) {
      return new Records(
          historyParts, descriptions, awsSpans, invocations, DaySet.ALL, policy, partitions);
    }
    Dataset<Row> events = further(lake, Tables.EVENTS, around);
    Dataset<Row> further = further(lake, Tables.LAMBDA_INVOCATIONS, around);
    return new Records(
        hasNoFile(events) ? historyParts : historyParts.merged(partsOf(events, policy, partitions)),
        merged(
            descriptions,
            descriptionsOf(further(lake, Tables.DESCRIPTIONS, around), policy, partitions)),
        merged(awsSpans, awsSpansOf(further(lake, Tables.AWS_SPANS, around), policy, partitions)),
        hasNoFile(further)
            ? invocations
            : invocations.merged(invocationsOf(further, policy, partitions)),
        days.plus(around),
        policy,
        partitions);
  }

  private Dataset<Row> further(Lake lake, TableSpec table, DaySet around) {
    return lake.read(table, around).filter("NOT (" + days.condition() + ")");
  }

  private static boolean hasNoFile(Dataset<Row> rows) {
    return !Lake.hasFile(rows);
  }

  private static Keyed<HistoryPart> partsOf(
      Dataset<Row> events, PayloadPolicy policy, int partitions) {
    return HistoryStage.ofEvents(events, policy, partitions);
  }

  private static @Nullable Keyed<HistoryPart> descriptionsOf(
      Dataset<Row> rows, PayloadPolicy policy, int partitions) {
    return hasNoFile(rows) ? null : HistoryStage.ofDescriptions(rows, policy, partitions);
  }

  private static @Nullable Keyed<SeenAwsSpan> awsSpansOf(
      Dataset<Row> rows, PayloadPolicy policy, int partitions) {
    return hasNoFile(rows) ? null : AwsSpanStage.ofTable(rows, policy, partitions);
  }

  private static <T> @Nullable Keyed<T> merged(@Nullable Keyed<T> one, @Nullable Keyed<T> other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.merged(other);
  }

  private static Keyed<LambdaInvocation> invocationsOf(
      Dataset<Row> rows, PayloadPolicy policy, int partitions) {
    return InvocationStage.ofTable(rows, policy, partitions);
  }

  /** With these executions' rows of days on which nothing changes. */
  Records with(ContinuedExecutions continued, Lake lake) {
    if (continued.otherDays().isEmpty()) {
      return this;
    }
    return new Records(
        historyParts.merged(partsOf(continued.of(lake, Tables.EVENTS), policy, partitions)),
        merged(
            descriptions,
            descriptionsOf(continued.of(lake, Tables.DESCRIPTIONS), policy, partitions)),
        awsSpans,
        invocations,
        days,
        policy,
        partitions);
  }

  /** With the invocations of days on which attempts were made, where they are not in these yet. */
  Records withInvocationsOf(DaySet attemptDays, Lake lake) {
    if (attemptDays.isWithin(days)) {
      return this;
    }
    Dataset<Row> further = further(lake, Tables.LAMBDA_INVOCATIONS, attemptDays);
    return hasNoFile(further)
        ? this
        : new Records(
            historyParts,
            descriptions,
            awsSpans,
            invocations.merged(invocationsOf(further, policy, partitions)),
            days,
            policy,
            partitions);
  }

  /** What the lake has of executions of other days, and nothing else. */
  static JavaRDD<History> historiesOf(OpenMapRuns mapRuns, Lake lake, int partitions) {
    PayloadPolicy policy = PayloadPolicy.AS_STORED;
    Keyed<HistoryPart> parts = partsOf(mapRuns.rowsIn(Tables.EVENTS, lake), policy, partitions);
    Keyed<HistoryPart> described =
        descriptionsOf(mapRuns.rowsIn(Tables.DESCRIPTIONS, lake), policy, partitions);
    return HistoryStage.histories(described == null ? parts : parts.merged(described));
  }

  /** Parts of histories with what is described, of each execution. */
  Keyed<HistoryPart> parts() {
    return descriptions == null ? historyParts : historyParts.merged(descriptions);
  }

  /** All that is known of each execution. */
  JavaRDD<History> histories() {
    return HistoryStage.histories(parts());
  }
}
