package io.fantail.report.comparison;

import io.fantail.report.statistics.Interval;
import io.fantail.report.statistics.MeanAndVariance;
import io.fantail.report.statistics.Mover;
import io.fantail.report.statistics.PairedTest;
import io.fantail.report.statistics.QuantileRanks;
import io.fantail.report.statistics.WelchTest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Compares percentiles of durations. Children of one Map Run are alike beyond chance, so where
 * there are three runs on each side each counts as one value: Welch's t on the logarithms, or where
 * both sides are parts of the same runs Student's t on their differences. What is no child is taken
 * to be independent, and compared by order statistics; so are the children of fewer runs, of which
 * that tells no more than how these runs differ.
 */
final class QuantileEffects {
  static final String THESE_RUNS =
      "These runs differ by so much; whether the next will is not known, as not three Map Runs on"
          + " each side can be compared run by run.";

  /** The variance of a duration that is known to the millisecond, in ms². */
  private static final double CLOCK_VARIANCE = 1 / 12.0;

  private final double confidence;

  QuantileEffects(double confidence) {
    this.confidence = confidence;
  }

  Effect of(Figure figure, Side base, Side against) {
    ComparedRuns runs = ComparedRuns.of(figure, base, against);
    if (runs.arePaired()) {
      return byPairs(figure, runs);
    }
    return runs.areEnough() ? byRuns(figure, runs) : byRanks(figure, base, against);
  }

  private Effect byPairs(Figure figure, ComparedRuns runs) {
    double[] base = milliseconds(figure, runs.base());
    double[] against = milliseconds(figure, runs.against());
    double[] logarithms = new double[base.length];
    for (int i = 0; i < base.length; i++) {
      logarithms[i] = Math.log(against[i] / base[i]);
    }
    MeanAndVariance ratios =
        withVarianceFrom(
            MeanAndVariance.of(logarithms), clockVariance(base) + clockVariance(against));
    PairedTest test = PairedTest.of(ratios, confidence);
    return new Effect(
        Method.PAIRED, test.mean().exp(), null, test.pValue(), base.length, base.length, null);
  }

  private Effect byRuns(Figure figure, ComparedRuns runs) {
    return Effect.of(
        WelchTest.of(
            logarithms(figure, runs.against()), logarithms(figure, runs.base()), confidence),
        runs);
  }

  private static double[] milliseconds(Figure figure, List<Measured> runs) {
    return runs.stream()
        .mapToDouble(run -> Objects.requireNonNull(run.quantile(figure)).positiveMs())
        .toArray();
  }

  private static MeanAndVariance logarithms(Figure figure, List<Measured> runs) {
    double[] ms = milliseconds(figure, runs);
    return withVarianceFrom(
        MeanAndVariance.of(Arrays.stream(ms).map(Math::log).toArray()), clockVariance(ms));
  }

  /** What the clock adds to the variance of logarithms. */
  static double clockVariance(double... ms) {
    return Arrays.stream(ms).map(one -> CLOCK_VARIANCE / (one * one)).average().orElse(0);
  }

  private static MeanAndVariance withVarianceFrom(MeanAndVariance found, double least) {
    return new MeanAndVariance(found.count(), found.mean(), Math.max(found.variance(), least));
  }

  private Effect byRanks(Figure figure, Side base, Side against) {
    QuantileEstimate baseEstimate = base.all().quantile(figure);
    QuantileEstimate againstEstimate = against.all().quantile(figure);
    if (baseEstimate == null || againstEstimate == null) {
      return Effect.none("Only one side has any.");
    }
    Interval first = againstEstimate.interval();
    Interval second = baseEstimate.interval();
    if (first == null || second == null) {
      return Effect.none(tooFew(figure, base, against));
    }
    boolean children = !base.runs().isEmpty() || !against.runs().isEmpty();
    Interval ratio = Mover.ratio(first, second);
    return new Effect(
        children ? Method.MOVER : Method.ORDER_STATISTICS,
        ratio,
        null,
        Mover.pValue(ratio.log(), confidence),
        base.runs().size(),
        against.runs().size(),
        children ? THESE_RUNS : null);
  }

  private String tooFew(Figure figure, Side base, Side against) {
    Double quantile = figure.quantile();
    return String.format(
        Locale.ROOT,
        "An interval of %s needs %,d that ended on each side; there are %,d and %,d.",
        figure.word(),
        quantile == null ? 0 : QuantileRanks.leastCount(quantile, confidence),
        base.all().ended(),
        against.all().ended());
  }
}
