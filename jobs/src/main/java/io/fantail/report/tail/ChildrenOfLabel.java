package io.fantail.report.tail;

import io.fantail.report.factor.ScopeChildren;
import io.fantail.report.factor.ScopeFactors;
import io.fantail.report.statistics.UnitHash;
import io.fantail.report.tail.child.StateVisit;
import io.fantail.report.tail.child.TailChild;
import io.fantail.report.tail.summary.TailSummary;
import io.fantail.report.trait.Child;
import io.fantail.report.trait.Scope;
import io.fantail.report.trait.Trait;
import io.fantail.shape.Micros;
import io.fantail.shape.Millis;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The children of the Map Runs of one label, which come Map Run by Map Run, in any order, when the
 * figures of all are known.
 */
final class ChildrenOfLabel {
  /** So many children and visits are compared at once: some hundred bytes each. */
  private static final double MOST_COMPARED = 1_000_000;

  private final TailRows rows;
  private final long sampledSpans;
  private final TailSummary summary;
  private final double compared;
  private final Map<Scope, ScopeChildren> scopes = new LinkedHashMap<>();
  private final Map<String, ScopeChildren> ofStates = new HashMap<>();
  private @Nullable ScopeChildren ofWhole;
  private @Nullable OpenRun open;

  private record OpenRun(KnownRun run, SlowestChildren slowest, RunSample sample) {}

  /**
   * Begins.
   *
   * @param measured how many children and visits there are
   */
  ChildrenOfLabel(TailRows rows, long sampledSpans, TailSummary summary, long measured) {
    this.rows = rows;
    this.sampledSpans = sampledSpans;
    this.summary = summary;
    this.compared = measured <= MOST_COMPARED ? 1 : MOST_COMPARED / measured;
  }

  void add(KnownRun run, TailChild child) throws IOException {
    OpenRun current = open;
    if (current == null || !Objects.equals(current.run, run)) {
      endRun();
      current = begin(run);
    }
    TailChild other =
        run.places().isSlow(child.activeTime()) ? current.slowest.offer(child) : child;
    if (other != null) {
      addOther(current, other);
    }
    if (compared == 1 || UnitHash.of(child.executionArn()) < compared) {
      compare(child);
    }
  }

  /** Adds a child that is not among the slowest. */
  private void addOther(OpenRun current, TailChild child) throws IOException {
    if (current.run.rule().isStraggler(child.activeTime())) {
      long longer = current.run.places().longerThan(child.activeTime());
      write(Straggler.of(child, current.run, Math.max(longer, Places.SLOWEST) + 1));
    }
    current.sample.add(child, false);
  }

  private void write(Straggler straggler) throws IOException {
    rows.write(straggler);
    summary.add(straggler.summary());
  }

  private OpenRun begin(KnownRun run) {
    OpenRun begun = new OpenRun(run, new SlowestChildren(), new RunSample(run, sampledSpans));
    open = begun;
    ofWhole = scopeOf(run, null);
    ofWhole.begin(run.origin(), run.medianMs(), run.p95Ms());
    ofStates.clear();
    run.states()
        .forEach(
            (state, figures) -> {
              ScopeChildren ofState = scopeOf(run, state);
              ofState.begin(run.origin(), figures.medianMs(), figures.p95Ms());
              ofStates.put(state, ofState);
            });
    return begun;
  }

  private ScopeChildren scopeOf(KnownRun run, @Nullable String state) {
    return scopes.computeIfAbsent(run.run().scope(state), ScopeChildren::new);
  }

  private void compare(TailChild child) {
    long startedAt = Micros.of(child.startedAt());
    long endedAt = Micros.of(child.endedAt());
    Integer items = child.items().count();
    Long bytes = child.items().bytes();
    Child whole =
        new Child(
            child.executionArn(),
            Millis.of(child.activeTime()),
            startedAt,
            endedAt,
            items == null ? -1 : items,
            bytes == null ? -1 : bytes,
            child.allTraits());
    Objects.requireNonNull(ofWhole).add(whole);
    for (StateVisit visit : child.visits()) {
      Objects.requireNonNull(ofStates.get(visit.stateName())).add(inState(whole, visit, child));
    }
  }

  private static Child inState(Child whole, StateVisit visit, TailChild child) {
    List<Trait> traits = new ArrayList<>(child.traits());
    traits.addAll(visit.traits());
    return new Child(
        whole.executionArn(),
        Millis.of(visit.activeTime()),
        whole.startedAt(),
        whole.endedAt(),
        whole.items(),
        whole.itemBytes(),
        traits);
  }

  private void endRun() throws IOException {
    if (open == null) {
      return;
    }
    int rank = 0;
    for (TailChild child : open.slowest.slowestFirst()) {
      rank++;
      write(Straggler.of(child, open.run, rank));
      open.sample.add(child, rank <= RunSample.SLOWEST);
    }
    for (TraceSample one : open.sample.chosen()) {
      rows.write(one);
    }
    open = null;
  }

  /** Ends the last Map Run, and tests what the slow children of all share. */
  List<ScopeFactors> end() throws IOException {
    endRun();
    String note =
        compared < 1
            ? String.format(Locale.ROOT, "one child of %.1f was compared", 1 / compared)
            : null;
    return scopes.values().stream().map(scope -> scope.tested(note)).toList();
  }
}
