package io.fantail.span.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.Failure;
import io.fantail.event.LambdaCall;
import io.fantail.event.Payload;
import io.fantail.event.UpstreamContext;
import io.fantail.span.MapRun;
import io.fantail.span.Span;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import io.fantail.span.invocation.LogStream;
import io.fantail.testing.History;
import io.fantail.testing.RecordedHistory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PackedExecutionTest {
  private static final String RUN = "arn:aws:states:eu-west-1:123456789012:mapRun:orders/Fan:run-1";

  static List<RecordedHistory> histories() {
    return RecordedHistory.all();
  }

  @ParameterizedTest
  @MethodSource("histories")
  void keepsAllOfARecordedHistory(RecordedHistory history) {
    assertSurvives(ExecutionSpans.of(history.events(), List.of()));
  }

  @ParameterizedTest
  @EnumSource(SpanKind.class)
  void keepsEveryFieldOfASpan(SpanKind kind) {
    Span full =
        new Span(
            kind,
            "ffffffffffffffff",
            "0000000000000001",
            "name",
            "state",
            "Task",
            RUN,
            2,
            3,
            4,
            "lambda:invoke",
            new LambdaCall("charge", LogStream.ONE, "1-6ab4597b-340f867d6d85d51172e706c3", true),
            History.EPOCH,
            History.EPOCH.plusMillis(1),
            Duration.ofNanos(123_456_789),
            SpanStatus.ABORTED,
            true,
            false,
            new Failure("Boom", "bang", "fingerprint"),
            Payload.of("{\"in\":1}", "{\"out\":2}"),
            new TreeMap<>(Map.of("heartbeat_seconds", "7", "", "")));

    assertSurvives(
        new ExecutionSpans(History.started().spans().execution(), List.of(full), List.of()));
  }

  @Test
  void keepsAnExecutionThatFailed() {
    assertSurvives(
        History.startedAs(
                History.ARN, new UpstreamContext("parent", "root", "1", "tags", null, null, null))
            .event(2, 0, "TaskStateEntered", "Charge")
            .scheduled(3, 2, "TaskScheduled", "lambda:invoke")
            .call(new LambdaCall("charge", null, null, false))
            .event(4, 3, "TaskFailed")
            .error("Boom", "bang")
            .call(new LambdaCall(null, LogStream.ONE, "1-6ab4597b-340f867d6d85d51172e706c3", true))
            .event(5, 4, "ExecutionFailed")
            .error("Boom", "bang")
            .spans());
  }

  @Test
  void keepsMapRunsIterationsAndRedrives() {
    ExecutionSpans built =
        History.started()
            .event(2, 0, "MapStateEntered", "Fan")
            .event(3, 2, "MapStateStarted")
            .mapRun(4, 3, "MapRunStarted", RUN)
            .event(5, 4, "MapRunFailed")
            .event(6, 5, "MapStateFailed")
            .event(7, 6, "ExecutionFailed")
            .event(8, 7, "ExecutionRedriven")
            .event(9, 8, "MapStateEntered", "Inline")
            .event(10, 9, "MapStateStarted")
            .iteration(11, 10, "MapIterationStarted", "Inline", 0)
            .spans();

    assertThat(built.mapRuns()).extracting(MapRun::arn).containsExactly(RUN);
    assertSurvives(built);
  }

  @Test
  void keepsAnExecutionOfWhichLittleIsThere() {
    assertSurvives(History.empty().event(7, 6, "TaskSucceeded").spans());
  }

  private static void assertSurvives(ExecutionSpans built) {
    byte[] packed = PackedExecution.WHOLE.pack(built);

    assertThat(PackedExecution.WHOLE.unpack(packed)).isEqualTo(built);
    assertThat(PackedExecution.ATTEMPTS.unpack(packed))
        .isEqualTo(
            new ExecutionSpans(
                built.execution(),
                built.spans().stream().filter(span -> span.kind() == SpanKind.ATTEMPT).toList(),
                built.mapRuns()));
    assertThat(PackedExecution.WITHOUT_SPANS.unpack(packed))
        .isEqualTo(new ExecutionSpans(built.execution(), List.of(), built.mapRuns()));
  }
}
