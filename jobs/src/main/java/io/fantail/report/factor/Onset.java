package io.fantail.report.factor;

import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.shape.Micros;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The moment from which on more children are slow: of all moments that divide the children by their
 * start, the one that makes the shares of slow ones before and behind it most unlike, if these
 * differ by more than chance lets them.
 *
 * @param at when the first child behind it started
 * @param childrenBefore that started earlier
 * @param p99Before of their active times, in ms
 * @param childrenSince that started then or later
 * @param p99Since of their active times, in ms
 */
public record Onset(
    Instant at, long childrenBefore, double p99Before, long childrenSince, double p99Since) {
  /** How many times as many are slow since then, at least. */
  private static final double LEAST_RATIO = 2;

  /**
   * Twice the logarithm of the likelihood ratio: chi-squared with one degree goes beyond it once in
   * 130,000, so that of the many moments that are looked at hardly one does by chance.
   */
  private static final double SURE = 20;

  private static final double TAIL = 0.99;
  private static final int LEAST_CHILDREN = 20;

  private record Start(long at, float activeMs, boolean isSlow) {}

  /** The moment; null where none stands out. */
  static @Nullable Onset of(List<ComparedRun> runs) {
    Start[] starts =
        runs.stream()
            .flatMap(
                run ->
                    IntStream.range(0, run.children())
                        .mapToObj(
                            child ->
                                new Start(
                                    run.startedAt()[child],
                                    run.activeMs()[child],
                                    run.tail().get(child))))
            .sorted(Comparator.comparingLong(Start::at))
            .toArray(Start[]::new);
    long allSlow = Arrays.stream(starts).filter(Start::isSlow).count();
    int best = -1;
    double most = SURE;
    long slowBefore = 0;
    for (int before = 1; before < starts.length; before++) {
      slowBefore += starts[before - 1].isSlow() ? 1 : 0;
      int since = starts.length - before;
      if (starts[before].at() == starts[before - 1].at()
          || before < LEAST_CHILDREN
          || since < LEAST_CHILDREN) {
        continue;
      }
      long slowSince = allSlow - slowBefore;
      double ratio = twiceLogOfRatio(slowBefore, before, slowSince, since, allSlow, starts.length);
      if (ratio > most
          && (double) slowSince / since >= LEAST_RATIO * ((double) slowBefore / before)) {
        most = ratio;
        best = before;
      }
    }
    return best < 0
        ? null
        : new Onset(
            Micros.toInstant(starts[best].at()),
            best,
            p99(starts, 0, best),
            starts.length - best,
            p99(starts, best, starts.length));
  }

  private static double twiceLogOfRatio(
      long slowBefore, long before, long slowSince, long since, long slow, long all) {
    return 2
        * (logLikelihood(slowBefore, before)
            + logLikelihood(slowSince, since)
            - logLikelihood(slow, all));
  }

  private static double logLikelihood(long slow, long all) {
    return timesLog(slow, (double) slow / all) + timesLog(all - slow, 1 - (double) slow / all);
  }

  private static double timesLog(long count, double share) {
    return count == 0 ? 0 : count * Math.log(share);
  }

  private static double p99(Start[] starts, int from, int to) {
    float[] times = new float[to - from];
    for (int i = from; i < to; i++) {
      times[i - from] = starts[i].activeMs();
    }
    Arrays.sort(times);
    return times[(int) Math.round((times.length - 1) * TAIL)];
  }

  public static Onset shape(Fields<Onset> fields) {
    return new Onset(
        fields.time(Onset::at),
        fields.whole(Onset::childrenBefore),
        fields.field(FieldType.NUMBER, Onset::p99Before),
        fields.whole(Onset::childrenSince),
        fields.field(FieldType.NUMBER, Onset::p99Since));
  }
}
