package io.fantail.report.factor;

import io.fantail.report.statistics.StratifiedTables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts for each trait who has it and who is in the tail, Map Run by Map Run; where traits are
 * accepted already, also apart for those that have them and those that have not.
 */
final class Strata {
  private final @Nullable StratifiedTables[] tables;
  private final int[] with;
  private final int[] tailWith;
  private final int[] touched;

  private Strata(int traits) {
    this.tables = new StratifiedTables[traits];
    this.with = new int[traits];
    this.tailWith = new int[traits];
    this.touched = new int[traits];
  }

  /** The tables of each trait, by its number; none where no child has it. */
  static @Nullable StratifiedTables[] of(
      List<ComparedRun> runs, int traits, List<Integer> accepted) {
    Strata strata = new Strata(traits);
    for (ComparedRun run : runs) {
      if (accepted.isEmpty()) {
        strata.add(run, null, 0);
      } else {
        int[] groups = groupsOf(run, accepted);
        Map<Integer, Boolean> seen = new HashMap<>();
        for (int group : groups) {
          if (seen.put(group, true) == null) {
            strata.add(run, groups, group);
          }
        }
      }
    }
    return strata.tables;
  }

  /** A number for each child that tells which of the traits it has. */
  private static int[] groupsOf(ComparedRun run, List<Integer> accepted) {
    int[] groups = new int[run.children()];
    for (int child = 0; child < groups.length; child++) {
      for (int i = 0; i < accepted.size(); i++) {
        groups[child] |= run.has(child, accepted.get(i)) ? 1 << i : 0;
      }
    }
    return groups;
  }

  private void add(ComparedRun run, int @Nullable [] groups, int group) {
    int children = 0;
    int tail = 0;
    int seen = 0;
    for (int child = 0; child < run.children(); child++) {
      if (groups != null && groups[child] != group) {
        continue;
      }
      int inTail = run.tail().get(child) ? 1 : 0;
      children++;
      tail += inTail;
      for (int i = run.firstTrait()[child]; i < run.firstTrait()[child + 1]; i++) {
        int trait = run.traits()[i];
        if (with[trait]++ == 0) {
          touched[seen++] = trait;
        }
        tailWith[trait] += inTail;
      }
    }
    for (int i = 0; i < seen; i++) {
      int trait = touched[i];
      StratifiedTables ofTrait = tables[trait];
      if (ofTrait == null) {
        ofTrait = new StratifiedTables();
        tables[trait] = ofTrait;
      }
      ofTrait.add(tailWith[trait], with[trait], children - with[trait], tail, children - tail);
      with[trait] = 0;
      tailWith[trait] = 0;
    }
  }
}
