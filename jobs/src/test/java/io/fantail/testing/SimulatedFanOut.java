package io.fantail.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A state machine that started a few Map Runs, simulated in milliseconds: children without archive,
 * Spark or tables, for tests of what is concluded from them.
 *
 * <p>A child's milliseconds are log-normal (median 250, sigma 0.5), two in a hundred get an
 * exponential addition on top, and everything in a Map Run is multiplied by {@code exp(normal × run
 * effect)}. Which sandbox, version, size and key a child has is drawn apart from that, so that
 * without a plant none of them says anything of its duration. A plant changes only the children
 * that it hits; all others stay as they are without it.
 *
 * <pre>{@code
 * SimulatedFanOut.ofSeed(7).runEffect(0.15).plantSickSandbox(4).plantSlowVersion(1.75).children()
 * }</pre>
 */
public final class SimulatedFanOut {
  /** How long after each other the Map Runs start. */
  private static final long RUN_EVERY_MS = 300_000;

  /** How long each of them starts children. */
  private static final int RAMP_MS = 240_000;

  private static final long STARTS_AT = 1_787_536_800_000L;
  private static final int SANDBOXES = 50;
  private static final List<String> VERSIONS = List.of("41", "42", "43");
  private static final List<String> PREFIXES = List.of("orders/eu/", "orders/us/", "orders/apac/");
  private static final long USUAL_BYTES = 200_000;
  private static final double BODY_MS = 200;
  private static final double COLD_SHARE = 0.02;

  private final long seed;
  private int runs = 12;
  private int leastChildren = 400;
  private int mostChildren = 1_000;
  private double runEffect;
  private double sickSandbox = 1;
  private double slowVersion = 1;
  private double coldStartMs;
  private double throttledShare;
  private double largeItems = 1;
  private double slowRun = 1;

  private SimulatedFanOut(long seed) {
    this.seed = seed;
  }

  /** Twelve Map Runs of 400 to 1,000 children each, with no run effect and nothing planted. */
  public static SimulatedFanOut ofSeed(long seed) {
    return new SimulatedFanOut(seed);
  }

  public SimulatedFanOut runs(int runs) {
    this.runs = runs;
    return this;
  }

  /** How many children each Map Run has, at least and at most. */
  public SimulatedFanOut childrenPerRun(int least, int most) {
    this.leastChildren = least;
    this.mostChildren = most;
    return this;
  }

  /** The standard deviation of a Map Run's own addition to the logarithm of milliseconds. */
  public SimulatedFanOut runEffect(double effect) {
    this.runEffect = effect;
    return this;
  }

  /** One of the fifty sandboxes, alive in every Map Run, takes so many times as long. */
  public SimulatedFanOut plantSickSandbox(double factor) {
    this.sickSandbox = factor;
    return this;
  }

  /** Version 42, which serves three children in ten of every Map Run, takes so many times. */
  public SimulatedFanOut plantSlowVersion(double factor) {
    this.slowVersion = factor;
    return this;
  }

  /** Three children in a hundred wait so many milliseconds for a new sandbox. */
  public SimulatedFanOut plantColdStarts(double addedMs) {
    this.coldStartMs = addedMs;
    return this;
  }

  /**
   * Within one minute of the Map Run in the middle, such a share of the children that start is
   * throttled and comes two to four seconds later.
   */
  public SimulatedFanOut plantThrottleBurst(double share) {
    this.throttledShare = share;
    return this;
  }

  /**
   * Five children in a hundred have items of so many times the bytes, and a function's milliseconds
   * are proportional to the bytes.
   */
  public SimulatedFanOut plantLargeItems(double factor) {
    this.largeItems = factor;
    return this;
  }

  /** Everything in the Map Run before the last takes so many times as long. */
  public SimulatedFanOut plantSlowRun(double factor) {
    this.slowRun = factor;
    return this;
  }

  /** The children, those of a Map Run together and in order of their starts. */
  public List<SimulatedChild> children() {
    List<SimulatedChild> children = new ArrayList<>(runs * mostChildren);
    for (int run = 0; run < runs; run++) {
      SplittableRandom random = new SplittableRandom(seed * 1_000_003L + run);
      double pace = Math.exp(runEffect * random.nextGaussian());
      if (run == slowRun()) {
        pace *= slowRun;
      }
      int count = random.nextInt(leastChildren, mostChildren + 1);
      for (int index = 0; index < count; index++) {
        children.add(child(run, index, count, pace, random));
      }
    }
    return children;
  }

  /** Draws every chance whether it is needed or not, so that a plant leaves all others alone. */
  private SimulatedChild child(
      int run, int index, int count, double pace, SplittableRandom random) {
    long startedAfter = RAMP_MS * (long) index / count + random.nextInt(RAMP_MS / count + 1);
    double lambdaMs = BODY_MS * Math.exp(0.5 * random.nextGaussian());
    double addedMs = -3 * BODY_MS * Math.log(1 - random.nextDouble());
    lambdaMs += random.nextDouble() < 0.02 ? addedMs : 0;
    double queueMs = 10 + 20 * random.nextDouble();
    double otherMs = 15 + 30 * random.nextDouble();
    int sandbox = random.nextInt(SANDBOXES);
    double coldLuck = random.nextDouble();
    double throttleLuck = random.nextDouble();
    double throttleMs = 2_000 + 2_000 * random.nextDouble();
    boolean large = random.nextDouble() < 0.05;
    double bytes = USUAL_BYTES * Math.exp(0.25 * random.nextGaussian());
    int items = 1 + random.nextInt(10);
    String prefix = PREFIXES.get(random.nextInt(PREFIXES.size()));
    String name = "%016x".formatted(random.nextLong());

    bytes *= large ? largeItems : 1;
    lambdaMs *= largeItems > 1 ? bytes / USUAL_BYTES : 1;
    lambdaMs *= sandbox == sickSandbox() ? sickSandbox : 1;
    lambdaMs *= versionOf(sandbox).equals(slowVersion()) ? slowVersion : 1;
    boolean cold = coldLuck < (coldStartMs > 0 ? 0.03 : COLD_SHARE);
    double initMs = cold ? Math.min(30, lambdaMs / 4) : 0;
    boolean throttled =
        run == throttledRun()
            && startedAfter >= 60_000
            && startedAfter < 120_000
            && throttleLuck < throttledShare;
    SimulatedChild.Parts usual =
        new SimulatedChild.Parts(queueMs, initMs, lambdaMs - initMs, 0, 0, 0, 0, otherMs)
            .times(pace);
    SimulatedChild.Parts parts =
        new SimulatedChild.Parts(
            usual.queueMs(),
            usual.coldStartMs() + (cold ? coldStartMs : 0),
            usual.lambdaMs(),
            0,
            throttled ? throttleMs : 0,
            0,
            0,
            usual.otherMs());
    return new SimulatedChild(
        mapRunArn(run),
        "arn:aws:states:eu-west-1:111122223333:execution:order-fanout/ProcessOrd1:" + name,
        STARTS_AT + run * RUN_EVERY_MS + startedAfter,
        parts,
        logStreamOf(sandbox),
        versionOf(sandbox),
        cold,
        throttled,
        items,
        (long) bytes,
        prefix);
  }

  /** What was planted, in the order of the methods above. */
  public List<Planted> planted() {
    List<Planted> planted = new ArrayList<>();
    if (sickSandbox > 1) {
      planted.add(new Planted("why", "log_stream", logStreamOf(sickSandbox())));
    }
    if (slowVersion > 1) {
      planted.add(new Planted("why", "function_version", slowVersion()));
    }
    if (coldStartMs > 0) {
      planted.add(new Planted("why", "cold_start", "true"));
    }
    if (throttledShare > 0) {
      planted.add(new Planted("how", "throttle", "true"));
    }
    if (largeItems > 1) {
      planted.add(new Planted("why", "item_bytes", null));
    }
    if (slowRun > 1) {
      planted.add(new Planted("run", "map_run", mapRunArn(slowRun())));
    }
    return planted;
  }

  /**
   * A planted cause.
   *
   * @param kind why, how or run, as {@code tail_factors} says it
   * @param factor the factor, as {@code tail_factors} names it
   * @param value the value that has it; null for a size, whose bins are the report's own
   */
  public record Planted(String kind, String factor, @Nullable String value) {}

  private static String mapRunArn(int run) {
    return String.format(
        Locale.ROOT,
        "arn:aws:states:eu-west-1:111122223333:mapRun:order-fanout/ProcessOrd1:%08x-0000-4000-8000-000000000000",
        run);
  }

  /** Versions share the sandboxes: 35 % of version 41, 30 % of 42, 35 % of 43. */
  private static String versionOf(int sandbox) {
    int place = sandbox % 20;
    return VERSIONS.get(place < 7 ? 0 : place < 13 ? 1 : 2);
  }

  private static String logStreamOf(int sandbox) {
    return String.format(
        Locale.ROOT, "2026/08/24/[%s]%032x", versionOf(sandbox), 0xfa47a11L * (sandbox + 1));
  }

  /** It is of version 41, so that it and the slow version share no child. */
  private int sickSandbox() {
    return (int) Math.floorMod(seed, 2L) * 20 + (int) Math.floorMod(seed, 7L);
  }

  private static String slowVersion() {
    return VERSIONS.get(1);
  }

  private int throttledRun() {
    return runs / 2;
  }

  private int slowRun() {
    return Math.max(0, runs - 2);
  }
}
