package io.fantail.trace.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.span.Span;
import io.fantail.testing.History;
import io.fantail.trace.lambda.LinkedSpan;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Event 7 happens at 70 ms. */
class RetriesTest {
  private static final String THROTTLED = "Lambda.TooManyRequestsException";

  @Test
  void areNoneWhereNothingWasTriedAgain() {
    Retries retries =
        of(
            task()
                .scheduled(3, 2, "TaskScheduled", "lambda:invoke")
                .event(5, 3, "TaskSucceeded")
                .event(6, 5, "TaskStateExited", "Charge"));

    assertThat(retries).isSameAs(Retries.NONE);
    assertThat(retries.count()).isZero();
    assertThat(retries.throttles()).isZero();
  }

  @Test
  void areEveryAttemptFromTheSecond() {
    Retries retries =
        of(
            task()
                .scheduled(3, 2, "TaskScheduled", "lambda:invoke")
                .event(4, 3, "TaskFailed")
                .error("Boom", null)
                .scheduled(6, 4, "TaskScheduled", "lambda:invoke")
                .event(7, 6, "TaskFailed")
                .error("Boom", null)
                .scheduled(9, 7, "TaskScheduled", "lambda:invoke")
                .event(10, 9, "TaskSucceeded"));

    assertThat(moments(retries.retriedAt())).containsExactly(60L, 90L);
    assertThat(retries.throttledAt()).isNull();
    assertThat(retries.throttleTime()).isNull();
  }

  @Test
  void countTheTimeOfThrottledAttemptsWithTheWaitBehindThem() {
    Retries retries =
        of(
            task()
                .scheduled(3, 2, "TaskScheduled", "lambda:invoke")
                .event(4, 3, "TaskFailed")
                .error(THROTTLED, null)
                .scheduled(9, 4, "TaskScheduled", "lambda:invoke")
                .event(11, 9, "TaskFailed")
                .error("Boom", null)
                .scheduled(20, 11, "TaskScheduled", "lambda:invoke")
                .event(21, 20, "TaskFailed")
                .error(THROTTLED, null));

    assertThat(moments(retries.throttledAt())).containsExactly(30L, 200L);
    assertThat(moments(retries.retriedAt())).containsExactly(90L, 200L);
    // 10 and the 50 behind it; nothing is behind the last.
    assertThat(retries.throttleTime()).isEqualTo(Duration.ofMillis(10 + 50 + 10));
  }

  @Test
  void areTheTriesOfAParallelEachOnce() {
    Retries retries =
        of(
            History.started()
                .event(2, 0, "ParallelStateEntered", "Both")
                .event(3, 2, "ParallelStateStarted")
                .event(4, 3, "PassStateEntered", "One")
                .event(5, 3, "PassStateEntered", "Two")
                .event(7, 5, "ParallelStateStarted")
                .event(8, 7, "PassStateEntered", "One")
                .event(9, 7, "PassStateEntered", "Two"));

    assertThat(moments(retries.retriedAt())).containsExactly(80L);
  }

  private static History task() {
    return History.started().event(2, 0, "TaskStateEntered", "Charge");
  }

  private static Retries of(History history) {
    List<Span> spans = history.spans().spans();
    return Retries.of(LinkedSpan.of(spans, List.of()));
  }

  private static List<Long> moments(long @Nullable [] times) {
    return Arrays.stream(Objects.requireNonNull(times))
        .map(at -> at - History.EPOCH.toEpochMilli())
        .boxed()
        .toList();
  }
}
