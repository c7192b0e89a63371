package io.fantail.sample.options;

import java.util.EnumSet;
import java.util.Set;

/**
 * A sample of one workflow that ran again and again, in place of one of each kind: every parent has
 * one Map Run of ProcessOrders, and what slows its children is known.
 *
 * @param mapRuns Map Runs that the children are divided over, each of a parent of its own, within
 *     an hour; 0 for a sample of three Map Runs of three kinds, in which nothing is planted
 * @param runEffect each Map Run's durations are multiplied by {@code exp(normal × runEffect)}
 * @param plants what is planted
 */
public record FanOut(int mapRuns, double runEffect, Set<Plant> plants) {
  /** Nothing is planted: three Map Runs of three kinds. */
  public static final FanOut NONE = new FanOut(0, 0, EnumSet.noneOf(Plant.class));

  /** As many Map Runs as plants are given where nobody says how many. */
  public static final int USUAL_MAP_RUNS = 12;

  private static final int MOST_MAP_RUNS = 1_000;

  /** Checks that there is something to plant in. */
  public FanOut {
    plants = Set.copyOf(plants);
    if (mapRuns < 0 || mapRuns > MOST_MAP_RUNS) {
      throw new IllegalArgumentException(
          "map-runs is " + mapRuns + ", but must lie in 1.." + MOST_MAP_RUNS);
    }
    if (!(runEffect >= 0 && runEffect <= 1)) {
      throw new IllegalArgumentException(
          "run-effect is " + runEffect + ", but must lie in 0..1: 0.15 is 15 %");
    }
    if (mapRuns == 0 && (runEffect > 0 || !plants.isEmpty())) {
      throw new IllegalArgumentException("nothing can be planted in 0 Map Runs: ask for map-runs");
    }
  }

  /** Whether the sample is of the one workflow. */
  public boolean isAsked() {
    return mapRuns > 0;
  }

  public boolean has(Plant plant) {
    return plants.contains(plant);
  }
}
