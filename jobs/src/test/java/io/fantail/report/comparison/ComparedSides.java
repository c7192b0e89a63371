package io.fantail.report.comparison;

import io.fantail.report.latency.DurationCounter;
import io.fantail.report.latency.DurationCounts;
import io.fantail.testing.SimulatedChild;
import io.fantail.testing.SimulatedFanOut;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Sides that are simulated or made up, for tests of what is concluded from them. */
final class ComparedSides {
  static final ComparedGroup CHILDREN =
      new ComparedGroup(ComparedGroup.EXECUTION, "order-fanout", "order-fanout/ProcessOrd1", true);
  static final ComparedGroup PARENTS =
      new ComparedGroup(ComparedGroup.EXECUTION, "order-fanout", "order-fanout", false);
  static final int SEEDS = 100;

  private ComparedSides() {}

  static DurationCounts counts(double... millis) {
    DurationCounter counter = new DurationCounter();
    for (double one : millis) {
      counter.add(Duration.ofMillis(Math.round(one)));
    }
    return counter.counts();
  }

  static Measured measured(DurationCounts durations, long errors) {
    return Measured.of(durations, errors, 0, 0, Comparison.CONFIDENCE);
  }

  /** The milliseconds of simulated children, by Map Run. */
  static Map<String, List<Double>> fanOut(long seed, int runs, double runEffect) {
    Map<String, List<Double>> byRun = new TreeMap<>();
    for (SimulatedChild child :
        SimulatedFanOut.ofSeed(seed)
            .runs(runs)
            .childrenPerRun(150, 350)
            .runEffect(runEffect)
            .children()) {
      byRun.computeIfAbsent(child.mapRun(), unseen -> new ArrayList<>()).add(child.activeMs());
    }
    return byRun;
  }

  /** The same children, each of which takes so many times as long. */
  static Side times(double times, Map<String, List<Double>> byRun) {
    DurationCounter all = new DurationCounter();
    List<Measured> runs = new ArrayList<>();
    byRun.forEach(
        (arn, run) -> {
          DurationCounts counts = counts(run.stream().mapToDouble(ms -> ms * times).toArray());
          all.add(counts);
          runs.add(measured(counts, 0).ofRun(arn));
        });
    return new Side(measured(all.counts(), 0), runs);
  }

  /** Map Runs of one fan-out have other ARNs than those of another. */
  static Map<String, List<Double>> renamed(Map<String, List<Double>> byRun, String by) {
    Map<String, List<Double>> renamed = new TreeMap<>();
    byRun.forEach((arn, run) -> renamed.put(arn + by, run));
    return renamed;
  }

  static Side simulated(long seed, int runs, double runEffect, double times) {
    return times(times, renamed(fanOut(seed, runs, runEffect), "-" + seed));
  }

  static List<Change> compare(ComparedGroup group, Side base, Side against) {
    return Comparison.of(Map.of(group, base), Map.of(group, against), Map.of());
  }

  static Change changeOf(Figure figure, List<Change> changes) {
    return changes.stream().filter(one -> one.figure() == figure).findAny().orElseThrow();
  }

  static Change changeOf(ComparedGroup group, Figure figure, Side base, Side against) {
    return changeOf(figure, compare(group, base, against));
  }

  static Side drawn(Random random, int runs, int size) {
    DurationCounter all = new DurationCounter();
    List<Measured> each = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      double pace = 300 * Math.exp(0.2 * random.nextGaussian());
      double[] millis = new double[size];
      Arrays.setAll(millis, child -> pace * Math.exp(0.5 * random.nextGaussian()));
      each.add(measured(counts(millis), 0));
      all.add(counts(millis));
    }
    return new Side(measured(all.counts(), 0), each);
  }

  static Side failing(long errors, long ended) {
    double[] millis = new double[(int) ended];
    Arrays.fill(millis, 100);
    return new Side(measured(counts(millis), errors), List.of());
  }

  static Side failingRuns(Random random, double rate) {
    List<Measured> runs = new ArrayList<>();
    long errors = 0;
    for (int run = 0; run < 6; run++) {
      long ofRun = Math.round(500 * Math.min(1, rate * Math.exp(0.6 * random.nextGaussian())));
      errors += ofRun;
      runs.add(failing(ofRun, 500).all());
    }
    return new Side(failing(errors, 3_000).all(), runs);
  }

  static Side costing(double... costs) {
    double[] millis = new double[100];
    Arrays.fill(millis, 100);
    List<Measured> runs =
        Arrays.stream(costs)
            .mapToObj(cost -> measured(counts(millis), 0).with(0, 0, cost))
            .toList();
    double mean = Arrays.stream(costs).average().orElse(0);
    return new Side(measured(counts(millis), 0).with(0, 0, mean), runs);
  }
}
