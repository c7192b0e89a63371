package io.fantail.trace.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.span.SpanKind;
import io.fantail.testing.History;
import org.junit.jupiter.api.Test;

/** What held the end of an inline Map or a Parallel up. The container lasts from 20 ms. */
class ContainerPathTest {
  @Test
  void followsTheBranchThatEndedLast() {
    History history = parallelStarted();
    history.event(4, 3, "WaitStateEntered", "Short").event(5, 3, "WaitStateEntered", "Long");
    history.event(6, 4, "WaitStateExited", "Short").at(400);
    history.event(7, 5, "WaitStateExited", "Long").at(900);
    history.event(8, 7, "PassStateEntered", "Shape").at(905);
    history.event(9, 8, "PassStateExited", "Shape").at(910);
    history.event(10, 9, "ParallelStateSucceeded").at(920);
    history.event(11, 9, "ParallelStateExited", "Both").at(920);

    PathOutline path = PathOutline.of(ended(history, 920));
    assertThat(path.parts()).isEqualTo("wait 850, other 60");
    assertThat(path.spans(SpanKind.STATE)).isEqualTo("Both 900, Long 850, Shape 5");
    assertThat(path.spans(SpanKind.BRANCH)).isEqualTo("Both[1] 860");
  }

  @Test
  void followsTheIterationsWhoseEndsLetTheNextOneBegin() {
    History history = mapStarted();
    iteration(history, 0, 30, 200);
    iteration(history, 1, 30, 300);
    iteration(history, 2, 205, 260);
    iteration(history, 3, 270, 900);
    history.event(90, 89, "MapStateExited", "Items").at(910);

    PathOutline path = PathOutline.of(ended(history, 910));
    assertThat(path.spans(SpanKind.ITERATION)).isEqualTo("Items[0] 170, Items[2] 55, Items[3] 630");
    assertThat(path.parts()).isEqualTo("wait 855, other 45");
  }

  @Test
  void followsTheIterationThatFailedAndNotThoseThatItStoppedWithIt() {
    History history = mapStarted();
    history.iteration(4, 3, "MapIterationStarted", "Items", 0).at(30);
    history.event(5, 4, "WaitStateEntered", "Hold").at(30);
    history.iteration(6, 3, "MapIterationStarted", "Items", 1).at(30);
    history.event(7, 6, "WaitStateEntered", "Hold").at(30);
    history.event(8, 7, "WaitStateExited", "Hold").at(100);
    history.event(9, 8, "FailStateEntered", "Refuse").at(100);
    history.iteration(10, 9, "MapIterationFailed", "Items", 1).at(100);
    history.iteration(11, 9, "MapIterationAborted", "Items", 0).at(100);
    history.event(12, 9, "MapStateFailed").at(100);
    history.event(13, 12, "ExecutionFailed").error("Refused", null).at(100);

    PathOutline path = PathOutline.of(history);
    assertThat(path.spans(SpanKind.ITERATION)).isEqualTo("Items[1] 70");
    assertThat(path.parts()).isEqualTo("wait 70, other 20");
  }

  @Test
  void countsTriesBeforeTheLastAsRetry() {
    History history = parallelStarted().event(4, 3, "WaitStateEntered", "Left");
    history.event(5, 3, "WaitStateEntered", "Right");
    history.event(6, 4, "WaitStateExited", "Left").at(400);
    history.event(7, 6, "FailStateEntered", "Refuse").at(400);
    history.event(8, 7, "ParallelStateStarted").at(1_400);
    history.event(9, 8, "WaitStateEntered", "Left").at(1_400);
    history.event(10, 9, "WaitStateExited", "Left").at(1_500);
    history.event(11, 10, "ParallelStateExited", "Both").at(1_510);

    PathOutline path = PathOutline.of(ended(history, 1_510));
    assertThat(path.parts()).isEqualTo("retry 1380, wait 100, other 20");
    assertThat(path.spans(SpanKind.BRANCH)).isEqualTo("Both[0] 360, Both[0] 100");
  }

  @Test
  void countsAContainerWithNothingInsideAsOther() {
    History history = mapStarted().event(4, 3, "MapStateSucceeded");
    history.event(5, 3, "MapStateExited", "Items").at(50);

    assertThat(PathOutline.of(ended(history, 50)).parts()).isEqualTo("other 40");
  }

  @Test
  void followsOneOfManyThatTookNoTimeAtAll() {
    History history = mapStarted();
    for (int index = 0; index < 3; index++) {
      iteration(history, index, 30, 30);
    }
    history.event(90, 89, "MapStateExited", "Items").at(30);

    assertThat(PathOutline.of(ended(history, 30)).spans(SpanKind.ITERATION))
        .isEqualTo("Items[0] 0");
  }

  /** An iteration that waits all its time. */
  private static void iteration(History history, int index, long from, long to) {
    begin(history, index, from);
    history.event(id(index) + 2, id(index) + 1, "WaitStateExited", "Hold").at(to);
    history.iteration(id(index) + 3, id(index) + 2, "MapIterationSucceeded", "Items", index).at(to);
  }

  private static void begin(History history, int index, long from) {
    history.iteration(id(index), 3, "MapIterationStarted", "Items", index).at(from);
    history.event(id(index) + 1, id(index), "WaitStateEntered", "Hold").at(from);
  }

  private static long id(int index) {
    return 10 + index * 10L;
  }

  private static History ended(History history, long millis) {
    return history.event(99, 0, "ExecutionSucceeded").at(millis);
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
