package io.fantail.report.comparison;

import io.fantail.report.latency.DurationCounts;
import io.fantail.report.statistics.Proportion;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a Map Run, or all of a side, came to in a group.
 *
 * @param ended how many ended
 * @param errors how many of these in an error
 * @param starts of how many it is known whether they waited for a sandbox to start
 * @param coldStarts how many of these did
 * @param quantiles of how long those took that ended; none where none did
 * @param cost of an execution on average; null where it is not known
 * @param mapRun the ARN of the Map Run; null of all of a side, and where nothing names it
 */
public record Measured(
    long ended,
    long errors,
    long starts,
    long coldStarts,
    Map<Figure, QuantileEstimate> quantiles,
    @Nullable Double cost,
    @Nullable String mapRun)
    implements Serializable {

  /** Nothing at all. */
  public static final Measured NOTHING = new Measured(0, 0, 0, 0, Map.of(), null, null);

  /** What was counted, with the percentiles of the durations. */
  public static Measured of(
      DurationCounts durations, long errors, long starts, long coldStarts, double confidence) {
    Map<Figure, QuantileEstimate> quantiles = new EnumMap<>(Figure.class);
    for (Figure figure : Figure.values()) {
      Double quantile = figure.quantile();
      QuantileEstimate estimate =
          quantile == null ? null : QuantileEstimate.of(durations, quantile, confidence);
      if (estimate != null) {
        quantiles.put(figure, estimate);
      }
    }
    return new Measured(durations.total(), errors, starts, coldStarts, quantiles, null, null);
  }

  /**
   * What a table says of durations that are not here themselves.
   *
   * @param p95Ms their 95th percentile; null where none ended
   */
  public static Measured ofP95(long ended, long errors, @Nullable Double p95Ms) {
    Map<Figure, QuantileEstimate> quantiles =
        p95Ms == null ? Map.of() : Map.of(Figure.P95, new QuantileEstimate(p95Ms, null, null));
    return new Measured(ended, errors, 0, 0, quantiles, null, null);
  }

  /** The same with what executions tell beside their time. */
  public Measured with(long starts, long coldStarts, @Nullable Double cost) {
    return new Measured(ended, errors, starts, coldStarts, quantiles, cost, mapRun);
  }

  /** The same as what a Map Run came to. */
  public Measured ofRun(@Nullable String arn) {
    return new Measured(ended, errors, starts, coldStarts, quantiles, cost, arn);
  }

  /** Of how many the figure is. */
  long countOf(Figure figure) {
    return figure == Figure.COLD_START_SHARE ? starts : ended;
  }

  /** The share that a figure is; null where it is one of nothing. */
  @Nullable Proportion share(Figure figure) {
    long hits = figure == Figure.COLD_START_SHARE ? coldStarts : errors;
    return countOf(figure) == 0 ? null : new Proportion(hits, countOf(figure));
  }

  /** A percentile; null where nothing ended. */
  @Nullable QuantileEstimate quantile(Figure figure) {
    return quantiles.get(figure);
  }

  Observed observed(Figure figure) {
    return new Observed(valueOf(figure), countOf(figure));
  }

  /** The value of any figure, in ms, as a share or as a cost; null where it is one of nothing. */
  @Nullable Double valueOf(Figure figure) {
    if (figure == Figure.COST) {
      return cost;
    }
    if (figure.isShare()) {
      Proportion share = share(figure);
      return share == null ? null : (Double) share.share();
    }
    QuantileEstimate estimate = quantile(figure);
    return estimate == null ? null : (Double) estimate.ms();
  }
}
