package io.fantail.span.durable;

import io.fantail.event.HistoryEvent;
import io.fantail.event.LambdaCall;
import io.fantail.event.collected.History;
import io.fantail.shape.Slot;
import io.fantail.testing.EventDraft;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Durable executions of a few events. */
public final class Durables {
  private Durables() {}

  /**
   * One with a step in each of its invocations.
   *
   * @param from milliseconds after the beginning of the histories of other tests
   */
  public static DurableExecution of(String arn, long from, String... requestIds) {
    List<HistoryEvent> events = new ArrayList<>();
    Instant at = io.fantail.testing.History.EPOCH.plusMillis(from);
    add(events, arn, at, "ExecutionStarted", draft -> {});
    for (String requestId : requestIds) {
      Consumer<EventDraft> step =
          draft -> {
            draft.stateName = "step of " + requestId;
            draft.operation = new HistoryEvent.Operation("step of " + requestId, null, "Step");
          };
      add(events, arn, at, "StepStarted", step);
      add(events, arn, at, "StepSucceeded", step);
      add(
          events,
          arn,
          at,
          "InvocationCompleted",
          draft -> draft.call = LambdaCall.ofRequest(requestId));
    }
    add(events, arn, at, "ExecutionSucceeded", draft -> {});
    return DurableWalk.walk(new History(arn, Slot.of(at), events, List.of(), 0));
  }

  private static void add(
      List<HistoryEvent> events, String arn, Instant from, String type, Consumer<EventDraft> more) {
    long id = 1L + events.size();
    events.add(EventDraft.event(arn, id, from.plusMillis(id), type, more));
  }
}
