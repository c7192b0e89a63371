package io.fantail.span.execution;

import io.fantail.event.Description;
import io.fantail.event.DescriptionSource;
import io.fantail.event.Failure;
import io.fantail.event.HistoryEvent;
import io.fantail.event.LambdaCall;
import io.fantail.event.Payload;
import io.fantail.span.ActiveTime;
import io.fantail.span.Span;
import io.fantail.span.SpanAttributes;
import io.fantail.span.SpanIds;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A span while the events that belong to it are still coming. */
final class SpanDraft {
  final SpanKind kind;
  final Beginning beginning;
  final @Nullable SpanDraft parent;
  final String spanId;
  final String name;
  @Nullable String stateName;
  @Nullable String stateType;
  @Nullable String mapRunArn;
  @Nullable Integer attempt;
  @Nullable Integer iteration;
  @Nullable String resource;
  LambdaCall call = LambdaCall.NONE;
  @Nullable Instant endedAt;
  @Nullable DescriptionSource describedBy;
  boolean activeTimeIsKnown = true;
  SpanStatus status = SpanStatus.UNFINISHED;
  boolean failureOrigin;
  boolean terminal;
  Failure failure = Failure.NONE;
  private @Nullable String output;
  final SortedMap<String, String> attributes = new TreeMap<>();

  /**
   * What a span began with: an event, or what an answer of the API says of it.
   *
   * @param eventId 0 for an answer
   */
  record Beginning(
      String executionArn, long eventId, Instant at, int redriveCount, Payload payload) {
    static Beginning of(HistoryEvent event) {
      return new Beginning(
          event.executionArn(), event.id(), event.at(), event.redriveCount(), event.payload());
    }

    static Beginning of(Description answer) {
      return new Beginning(answer.executionArn(), 0, answer.startedAt(), 0, answer.payload());
    }

    Beginning with(Payload otherPayload) {
      return new Beginning(executionArn, eventId, at, redriveCount, otherPayload);
    }
  }

  SpanDraft(
      SpanKind kind, Beginning beginning, @Nullable SpanDraft parent, String spanId, String name) {
    this.kind = kind;
    this.beginning = beginning;
    this.parent = parent;
    this.spanId = spanId;
    this.name = name;
    noteSize(beginning.payload());
  }

  /** Begins a span with an event, by which it gets its id. */
  static SpanDraft of(SpanKind kind, HistoryEvent event, SpanDraft parent, String name) {
    String spanId = SpanIds.ofEvent(kind, event.executionArn(), event.id());
    return new SpanDraft(kind, Beginning.of(event), parent, spanId, name);
  }

  boolean isOpen() {
    return endedAt == null;
  }

  boolean has(String flag) {
    return attributes.containsKey(flag);
  }

  /** Notes what came out of it. */
  void leave(Payload payload) {
    output = payload.output();
    noteSize(payload);
  }

  private void noteSize(Payload payload) {
    Integer bytes = payload.bytes();
    String noted = bytes == null ? null : attributes.get(SpanAttributes.PAYLOAD_BYTES);
    if (bytes != null && (noted == null || bytes > Integer.parseInt(noted))) {
      attributes.put(SpanAttributes.PAYLOAD_BYTES, bytes.toString());
    }
  }

  /** Notes how long it may take. */
  void noteLimits(HistoryEvent.TimeLimits limits) {
    SpanAttributes.put(attributes, SpanAttributes.TIMEOUT_SECONDS, limits.timeoutSeconds());
    SpanAttributes.put(attributes, SpanAttributes.HEARTBEAT_SECONDS, limits.heartbeatSeconds());
  }

  /** Ends the span, as an event of its own tells. */
  void end(Instant at, SpanStatus how) {
    endedAt = at;
    status = how;
    attributes.remove(SpanAttributes.ENDED_BY);
  }

  /** Ends the span with what is around it, or with what failed in it: it cannot have gone on. */
  void endBy(HistoryEvent event, SpanStatus how) {
    endBy(event.type(), event.at(), how);
  }

  /** Ends the span by an event of that type and time, which may be of what is around it. */
  void endBy(String eventType, Instant at, SpanStatus how) {
    Instant startedAt = beginning.at();
    end(at.isBefore(startedAt) ? startedAt : at, how);
    attributes.put(SpanAttributes.ENDED_BY, eventType);
  }

  /** Whether its end was taken from an event that came later than this one. */
  boolean isSaidToEndAfter(HistoryEvent event) {
    return endedAt != null && endedAt.isAfter(event.at()) && has(SpanAttributes.ENDED_BY);
  }

  /** Ends the span with its last part, where nothing else tells its end. */
  void endWith(SpanDraft part) {
    endedAt = part.endedAt;
    status = part.status;
    String endedBy = part.attributes.get(SpanAttributes.ENDED_BY);
    if (endedBy != null) {
      attributes.put(SpanAttributes.ENDED_BY, endedBy);
    }
  }

  /** Notes that the event that this began with is missing, and with it the time that it took. */
  void noteMissingStart() {
    activeTimeIsKnown = false;
    attributes.put(SpanAttributes.START_MISSING, SpanAttributes.YES);
  }

  /** Notes why it has no end, if it has none. */
  void explainUnfinished(boolean running) {
    if (isOpen()) {
      attributes.put(
          SpanAttributes.UNFINISHED_REASON,
          running ? SpanAttributes.RUNNING : SpanAttributes.END_MISSING);
    }
  }

  /** Notes how long nothing was done since the attempt before, as far as that is known. */
  void noteBackoffSince(@Nullable SpanDraft before) {
    Instant from = before == null ? null : before.endedAt;
    if (from != null && !from.isAfter(beginning.at())) {
      long millis = Duration.between(from, beginning.at()).toMillis();
      attributes.put(SpanAttributes.BACKOFF_MS, String.valueOf(millis));
    }
  }

  /** Forgets a failure that came from below and was overcome; one that began here stays told. */
  void forgetFailureBelow() {
    if (!failureOrigin) {
      failure = Failure.NONE;
    }
  }

  /** Takes the end away from what goes on. */
  void reopen() {
    if (isOpen()) {
      return;
    }
    endedAt = null;
    status = SpanStatus.UNFINISHED;
    attributes.remove(SpanAttributes.ENDED_BY);
    forgetFailureBelow();
  }

  /** Notes what an attempt calls. */
  void note(LambdaCall called) {
    call = called;
    if (called.asynchronous()) {
      attributes.put(SpanAttributes.ASYNCHRONOUS, SpanAttributes.YES);
    }
  }

  /** Adds what later events of an attempt tell. */
  void learn(HistoryEvent event) {
    note(call.with(event.call()));
    if (event.startedExecutionArn() != null) {
      attributes.putIfAbsent(SpanAttributes.STARTED_EXECUTION, event.startedExecutionArn());
    }
    if (event.call().durableExecutionArn() != null) {
      attributes.putIfAbsent(SpanAttributes.DURABLE_EXECUTION, event.call().durableExecutionArn());
    }
  }

  Span toSpan(ActiveTime activeTime) {
    return new Span(
        kind,
        spanId,
        parent == null ? null : parent.spanId,
        name,
        stateName,
        stateType,
        mapRunArn,
        attempt,
        beginning.redriveCount(),
        iteration,
        resource,
        call,
        beginning.at(),
        endedAt,
        endedAt == null || !activeTimeIsKnown ? null : activeTime.between(beginning.at(), endedAt),
        status,
        failureOrigin,
        terminal,
        failure,
        Payload.of(beginning.payload().input(), output),
        attributes);
  }
}
