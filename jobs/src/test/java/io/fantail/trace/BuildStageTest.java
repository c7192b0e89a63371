package io.fantail.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fantail.event.HistoryEvent;
import io.fantail.event.UpstreamContext;
import io.fantail.event.collected.HistoryStage;
import io.fantail.shape.Slot;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.span.execution.PackedExecution;
import io.fantail.spark.Keyeds;
import io.fantail.spark.Pair;
import io.fantail.spark.parquet.SlotFilter;
import io.fantail.spark.parquet.ValueFiles;
import io.fantail.spark.parquet.WrittenFile;
import io.fantail.testing.History;
import io.fantail.testing.WithLocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories of which spans are built while their events are written. */
@WithLocalSpark
class BuildStageTest {
  private static final String ARN = "arn:aws:states:eu-west-1:123456789012:execution:orders:";
  private static final LocalDate DAY = History.EPOCH.atZone(ZoneOffset.UTC).toLocalDate();
  private static final Slot SLOT = new Slot(DAY, 3);

  @TempDir private Path folder = Path.of("");

  private record EveryHour(Slot first) implements WantedSlots, SlotFilter {
    @Override
    public boolean contains(Slot slot) {
      return true;
    }

    @Override
    public boolean contains(LocalDate day) {
      return true;
    }

    @Override
    public boolean isWhole(LocalDate day) {
      return true;
    }

    @Override
    public Instant start() {
      return first.start();
    }
  }

  /** The last execution; where one fails, it has no first event. */
  private static io.fantail.event.collected.History history(int number, boolean fails) {
    String arn = ARN + String.format("%03d", number);
    History history = History.startedAs(arn, UpstreamContext.NONE).at(0);
    history.event(2, 0, "TaskStateEntered", "Charge").at(number);
    if (fails) {
      throw new IllegalStateException("the history of " + arn + " cannot be read");
    }
    return new io.fantail.event.collected.History(arn, SLOT, history.events(), List.of(), 1);
  }

  private JavaRDD<io.fantail.event.collected.History> histories(SparkSession spark, int failing) {
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(IntStream.range(0, 200).boxed().toList(), 3)
        .map(number -> history(number, number == failing));
  }

  private BuildStage built(SparkSession spark, int failing) {
    ValueFiles<HistoryEvent> files =
        ValueFiles.of(spark, HistoryStage.EVENTS, folder.toString(), new EveryHour(SLOT), Set.of());
    return BuildStage.of(
        histories(spark, failing),
        new EveryHour(SLOT),
        spark.sparkContext().longAccumulator(),
        files);
  }

  @Test
  void writesEachEventOnceAndBuildsTheSameSpans(SparkSession spark) {
    BuildStage built = built(spark, -1);
    try {
      FirstLook look = built.look();
      List<WrittenFile> files = look.eventFiles();
      List<Pair<ExecutionSpans>> executions =
          Keyeds.collect(built.executions(), PackedExecution.WHOLE);
      BuildStage unwritten =
          BuildStage.of(
              histories(spark, -1),
              new EveryHour(SLOT),
              spark.sparkContext().longAccumulator(),
              null);

      assertThat(files).hasSize(3).extracting(WrittenFile::day).containsOnly(DAY);
      assertThat(files).anyMatch(file -> file.path().contains("/part-00000"));
      assertThat(files.stream().mapToLong(WrittenFile::rows).sum()).isEqualTo(400);
      assertThat(
              spark
                  .read()
                  .parquet(files.stream().map(this::pathOf).toArray(String[]::new))
                  .select("execution_arn", "event_id")
                  .distinct()
                  .count())
          .isEqualTo(400);
      assertThat(look.duplicateEvents()).isEqualTo(200);
      assertThat(executions)
          .hasSize(200)
          .isEqualTo(Keyeds.collect(unwritten.executions(), PackedExecution.WHOLE));
    } finally {
      built.unpersist();
    }
  }

  private String pathOf(WrittenFile file) {
    return folder.resolve(file.path()).toString();
  }

  @Test
  void leavesNoFileOfATaskThatFails(SparkSession spark) throws IOException {
    BuildStage built = built(spark, 60);

    assertThatThrownBy(built::look).hasStackTraceContaining("cannot be read");
    List<String> left = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      paths
          .filter(path -> path.toString().endsWith(".parquet"))
          .map(path -> path.getFileName().toString())
          .forEach(left::add);
    }
    // The number of the partition stands first; the second and third may have ended.
    assertThat(left).noneMatch(name -> name.startsWith("part-00000"));
  }
}
