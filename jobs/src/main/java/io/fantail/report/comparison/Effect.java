package io.fantail.report.comparison;

import io.fantail.report.statistics.Interval;
import io.fantail.report.statistics.WelchTest;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How a figure of the one side stands to that of the other, with 95 % intervals.
 *
 * @param method what the intervals rest on
 * @param ratio of the second to the first; null where there is none. An end may be infinite.
 * @param difference of shares, the second minus the first; null for other figures
 * @param pValue of there being no difference; null where that was not tested
 * @param baseRuns Map Runs of the first side that the intervals rest on; 0 for what is no child
 * @param againstRuns the same of the second
 * @param note what else is to be said, as a sentence; null where nothing
 */
public record Effect(
    Method method,
    @Nullable Interval ratio,
    @Nullable Interval difference,
    @Nullable Double pValue,
    int baseRuns,
    int againstRuns,
    @Nullable String note)
    implements Serializable {

  /** The ratio of which the runs of both sides tell, a logarithm each. */
  static Effect of(WelchTest ofLogarithms, ComparedRuns runs) {
    return new Effect(
        Method.WELCH,
        ofLogarithms.difference().exp(),
        null,
        ofLogarithms.pValue(),
        runs.base().size(),
        runs.against().size(),
        null);
  }

  /** That nothing is known, and why. */
  static Effect none(String why) {
    return new Effect(Method.NONE, null, null, null, 0, 0, why);
  }
}
