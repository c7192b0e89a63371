package io.fantail.trace.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.span.Span;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.span.execution.PackedExecution;
import io.fantail.testing.History;
import io.fantail.testing.RecordedHistory;
import io.fantail.testing.Run;
import io.fantail.trace.lambda.LambdaLink;
import io.fantail.trace.lambda.LambdaMatch;
import io.fantail.trace.lambda.LinkedSpan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The parts of every recorded history add up, whatever invocations its attempts may have. */
class PathSumTest {
  private static final int SEEDS = 5;

  static List<RecordedHistory> histories() {
    return RecordedHistory.all();
  }

  @ParameterizedTest
  @MethodSource("histories")
  void addsUpToTheActiveTime(RecordedHistory history) {
    ExecutionSpans built =
        PackedExecution.WHOLE.unpack(
            PackedExecution.WHOLE.pack(ExecutionSpans.of(history.events(), List.of())));
    check(built, List.of());
    for (int seed = 0; seed < SEEDS; seed++) {
      check(built, madeUpRuns(built.spans(), new Random(seed)));
    }
  }

  private static void check(ExecutionSpans built, List<LambdaMatch> matches) {
    List<LinkedSpan> spans = LinkedSpan.of(built.spans(), matches);
    PathTiles path = CriticalPath.of(built.execution(), spans);
    Duration activeTime = built.execution().activeTime();
    if (activeTime == null || built.execution().missingEvents() > 0) {
      assertThat(path).isNull();
      return;
    }
    PathTiles known = Objects.requireNonNull(path);
    List<Duration> parts = Arrays.stream(TimePart.values()).map(known::timeOf).toList();
    assertThat(parts).noneMatch(Duration::isNegative);
    assertThat(parts.stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(activeTime);
    assertThat(known.timeOf(0)).isEqualTo(activeTime);
    for (int i = 0; i < spans.size(); i++) {
      Duration onPath = known.timeOf(i);
      assertThat(onPath == null || (!onPath.isNegative() && onPath.compareTo(activeTime) <= 0))
          .as("%s", spans.get(i))
          .isTrue();
    }
  }

  /** Around the time of the attempt, or far from it, of clocks that do not agree. */
  private static List<LambdaMatch> madeUpRuns(List<Span> spans, Random random) {
    List<LambdaMatch> matches = new ArrayList<>();
    for (Span span : spans) {
      for (int number = 1; LambdaLink.mayHaveRun(span) && number <= random.nextInt(3); number++) {
        Run run = Run.of("r" + matches.size()).attempt(number);
        long from = Duration.between(History.EPOCH, span.startedAt()).toMillis();
        long start = from + random.nextInt(400) - 100;
        if (random.nextInt(4) > 0) {
          run = run.from(start);
        }
        if (random.nextInt(4) > 0) {
          run = run.to(start + random.nextInt(500));
        }
        if (random.nextInt(4) > 0) {
          run = run.took(random.nextInt(50_000) / 100.0);
        }
        if (random.nextInt(2) > 0) {
          run = run.cold(random.nextInt(50_000) / 100.0);
        }
        matches.add(new LambdaMatch(span.spanId(), LambdaLink.REQUEST_ID, run.invocation()));
      }
    }
    return matches;
  }
}
