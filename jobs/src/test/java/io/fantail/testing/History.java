package io.fantail.testing;

import io.fantail.event.Failure;
import io.fantail.event.HistoryEvent;
import io.fantail.event.LambdaCall;
import io.fantail.event.TakenItems;
import io.fantail.event.UpstreamContext;
import io.fantail.span.execution.ExecutionSpans;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A history written by hand, event by event, as the parser would hand it over. Unless a test says
 * otherwise event 7 happens 70 ms after {@link #EPOCH}, so that times in an outline read as event
 * ids.
 */
public final class History {
  public static final String ARN = "arn:aws:states:eu-west-1:123456789012:execution:orders:run-1";
  public static final Instant EPOCH = Instant.parse("2026-03-01T10:00:00Z");

  private static final int MILLIS_BETWEEN_EVENTS = 10;

  private final String arn;
  private final List<HistoryEvent> events = new ArrayList<>();
  private int redriveCount;

  private History(String arn) {
    this.arn = arn;
  }

  /** Without any event yet. */
  public static History empty() {
    return emptyOf(ARN);
  }

  public static History emptyOf(String arn) {
    return new History(arn);
  }

  /** With {@code ExecutionStarted} as event 1. */
  public static History started() {
    return startedAs(ARN, UpstreamContext.NONE);
  }

  public static History startedAs(String arn, UpstreamContext context) {
    History history = new History(arn).event(1, 0, "ExecutionStarted");
    return history.change(start -> start.context = context);
  }

  public History event(long id, long previousId, String type) {
    return event(id, previousId, type, null, null, null, null);
  }

  /** An event of a state that names it: entered, exited, an evaluation that failed. */
  public History event(long id, long previousId, String type, String stateName) {
    return event(id, previousId, type, stateName, null, null, null);
  }

  /** A scheduled attempt. */
  public History scheduled(long id, long previousId, String type, String resource) {
    return event(id, previousId, type, null, resource, null, null);
  }

  /** A start or end of an iteration of an inline Map. */
  public History iteration(long id, long previousId, String type, String map, int index) {
    return event(id, previousId, type, map, null, index, null);
  }

  /** A start or redrive of a Map Run. */
  public History mapRun(long id, long previousId, String type, String mapRunArn) {
    return event(id, previousId, type, null, null, null, mapRunArn);
  }

  private History event(
      long id,
      long previousId,
      String type,
      @Nullable String stateName,
      @Nullable String resource,
      @Nullable Integer iteration,
      @Nullable String mapRunArn) {
    redriveCount += type.equals("ExecutionRedriven") ? 1 : 0;
    events.add(
        EventDraft.event(
            arn,
            id,
            EPOCH.plusMillis(id * MILLIS_BETWEEN_EVENTS),
            type,
            event -> {
              event.previousId = previousId;
              event.stateName = stateName;
              event.redriveCount = redriveCount;
              event.resource = resource;
              event.iteration = iteration;
              event.mapRunArn = mapRunArn;
            }));
    return this;
  }

  /** The execution was redriven, and no event tells of it; a log line still counts it. */
  public History redriven() {
    redriveCount++;
    return this;
  }

  /** The last event happened at another time. */
  public History at(long millis) {
    return change(last -> last.at = EPOCH.plusMillis(millis));
  }

  /** The last event tells of a failure. */
  public History error(String error, @Nullable String cause) {
    return change(last -> last.failure = new Failure(error, cause, error));
  }

  /** The last event tells of so many items. */
  public History items(int items) {
    return change(last -> last.items = TakenItems.of(items));
  }

  /** The last event tells of an invocation. */
  public History call(LambdaCall call) {
    return change(last -> last.call = call);
  }

  /** The last event names an execution that was started. */
  public History startedExecution(String startedArn) {
    return change(last -> last.startedExecutionArn = startedArn);
  }

  public List<HistoryEvent> events() {
    return List.copyOf(events);
  }

  /** The events as a reader sees them who has never heard of a type. */
  public ExecutionSpans spansWithoutKnowing(String type) {
    List<HistoryEvent> strange =
        events.stream().map(event -> event.type().equals(type) ? renamed(event) : event).toList();
    return ExecutionSpans.of(strange, List.of());
  }

  private static HistoryEvent renamed(HistoryEvent event) {
    return EventDraft.changed(event, strange -> strange.type = "Unheard");
  }

  public ExecutionSpans spans() {
    return ExecutionSpans.of(events, List.of());
  }

  /** The tree of spans as text. */
  public String outline() {
    return SpanOutline.of(spans(), EPOCH);
  }

  public History change(Consumer<EventDraft> change) {
    events.add(EventDraft.changed(events.remove(events.size() - 1), change));
    return this;
  }
}
