package io.fantail.span.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.span.Span;
import io.fantail.span.SpanIds;
import io.fantail.span.SpanKind;
import io.fantail.testing.History;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Inline Map and Parallel. Event 7 happens at 70 ms. */
class ContainerSpansTest {

  @Test
  void leavesAFinishedIterationForTheNextThatHangsOnItsExit() {
    History history = mapStarted().iteration(4, 3, "MapIterationStarted", "Items", 0);
    history.event(5, 4, "PassStateEntered", "Work").event(6, 5, "PassStateExited", "Work");
    history.iteration(7, 6, "MapIterationSucceeded", "Items", 0);
    history.iteration(8, 6, "MapIterationStarted", "Items", 1);
    history.event(9, 8, "PassStateEntered", "Work").event(10, 9, "PassStateExited", "Work");
    history.iteration(11, 10, "MapIterationSucceeded", "Items", 1);
    history.event(12, 11, "MapStateSucceeded").event(13, 11, "MapStateExited", "Items");
    history.event(14, 13, "ExecutionSucceeded");

    assertThat(history.outline())
        .isEqualTo(
            """
            execution orders ok 10..140
              state Items ok 20..130
                iteration Items[0] ok 40..70
                  state Work ok 50..60
                iteration Items[1] ok 80..110
                  state Work ok 90..100
            """);
    assertThat(history.spans().spans().get(2).iteration()).isZero();
    assertThat(history.spans().spans().get(4).iteration()).isOne();
  }

  @Test
  void saysHowManyItemsAnInlineMapTakes() {
    History history =
        History.started()
            .event(2, 0, "MapStateEntered", "Items")
            .event(3, 2, "MapStateStarted")
            .items(7);

    assertThat(history.spans().spans().get(1).attributes()).containsEntry("items", "7");
  }

  @Test
  void tellsApartIterationsThatRunAtOnce() {
    History history = mapStarted().iteration(4, 3, "MapIterationStarted", "Items", 0);
    history.iteration(5, 3, "MapIterationStarted", "Items", 1);
    history.event(6, 5, "PassStateEntered", "Work").event(7, 4, "PassStateEntered", "Work");
    history.event(8, 6, "PassStateExited", "Work").event(9, 7, "PassStateExited", "Work");
    history.iteration(10, 8, "MapIterationSucceeded", "Items", 1);
    history.iteration(11, 9, "MapIterationSucceeded", "Items", 0);
    history.event(12, 11, "MapStateExited", "Items").event(13, 12, "ExecutionSucceeded");

    assertThat(history.outline())
        .isEqualTo(
            """
            execution orders ok 10..130
              state Items ok 20..120
                iteration Items[0] ok 40..110
                  state Work ok 70..90
                iteration Items[1] ok 50..100
                  state Work ok 60..80
            """);
  }

  @Test
  void givesAttemptsThatShareAPublishedIdIdsOfTheirOwn() {
    History history = mapStarted().iteration(4, 3, "MapIterationStarted", "Items", 0);
    history.iteration(5, 3, "MapIterationStarted", "Items", 1);
    history.event(6, 4, "TaskStateEntered", "Work").at(60);
    history.event(7, 5, "TaskStateEntered", "Work").at(60);
    history.scheduled(8, 6, "TaskScheduled", "lambda:invoke");
    history.scheduled(9, 7, "TaskScheduled", "lambda:invoke");

    List<Span> attempts =
        history.spans().spans().stream().filter(span -> span.kind() == SpanKind.ATTEMPT).toList();
    String published = SpanIds.ofAttempt(History.ARN, "Work", History.EPOCH.plusMillis(60), 0, 0);
    assertThat(attempts).hasSize(2);
    assertThat(attempts.get(0).spanId()).isEqualTo(published);
    assertThat(attempts.get(0).attributes()).doesNotContainKey("datadog_span_id_taken");
    assertThat(attempts.get(1).spanId()).isNotEqualTo(published);
    assertThat(attempts.get(1).attributes()).containsEntry("datadog_span_id_taken", published);
  }

  @Test
  void abortsWhatAFailingIterationStopsElsewhere() {
    History history = mapStarted().iteration(4, 3, "MapIterationStarted", "Items", 0);
    history.iteration(5, 3, "MapIterationStarted", "Items", 1);
    history.event(6, 4, "TaskStateEntered", "Work").event(7, 5, "TaskStateEntered", "Work");
    history.scheduled(8, 6, "TaskScheduled", "lambda:invoke");
    history.scheduled(9, 7, "TaskScheduled", "lambda:invoke");
    history.event(10, 8, "TaskFailed").error("Boom", null);
    history.iteration(11, 10, "MapIterationFailed", "Items", 0);
    history.event(12, 10, "TaskStateAborted");
    history.iteration(13, 10, "MapIterationAborted", "Items", 1);
    history.event(14, 10, "MapStateFailed");
    history.event(15, 14, "ExecutionFailed").error("Boom", null);

    assertThat(history.outline())
        .isEqualTo(
            """
            execution orders error 10..150 Boom
              state Items error 20..140 Boom
                iteration Items[0] error 40..110
                  state Work error 60..110 Boom
                    attempt Work#1 error 80..100 Boom origin terminal
                iteration Items[1] aborted 50..130
                  state Work aborted 70..130
                    attempt Work#1 aborted 90..130
            """);
  }

  @Test
  void blamesOnlyTheLastTryOfAMapThatWasRetried() {
    History history = mapStarted().iteration(4, 3, "MapIterationStarted", "Items", 0);
    history.event(5, 4, "FailStateEntered", "Refuse");
    history.iteration(6, 5, "MapIterationFailed", "Items", 0);
    history.event(7, 5, "MapStateStarted").iteration(8, 7, "MapIterationStarted", "Items", 0);
    history.event(9, 8, "FailStateEntered", "Refuse");
    history.iteration(10, 9, "MapIterationFailed", "Items", 0).event(11, 9, "MapStateFailed");
    history.event(12, 11, "ExecutionFailed").error("Refused", null);

    assertThat(history.outline())
        .isEqualTo(
            """
            execution orders error 10..120 Refused
              state Items error 20..110 Refused
                iteration Items[0] error 40..60
                  state Refuse error 50..50
                iteration Items[0] error 80..100
                  state Refuse error 90..90 Refused origin terminal
            """);
  }

  @Test
  void endsEachBranchWithItsLastState() {
    History history = parallelStarted().event(4, 3, "PassStateEntered", "Left");
    history.event(5, 3, "PassStateEntered", "Right").event(6, 4, "PassStateExited", "Left");
    history.event(7, 5, "PassStateExited", "Right").event(8, 7, "PassStateEntered", "Further");
    history.event(9, 8, "PassStateExited", "Further").event(10, 9, "ParallelStateSucceeded");
    history.event(11, 9, "ParallelStateExited", "Both").event(12, 11, "ExecutionSucceeded");

    assertThat(history.outline())
        .isEqualTo(
            """
            execution orders ok 10..120
              state Both ok 20..110
                branch Both[0] ok 40..60
                  state Left ok 40..60
                branch Both[1] ok 50..90
                  state Right ok 50..70
                  state Further ok 80..90
            """);
  }

  @Test
  void countsBranchesAnewWhenAParallelIsRetriedWithoutHavingFailed() {
    History history = parallelStarted().event(4, 3, "TaskStateEntered", "Left");
    history.event(5, 3, "WaitStateEntered", "Right");
    history.scheduled(6, 4, "TaskScheduled", "lambda:invoke");
    history.event(7, 6, "TaskFailed").error("Boom", null);
    history.event(8, 7, "ParallelStateStarted").event(9, 8, "TaskStateEntered", "Left");
    history.event(10, 8, "WaitStateEntered", "Right");
    history.scheduled(11, 9, "TaskScheduled", "lambda:invoke").event(12, 11, "TaskSucceeded");
    history.event(13, 12, "TaskStateExited", "Left").event(14, 10, "WaitStateExited", "Right");
    history.event(15, 14, "ParallelStateExited", "Both").event(16, 15, "ExecutionSucceeded");

    assertThat(history.outline())
        .isEqualTo(
            """
            execution orders ok 10..160
              state Both ok 20..150
                branch Both[0] error 40..70
                  state Left error 40..70 Boom
                    attempt Left#1 error 60..70 Boom origin
                branch Both[1] aborted 50..70
                  state Right aborted 50..70
                branch Both[0] ok 90..130
                  state Left ok 90..130
                    attempt Left#1 ok 110..120
                branch Both[1] ok 100..140
                  state Right ok 100..140
            """);
  }

  @Test
  void retriesTheParallelAndNotTheMapInIt() {
    History history = parallelStarted().event(4, 3, "MapStateEntered", "Items");
    history.event(5, 4, "MapStateStarted").iteration(6, 5, "MapIterationStarted", "Items", 0);
    history.event(7, 6, "FailStateEntered", "Refuse");
    history.iteration(8, 7, "MapIterationFailed", "Items", 0).event(9, 7, "MapStateFailed");
    history.event(10, 9, "ParallelStateStarted").event(11, 10, "MapStateEntered", "Items");
    history.event(12, 11, "MapStateStarted").event(13, 12, "MapStateSucceeded");
    history.event(14, 12, "MapStateExited", "Items").event(15, 14, "ParallelStateSucceeded");
    history.event(16, 14, "ParallelStateExited", "Both").event(17, 16, "ExecutionSucceeded");

    assertThat(history.outline())
        .isEqualTo(
            """
            execution orders ok 10..170
              state Both ok 20..160
                branch Both[0] error 40..90
                  state Items error 40..90
                    iteration Items[0] error 60..80
                      state Refuse error 70..70
                branch Both[0] ok 110..140
                  state Items ok 110..140
            """);
  }

  @Test
  void namesTheErrorOfAContainerThatCaughtIt() {
    History history = History.started().event(2, 0, "MapStateEntered", "Fan");
    history.event(3, 2, "MapStateStarted");
    history.mapRun(4, 3, "MapRunStarted", "arn:aws:states:eu-west-1:1:mapRun:orders/Fan:a");
    history.event(5, 4, "MapRunFailed").error("States.ExceedToleratedFailureThreshold", null);
    history.event(6, 5, "MapStateFailed").event(7, 6, "MapStateExited", "Fan");
    history.event(8, 7, "ExecutionSucceeded");

    assertThat(history.outline())
        .isEqualTo(
            """
            execution orders ok 10..80
              state Fan ok 20..70
                map_run Fan error 40..50 States.ExceedToleratedFailureThreshold origin
            """);
    assertThat(history.spans().spans().get(1).attributes())
        .containsEntry("caught_error", "States.ExceedToleratedFailureThreshold");
  }

  private static History mapStarted() {
    return History.started().event(2, 0, "MapStateEntered", "Items").event(3, 2, "MapStateStarted");
  }

  private static History parallelStarted() {
    return History.started()
        .event(2, 0, "ParallelStateEntered", "Both")
        .event(3, 2, "ParallelStateStarted");
  }
}
