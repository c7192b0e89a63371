package io.fantail.testing;

import io.fantail.event.Failure;
import io.fantail.event.HistoryEvent;
import io.fantail.event.LambdaCall;
import io.fantail.event.Payload;
import io.fantail.event.TakenItems;
import io.fantail.event.UpstreamContext;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An event of which a test says only what matters to it; whatever is not said is not there. A new
 * field of events is named here, and the tests that do not care for it stay as they are.
 */
public final class EventDraft {
  public String executionArn;
  public long id;
  public long previousId;
  public Instant at;
  public String type;
  public @Nullable String stateName;
  public int redriveCount;
  public @Nullable String resource;
  public @Nullable Integer iteration;
  public TakenItems items = TakenItems.UNKNOWN;
  public @Nullable String mapRunArn;
  public @Nullable String startedExecutionArn;
  public LambdaCall call = LambdaCall.NONE;
  public Failure failure = Failure.NONE;
  public Payload payload = Payload.NONE;
  public HistoryEvent.TimeLimits limits = HistoryEvent.TimeLimits.NONE;
  public UpstreamContext context = UpstreamContext.NONE;
  public HistoryEvent.Operation operation = HistoryEvent.Operation.NONE;
  public @Nullable String details;
  public String sourceFile = "history.json";

  private EventDraft(String executionArn, long id, Instant at, String type) {
    this.executionArn = executionArn;
    this.id = id;
    this.at = at;
    this.type = type;
  }

  /** An event, with what {@code more} adds. */
  public static HistoryEvent event(
      String executionArn, long id, Instant at, String type, Consumer<EventDraft> more) {
    EventDraft draft = new EventDraft(executionArn, id, at, type);
    more.accept(draft);
    return draft.build();
  }

  /** The same event but for what {@code change} does. */
  public static HistoryEvent changed(HistoryEvent event, Consumer<EventDraft> change) {
    return event(
        event.executionArn(),
        event.id(),
        event.at(),
        event.type(),
        draft -> {
          draft.copy(event);
          change.accept(draft);
        });
  }

  private void copy(HistoryEvent event) {
    previousId = event.previousId();
    stateName = event.stateName();
    redriveCount = event.redriveCount();
    resource = event.resource();
    iteration = event.iteration();
    items = event.items();
    mapRunArn = event.mapRunArn();
    startedExecutionArn = event.startedExecutionArn();
    call = event.call();
    failure = event.failure();
    payload = event.payload();
    limits = event.limits();
    context = event.context();
    operation = event.operation();
    details = event.details();
    sourceFile = event.sourceFile();
  }

  private HistoryEvent build() {
    return new HistoryEvent(
        executionArn,
        id,
        previousId,
        at,
        type,
        stateName,
        redriveCount,
        resource,
        iteration,
        items,
        mapRunArn,
        startedExecutionArn,
        call,
        failure,
        payload,
        limits,
        context,
        operation,
        details,
        sourceFile);
  }
}
