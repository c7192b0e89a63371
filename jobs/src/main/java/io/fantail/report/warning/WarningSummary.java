package io.fantail.report.warning;

import io.fantail.shape.Fields;
import java.util.ArrayList;
import java.util.List;

/** How many warnings there are, and the worst over all days and kinds. */
public final class WarningSummary {
  private static final int SHOWN = 10;

  private final List<Warning> worst = new ArrayList<>();
  private long warnings;

  public static WarningSummary shape(Fields<WarningSummary> fields) {
    WarningSummary summary = new WarningSummary();
    summary.worst.addAll(fields.list(WarningSummary::worst, Warning::shape));
    summary.warnings = fields.whole(WarningSummary::warnings);
    return summary;
  }

  public void add(Warning warning) {
    warnings++;
    worst.add(warning);
    worst.sort(Warning.WORST_FIRST);
    if (worst.size() > SHOWN) {
      worst.remove(SHOWN);
    }
  }

  /** All rows of the table. */
  public long warnings() {
    return warnings;
  }

  /** The worst, ten at most. */
  public List<Warning> worst() {
    return worst;
  }
}
