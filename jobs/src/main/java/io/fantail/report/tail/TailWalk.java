package io.fantail.report.tail;

import io.fantail.report.factor.ScopeFactors;
import io.fantail.report.factor.TailFactor;
import io.fantail.report.factor.TailFactors;
import io.fantail.report.latency.DurationCounts;
import io.fantail.report.tail.child.TailChild;
import io.fantail.report.tail.summary.SlowGroup;
import io.fantail.report.tail.summary.TailSummary;
import io.fantail.report.trait.Scope;
import io.fantail.spark.Packed;
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
  private final Map<Scope, DurationCounts> activeTimes = new HashMap<>();

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
  public static TailSummary over(
      Iterator<Packed<TailPart>> sorted, TailRows rows, long sampledSpans) throws IOException {
    TailWalk walk = new TailWalk(rows, sampledSpans);
    walk.walk(sorted);
    return walk.summary;
  }

  private void walk(Iterator<Packed<TailPart>> sorted) throws IOException {
    String family = null;
    RunsOfLabel runs = new RunsOfLabel(rows::wants);
    ChildrenOfLabel children = null;
    while (sorted.hasNext()) {
      Packed<TailPart> packed = sorted.next();
      String ofPart = TailPart.familyOf(packed.key());
      if (!ofPart.equals(family)) {
        end(runs, children);
        family = ofPart;
        runs = new RunsOfLabel(rows::wants);
        children = null;
      }
      String arn = TailPart.runOf(packed.key());
      TailPart part = packed.unpack();
      if (part.children().isEmpty()) {
        runs.add(arn, part);
        continue;
      }
      if (children == null) {
        children = new ChildrenOfLabel(rows, sampledSpans, summary, runs.measured());
      }
      KnownRun run = runs.run(arn);
      if (run != null) {
        for (TailChild child : part.children()) {
          children.add(run, child);
        }
      }
    }
    end(runs, children);
    writeFactors();
  }

  private void end(RunsOfLabel runs, @Nullable ChildrenOfLabel children) throws IOException {
    if (children != null) {
      for (ScopeFactors scope : children.end()) {
        factors.add(scope);
      }
      activeTimes.putAll(runs.activeTimes());
    }
  }

  private void writeFactors() throws IOException {
    for (TailFactors.OfScope scope : factors.judged()) {
      for (TailFactor row : scope.rows()) {
        rows.write(row);
      }
      DurationCounts times = activeTimes.get(scope.factors().scope());
      if (times != null) {
        SlowGroup group = SlowGroup.of(scope.factors(), times, scope.rows());
        rows.write(group);
        summary.add(group);
      }
    }
  }
}
