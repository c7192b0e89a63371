package io.fantail.report.tail;

import io.fantail.report.tail.child.TailChild;

/** What a straggler's time goes back to. */
enum ExplainedBy {
  /**
   * Children of the Map Run take the longer, the larger their input is, and this one's is large.
   */
  INPUT,
  /** Its input is known, and does not make it slow. */
  ENVIRONMENT,
  /** Nothing tells how large its input was. */
  UNKNOWN;

  /** Half of what it took beyond the median, in logarithms, the line has to foretell. */
  private static final double EXPLAINED = 0.5;

  static ExplainedBy of(TailChild child, KnownRun run, double activeMs) {
    LogFit best = run.byBytes();
    Number size = child.items().bytes();
    if (run.byItems().isKnown()
        && (!best.isKnown() || run.byItems().explained() > best.explained())) {
      best = run.byItems();
      size = child.items().count();
    }
    if (size == null || size.doubleValue() <= 0) {
      return UNKNOWN;
    }
    double foretold = best.explained() == 0 ? 0 : best.millisOf(size.doubleValue());
    return foretold > 0
            && Math.log(foretold / run.medianMs())
                >= EXPLAINED * Math.log(activeMs / run.medianMs())
        ? INPUT
        : ENVIRONMENT;
  }
}
