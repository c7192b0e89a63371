package io.fantail.report.comparison;

import io.fantail.report.statistics.ArcsineShares;
import io.fantail.report.statistics.Interval;
import io.fantail.report.statistics.Mover;
import io.fantail.report.statistics.Proportion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares shares. With three Map Runs on each side each run's share counts as one value, as its
 * children are alike beyond chance; else all of a side are counted together.
 */
final class ShareEffects {
  /** A share of fewer may be anything: one child says nothing of all. */
  private static final int LEAST_COUNT = 5;

  private final double confidence;

  ShareEffects(double confidence) {
    this.confidence = confidence;
  }

  Effect of(Figure figure, Side base, Side against) {
    ComparedRuns runs = ComparedRuns.of(figure, base, against);
    if (runs.areEnough()) {
      double[] baseShares = shares(figure, runs.base());
      double[] againstShares = shares(figure, runs.against());
      if (vary(baseShares) || vary(againstShares)) {
        return byRuns(baseShares, againstShares, runs.arePaired());
      }
    }
    return ofAll(figure, base, against, runs.areEnough());
  }

  private static double[] shares(Figure figure, List<Measured> runs) {
    return runs.stream()
        .map(run -> Objects.requireNonNull(run.share(figure)))
        .mapToDouble(Proportion::share)
        .toArray();
  }

  private static boolean vary(double[] shares) {
    return Arrays.stream(shares).distinct().count() > 1;
  }

  private Effect byRuns(double[] base, double[] against, boolean arePaired) {
    ArcsineShares shares =
        arePaired
            ? ArcsineShares.ofPairs(against, base, confidence)
            : ArcsineShares.of(against, base, confidence);
    return new Effect(
        arePaired ? Method.PAIRED : Method.WELCH_ARCSINE,
        shares.ratio(),
        shares.difference(),
        shares.pValue(),
        base.length,
        against.length,
        null);
  }

  /**
   * Counts all of a side together.
   *
   * @param runsAgree where each side has runs, and all of a side have the same share
   */
  private Effect ofAll(Figure figure, Side base, Side against, boolean runsAgree) {
    Proportion first = against.all().share(figure);
    Proportion second = base.all().share(figure);
    if (first == null || second == null) {
      return Effect.none("Only one side has any.");
    }
    if (Math.min(first.count(), second.count()) < LEAST_COUNT) {
      return Effect.none(
          String.format(
              Locale.ROOT,
              "An interval of %s needs %d on each side; there are %,d and %,d.",
              figure.word(),
              LEAST_COUNT,
              second.count(),
              first.count()));
    }
    boolean isNever = first.hits() == 0 && second.hits() == 0;
    boolean children = !base.runs().isEmpty() || !against.runs().isEmpty();
    return new Effect(
        Method.NEWCOMBE_WILSON,
        ratio(first, second),
        first.minus(second, confidence),
        isNever ? null : (Double) first.pValueOfEqual(second),
        base.runs().size(),
        against.runs().size(),
        children && !isNever && !runsAgree ? QuantileEffects.THESE_RUNS : null);
  }

  /** On logarithms, or where one side has none at all as far as the intervals reach apart. */
  private @Nullable Interval ratio(Proportion first, Proportion second) {
    Interval one = first.wilson(confidence);
    Interval other = second.wilson(confidence);
    if (first.hits() == 0 && second.hits() == 0) {
      return null;
    }
    if (second.hits() == 0) {
      double infinite = Double.POSITIVE_INFINITY;
      return new Interval(infinite, one.low() / other.high(), infinite);
    }
    return first.hits() == 0
        ? new Interval(0, 0, one.high() / other.low())
        : Mover.ratio(one, other);
  }
}
