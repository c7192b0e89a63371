package io.fantail.spark.parquet;

import io.fantail.event.collected.HistoryStage;
import io.fantail.shape.RecordTable;
import io.fantail.table.HourSet;
import io.fantail.trace.TraceStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** From values in memory to a file of their table: of 10,000 children each time. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ValueFilesBenchmark {
  private static final int CHILDREN = 10_000;
  private static final LocalDate DAY = LocalDate.EPOCH;

  private final Configuration configuration = new Configuration();
  private SampleChildren children = new SampleChildren(0);
  private Path folder = Path.of("");

  @Setup
  public void make() throws IOException {
    children = new SampleChildren(CHILDREN);
    folder = Files.createTempDirectory("written");
  }

  @TearDown
  public void delete() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
  }

  @Benchmark
  public List<WrittenFile> events() throws IOException {
    return write(HistoryStage.EVENTS, children.events());
  }

  @Benchmark
  public List<WrittenFile> spans() throws IOException {
    return write(TraceStage.SPANS, children.spans());
  }

  private <T> List<WrittenFile> write(RecordTable<T> table, List<T> values) throws IOException {
    FileLayout layout = new FileLayout(table.table(), folder.toString(), "zstd", Set.of(), "3.5");
    OpenFiles<T> files =
        new OpenFiles<>(
            layout,
            (ofFile, out) -> new ValueWriter<>(table.shape(), ofFile, out),
            HourSet.ALL,
            0,
            configuration);
    for (T value : values) {
      files.write(DAY, value);
    }
    return files.close();
  }
}
