package io.fantail.trace.link;

import io.fantail.event.UpstreamContext;
import io.fantail.span.Execution;
import io.fantail.span.ExecutionStatus;
import io.fantail.span.MapRun;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.testing.History;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Links children to 10,000 Map Runs: ten labels, each an hour after the other. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MapRunIndexBenchmark {
  private static final int RUNS = 10_000;
  private static final int LABELS = 10;

  /** The children start while this one is open. */
  private static final int OPEN_RUN = RUNS / 2;

  private static final Duration PERIOD = Duration.ofHours(1);
  private static final Duration LASTS = Duration.ofMinutes(40);
  private static final String ACCOUNT = "arn:aws:states:eu-west-1:123456789012:";

  private final List<ExecutionSpans> parents =
      IntStream.range(0, RUNS).mapToObj(MapRunIndexBenchmark::parent).toList();
  private final MapRunIndex index = MapRunIndex.of(parents);
  private final byte[] packed = MapRunIndex.CODEC.pack(index);
  private final Execution childOfKnownParent = child(parentArn(OPEN_RUN));
  private final Execution childOfUnknownParent = child(null);

  /** Once for a job. */
  @Benchmark
  public MapRunIndex build() {
    return MapRunIndex.of(parents);
  }

  /** Once for a task. */
  @Benchmark
  public MapRunIndex unpack() {
    return MapRunIndex.CODEC.unpack(packed);
  }

  @Benchmark
  public ExecutionLink linkByContext() {
    return MapRunLinker.link(childOfKnownParent, index.candidatesOf(childOfKnownParent), List.of());
  }

  @Benchmark
  public ExecutionLink linkByTimeWindow() {
    return MapRunLinker.link(
        childOfUnknownParent, index.candidatesOf(childOfUnknownParent), List.of());
  }

  private static ExecutionSpans parent(int run) {
    String arn = parentArn(run);
    Execution execution = History.startedAs(arn, UpstreamContext.NONE).spans().execution();
    Instant startedAt = History.EPOCH.plus(PERIOD.multipliedBy((run - OPEN_RUN) / LABELS));
    MapRun mapRun =
        new MapRun(
            ACCOUNT + "mapRun:orders/Label" + run % LABELS + ":" + run,
            "Items",
            arn,
            "span",
            ExecutionStatus.SUCCEEDED,
            startedAt,
            startedAt.plus(LASTS),
            null);
    return new ExecutionSpans(execution, List.of(), List.of(mapRun));
  }

  private static String parentArn(int run) {
    return ACCOUNT + "execution:orders:run-" + run;
  }

  private static Execution child(@Nullable String parentArn) {
    String arn = ACCOUNT + "execution:orders/Label" + OPEN_RUN % LABELS + ":child";
    UpstreamContext context = new UpstreamContext(parentArn, null, null, null, null, null, null);
    return History.startedAs(arn, context).spans().execution();
  }
}
