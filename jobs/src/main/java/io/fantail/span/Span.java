package io.fantail.span;

import io.fantail.event.LambdaCall;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One span of an execution. Which trace it belongs to, and what is above the execution, is not
 * known here.
 *
 * @param parentSpanId null for the execution itself
 * @param stateType {@code Task}, {@code Map}, ...: the type of the state, of which the event type
 *     tells
 * @param attempt from 1 within one redrive; null for what is no attempt
 * @param name null for an invocation whose function nothing names
 * @param redriveCount redrives of the execution before the span began
 * @param endedAt null when the archive does not show it
 * @param activeTime from start to end without the time in which the execution lay ended, waiting
 *     for a redrive; null when unfinished
 * @param failureOrigin the failure began here, and not in something below
 * @param terminal the failure ended the execution: nothing caught it
 */
public record Span(
    SpanKind kind,
    String spanId,
    @Nullable String parentSpanId,
    @Nullable String name,
    @Nullable String stateName,
    @Nullable String stateType,
    @Nullable String mapRunArn,
    @Nullable Integer attempt,
    int redriveCount,
    @Nullable Integer iteration,
    @Nullable String resource,
    LambdaCall call,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Duration activeTime,
    SpanStatus status,
    boolean failureOrigin,
    boolean terminal,
    @Nullable String error,
    @Nullable String cause,
    @Nullable String errorFingerprint,
    @Nullable String input,
    @Nullable String output,
    Map<String, String> attributes) {
  public Span {
    // In the order of their names, which one alone has anyway.
    attributes =
        attributes.size() < 2
            ? Map.copyOf(attributes)
            : Collections.unmodifiableMap(new TreeMap<>(attributes));
  }
}
