package io.fantail.trace.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fantail.event.LambdaCall;
import io.fantail.span.Span;
import io.fantail.testing.History;
import io.fantail.testing.Run;
import io.fantail.trace.lambda.LambdaLink;
import io.fantail.trace.lambda.LambdaMatch;
import io.fantail.trace.lambda.LinkedSpan;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LambdaUseTest {
  @Test
  void multipliesBilledSecondsByGigabytes() {
    assertThat(used(Run.of("r1").billed(1_500).memory(512))).isEqualTo(0.75);
  }

  @Test
  void addsUpRetriesOfOneRequestAndCountsEachRunOnce() {
    Run first = Run.of("r1").billed(100).memory(1_024);
    Run retry = Run.of("r1").attempt(2).billed(200).memory(1_024);

    assertThat(used(first, retry, retry)).isCloseTo(0.3, within(1e-12));
  }

  @Test
  void knowsNothingWithoutAReport() {
    assertThat(used()).isNull();
    assertThat(used(Run.of("r1").billed(100), Run.of("r2").memory(128))).isNull();
    assertThat(used(Run.of("r1").billed(100), Run.of("r2").billed(1_000).memory(1_024)))
        .isEqualTo(1.0);
  }

  @Test
  void wastesWhatAnAttemptUsedThatFailed() {
    History history =
        History.started()
            .event(2, 0, "TaskStateEntered", "Charge")
            .scheduled(3, 2, "TaskScheduled", "lambda:invoke")
            .event(4, 3, "TaskFailed")
            .error("Boom", null)
            .scheduled(5, 4, "TaskScheduled", "lambda:invoke")
            .event(6, 5, "TaskSucceeded");
    List<Span> spans = history.spans().spans();
    List<LambdaMatch> matches =
        List.of(
            match(spans.get(2), Run.of("r1").billed(3_000).memory(1_024)),
            match(spans.get(3), Run.of("r2").billed(500).memory(1_024)));

    LambdaUse use = LambdaUse.of(LinkedSpan.of(spans, matches));

    assertThat(use.gbSeconds()).isEqualTo(3.5);
    assertThat(use.wastedGbSeconds()).isEqualTo(3.0);
    assertThat(LambdaUse.of(LinkedSpan.of(spans, List.of())).wastedGbSeconds()).isNull();
  }

  private static LambdaMatch match(Span attempt, Run run) {
    return new LambdaMatch(attempt.spanId(), LambdaLink.REQUEST_ID, run.invocation());
  }

  private static @Nullable Double used(Run... runs) {
    List<Span> spans =
        History.started()
            .event(2, 0, "TaskStateEntered", "Charge")
            .scheduled(3, 2, "TaskScheduled", "lambda:invoke")
            .call(new LambdaCall("charge", "r1", null, false))
            .spans()
            .spans();
    List<LambdaMatch> matches = Arrays.stream(runs).map(run -> match(spans.get(2), run)).toList();
    return LambdaUse.of(LinkedSpan.of(spans, matches)).gbSeconds();
  }
}
