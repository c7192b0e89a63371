package io.fantail.job.option;

import io.fantail.report.cost.Prices;
import org.jspecify.annotations.Nullable;

/**
 * How reports are made.
 *
 * @param prices that costs are made with; null where there are none
 * @param sampleSpans how many spans the sample of one Map Run has; 0 for no samples
 */
public record ReportSettings(@Nullable Prices prices, int sampleSpans) {
  public static final int USUAL_SAMPLE_SPANS = 2_000;

  /** Those of who says nothing. */
  public static final ReportSettings USUAL = new ReportSettings(null, USUAL_SAMPLE_SPANS);
}
