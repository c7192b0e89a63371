package io.fantail.trace.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.UpstreamContext;
import io.fantail.span.Span;
import io.fantail.span.SpanIds;
import io.fantail.span.SpanKind;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.spark.Codec;
import io.fantail.testing.History;
import io.fantail.trace.link.NestedStarter.Edge;
import io.fantail.trace.link.NestedStarter.Question;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NestedStarterTest {
  private static final Codec<Question> QUESTION = Codec.of(Question::shape);
  private static final String ARN = "arn:aws:states:eu-west-1:123456789012:execution:bills:";
  private static final String SYNC = "states:startExecution.sync:2";

  @Test
  void hangsWhatItsHistoryNamesOnTheAttempt() {
    ExecutionSpans built =
        starter().attempt("Bill", 100, 200, ARN + "a").attempt("Ship", 300, 400, ARN + "b").built();

    assertThat(NestedStarter.of(built, List.of()).edges())
        .containsExactly(
            edge(ARN + "a", built, "Bill", NestedEvidence.STARTED_EXECUTION),
            edge(ARN + "b", built, "Ship", NestedEvidence.STARTED_EXECUTION));
  }

  @Test
  void hangsAnExecutionThatARetryGotAgainOnTheFirstAttempt() {
    ExecutionSpans built =
        starter()
            .attempt("Bill", 100, 200, ARN + "a")
            .attempt("Again", 300, 400, ARN + "a")
            .built();

    assertThat(NestedStarter.of(built, List.of()).edges())
        .containsExactly(edge(ARN + "a", built, "Bill", NestedEvidence.STARTED_EXECUTION));
  }

  @Test
  void hangsAnExecutionThatNamesItOnTheOnlyAttemptThatNamesNone() {
    Starter starter =
        starter().attempt("Bill", 100, 200, ARN + "a").attempt("Ship", 150, 400, null);
    ExecutionSpans built = starter.ended();

    assertThat(NestedStarter.of(built, List.of(asks("b", 160))).edges())
        .containsExactly(
            edge(ARN + "a", built, "Bill", NestedEvidence.STARTED_EXECUTION),
            edge(ARN + "b", built, "Ship", NestedEvidence.CONTEXT));
  }

  @Test
  void hangsItOnTheExecutionWhileAnotherAttemptMayCome() {
    ExecutionSpans running = starter().attempt("Ship", 150, 400, null).built();

    assertThat(NestedStarter.of(running, List.of(asks("b", 160))).edges())
        .extracting(Edge::spanId)
        .containsExactly(SpanIds.ofExecution(History.ARN));
  }

  @Test
  void hangsItOnTheExecutionWhereNoAttemptOrSeveralMayHaveStartedIt() {
    ExecutionSpans built =
        starter()
            .attempt("Bill", 100, 200, null)
            .attempt("Ship", 150, 400, null)
            .attempt("Named", 500, 600, ARN + "other")
            .attempt("Lambda", 700, 800, null, "lambda:invoke")
            .ended();

    assertThat(
            NestedStarter.of(
                    built, List.of(asks("a", 160), asks("b", 550), asks("c", 750), asks("d", null)))
                .edges())
        .filteredOn(edge -> edge.evidence() == NestedEvidence.CONTEXT)
        .extracting(Edge::spanId)
        .hasSize(4)
        .containsOnly(SpanIds.ofExecution(History.ARN));
  }

  @Test
  void givesOneAttemptToNoneOfTwoThatClaimIt() {
    ExecutionSpans built = starter().attempt("Bill", 100, 200, null).ended();

    assertThat(NestedStarter.of(built, List.of(asks("a", 110), asks("b", 120))).edges())
        .extracting(Edge::spanId)
        .hasSize(2)
        .containsOnly(SpanIds.ofExecution(History.ARN));
  }

  @Test
  void believesItsOwnHistoryBeforeThatOfTheStarted() {
    ExecutionSpans built = starter().attempt("Bill", 100, 200, ARN + "a").built();

    assertThat(NestedStarter.of(built, List.of(asks("a", 110))).edges())
        .containsExactly(edge(ARN + "a", built, "Bill", NestedEvidence.STARTED_EXECUTION));
  }

  @Test
  void startsNotItself() {
    ExecutionSpans built = starter().attempt("Bill", 100, 200, History.ARN).built();

    assertThat(NestedStarter.of(built, List.of()).handsDown()).isFalse();
  }

  @Test
  void tellsWhatItWasTold() {
    NestedStarter starter =
        NestedStarter.of(starter().attempt("Bill", 100, 200, ARN + "a").built(), List.of());
    NestedStart above =
        new NestedStart(
            ARN + "top",
            "1",
            at(0),
            NestedEvidence.STARTED_EXECUTION,
            new TracePlace(ARN + "root", "trace"));
    MapRunIndex noRuns = MapRunIndex.of(List.of());

    assertThat(starter.tell(noRuns, List.of(above)).get(ARN + "a"))
        .extracting(NestedStart::starterArn, NestedStart::place)
        .containsExactly(History.ARN, new TracePlace(ARN + "root", "trace"));
    assertThat(starter.tell(noRuns, List.of()).values())
        .extracting(NestedStart::place)
        .containsExactly(new TracePlace(History.ARN, TraceIds.ofRoot(History.ARN)));
  }

  @Test
  void survivesPacking() {
    ExecutionSpans built =
        starter().attempt("Bill", 100, 200, ARN + "a").attempt("Ship", 300, null, null).built();
    NestedStarter starter = NestedStarter.of(built, List.of(asks("b", 350)));
    Question known = asks("b", 350);
    Question unknown = asks("b", null);

    assertThat(starter.edges()).hasSize(2);
    assertThat(NestedStarter.CODEC.unpack(NestedStarter.CODEC.pack(starter))).isEqualTo(starter);
    assertThat(QUESTION.unpack(QUESTION.pack(known))).isEqualTo(known);
    assertThat(QUESTION.unpack(QUESTION.pack(unknown))).isEqualTo(unknown);
  }

  private static Question asks(String name, @Nullable Integer startedAt) {
    return new Question(ARN + name, startedAt == null ? null : at(startedAt));
  }

  private static Edge edge(
      String started, ExecutionSpans built, String state, NestedEvidence evidence) {
    Span attempt =
        built.spans().stream()
            .filter(span -> span.kind() == SpanKind.ATTEMPT && state.equals(span.stateName()))
            .findFirst()
            .orElseThrow();
    return new Edge(started, attempt.spanId(), attempt.startedAt(), evidence);
  }

  private static Instant at(long millis) {
    return History.EPOCH.plusMillis(millis);
  }

  private static Starter starter() {
    return new Starter();
  }

  /** An execution whose attempts are written down one after the other. */
  private static final class Starter {
    private final History history = History.startedAs(History.ARN, UpstreamContext.NONE);
    private long id = 1;

    Starter attempt(String state, long from, @Nullable Integer to, @Nullable String started) {
      return attempt(state, from, to, started, SYNC);
    }

    Starter attempt(
        String state, long from, @Nullable Integer to, @Nullable String started, String resource) {
      history.event(id + 1, 0, "TaskStateEntered", state).at(from);
      history.scheduled(id + 2, id + 1, "TaskScheduled", resource).at(from);
      id += 2;
      if (to != null) {
        history.event(id + 1, id, "TaskSucceeded").at(to);
        id++;
        if (started != null) {
          history.startedExecution(started);
        }
      }
      return this;
    }

    ExecutionSpans built() {
      return history.spans();
    }

    ExecutionSpans ended() {
      return history.event(id + 1, id, "ExecutionSucceeded").at(900).spans();
    }
  }
}
