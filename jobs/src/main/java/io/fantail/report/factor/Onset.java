package io.fantail.report.factor;

import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.shape.Micros;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;
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

  /** The moment; null where none stands out. */
  static @Nullable Onset of(List<ComparedRun> runs) {
    long[] starts = startsOf(runs);
    long allSlow = Arrays.stream(starts).map(Onset::slowAt).sum();
    int best = -1;
    double most = SURE;
    long slowBefore = 0;
    for (int before = 1; before < starts.length; before++) {
      slowBefore += slowAt(starts[before - 1]);
      int since = starts.length - before;
      if (microsOf(starts[before]) == microsOf(starts[before - 1])
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
    if (best < 0) {
      return null;
    }
    long at = microsOf(starts[best]);
    return new Onset(
        Micros.toInstant(at),
        best,
        p99(runs, best, start -> start < at),
        starts.length - best,
        p99(runs, starts.length - best, start -> start >= at));
  }

  /** When each child started, in half microseconds: the last bit tells whether it is slow. */
  private static long[] startsOf(List<ComparedRun> runs) {
    long[] starts = new long[runs.stream().mapToInt(ComparedRun::children).sum()];
    int count = 0;
    for (ComparedRun run : runs) {
      for (int child = 0; child < run.children(); child++) {
        starts[count++] = 2 * run.startedAt()[child] + (run.tail().get(child) ? 1 : 0);
      }
    }
    Arrays.sort(starts);
    return starts;
  }

  private static long microsOf(long start) {
    return start >> 1;
  }

  private static long slowAt(long start) {
    return start & 1;
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

  private static double p99(List<ComparedRun> runs, int children, LongPredicate isMeant) {
    float[] times = new float[children];
    int count = 0;
    for (ComparedRun run : runs) {
      for (int child = 0; child < run.children(); child++) {
        if (isMeant.test(run.startedAt()[child])) {
          times[count++] = run.activeMs()[child];
        }
      }
    }
    Arrays.sort(times);
    return times[(int) Math.round((times.length - 1) * TAIL)];
  }

  /** The fields, as the table {@code tails} shows them. */
  public static Onset shape(Fields<Onset> fields) {
    return new Onset(
        fields.time(
            "onset_at",
            "Since when more children are slow; null where no moment stands out.",
            Onset::at),
        fields.whole(
            "onset_children_before",
            "The children compared that started before it.",
            Onset::childrenBefore),
        fields
            .column("onset_p99_before_ms", "The 99th percentile of their active times.")
            .field(FieldType.NUMBER, Onset::p99Before),
        fields.whole(
            "onset_children_since", "Those that started then or later.", Onset::childrenSince),
        fields
            .column("onset_p99_since_ms", "The 99th percentile of their active times.")
            .field(FieldType.NUMBER, Onset::p99Since));
  }
}
