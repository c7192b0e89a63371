package io.fantail.sample.workflow;

import io.fantail.sample.options.FanOut;
import io.fantail.sample.options.Plant;
import io.fantail.sample.options.SampleOptions;
import io.fantail.sample.world.LambdaFunction;
import io.fantail.sample.world.Randomness;
import io.fantail.sample.world.World;
import java.util.List;

/**
 * What is planted in one Map Run of ProcessOrders. Its chances are drawn apart from those of the
 * children, so that a plant leaves the children that it does not hit as they are without it.
 */
public final class PlantedRun {
  private static final double SLOW_VERSION_SHARE = 0.3;
  private static final double COLD_SHARE = 0.03;
  private static final double LARGE_SHARE = 0.05;
  private static final double THROTTLED_SHARE = 0.12;
  private static final long BURST_MILLIS = 60_000;
  private static final long NOT_YET = Long.MIN_VALUE;

  private final SampleOptions options;
  private final FanOut fanOut;
  private final int number;
  private final int children;
  private final String mapRunArn;
  private final List<LambdaFunction> versions;
  private final double pace;
  private long burstFrom = NOT_YET;

  /**
   * @param number which of the Map Runs, from 0
   * @param children how many children it has
   */
  public PlantedRun(SampleOptions options, int number, int children, String mapRunArn) {
    this.options = options;
    this.fanOut = options.fanOut();
    this.number = number;
    this.children = children;
    this.mapRunArn = mapRunArn;
    this.versions = versionsFor(fanOut);
    double effect =
        Randomness.of(options.seed(), "effects of runs", number).logNormal(1, fanOut.runEffect());
    this.pace = isSlow() ? effect * Plant.SLOW_RUN.times() : effect;
  }

  /** The versions of order-process that serve such a fan-out: one, or two where one is slow. */
  public static List<LambdaFunction> versionsFor(FanOut fanOut) {
    int addedInit = fanOut.has(Plant.COLD_STARTS) ? Plant.COLD_STARTS.addedMillis() : 0;
    LambdaFunction process = World.PATIENT_PROCESS.withAddedInit(addedInit);
    if (!fanOut.has(Plant.SLOW_VERSION)) {
      return List.of(process);
    }
    return List.of(
        process.with(World.VERSION_41),
        process.with(World.VERSION_42).slowerBy(Plant.SLOW_VERSION.times()));
  }

  int number() {
    return number;
  }

  String mapRunArn() {
    return mapRunArn;
  }

  /** How many times as long functions take in this run. */
  double pace() {
    return pace;
  }

  /** Whether this is the slow run. */
  boolean isSlow() {
    return fanOut.has(Plant.SLOW_RUN)
        && number == Math.floorMod(options.seed(), (long) fanOut.mapRuns());
  }

  /** Whether a function takes as long as its item is large. */
  boolean sizeMatters() {
    return fanOut.has(Plant.LARGE_ITEMS);
  }

  /** The chances of what is planted in a child. */
  Randomness randomOf(int index) {
    return Randomness.of(options.seed(), "plants of run " + number, index);
  }

  boolean isLarge(Randomness planted) {
    return planted.chance(LARGE_SHARE) && fanOut.has(Plant.LARGE_ITEMS);
  }

  boolean isCold(Randomness planted) {
    return planted.chance(COLD_SHARE) && fanOut.has(Plant.COLD_STARTS);
  }

  LambdaFunction functionOf(Randomness planted) {
    boolean other = planted.chance(SLOW_VERSION_SHARE);
    return versions.get(other ? versions.size() - 1 : 0);
  }

  boolean isSlowVersion(LambdaFunction function) {
    return versions.indexOf(function) == 1;
  }

  /**
   * Whether the child is throttled: some are that start within one minute of one Map Run, in its
   * second and third quarter.
   *
   * @param at epoch milliseconds of its start
   */
  boolean isThrottled(int index, long at, Randomness planted) {
    boolean chosen = planted.chance(THROTTLED_SHARE);
    if (!fanOut.has(Plant.THROTTLE_BURST) || !isOfBurst()) {
      return false;
    }
    if (index >= children / 4 && burstFrom == NOT_YET) {
      burstFrom = at;
    }
    return chosen
        && burstFrom != NOT_YET
        && at < burstFrom + BURST_MILLIS
        && index < children * 3L / 4;
  }

  private boolean isOfBurst() {
    long burst = options.seed() + fanOut.mapRuns() / 2;
    return number == Math.floorMod(burst, (long) fanOut.mapRuns());
  }
}
