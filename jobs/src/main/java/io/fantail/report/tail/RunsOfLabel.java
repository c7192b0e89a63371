package io.fantail.report.tail;

import io.fantail.event.ExecutionArn;
import io.fantail.report.factor.Child;
import io.fantail.report.factor.Scope;
import io.fantail.report.factor.ScopeChildren;
import io.fantail.report.factor.ScopeFactors;
import io.fantail.report.factor.Trait;
import io.fantail.report.latency.DurationCounter;
import io.fantail.report.latency.Percentiles;
import io.fantail.report.statistics.UnitHash;
import io.fantail.shape.Micros;
import io.fantail.shape.Millis;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The Map Runs of one label: first their figures come, then their children, Map Run by Map Run, the
 * shortest first.
 */
final class RunsOfLabel {
  private static final long SLOWEST = 50;

  /** So many children and visits are compared at once: some hundred bytes each. */
  private static final double MOST_COMPARED = 1_000_000;

  private static final class Gathered {
    private @Nullable TailRun run;
    private final RunFigures figures = new RunFigures();
  }

  private final TailRows rows;
  private final long sampledSpans;
  private final TailSummary summary;
  private final Map<String, Gathered> gathered = new HashMap<>();
  private final Map<Scope, ScopeChildren> scopes = new LinkedHashMap<>();
  private final Map<Scope, DurationCounter> times = new HashMap<>();
  private double compared = -1;
  private @Nullable String currentId;
  private @Nullable KnownRun current;
  private @Nullable RunSample sample;
  private @Nullable ExecutionArn family;
  private long seen;

  RunsOfLabel(TailRows rows, long sampledSpans, TailSummary summary) {
    this.rows = rows;
    this.sampledSpans = sampledSpans;
    this.summary = summary;
  }

  /** Takes the next part, in their order. */
  void add(String sortKey, TailPart part) throws IOException {
    String id = TailPart.runOf(sortKey);
    if (part.child() != null) {
      add(id, part.child());
      return;
    }
    Gathered ofRun = gathered.computeIfAbsent(id, unseen -> new Gathered());
    if (part.run() != null) {
      ofRun.run = part.run();
    }
    if (part.figures() != null) {
      ofRun.figures.add(part.figures());
    }
  }

  private void add(String id, TailChild child) throws IOException {
    if (compared < 0) {
      compared = Math.min(1, MOST_COMPARED / measured());
    }
    if (!id.equals(currentId)) {
      endRun();
      begin(id, child);
    }
    KnownRun run = current;
    if (run == null || sample == null) {
      // A Map Run without a span is of none of the days.
      return;
    }
    long rank = run.children() - seen++;
    if (rank <= SLOWEST || run.rule().isStraggler(child.activeTime())) {
      Straggler straggler = Straggler.of(child, run, rank);
      rows.write(straggler);
      summary.add(straggler);
    }
    sample.add(child, rank);
    if (compared == 1 || UnitHash.of(child.executionArn()) < compared) {
      compare(child, run);
    }
  }

  /** How many children and visits there are. */
  private double measured() {
    double all = 0;
    for (Gathered ofRun : gathered.values()) {
      all += ofRun.figures.activeTimes().total();
      for (var state : ofRun.figures.states().values()) {
        all += state.total();
      }
    }
    return all;
  }

  private void begin(String id, TailChild first) {
    currentId = id;
    Gathered ofRun = gathered.remove(id);
    seen = 0;
    if (ofRun == null || ofRun.run == null || !rows.wants(ofRun.run.day())) {
      current = null;
      sample = null;
      return;
    }
    KnownRun run = KnownRun.of(ofRun.run, ofRun.figures);
    family = ExecutionArn.parseKnown(first.executionArn());
    times
        .computeIfAbsent(scope(run, null), unseen -> new DurationCounter())
        .add(ofRun.figures.activeTimes());
    current = run;
    sample = new RunSample(run, sampledSpans);
    scopeOf(run, null).begin(run.origin(), run.medianMs(), run.p95Ms());
    run.states()
        .forEach(
            (state, figures) ->
                scopeOf(run, state).begin(run.origin(), figures.medianMs(), figures.p95Ms()));
  }

  private ScopeChildren scopeOf(KnownRun run, @Nullable String state) {
    return scopes.computeIfAbsent(scope(run, state), ScopeChildren::new);
  }

  private Scope scope(KnownRun run, @Nullable String state) {
    ExecutionArn ofChild = Objects.requireNonNull(family);
    return new Scope(
        run.run().day(),
        ofChild.stateMachineName(),
        Objects.requireNonNull(ofChild.label()),
        state);
  }

  /** The figures of whole children, day by day. */
  Map<Scope, Percentiles> activeTimes() {
    Map<Scope, Percentiles> figures = new HashMap<>();
    times.forEach((scope, counter) -> figures.put(scope, Percentiles.of(counter.counts())));
    return figures;
  }

  private void compare(TailChild child, KnownRun run) {
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
    scopeOf(run, null).add(whole);
    for (StateVisit visit : child.visits()) {
      scopeOf(run, visit.stateName()).add(inState(whole, visit, child));
    }
  }

  private static Child inState(Child whole, StateVisit visit, TailChild child) {
    List<Trait> traits = new ArrayList<>(child.traits());
    traits.addAll(visit.traits());
    Duration active = visit.activeTime();
    return new Child(
        whole.executionArn(),
        Millis.of(active),
        whole.startedAt(),
        whole.endedAt(),
        whole.items(),
        whole.itemBytes(),
        traits);
  }

  private void endRun() throws IOException {
    if (sample != null) {
      for (TraceSample one : sample.chosen()) {
        rows.write(one);
      }
    }
    sample = null;
    current = null;
  }

  /** Ends the last Map Run, and tests what the slow children of all share. */
  List<ScopeFactors> end() throws IOException {
    endRun();
    String note =
        compared >= 0 && compared < 1
            ? String.format(Locale.ROOT, "one child of %.1f was compared", 1 / compared)
            : null;
    return scopes.values().stream().map(scope -> scope.tested(note)).toList();
  }
}
