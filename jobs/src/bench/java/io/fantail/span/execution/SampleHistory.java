package io.fantail.span.execution;

import io.fantail.event.HistoryEvent;
import io.fantail.testing.History;
import java.util.Arrays;
import java.util.List;

/** Executions at the two ends: most have a few events, and AWS ends one at 25,000. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
record SampleHistory(List<HistoryEvent> events, ExecutionSpans spans, byte[] packed) {
  private static final int ITERATIONS_AT_ONCE = 35;
  private static final int ROUNDS = 102;

  private static final List<String> STEPS =
      List.of(
          "MapIterationStarted",
          "TaskStateEntered",
          "TaskScheduled",
          "TaskStarted",
          "TaskSucceeded",
          "TaskStateExited",
          "MapIterationSucceeded");

  static SampleHistory ofEightEvents() {
    return of(task());
  }

  static SampleHistory of25000Events() {
    return of(inlineMap());
  }

  private static SampleHistory of(History history) {
    ExecutionSpans spans = history.spans();
    return new SampleHistory(history.events(), spans, PackedExecution.WHOLE.pack(spans));
  }

  private static History task() {
    return History.started()
        .event(2, 0, "TaskStateEntered", "Work")
        .scheduled(3, 2, "TaskScheduled", "lambda:invoke.waitForTaskToken")
        .event(4, 3, "TaskStarted")
        .event(5, 4, "TaskSubmitted")
        .event(6, 5, "TaskSucceeded")
        .event(7, 6, "TaskStateExited", "Work")
        .event(8, 7, "ExecutionSucceeded");
  }

  private static History inlineMap() {
    History history = History.started();
    history.event(2, 0, "PassStateEntered", "Before").event(3, 2, "PassStateExited", "Before");
    history.event(4, 3, "MapStateEntered", "Items").event(5, 4, "MapStateStarted");
    long id = 6;
    for (int round = 0; round < ROUNDS; round++) {
      id = addRound(history, id, round * ITERATIONS_AT_ONCE);
    }
    history.event(id, id - 1, "MapStateSucceeded").event(id + 1, id, "MapStateExited", "Items");
    history.event(id + 2, id + 1, "PassStateEntered", "After");
    history.event(id + 3, id + 2, "PassStateExited", "After");
    return history.event(id + 4, id + 3, "ExecutionSucceeded");
  }

  /** Iterations that run side by side, a step of each in turn; the id after the last event. */
  private static long addRound(History history, long firstId, int firstIndex) {
    long[] previous = new long[ITERATIONS_AT_ONCE];
    Arrays.fill(previous, firstId - 1);
    long id = firstId;
    for (String type : STEPS) {
      for (int i = 0; i < ITERATIONS_AT_ONCE; i++) {
        addStep(history, id, previous[i], type, firstIndex + i);
        previous[i] = id++;
      }
    }
    return id;
  }

  private static void addStep(History history, long id, long previous, String type, int index) {
    switch (type) {
      case "MapIterationStarted", "MapIterationSucceeded" ->
          history.iteration(id, previous, type, "Items", index);
      case "TaskStateEntered", "TaskStateExited" -> history.event(id, previous, type, "Work");
      case "TaskScheduled" -> history.scheduled(id, previous, type, "lambda:invoke");
      default -> history.event(id, previous, type);
    }
  }
}
