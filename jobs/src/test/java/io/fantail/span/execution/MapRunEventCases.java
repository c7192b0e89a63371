package io.fantail.span.execution;

import io.fantail.testing.History;
import java.util.List;

/** What the events of Map Runs come to. Event 7 happens at 70 ms. */
final class MapRunEventCases {
  private static final String RUN = "arn:aws:states:eu-west-1:1:mapRun:orders/Fan:a";

  private MapRunEventCases() {}

  static List<EventTypeCase> all() {
    return List.of(started(), succeeded(), failed(), aborted(), redriven());
  }

  private static EventTypeCase started() {
    History history = runStarted();
    return new EventTypeCase(
        "MapRunStarted",
        history,
        """
        RUNNING, 1 transitions
        execution orders unfinished 10.. {unfinished_reason=running}
          state Fan [Map] unfinished 20.. {unfinished_reason=running}
            map_run Fan unfinished 40.. {unfinished_reason=running}
        """);
  }

  private static EventTypeCase succeeded() {
    History history = runStarted().event(5, 4, "MapRunSucceeded").event(6, 5, "MapStateSucceeded");
    return new EventTypeCase(
        "MapRunSucceeded",
        history,
        """
        RUNNING, 1 transitions
        execution orders unfinished 10.. {unfinished_reason=running}
          state Fan [Map] unfinished 20.. {unfinished_reason=running}
            map_run Fan ok 40..50
        """);
  }

  private static EventTypeCase failed() {
    History history = runStarted().event(5, 4, "MapRunFailed").error("TooMany", null);
    history.event(6, 5, "MapStateFailed");
    history.event(7, 6, "ExecutionFailed").error("TooMany", null);
    return new EventTypeCase(
        "MapRunFailed",
        history,
        """
        FAILED, 1 transitions
        execution orders error 10..70 TooMany
          state Fan [Map] error 20..60 TooMany
            map_run Fan error 40..50 TooMany origin terminal {redrivable=true}
        """);
  }

  private static EventTypeCase aborted() {
    History history = runStarted().event(5, 4, "MapRunAborted").event(6, 0, "ExecutionAborted");
    return new EventTypeCase(
        "MapRunAborted",
        history,
        """
        ABORTED, 1 transitions
        execution orders aborted 10..60
          state Fan [Map] aborted 20..60 {ended_by=ExecutionAborted}
            map_run Fan aborted 40..50 {redrivable=true}
        """);
  }

  private static EventTypeCase redriven() {
    History history = runStarted().event(5, 4, "MapRunFailed").error("TooMany", null);
    history.event(6, 5, "MapStateFailed").event(7, 6, "ExecutionFailed").error("TooMany", null);
    history.event(8, 7, "ExecutionRedriven").at(1_080);
    history.mapRun(9, 3, "MapRunRedriven", RUN).at(1_090);
    history.event(10, 9, "MapRunSucceeded").at(1_100);
    history.event(11, 10, "MapStateExited", "Fan").at(1_110);
    return new EventTypeCase(
        "MapRunRedriven",
        history,
        """
        RUNNING, 2 transitions
        execution orders unfinished 10.. {unfinished_reason=running}
          state Fan [Map] ok 20..1110 active 80
            map_run Fan ok 40..1100 TooMany origin active 50 {redrives=1}
        """);
  }

  private static History runStarted() {
    return History.started()
        .event(2, 0, "MapStateEntered", "Fan")
        .event(3, 2, "MapStateStarted")
        .mapRun(4, 3, "MapRunStarted", RUN);
  }
}
