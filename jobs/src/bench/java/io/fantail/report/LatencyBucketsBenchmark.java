package io.fantail.report;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Durations from 1 ms to a day, and a percentile of their histogram. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LatencyBucketsBenchmark {
  private static final int DURATIONS = 10_000;
  private static final double LOG_OF_A_DAY = Math.log(86_400_000);

  private final double[] durations =
      new Random(1).doubles(DURATIONS).map(value -> Math.exp(value * LOG_OF_A_DAY)).toArray();
  private final Map<Integer, Long> counts = new HashMap<>();

  public LatencyBucketsBenchmark() {
    for (double millis : durations) {
      counts.merge(LatencyBuckets.bucketOf(millis), 1L, Long::sum);
    }
  }

  @Benchmark
  @OperationsPerInvocation(DURATIONS)
  public void bucketOf(Blackhole blackhole) {
    for (double millis : durations) {
      blackhole.consume(LatencyBuckets.bucketOf(millis));
    }
  }

  @Benchmark
  public double quantile() {
    return LatencyBuckets.quantile(counts, 0.99);
  }
}
