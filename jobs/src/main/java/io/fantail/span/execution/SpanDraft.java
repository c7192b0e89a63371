package io.fantail.span.execution;

import io.fantail.event.DescriptionSource;
import io.fantail.event.HistoryEvent;
import io.fantail.event.LambdaCall;
import io.fantail.span.ActiveTime;
import io.fantail.span.Span;
import io.fantail.span.SpanAttributes;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A span while the events that belong to it are still coming. */
final class SpanDraft {
  final SpanKind kind;
  final HistoryEvent beginning;
  final @Nullable SpanDraft parent;
  final String spanId;
  String name;
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
  @Nullable String error;
  @Nullable String cause;
  @Nullable String errorFingerprint;
  @Nullable String input;
  @Nullable String output;
  final Map<String, String> attributes = new TreeMap<>();

  SpanDraft(
      SpanKind kind,
      HistoryEvent beginning,
      @Nullable SpanDraft parent,
      String spanId,
      String name) {
    this.kind = kind;
    this.beginning = beginning;
    this.parent = parent;
    this.spanId = spanId;
    this.name = name;
    this.input = beginning.input();
  }

  boolean isOpen() {
    return endedAt == null;
  }

  /** An event of its own tells the end. */
  void end(Instant at, SpanStatus how) {
    endedAt = at;
    status = how;
    attributes.remove(SpanAttributes.ENDED_BY);
    attributes.remove(SpanAttributes.UNFINISHED_REASON);
  }

  /** The event ended what is around this, or failed within it: this cannot have gone on. */
  void endBy(HistoryEvent event, SpanStatus how) {
    Instant startedAt = beginning.at();
    end(event.at().isBefore(startedAt) ? startedAt : event.at(), how);
    attributes.put(SpanAttributes.ENDED_BY, event.type());
  }

  /** Its end was taken from an event that came later than this one. */
  boolean isSaidToEndAfter(HistoryEvent event) {
    return endedAt != null
        && endedAt.isAfter(event.at())
        && attributes.containsKey(SpanAttributes.ENDED_BY);
  }

  /** Nothing else ends this than the end of its last part. */
  void endWith(SpanDraft part) {
    endedAt = part.endedAt;
    status = part.status;
    String endedBy = part.attributes.get(SpanAttributes.ENDED_BY);
    if (endedBy != null) {
      attributes.put(SpanAttributes.ENDED_BY, endedBy);
    }
  }

  /** The event that this began with is missing, and with it the time that it took. */
  void startIsMissing() {
    activeTimeIsKnown = false;
    attributes.put(SpanAttributes.START_MISSING, SpanAttributes.YES);
  }

  void explainUnfinished(boolean running) {
    if (isOpen()) {
      attributes.put(
          SpanAttributes.UNFINISHED_REASON,
          running ? SpanAttributes.RUNNING : SpanAttributes.END_MISSING);
    }
  }

  /** Takes the failure that an event tells of. */
  void fail(HistoryEvent event) {
    error = event.error();
    cause = event.cause();
    errorFingerprint = event.errorFingerprint();
  }

  /** Takes over the failure of something below, or of the whole. */
  void failLike(SpanDraft other) {
    error = other.error;
    cause = other.cause;
    errorFingerprint = other.errorFingerprint;
  }

  /** A failure that began here stays told; one that came from below was overcome. */
  void forgetFailureBelow() {
    if (!failureOrigin) {
      error = null;
      cause = null;
      errorFingerprint = null;
    }
  }

  /** What ended goes on. */
  void reopen() {
    if (isOpen()) {
      return;
    }
    endedAt = null;
    status = SpanStatus.UNFINISHED;
    attributes.remove(SpanAttributes.ENDED_BY);
    forgetFailureBelow();
  }

  /** What later events of an attempt add. */
  void learn(HistoryEvent event) {
    call = call.with(event.call());
    if (event.startedExecutionArn() != null) {
      attributes.putIfAbsent(SpanAttributes.STARTED_EXECUTION, event.startedExecutionArn());
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
        error,
        cause,
        errorFingerprint,
        input,
        output,
        attributes);
  }
}
