package io.fantail.report.factor;

import io.fantail.report.trait.Child;
import io.fantail.report.trait.MapRunOrigin;
import io.fantail.report.trait.Scope;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the children of one scope, Map Run by Map Run, to test what the slow ones share. */
public final class ScopeChildren {
  /** Fewer say nothing of a tail. */
  private static final int LEAST_CHILDREN = 5;

  private static final double TIMES_MEDIAN = 1.5;

  private final Scope scope;
  private final Traits traits = new Traits();
  private final List<ComparedRun> runs = new ArrayList<>();
  private @Nullable ChildColumns open;

  public ScopeChildren(Scope scope) {
    this.scope = scope;
  }

  /**
   * Begins a Map Run; its children follow.
   *
   * @param medianMs of the active times of all its children
   * @param p95Ms of the same
   */
  public void begin(MapRunOrigin run, double medianMs, double p95Ms) {
    end();
    open = new ChildColumns(traits, run, medianMs, Math.max(p95Ms, TIMES_MEDIAN * medianMs));
  }

  /** Takes a child of the Map Run that was begun last. */
  public void add(Child child) {
    if (open == null) {
      throw new IllegalStateException("a child of no Map Run: " + child.executionArn());
    }
    open.add(child);
  }

  private void end() {
    ComparedRun run = open == null ? null : open.built();
    open = null;
    if (run != null && run.children() >= LEAST_CHILDREN) {
      runs.add(run);
    }
  }

  /**
   * Tests everything; nothing can be added afterwards.
   *
   * @param note what holds for all tests, such as that not all children were compared; null where
   *     there is nothing to say
   */
  public ScopeFactors tested(@Nullable String note) {
    end();
    // Children come in any order, and with them their traits.
    Traits sorted = traits.sorted();
    int[] numbers = traits.numbersIn(sorted);
    List<ComparedRun> all = runs.stream().map(run -> run.renumbered(numbers)).toList();
    TraitCounts counts = new TraitCounts(all, sorted.count());
    boolean isEmpty = counts.tail() == 0;
    // Where children of each Map Run take equally long, one Map Run may still take longer.
    return ScopeFactors.of(
        scope,
        counts,
        isEmpty || scope.stateName() != null ? null : Onset.of(all),
        isEmpty ? List.of() : new ChildTests(all, sorted, counts).all(),
        all.isEmpty() ? List.of() : new RunTests(all, sorted).all(),
        note);
  }
}
