package io.fantail.trace;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.FunctionReference;
import io.fantail.event.LambdaCall;
import io.fantail.event.UpstreamContext;
import io.fantail.shape.Slot;
import io.fantail.span.Span;
import io.fantail.span.SpanKind;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.span.execution.PackedExecution;
import io.fantail.spark.Keyed;
import io.fantail.spark.Keyeds;
import io.fantail.spark.Pair;
import io.fantail.table.HourSet;
import io.fantail.testing.History;
import io.fantail.testing.WithLocalSpark;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** Which executions are looked at when those of one day are wanted. */
@WithLocalSpark
class WantedExecutionsTest {
  private static final String ARN = "arn:aws:states:eu-west-1:123456789012:execution:orders:";
  private static final LocalDate DAY =
      History.EPOCH.atZone(ZoneOffset.UTC).toLocalDate().plusDays(1);

  /** The day that is wanted begins so long after the first event of a history. */
  private static final long MIDNIGHT = 14 * 3_600_000L;

  /** Else their invocations would fit the attempts of others alone. */
  @Test
  void keepsTheAttemptsOfOthersThatMayHaveInvokedAFunctionWithTheWantedOnes(SparkSession spark) {
    Map<String, ExecutionSpans> built = built(spark, new OneDay(DAY));

    assertThat(built).containsOnlyKeys(ARN + "over", ARN + "wanted", ARN + "behind");
    ExecutionSpans over = requireNonNull(built.get(ARN + "over"));
    assertThat(over.spans())
        .extracting(Span::kind)
        .containsExactly(SpanKind.EXECUTION, SpanKind.ATTEMPT);
    ExecutionSpans wanted = requireNonNull(built.get(ARN + "wanted"));
    assertThat(wanted.spans()).hasSize(3);
  }

  /** Of an archive that tells nothing new of executions, only of their logs. */
  @Test
  void buildsNothingWhereNoHourIsWanted(SparkSession spark) {
    assertThat(built(spark, HourSet.NONE)).isEmpty();
  }

  private static Map<String, ExecutionSpans> built(SparkSession spark, WantedSlots hours) {
    Keyed<ExecutionSpans> all =
        BuildStage.of(
                JavaSparkContext.fromSparkContext(spark.sparkContext())
                    .parallelize(List.of("before", "over", "wanted", "behind"), 2)
                    .map(WantedExecutionsTest::history),
                hours,
                spark.sparkContext().longAccumulator(),
                null)
            .executions();
    return Keyeds.collect(all, PackedExecution.WHOLE).stream()
        .collect(Collectors.toMap(Pair::key, Pair::value));
  }

  private record OneDay(LocalDate day) implements WantedSlots {
    @Override
    public boolean contains(Slot slot) {
      return slot.day().equals(day);
    }

    @Override
    public Instant start() {
      return new Slot(day, 0).start();
    }
  }

  private static io.fantail.event.collected.History history(String name) {
    return switch (name) {
      case "before" -> history(name, MIDNIGHT - 1_000, MIDNIGHT - 1);
      case "over" -> history(name, MIDNIGHT - 1_000, MIDNIGHT);
      case "wanted" -> history(name, MIDNIGHT, MIDNIGHT + 100);
      default -> history(name, MIDNIGHT + 24 * 3_600_000L, MIDNIGHT + 24 * 3_600_000L + 100);
    };
  }

  /** An execution that invokes a function until the given time. */
  private static io.fantail.event.collected.History history(String name, long from, long until) {
    LambdaCall call =
        new LambdaCall(FunctionReference.named("charge"), null, null, null, false, false);
    History history = History.startedAs(ARN + name, UpstreamContext.NONE).at(from);
    history.event(2, 0, "TaskStateEntered", "Charge").at(from);
    history.scheduled(3, 2, "TaskScheduled", "lambda:invoke").at(from).call(call);
    history.event(4, 3, "TaskSucceeded").at(until);
    Slot slot = Slot.of(history.events().get(0).at());
    return new io.fantail.event.collected.History(ARN + name, slot, history.events(), List.of(), 0);
  }
}
