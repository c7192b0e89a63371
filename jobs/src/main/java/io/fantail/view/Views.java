package io.fantail.view;

import java.util.List;

/** All views. */
public final class Views {
  public static final List<View> ALL =
      List.of(
          EnhancedMetrics.VIEW,
          ErrorTrends.VIEW,
          Freshness.VIEW,
          LatencyPercentiles.VIEW,
          WorstTraces.VIEW);

  private Views() {}
}
