package io.fantail.testing;

import io.fantail.event.Failure;
import io.fantail.event.HistoryEvent;
import io.fantail.event.LambdaCall;
import io.fantail.event.Payload;
import io.fantail.event.UpstreamContext;
import io.fantail.span.execution.ExecutionSpans;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
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
    HistoryEvent start = history.events.remove(0);
    history.events.add(
        copy(start, start.type(), start.at(), start.call(), start.failure(), context));
    return history;
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
        new HistoryEvent(
            arn,
            id,
            previousId,
            EPOCH.plusMillis(id * MILLIS_BETWEEN_EVENTS),
            type,
            stateName,
            redriveCount,
            resource,
            iteration,
            null,
            mapRunArn,
            null,
            LambdaCall.NONE,
            Failure.NONE,
            Payload.NONE,
            UpstreamContext.NONE,
            null,
            "history.json"));
    return this;
  }

  /** The execution was redriven, and no event tells of it; a log line still counts it. */
  public History redriven() {
    redriveCount++;
    return this;
  }

  /** The last event happened at another time. */
  public History at(long millis) {
    return change(
        last ->
            copy(
                last,
                last.type(),
                EPOCH.plusMillis(millis),
                last.call(),
                last.failure(),
                last.context()));
  }

  /** The last event tells of a failure. */
  public History error(String error, @Nullable String cause) {
    return change(
        last ->
            copy(
                last,
                last.type(),
                last.at(),
                last.call(),
                new Failure(error, cause, error),
                last.context()));
  }

  /** The last event tells of so many items. */
  public History items(int items) {
    return change(
        last ->
            new HistoryEvent(
                last.executionArn(),
                last.id(),
                last.previousId(),
                last.at(),
                last.type(),
                last.stateName(),
                last.redriveCount(),
                last.resource(),
                last.iteration(),
                items,
                last.mapRunArn(),
                last.startedExecutionArn(),
                last.call(),
                last.failure(),
                last.payload(),
                last.context(),
                last.details(),
                last.sourceFile()));
  }

  /** The last event tells of an invocation. */
  public History call(LambdaCall call) {
    return change(last -> copy(last, last.type(), last.at(), call, last.failure(), last.context()));
  }

  /** The last event names an execution that was started. */
  public History startedExecution(String startedArn) {
    return change(
        last ->
            new HistoryEvent(
                last.executionArn(),
                last.id(),
                last.previousId(),
                last.at(),
                last.type(),
                last.stateName(),
                last.redriveCount(),
                last.resource(),
                last.iteration(),
                last.items(),
                last.mapRunArn(),
                startedArn,
                last.call(),
                last.failure(),
                last.payload(),
                last.context(),
                last.details(),
                last.sourceFile()));
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
    return copy(event, "Unheard", event.at(), event.call(), event.failure(), event.context());
  }

  public ExecutionSpans spans() {
    return ExecutionSpans.of(events, List.of());
  }

  /** The tree of spans as text. */
  public String outline() {
    return SpanOutline.of(spans(), EPOCH);
  }

  private History change(UnaryOperator<HistoryEvent> change) {
    events.add(change.apply(events.remove(events.size() - 1)));
    return this;
  }

  private static HistoryEvent copy(
      HistoryEvent event,
      String type,
      Instant at,
      LambdaCall call,
      Failure failure,
      UpstreamContext context) {
    return new HistoryEvent(
        event.executionArn(),
        event.id(),
        event.previousId(),
        at,
        type,
        event.stateName(),
        event.redriveCount(),
        event.resource(),
        event.iteration(),
        event.items(),
        event.mapRunArn(),
        event.startedExecutionArn(),
        call,
        failure,
        event.payload(),
        context,
        event.details(),
        event.sourceFile());
  }
}
