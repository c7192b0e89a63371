package io.fantail.span.execution;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From the events of an execution to its spans, to bytes and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ExecutionSpansBenchmark {
  @Param({"8", "25000"})
  public int events;

  private SampleHistory history = SampleHistory.ofEightEvents();

  @Setup
  public void chooseHistory() {
    history = events == 8 ? SampleHistory.ofEightEvents() : SampleHistory.of25000Events();
    if (history.events().size() != events) {
      throw new IllegalStateException("a history of " + history.events().size() + " events");
    }
  }

  @Benchmark
  public ExecutionSpans build() {
    return ExecutionSpans.of(history.events(), List.of());
  }

  @Benchmark
  public byte[] pack() {
    return PackedExecution.WHOLE.pack(history.spans());
  }

  @Benchmark
  public ExecutionSpans unpack() {
    return PackedExecution.WHOLE.unpack(history.packed());
  }

  @Benchmark
  public ExecutionSpans unpackWithoutSpans() {
    return PackedExecution.WITHOUT_SPANS.unpack(history.packed());
  }
}
