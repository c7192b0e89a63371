package io.fantail.span.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.span.MapRun;
import io.fantail.testing.History;
import org.junit.jupiter.api.Test;

/** Map Runs of which the log lost the events around, or the end. */
class LostMapRunEventsTest {
  private static final String ARN = "arn:aws:states:eu-west-1:1:mapRun:orders/Fan:2f6c";

  @Test
  void findsARunWhoseStateIsMissing() {
    History history = History.started().mapRun(4, 3, "MapRunStarted", ARN);
    history.event(5, 4, "MapRunFailed").error("States.Timeout", null);

    assertThat(history.event(9, 0, "ExecutionAborted").outline())
        .isEqualTo(
            """
            execution orders aborted 10..90
              map_run Fan error 40..50 States.Timeout origin
            """);
    assertThat(history.spans().spans().get(1).attributes())
        .containsEntry("predecessor_missing", "true");
    assertThat(history.spans().mapRuns())
        .singleElement()
        .matches(run -> run.arn().equals(ARN) && History.EPOCH.plusMillis(50).equals(run.overBy()));
  }

  @Test
  void knowsThatARunWasOverWithWhatItRanIn() {
    History left = started();
    left.event(7, 4, "MapStateExited", "For each order").event(20, 0, "ExecutionAborted");
    History ended = started().event(20, 0, "ExecutionSucceeded");

    assertThat(overBy(left)).isEqualTo(70);
    assertThat(overBy(ended)).isEqualTo(200);
    assertThat(started().spans().mapRuns()).singleElement().matches(run -> run.overBy() == null);
  }

  private static History started() {
    History history = History.started().event(2, 0, "MapStateEntered", "For each order");
    return history.event(3, 2, "MapStateStarted").mapRun(4, 3, "MapRunStarted", ARN);
  }

  private static long overBy(History history) {
    MapRun run = history.spans().mapRuns().get(0);
    return run.overBy() == null ? -1 : run.overBy().toEpochMilli() - History.EPOCH.toEpochMilli();
  }
}
