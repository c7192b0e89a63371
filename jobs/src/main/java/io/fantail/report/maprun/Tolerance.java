package io.fantail.report.maprun;

import io.fantail.report.subject.ReportedSpan;
import io.fantail.shape.Fields;
import io.fantail.span.SpanAttributes;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * How near a Map Run came to its tolerated failure threshold, by {@code DescribeMapRun}. AWS counts
 * items of children that failed or timed out, and fails the run where they are more than the
 * tolerated number or percentage (Step Functions Developer Guide, "Setting failure thresholds for
 * Distributed Map states"). Of a limit that is 0 beside one that is not AWS was told nothing.
 *
 * @param failed items that failed or timed out; null where no answer says it
 * @param share of all items; null the same, and where there are none
 * @param tolerated how many it survives, by the limit that is reached first; null where no answer
 *     says it
 * @param boundBy {@link #COUNT} or {@link #PERCENTAGE}; null where none is tolerated, or no answer
 *     says it
 */
public record Tolerance(
    @Nullable Long failed,
    @Nullable Double share,
    @Nullable Long tolerated,
    @Nullable String boundBy) {
  static final String COUNT = "count";
  static final String PERCENTAGE = "percentage";

  /** That of the span of a Map Run. */
  public static Tolerance of(ReportedSpan mapRun) {
    return of(MapRunSpan.of(mapRun, ""));
  }

  static Tolerance of(MapRunSpan run) {
    Long failed = failedItems(run);
    Long items = run.reported().get(SpanAttributes.REPORTED_ITEMS);
    Double share =
        failed == null || items == null || items == 0 ? null : (Double) ((double) failed / items);
    Long byCount = run.reported().get(SpanAttributes.TOLERATED_FAILURE_COUNT);
    Double percentage = run.toleratedFailurePercentage();
    if (byCount == null || percentage == null) {
      return new Tolerance(failed, share, null, null);
    }
    if (percentage == 0) {
      return new Tolerance(failed, share, byCount, byCount == 0 ? null : COUNT);
    }
    Long byPercentage = items == null ? null : (Long) shareOf(items, percentage);
    if (byCount == 0) {
      return new Tolerance(failed, share, byPercentage, byPercentage == null ? null : PERCENTAGE);
    }
    if (byPercentage == null) {
      return new Tolerance(failed, share, null, null);
    }
    return byCount <= byPercentage
        ? new Tolerance(failed, share, byCount, COUNT)
        : new Tolerance(failed, share, byPercentage, PERCENTAGE);
  }

  private static @Nullable Long failedItems(MapRunSpan run) {
    Long failed = run.reported().get(SpanAttributes.REPORTED_ITEMS_FAILED);
    Long timedOut = run.reported().get(SpanAttributes.REPORTED_ITEMS_TIMED_OUT);
    return failed == null || timedOut == null ? null : (Long) (failed + timedOut);
  }

  /** In decimals: 2.3 % of 1,000 are 23. */
  private static long shareOf(long items, double percentage) {
    return BigDecimal.valueOf(percentage)
        .multiply(BigDecimal.valueOf(items))
        .movePointLeft(2)
        .setScale(0, RoundingMode.FLOOR)
        .longValue();
  }

  /** How many more it survives; below 0 where it did not. */
  @Nullable Long left() {
    return failed == null || tolerated == null ? null : (Long) (tolerated - failed);
  }

  /** Which part of what it survives was used; above 1 where it did not. */
  public @Nullable Double used() {
    return failed == null || tolerated == null || tolerated == 0
        ? null
        : (Double) ((double) failed / tolerated);
  }

  static void columns(Fields<Tolerance> fields) {
    fields.numberOrNull(
        "failed_item_share",
        "Of its items those that failed or timed out, from 0 to 1, as DescribeMapRun counts; null"
            + " where nothing counts them.",
        Tolerance::share);
    fields.wholeOrNull(
        "tolerated_failures",
        "How many failed items it survives, by the limit that is reached first; null where nothing"
            + " says it.",
        Tolerance::tolerated);
    fields.textOrNull(
        "tolerance_bound_by",
        "Which limit that is: count or percentage; null where it survives none.",
        Tolerance::boundBy);
    fields.wholeOrNull(
        "tolerance_left",
        "How many more failed items it would have survived; below 0 where it did not.",
        Tolerance::left);
    fields.numberOrNull(
        "tolerance_used",
        "Failed items by tolerated ones: above 1 it failed; null where it survives none.",
        Tolerance::used);
  }
}
