package io.fantail.report.comparison;

import io.fantail.report.statistics.Interval;
import io.fantail.report.statistics.MeanAndVariance;
import io.fantail.report.statistics.SignedRankTest;
import io.fantail.report.statistics.WelchTest;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How long children took for the same items on both sides. How much items differ, which is most of
 * how much children do, does not count: the ratio of each item with itself does, by Wilcoxon's
 * signed ranks of its logarithms.
 *
 * <p>A pair is still of one Map Run on each side, whose pace all its children share. So where there
 * are three runs on each side, each counts as one value: the typical logarithm of the ratios of its
 * items (Hodges and Lehmann). How much these values differ between the runs of a side tells what
 * its runs add to the error: the two errors are added as Welch does. Where a run of the one side
 * has the items of one run of the other, each value holds both, and the interval is rather too
 * wide.
 *
 * @param base the median milliseconds of the first side, and of how many pairs
 * @param against the same of the second
 */
public record SameItems(Observed base, Observed against, Effect effect) implements Serializable {
  /** Three runs say how much runs differ. */
  private static final int FEWEST_RUNS = 3;

  private static final double HALF_CLOCK_MS = 0.5;
  private static final double CONFIDENCE = Comparison.CONFIDENCE;

  /**
   * An item that a child of each side was given, and took so many milliseconds for.
   *
   * @param baseRun tells its Map Run from others of the first side
   * @param againstRun the same on the second side
   */
  public record Pair(double baseMs, double againstMs, long baseRun, long againstRun) {

    /** What is shorter than a millisecond counts as one, as it has a logarithm. */
    public Pair {
      baseMs = Math.max(baseMs, 1);
      againstMs = Math.max(againstMs, 1);
    }

    private double logarithm() {
      return Math.log(againstMs / baseMs);
    }
  }

  /**
   * Compares pairs.
   *
   * @param all how many there are
   * @param pairs these, or as many as can be looked at, chosen whatever they took
   */
  public static SameItems of(long all, List<Pair> pairs) {
    double base = median(pairs.stream().mapToDouble(Pair::baseMs).toArray());
    double against = median(pairs.stream().mapToDouble(Pair::againstMs).toArray());
    return new SameItems(
        new Observed(base, all), new Observed(against, all), effect(all, pairs, base, against));
  }

  private static double median(double[] numbers) {
    double[] ascending = numbers.clone();
    Arrays.sort(ascending);
    int middle = ascending.length / 2;
    return ascending.length % 2 == 1
        ? ascending[middle]
        : (ascending[middle - 1] + ascending[middle]) / 2;
  }

  private static Effect effect(long all, List<Pair> pairs, double base, double against) {
    int fewest = SignedRankTest.leastCount(CONFIDENCE);
    String sampled =
        all == pairs.size()
            ? null
            : String.format(
                Locale.ROOT,
                "Of %,d pairs of the same item %,d were compared, chosen by a hash.",
                all,
                pairs.size());
    for (int least : new int[] {fewest, 1}) {
      double[] baseRuns = locations(pairs, Pair::baseRun, least);
      double[] againstRuns = locations(pairs, Pair::againstRun, least);
      if (baseRuns.length >= FEWEST_RUNS && againstRuns.length >= FEWEST_RUNS) {
        double clock = QuantileEffects.clockVariance(base) + QuantileEffects.clockVariance(against);
        return byRuns(baseRuns, againstRuns, clock, sampled);
      }
    }
    return SignedRankTest.of(logarithms(pairs), CONFIDENCE)
        .map(test -> ofThese(test, pairs, HALF_CLOCK_MS / base + HALF_CLOCK_MS / against, sampled))
        .orElseGet(() -> Effect.none(tooFew(fewest, pairs.size())));
  }

  private static String tooFew(int fewest, int pairs) {
    return String.format(
        Locale.ROOT,
        "An interval of same_item needs %d items that succeeded on both sides; there are %d.",
        fewest,
        pairs);
  }

  /** The typical logarithm of each run of a side that has so many pairs. */
  private static double[] locations(List<Pair> pairs, ToLongFunction<Pair> run, int least) {
    Map<Long, List<Pair>> byRun = pairs.stream().collect(Collectors.groupingBy(run::applyAsLong));
    return byRun.values().stream()
        .filter(ofRun -> ofRun.size() >= least)
        .mapToDouble(ofRun -> SignedRankTest.location(logarithms(ofRun)))
        .sorted()
        .toArray();
  }

  private static double[] logarithms(List<Pair> pairs) {
    return pairs.stream().mapToDouble(Pair::logarithm).toArray();
  }

  private static Effect byRuns(
      double[] baseRuns, double[] againstRuns, double clock, @Nullable String sampled) {
    MeanAndVariance base = MeanAndVariance.of(baseRuns);
    MeanAndVariance against = MeanAndVariance.of(againstRuns);
    double both = (base.mean() + against.mean()) / 2;
    // Both means are of the same ratio: only their errors are to be added.
    WelchTest test =
        WelchTest.of(
            new MeanAndVariance(against.count(), both, Math.max(against.variance(), clock)),
            new MeanAndVariance(base.count(), 0, Math.max(base.variance(), clock)),
            CONFIDENCE);
    return new Effect(
        Method.SIGNED_RANK_BY_RUN,
        test.difference().exp(),
        null,
        test.pValue(),
        baseRuns.length,
        againstRuns.length,
        sampled);
  }

  /** Of fewer runs, how these differ: between equal durations the clock does not tell. */
  private static Effect ofThese(
      SignedRankTest test, List<Pair> pairs, double clock, @Nullable String sampled) {
    Interval found = test.location();
    double typical = found.estimate();
    Interval location =
        new Interval(
            typical,
            Math.min(found.low(), typical - clock),
            Math.max(found.high(), typical + clock));
    return new Effect(
        Method.SIGNED_RANK,
        location.exp(),
        null,
        test.pValue(),
        runs(pairs, Pair::baseRun),
        runs(pairs, Pair::againstRun),
        sampled == null ? QuantileEffects.THESE_RUNS : sampled + " " + QuantileEffects.THESE_RUNS);
  }

  private static int runs(List<Pair> pairs, ToLongFunction<Pair> run) {
    return (int) pairs.stream().mapToLong(run).distinct().count();
  }
}
