package io.fantail.report.maprun;

import io.fantail.report.cost.Cost;
import io.fantail.report.cost.Prices;
import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.shape.RecordTable;
import io.fantail.shape.Shape;
import io.fantail.span.ExecutionStatus;
import io.fantail.span.SpanAttributes;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A Map Run with what its children came to: a row of the table {@code map_runs}. The children that
 * are here stand beside those that {@code DescribeMapRun} counts. A ResultWriter's manifest has no
 * counts: the rows of its files are children like any other.
 *
 * @param prices that its cost is made with; null without
 */
public record MapRunRow(
    MapRunSpan span, ChildFigures children, Pace pace, @Nullable Prices prices) {
  public static final RecordTable<MapRunRow> TABLE =
      RecordTable.of(
          "map_runs",
          "A Map Run, with what its children came to.",
          Shape.writtenOnly(MapRunRow::columns),
          "The UTC day on which its parent started.");

  private static final double MICROS_PER_MILLI = 1e3;

  public LocalDate day() {
    return span.day();
  }

  /** What AWS counts, by the name of the column; null where no answer says it. */
  public @Nullable Long reported(String count) {
    return span.reported().get(count);
  }

  /**
   * The children that AWS counts without those that are here, and without those that had not begun
   * when the run ended and never will; below 0 where children are linked that AWS did not count
   * when it was asked. Null where nothing counts them.
   */
  @Nullable Long missingChildren() {
    Long counted = reported(SpanAttributes.REPORTED_CHILDREN);
    return counted == null ? null : (Long) (counted - children.count() - neverBegun());
  }

  /** Of its children whose end is known those that did not succeed; null where none is known. */
  private @Nullable Double failedChildShare() {
    long ended = children.count() - children.count(ExecutionStatus.RUNNING);
    return ended == 0 ? null : (Double) ((double) children.unsuccessful() / ended);
  }

  /** Of the children counted those that are not here as they never began. */
  private long neverBegun() {
    return MapRunFigures.neverBegun(
        reported(SpanAttributes.REPORTED_CHILDREN),
        reported(SpanAttributes.PENDING_CHILDREN),
        children.count());
  }

  /** What a summary says of it. */
  public MapRunFigures figures() {
    return new MapRunFigures(
        span.day(),
        span.mapRunArn(),
        span.label(),
        span.stateName(),
        span.parentExecutionArn(),
        span.statusInWords(),
        span.startedAt(),
        span.duration(),
        children.count(),
        children.count(ExecutionStatus.SUCCEEDED),
        children.count(ExecutionStatus.FAILED),
        children.count(ExecutionStatus.TIMED_OUT),
        children.count(ExecutionStatus.ABORTED),
        children.count(ExecutionStatus.RUNNING),
        reported(SpanAttributes.REPORTED_CHILDREN),
        reported(SpanAttributes.REPORTED_PENDING),
        reported(SpanAttributes.PENDING_CHILDREN),
        children.activeTimes().p50(),
        children.activeTimes().p99(),
        children.activeTimes().max(),
        pace.mostOpen(),
        tailMs(),
        phases());
  }

  /** From when 95 % of the children had ended to the end of the last; null where none ended. */
  public @Nullable Double tailMs() {
    Long last = children.lastEndedAt();
    Double tailBeginsAt = pace.tailBeginsAt();
    return last == null || tailBeginsAt == null
        ? null
        : (Double) ((last - tailBeginsAt) / MICROS_PER_MILLI);
  }

  /** The phases that add up to its duration. */
  public Phases phases() {
    return Phases.of(span, children, pace);
  }

  /** What its children cost. */
  public Cost cost() {
    return Cost.of(children.use(), children.items(), prices);
  }

  /** How near it came to its tolerated failure threshold. */
  public Tolerance tolerance() {
    return Tolerance.of(span);
  }

  private static void columns(Fields<MapRunRow> fields) {
    fields.text("map_run_arn", "The ARN of the Map Run.", one -> one.span.mapRunArn());
    fields.textOrNull(
        "label", "The label of the Distributed Map, as the ARN has it.", one -> one.span.label());
    fields.textOrNull("state_name", "The Distributed Map state.", one -> one.span.stateName());
    fields.text(
        "parent_execution_arn",
        "The execution that started it.",
        one -> one.span.parentExecutionArn());
    fields.text("trace_id", "The trace of that execution.", one -> one.span.traceId());
    fields.text(
        "status", "SUCCEEDED, FAILED, ABORTED or RUNNING.", one -> one.span.statusInWords());
    fields.time("started_at", "When it started.", one -> one.span.startedAt());
    fields.timeOrNull(
        "ended_at", "When it ended; null where nothing shows it.", one -> one.span.endedAt());
    fields.durationOrNull(
        "duration_ms",
        "From start to end; null where nothing shows the end.",
        one -> one.span.duration());
    fields.durationOrNull(
        "active_ms",
        "The same without the time before a redrive in which nobody worked.",
        one -> one.span.activeTime());
    fields.whole("children", "Its children that are in the archive.", one -> one.children.count());
    ended(fields, "succeeded", "Of these, those that succeeded.", ExecutionStatus.SUCCEEDED);
    ended(fields, "failed", "Of these, those that failed.", ExecutionStatus.FAILED);
    ended(fields, "timed_out", "Of these, those that timed out.", ExecutionStatus.TIMED_OUT);
    ended(fields, "aborted", "Of these, those that were aborted.", ExecutionStatus.ABORTED);
    ended(fields, "running", "Of these, those whose end nothing shows.", ExecutionStatus.RUNNING);
    fields.wholeOrNull(
        "items",
        "Items that they took; null where of one nothing says it.",
        one -> one.children.items());
    counted(
        fields, SpanAttributes.REPORTED_CHILDREN, "Its children, as DescribeMapRun counts them");
    counted(
        fields,
        SpanAttributes.REPORTED_ITEMS,
        "Its items, as DescribeMapRun counts them, or else the events of its parent");
    counted(fields, SpanAttributes.REPORTED_PENDING, "Of the children counted, those not begun");
    counted(fields, SpanAttributes.REPORTED_SUCCEEDED, "Of the children counted, those succeeded");
    counted(fields, SpanAttributes.REPORTED_FAILED, "Of the children counted, those failed");
    counted(fields, SpanAttributes.REPORTED_TIMED_OUT, "Of the children counted, those timed out");
    counted(fields, SpanAttributes.REPORTED_ABORTED, "Of the children counted, those aborted");
    counted(
        fields,
        SpanAttributes.PENDING_CHILDREN,
        "Of the children counted, those that never began, as it had ended");
    fields.numberOrNull(
        "failed_child_share",
        "Of its children in the archive whose end is known those that failed, timed out or were"
            + " aborted, from 0 to 1; null where no end is known.",
        MapRunRow::failedChildShare);
    fields.wholeOrNull(
        "missing_children",
        "Of the children counted, those that began and are not in the archive; below 0 where more"
            + " are here than counted; null where nothing counts them.",
        MapRunRow::missingChildren);
    fields.whole(
        "children_without_history",
        "Children here of which no event tells, only an answer of the API.",
        one -> one.children.withoutHistory());
    fields.whole(
        "children_with_missing_events",
        "Children here that lack some events.",
        one -> one.children.withMissingEvents());
    fields.numberOrNull(
        "p50_ms",
        "The median of its children's active times; null where none ended.",
        one -> one.children.activeTimes().p50());
    fields.numberOrNull(
        "p95_ms",
        "The 95th percentile of them; null where none ended.",
        one -> one.children.activeTimes().p95());
    fields.numberOrNull(
        "p99_ms",
        "The 99th percentile of them; null where none ended.",
        one -> one.children.activeTimes().p99());
    fields.numberOrNull(
        "max_ms",
        "The longest of them; null where none ended.",
        one -> one.children.activeTimes().max());
    fields.wholeOrNull(
        "max_concurrency",
        "The most children that were open at one moment; null where none are here.",
        one -> one.pace.mostOpen());
    fields.numberOrNull(
        "tail_ms",
        "From when 95 % of the children had ended to the end of the last; null where none ended.",
        MapRunRow::tailMs);
    fields.record(MapRunRow::phases, Phases::shape);
    columnsOfTail(fields);
    fields.record(MapRunRow::cost, Shape.writtenOnly(Cost::columns));
    columnsOfAnswer(fields);
    fields.textOrNull(
        "slowest_execution_arn",
        "The child with the longest active time; null where none ended.",
        one -> one.children.slowestArn());
    fields.textOrNull(
        "last_execution_arn",
        "The child that ended last; null where none ended.",
        one -> one.children.lastArn());
  }

  private static void columnsOfTail(Fields<MapRunRow> fields) {
    fields.wholeOrNull(
        "stragglers",
        "Children that took longer than 1.5 times the median, and longer than the upper fence of"
            + " their logarithms; null where none ended.",
        one -> one.children.stragglers());
    fields.numberOrNull(
        "straggler_lost_ms",
        "What these took beyond the median, all together; null where none ended.",
        one -> one.children.lostMs());
    fields.numberOrNull(
        "retry_ms",
        "Failed attempts and backoff on the critical paths of its children, all together; null where"
            + " no path is known.",
        one -> one.children.use().retryMs());
    fields
        .column(
            "throttle_ms",
            "Attempts of its children that were throttled and the waits behind them, all together.")
        .field(FieldType.NUMBER, one -> one.children.use().throttleMs());
    fields.whole("retries", "Retries in its children.", one -> one.children.use().retries());
  }

  private static void columnsOfAnswer(Fields<MapRunRow> fields) {
    counted(
        fields,
        SpanAttributes.CONFIGURED_MAX_CONCURRENCY,
        "Children that may be open at once, as DescribeMapRun says; 0 is no limit");
    counted(
        fields,
        SpanAttributes.TOLERATED_FAILURE_COUNT,
        "Failed items that it survives, as DescribeMapRun says; 0 also where only the percentage is"
            + " set");
    fields.numberOrNull(
        SpanAttributes.TOLERATED_FAILURE_PERCENTAGE,
        "The share of failed items that it survives, from 0 to 100, as DescribeMapRun says; 0 also"
            + " where only the count is set; null where nothing says it.",
        one -> one.span.toleratedFailurePercentage());
    counted(fields, SpanAttributes.REPORTED_RUNNING, "Of the children counted, those that ran");
    counted(
        fields,
        SpanAttributes.REPORTED_RESULTS_WRITTEN,
        "Of the children counted, those whose results were written");
    counted(
        fields,
        SpanAttributes.REPORTED_NOT_REDRIVABLE,
        "Of the children counted, those failed that no redrive would run again");
    counted(
        fields,
        SpanAttributes.REPORTED_PENDING_REDRIVE,
        "Of the children counted, those failed that wait to be redriven");
    counted(fields, SpanAttributes.REPORTED_ITEMS_FAILED, "Of the items counted, those failed");
    counted(
        fields, SpanAttributes.REPORTED_ITEMS_TIMED_OUT, "Of the items counted, those timed out");
    counted(
        fields,
        SpanAttributes.REPORTED_ITEMS_NOT_REDRIVABLE,
        "Of the items counted, those failed that no redrive would run again");
    counted(
        fields,
        SpanAttributes.REPORTED_REDRIVES,
        "How often it was redriven, as DescribeMapRun counts");
    fields.timeOrNull(
        SpanAttributes.REDRIVEN_AT,
        "When it was last redriven, as DescribeMapRun says; null where nothing says it.",
        one -> one.span.redrivenAt());
    fields.record(MapRunRow::tolerance, Shape.writtenOnly(Tolerance::columns));
  }

  private static void ended(
      Fields<MapRunRow> fields, String column, String sentence, ExecutionStatus status) {
    fields.whole(column, sentence, one -> one.children.count(status));
  }

  private static void counted(Fields<MapRunRow> fields, String count, String what) {
    fields.wholeOrNull(count, what + "; null where nothing says it.", one -> one.reported(count));
  }
}
