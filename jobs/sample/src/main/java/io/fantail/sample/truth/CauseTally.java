package io.fantail.sample.truth;

import io.fantail.sample.model.ModelExecution;
import io.fantail.sample.options.Plant;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts the children that each planted cause has hit, and beside them those that it has not. */
final class CauseTally {
  private final Map<Plant, Group> groups = new EnumMap<>(Plant.class);

  CauseTally(Set<Plant> plants) {
    for (Plant plant : plants) {
      if (plant != Plant.ERROR_FAMILIES) {
        groups.put(plant, new Group());
      }
    }
  }

  void add(ModelExecution child) {
    groups.forEach((plant, group) -> group.add(child, child.causes().get(plant)));
  }

  /** The causes that hit a child at all. */
  List<SampleTruth.PlantedCause> rows() {
    return groups.entrySet().stream()
        .filter(entry -> entry.getValue().hit.count() > 0)
        .map(entry -> entry.getValue().row(entry.getKey()))
        .toList();
  }

  /** The children of one cause. */
  private static final class Group {
    private final Durations hit = new Durations();
    private final Map<String, Durations> others = new HashMap<>();
    private String stateMachine = "";
    private String value = "";
    private long firstAt = Long.MAX_VALUE;
    private long lastAt = Long.MIN_VALUE;

    void add(ModelExecution child, @Nullable String cause) {
      double millis = (double) (child.endedAt() - child.startedAt());
      String own = child.name().qualifiedName();
      if (cause == null) {
        others.computeIfAbsent(own, unseen -> new Durations()).add(millis);
        return;
      }
      hit.add(millis);
      stateMachine = own;
      value = cause;
      firstAt = Math.min(firstAt, child.startedAt());
      lastAt = Math.max(lastAt, child.startedAt());
    }

    SampleTruth.PlantedCause row(Plant plant) {
      Durations spared = others.getOrDefault(stateMachine, new Durations());
      return new SampleTruth.PlantedCause(
          plant.toString(),
          stateMachine,
          plant.factor(),
          value,
          plant.times(),
          plant.addedMillis(),
          hit.count(),
          spared.count(),
          hit.quantile(0.5),
          spared.quantile(0.5),
          Instant.ofEpochMilli(firstAt).toString(),
          Instant.ofEpochMilli(lastAt).toString());
    }
  }
}
