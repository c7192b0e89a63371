package io.fantail.job.compare;

import io.fantail.report.comparison.ComparedGroup;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the sums of a group on a side, of which there may be as many as there are Map Runs. */
final class SumsOfSides {
  private record Key(String stateMachineName, boolean isDistributedMapChild, boolean isAgainst) {}

  private final Map<Key, Map<@Nullable String, ExecutionSums>> byRun = new HashMap<>();

  SumsOfSides(Collection<ExecutionSums> sums) {
    for (ExecutionSums one : sums) {
      Key key = new Key(one.stateMachineName(), one.isDistributedMapChild(), one.isAgainst());
      byRun.computeIfAbsent(key, unseen -> new LinkedHashMap<>()).put(one.mapRun(), one);
    }
  }

  /**
   * The sums of the executions of a group on a side.
   *
   * @param mapRun those of this one alone; null for all together
   */
  Collection<ExecutionSums> of(ComparedGroup group, boolean isAgainst, @Nullable String mapRun) {
    Map<@Nullable String, ExecutionSums> all =
        byRun.getOrDefault(
            new Key(group.stateMachineName(), group.isDistributedMapChild(), isAgainst), Map.of());
    ExecutionSums ofRun = mapRun == null ? null : all.get(mapRun);
    return mapRun == null ? all.values() : ofRun == null ? List.of() : List.of(ofRun);
  }
}
