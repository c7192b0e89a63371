package io.fantail.trace.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.Description;
import io.fantail.event.DescriptionSource;
import io.fantail.event.UpstreamContext;
import io.fantail.span.SpanKind;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.testing.History;
import io.fantail.trace.lambda.LinkedSpan;
import io.fantail.trace.link.Answers;
import io.fantail.trace.link.Holes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** States, attempts in a row, Map Runs, redrives. Event 7 happens at 70 ms. */
class CriticalPathTest {
  private static final String RUN = "arn:aws:states:eu-west-1:123456789012:mapRun:orders/Fan:";

  @Test
  void countsStatesThatDoNothingAndTheTimeBetweenStatesAsOther() {
    History history = History.started().event(2, 0, "PassStateEntered", "Shape");
    history.event(3, 2, "PassStateExited", "Shape").event(4, 3, "ChoiceStateEntered", "Which");
    history.event(5, 4, "ChoiceStateExited", "Which").event(6, 5, "SucceedStateEntered", "Done");
    history.event(7, 6, "SucceedStateExited", "Done").event(8, 7, "ExecutionSucceeded");

    PathOutline path = PathOutline.of(history);
    assertThat(path.parts()).isEqualTo("other 70");
    assertThat(path.spans(SpanKind.EXECUTION, SpanKind.STATE))
        .isEqualTo("orders 70, Shape 10, Which 10, Done 10");
  }

  @Test
  void countsAWaitStateAsWait() {
    History history = History.started().event(2, 0, "WaitStateEntered", "Hold");
    history.event(3, 2, "WaitStateExited", "Hold").at(500);
    history.event(4, 3, "ExecutionSucceeded").at(510);

    assertThat(PathOutline.of(history).parts()).isEqualTo("wait 480, other 20");
  }

  @Test
  void takesApartTheOneAttemptOfATask() {
    History history = task();
    history.event(4, 3, "TaskStarted").event(5, 4, "TaskSucceeded");
    history.event(6, 5, "TaskStateExited", "Charge").event(7, 6, "ExecutionSucceeded");

    PathOutline path = PathOutline.of(history);
    assertThat(path.parts()).isEqualTo("queue 10, task 10, other 40");
    assertThat(path.spans(SpanKind.STATE, SpanKind.ATTEMPT)).isEqualTo("Charge 40, Charge 20");
  }

  @Test
  void countsFailedAttemptsAndTheirBackoffAsRetry() {
    History history = task();
    history.event(4, 3, "TaskStarted").event(5, 4, "TaskFailed").error("Boom", null);
    history.scheduled(6, 5, "TaskScheduled", "lambda:invoke").at(1_050);
    history.event(7, 6, "TaskFailed").error("Boom", null).at(1_060);
    history.scheduled(8, 7, "TaskScheduled", "lambda:invoke").at(3_060);
    history.event(9, 8, "TaskStarted").at(3_065).event(10, 9, "TaskSucceeded").at(3_080);
    history.event(11, 10, "TaskStateExited", "Charge").at(3_080);
    history.event(12, 11, "ExecutionSucceeded").at(3_080);

    PathOutline path = PathOutline.of(history);
    assertThat(path.parts()).isEqualTo("queue 5, task 15, retry 3030, other 20");
    assertThat(path.spans(SpanKind.ATTEMPT)).isEqualTo("Charge 20, Charge 10, Charge 20");
  }

  @Test
  void doesNotCountTheOnlyFailureOfATaskAsRetry() {
    History history = task();
    history.event(4, 3, "TaskStarted").event(5, 4, "TaskFailed").error("Boom", null);
    history.event(6, 5, "ExecutionFailed").error("Boom", null);

    assertThat(PathOutline.of(history).parts()).isEqualTo("queue 10, task 10, other 30");
  }

  @Test
  void leavesOutTheGapBeforeARedriveAndCountsAttemptsBeforeItAsRetry() {
    History history = task();
    history.event(4, 3, "TaskStarted").event(5, 4, "TaskFailed").error("Boom", null);
    history.event(6, 5, "ExecutionFailed").error("Boom", null);
    history.event(7, 6, "ExecutionRedriven").at(86_400_000);
    history.scheduled(8, 2, "TaskScheduled", "lambda:invoke").at(86_400_010);
    history.event(9, 8, "TaskStarted").at(86_400_015).event(10, 9, "TaskSucceeded").at(86_400_020);
    history.event(11, 10, "TaskStateExited", "Charge").at(86_400_020);
    history.event(12, 11, "ExecutionSucceeded").at(86_400_030);

    PathOutline path = PathOutline.of(history);
    assertThat(path.parts()).isEqualTo("queue 5, task 5, retry 40, other 30");
    assertThat(path.spans(SpanKind.EXECUTION, SpanKind.STATE)).isEqualTo("orders 80, Charge 60");
    assertThat(history.spans().execution().activeTime()).hasMillis(80);
  }

  @Test
  void countsTheMapRunsOfADistributedMapAsMap() {
    History history = History.started().event(2, 0, "MapStateEntered", "Fan");
    history.event(3, 2, "MapStateStarted").mapRun(4, 3, "MapRunStarted", RUN + "a");
    history.event(5, 4, "MapRunFailed").error("TooMany", null);
    history.event(6, 5, "MapStateStarted").mapRun(7, 6, "MapRunStarted", RUN + "b");
    history.event(8, 7, "MapRunSucceeded").at(1_070).event(9, 8, "MapStateSucceeded").at(1_080);
    history.event(10, 8, "MapStateExited", "Fan").at(1_080);
    history.event(11, 10, "ExecutionSucceeded").at(1_080);

    PathOutline path = PathOutline.of(history);
    assertThat(path.parts()).isEqualTo("map 1010, other 60");
    assertThat(path.spans(SpanKind.MAP_RUN)).isEqualTo("Fan 10, Fan 1000");
  }

  @Test
  void endsAStateWhoseEndIsMissingWhereTheNextOneBegins() {
    History history = History.started().event(2, 0, "WaitStateEntered", "Hold");
    history.event(5, 4, "PassStateEntered", "Shape").event(6, 5, "PassStateExited", "Shape");
    history.event(7, 6, "WaitStateEntered", "Again").event(9, 8, "ExecutionSucceeded");

    PathOutline path = PathOutline.of(history);
    assertThat(path.parts()).isEqualTo("wait 50, other 30");
    assertThat(path.spans(SpanKind.STATE)).isEqualTo("Hold 30, Shape 10, Again 20");
  }

  @Test
  void keepsWithinTheExecutionWhenTheClockWasSetBack() {
    History history = task();
    history.event(4, 3, "TaskStarted").at(5).event(5, 4, "TaskSucceeded").at(300);
    history.event(6, 5, "TaskStateExited", "Charge").at(20).event(7, 6, "ExecutionSucceeded");

    assertThat(PathOutline.of(history).parts()).isEqualTo("other 60");
  }

  @Test
  void hasNoPathOfAnExecutionThatRuns() {
    assertThat(PathOutline.of(task()).isKnown()).isFalse();
  }

  @Test
  void hasNoPathWhereEventsAreMissing() {
    History history = task().event(5, 4, "TaskSucceeded");
    history.event(6, 5, "TaskStateExited", "Charge").event(7, 6, "ExecutionSucceeded");
    ExecutionSpans built = history.spans();
    List<LinkedSpan> spans = LinkedSpan.of(built.spans(), List.of());

    assertThat(built.execution().activeTime()).isNotNull();
    assertThat(CriticalPath.of(built.execution(), spans)).isNull();
    assertThat(CriticalPath.of(Holes.of(0, built).execution(), spans)).isNotNull();
  }

  @Test
  void hasNoPathWhereOnlyAnAnswerTellsTheEnd() {
    Description answer =
        Answers.ofSucceeded(
            DescriptionSource.LIST_EXECUTIONS,
            History.ARN,
            null,
            History.EPOCH.plusMillis(10),
            History.EPOCH.plusMillis(90),
            UpstreamContext.NONE);
    ExecutionSpans built = ExecutionSpans.of(task().events(), List.of(answer));

    assertThat(built.execution().activeTime()).isEqualTo(Duration.ofMillis(80));
    assertThat(CriticalPath.of(built.execution(), LinkedSpan.of(built.spans(), List.of())))
        .isNull();
  }

  private static History task() {
    return History.started()
        .event(2, 0, "TaskStateEntered", "Charge")
        .scheduled(3, 2, "TaskScheduled", "lambda:invoke");
  }
}
