package io.fantail.report.tail;

import io.fantail.report.factor.Scope;
import io.fantail.report.factor.ScopeFactors;
import io.fantail.report.factor.TailFactor;
import io.fantail.report.factor.TailFactors;
import io.fantail.report.latency.Percentiles;
import io.fantail.spark.Pair;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Walks along all sorted parts, label by label, and writes what is known of slow children. */
public final class TailWalk {
  private final TailRows rows;
  private final long sampledSpans;
  private final TailFactors factors = new TailFactors();
  private final TailSummary summary = new TailSummary();
  private final Map<Scope, Percentiles> activeTimes = new HashMap<>();

  private TailWalk(TailRows rows, long sampledSpans) {
    this.rows = rows;
    this.sampledSpans = sampledSpans;
  }

  /**
   * Writes all rows, and sums up.
   *
   * @param sorted by their keys
   * @param sampledSpans how many spans the sample of one Map Run has at most
   */
  public static TailSummary over(Iterator<Pair<TailPart>> sorted, TailRows rows, long sampledSpans)
      throws IOException {
    TailWalk walk = new TailWalk(rows, sampledSpans);
    walk.walk(sorted);
    return walk.summary;
  }

  private void walk(Iterator<Pair<TailPart>> sorted) throws IOException {
    String family = null;
    RunsOfLabel runs = null;
    while (sorted.hasNext()) {
      Pair<TailPart> part = sorted.next();
      String ofPart = TailPart.familyOf(part.key());
      if (!ofPart.equals(family)) {
        end(runs);
        family = ofPart;
        runs = new RunsOfLabel(rows, sampledSpans, summary);
      }
      if (runs != null) {
        runs.add(part.key(), part.value());
      }
    }
    end(runs);
    for (TailFactors.OfScope scope : factors.judged()) {
      for (TailFactor row : scope.rows()) {
        rows.write(row);
      }
      Percentiles times = activeTimes.get(scope.factors().scope());
      if (times != null) {
        summary.add(SlowGroup.of(scope.factors(), times, scope.rows()));
      }
    }
  }

  private void end(@Nullable RunsOfLabel runs) throws IOException {
    if (runs != null) {
      for (ScopeFactors scope : runs.end()) {
        factors.add(scope);
      }
      activeTimes.putAll(runs.activeTimes());
    }
  }
}
