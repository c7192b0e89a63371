package io.fantail.span.durable;

import io.fantail.event.Failure;
import io.fantail.event.FunctionReference;
import io.fantail.event.HistoryEvent;
import io.fantail.event.LambdaCall;
import io.fantail.event.Payload;
import io.fantail.span.Span;
import io.fantail.span.SpanAttributes;
import io.fantail.span.SpanIds;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A durable execution, or an operation of one, while events of it may still come. */
final class OperationDraft {
  final SpanKind kind;
  final List<OperationDraft> below = new ArrayList<>();
  final SortedMap<String, String> attributes = new TreeMap<>();
  final Instant startedAt;

  /** The context around it; null for the execution. */
  final @Nullable OperationDraft parent;

  private final HistoryEvent begun;

  /** Of a step, the number of the try. */
  @Nullable Integer attempt;

  @Nullable Instant endedAt;

  /** The type of the event that ended it. */
  @Nullable String endedBy;

  SpanStatus status = SpanStatus.UNFINISHED;
  Failure failure = Failure.NONE;

  /** Of a step, the invocation that it ran in. */
  @Nullable String requestId;

  private @Nullable String input;
  private @Nullable String output;
  private @Nullable String name;
  private @Nullable FunctionReference called;

  private OperationDraft(SpanKind kind, HistoryEvent begun, @Nullable OperationDraft parent) {
    this.kind = kind;
    this.begun = begun;
    this.parent = parent;
    this.startedAt = begun.at();
  }

  /** The execution itself; {@code first} is the first event that the archive has, of anything. */
  static OperationDraft ofExecution(String name, HistoryEvent first) {
    OperationDraft execution = new OperationDraft(SpanKind.DURABLE_EXECUTION, first, null);
    execution.name = name;
    return execution;
  }

  /** An operation in a context, with the first event that the archive has of it. */
  static OperationDraft in(OperationDraft parent, SpanKind kind, HistoryEvent begun) {
    OperationDraft operation = new OperationDraft(kind, begun, parent);
    parent.below.add(operation);
    SpanAttributes.put(
        operation.attributes, SpanAttributes.OPERATION_TYPE, begun.operation().type());
    SpanAttributes.put(operation.attributes, SpanAttributes.OPERATION_ID, begun.operation().id());
    operation.take(begun);
    return operation;
  }

  boolean isOpen() {
    return status == SpanStatus.UNFINISHED;
  }

  /** Takes what another event says of it. */
  void take(HistoryEvent event) {
    name = name == null ? event.stateName() : name;
    input = input == null ? event.payload().input() : input;
    output = event.payload().output() == null ? output : event.payload().output();
    called = called == null ? event.call().function() : called;
    SpanAttributes.put(attributes, SpanAttributes.STARTED_EXECUTION, event.startedExecutionArn());
  }

  /** Ends it with an event of its own. */
  void end(HistoryEvent event, SpanStatus how) {
    take(event);
    endedAt = event.at();
    endedBy = event.type();
    status = how;
    failure = event.failure();
  }

  /** Ends it with an event of something else. */
  void endWith(Instant at, @Nullable String otherType, SpanStatus how, Failure why) {
    endedAt = at.isBefore(startedAt) ? startedAt : at;
    endedBy = otherType;
    status = how;
    failure = why;
    SpanAttributes.put(attributes, SpanAttributes.ENDED_BY, otherType);
  }

  /** The spans of it and of all that is below it, each behind the one above it. */
  void addTo(List<Span> spans, String arn, FunctionReference function) {
    spans.add(toSpan(arn, function));
    below.forEach(operation -> operation.addTo(spans, arn, function));
  }

  private String spanId(String arn) {
    return SpanIds.ofEvent(kind, arn, begun.id());
  }

  private Span toSpan(String arn, FunctionReference function) {
    String ownName = name == null ? begun.operation().type() : name;
    FunctionReference ofSpan = called == null ? function : called;
    return new Span(
        kind,
        spanId(arn),
        parent == null ? null : parent.spanId(arn),
        ownName,
        null,
        null,
        null,
        attempt,
        0,
        null,
        null,
        new LambdaCall(ofSpan, requestId, null, null, false, false),
        startedAt,
        endedAt,
        endedAt == null ? null : Duration.between(startedAt, endedAt),
        status,
        false,
        false,
        failure,
        Payload.of(input, output),
        attributes);
  }
}
