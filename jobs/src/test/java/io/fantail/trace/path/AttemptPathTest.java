package io.fantail.trace.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.LambdaRecord.Status;
import io.fantail.span.LambdaInvocation;
import io.fantail.span.SpanKind;
import io.fantail.testing.History;
import io.fantail.testing.Run;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One attempt, scheduled at 100, started at 110, done at 200; the execution lasts 0 to 200. */
class AttemptPathTest {
  private static final String ACTIVITY = "arn:aws:states:eu-west-1:123456789012:activity:approve";

  @Test
  void findsTheInitBeforeStartAndTheRunBehindIt() {
    PathOutline path = of(Run.of("r1").from(150).to(190).took(39.5).cold(25.25).invocation());

    assertThat(path.parts())
        .isEqualTo("queue 10, cold_start 25.25, lambda 40, task 24.75, other 100");
    assertThat(path.spans(SpanKind.LAMBDA)).isEqualTo("charge 40");
  }

  @Test
  void takesTheRestoreOfASnapshotForAColdStart() {
    assertThat(of(Run.of("r1").from(150).to(190).restored(20).invocation()).parts())
        .isEqualTo("queue 10, cold_start 20, lambda 40, task 30, other 100");
  }

  @Test
  void doesNotCountAnInitThatWasOverBeforeTheAttempt() {
    assertThat(of(Run.of("r1").from(120).to(190).cold(5_000).invocation()).parts())
        .isEqualTo("queue 10, cold_start 10, lambda 70, task 10, other 100");
  }

  @Test
  void doesNotCountAnInitThatNobodyWaitedFor() {
    Run idle = Run.of("r1").from(150).to(190).initialised(25);
    Run cold = Run.of("r1").from(150).to(190).cold(25);

    assertThat(of(idle.initFrom(-90_000).invocation()).parts())
        .isEqualTo("queue 10, lambda 40, task 50, other 100");
    assertThat(of(cold.initFrom(125).invocation()).parts())
        .isEqualTo("queue 10, cold_start 25, lambda 40, task 25, other 100");
  }

  @Test
  void countsAllTimeUntilStartWhereASecondInitFollowedTheFirst() {
    Run again = Run.of("r1").from(20_150).to(20_190).cold(10_000);

    assertThat(again.initFrom(50).invocation().awaitedInitMillis()).isEqualTo(20_100);
  }

  @Test
  void cutsOffARunThatWentOnWhenTheAttemptWasOver() {
    assertThat(of(Run.of("r1").from(150).to(9_000).invocation()).parts())
        .isEqualTo("queue 10, lambda 50, task 40, other 100");
    assertThat(of(Run.of("r1").from(150).status(Status.UNKNOWN).invocation()).parts())
        .isEqualTo("queue 10, lambda 50, task 40, other 100");
  }

  @Test
  void countsAllInvocationsOfADurableExecutionAndTheWaitsBetweenThem() {
    PathOutline path =
        PathOutline.ofDurable(
            lambda(),
            Run.of("r1").from(120).to(130).cold(5).invocation(),
            Run.of("r2").from(160).to(170).invocation(),
            Run.of("r3").from(185).to(195).cold(2).invocation());

    assertThat(path.parts())
        .isEqualTo("queue 10, cold_start 7, lambda 30, task 10, wait 43, other 100");
    assertThat(path.spans(SpanKind.LAMBDA)).isEqualTo("charge 10, charge 10, charge 10");
  }

  @Test
  void leavesOutARunOutsideTheAttempt() {
    assertThat(of(Run.of("r1").from(500).to(900).cold(450).invocation()).parts())
        .isEqualTo("queue 10, task 90, other 100");
    assertThat(of(Run.of("r1").from(20).to(40).invocation()).parts())
        .isEqualTo("queue 10, task 90, other 100");
  }

  @Test
  void takesTheLastOfSeveralRunsInTheAttempt() {
    PathOutline path =
        of(
            Run.of("r1").from(112).to(120).invocation(),
            Run.of("r1").attempt(2).from(140).to(150).invocation(),
            Run.of("r1").attempt(3).from(60_000).to(60_010).invocation());

    assertThat(path.parts()).isEqualTo("queue 10, lambda 10, task 80, other 100");
    assertThat(path.spans(SpanKind.LAMBDA)).isEqualTo("charge 10");
  }

  @Test
  void believesTheDurationOfReportWhereATimeIsMissing() {
    assertThat(of(Run.of("r1").to(190).took(40).cold(10).invocation()).parts())
        .isEqualTo("queue 10, cold_start 10, lambda 40, task 40, other 100");
    assertThat(of(Run.of("r1").from(150).took(30.5).invocation()).parts())
        .isEqualTo("queue 10, lambda 30.5, task 59.5, other 100");
    assertThat(of(Run.of("r1").took(30.5).invocation()).parts())
        .isEqualTo("queue 10, lambda 30.5, task 59.5, other 100");
    assertThat(of(Run.of("r1").to(190).invocation()).parts())
        .isEqualTo("queue 10, task 90, other 100");
  }

  @Test
  void waitsForATaskTokenFromItsSubmission() {
    LambdaInvocation run = Run.of("r1").from(120).to(140).cold(5).invocation();

    assertThat(PathOutline.of(submittedAt(130, "lambda:invoke.waitForTaskToken"), run).parts())
        .isEqualTo("queue 10, cold_start 5, lambda 20, task 5, wait 60, other 100");
    assertThat(PathOutline.of(submittedAt(130, "sqs:sendMessage.waitForTaskToken")).parts())
        .isEqualTo("queue 10, task 20, wait 70, other 100");
    assertThat(PathOutline.of(submittedAt(130, "ecs:runTask.sync")).parts())
        .isEqualTo("queue 10, task 90, other 100");
  }

  @Test
  void queuesAnActivityUntilAWorkerTakesIt() {
    History taken = activity().event(4, 3, "ActivityStarted").at(170);
    taken.event(5, 4, "ActivitySucceeded").at(200);
    assertThat(PathOutline.of(ended(taken)).parts()).isEqualTo("queue 70, task 30, other 100");

    History neverTaken = activity().event(5, 3, "ActivityTimedOut").at(200);
    assertThat(PathOutline.of(ended(neverTaken)).parts()).isEqualTo("queue 100, other 100");

    History startIsMissing = activity().event(5, 3, "ActivitySucceeded").at(200);
    assertThat(PathOutline.of(ended(startIsMissing)).parts()).isEqualTo("task 100, other 100");
  }

  @Test
  void countsTheRunOfAnAttemptInVainAsRetryAndShowsItOnThePath() {
    History history = scheduled("lambda:invoke").event(4, 3, "TaskStarted").at(110);
    history.event(5, 4, "TaskFailed").error("Boom", null).at(150);
    history.scheduled(6, 5, "TaskScheduled", "lambda:invoke").at(160);
    history.event(7, 6, "TaskSucceeded").at(200);

    PathOutline path =
        PathOutline.of(
            ended(history),
            Run.of("r1").from(120).to(145).cold(5).invocation(),
            Run.of("r2").from(170).to(195).invocation());
    assertThat(path.parts()).isEqualTo("lambda 25, task 15, retry 60, other 100");
    assertThat(path.spans(SpanKind.ATTEMPT, SpanKind.LAMBDA))
        .isEqualTo("Charge 50, charge 25, Charge 40, charge 25");
  }

  private static PathOutline of(@Nullable LambdaInvocation... runs) {
    return PathOutline.of(lambda(), runs);
  }

  private static History lambda() {
    History history = scheduled("lambda:invoke").event(4, 3, "TaskStarted").at(110);
    return ended(history.event(5, 4, "TaskSucceeded").at(200));
  }

  private static History submittedAt(long millis, String resource) {
    History history = scheduled(resource).event(4, 3, "TaskStarted").at(110);
    history.event(5, 4, "TaskSubmitted").at(millis).event(6, 5, "TaskSucceeded").at(200);
    return ended(history);
  }

  private static History scheduled(String resource) {
    return entered().scheduled(3, 2, "TaskScheduled", resource).at(100);
  }

  private static History activity() {
    return entered().scheduled(3, 2, "ActivityScheduled", ACTIVITY).at(100);
  }

  private static History entered() {
    return History.empty()
        .event(1, 0, "ExecutionStarted")
        .at(0)
        .event(2, 0, "TaskStateEntered", "Charge")
        .at(100);
  }

  private static History ended(History history) {
    return history
        .event(8, 7, "TaskStateExited", "Charge")
        .at(200)
        .event(9, 8, "ExecutionSucceeded")
        .at(200);
  }
}
