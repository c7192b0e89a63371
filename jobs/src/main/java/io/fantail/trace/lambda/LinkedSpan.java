package io.fantail.trace.lambda;

import io.fantail.event.Failure;
import io.fantail.event.FunctionReference;
import io.fantail.event.LambdaCall;
import io.fantail.event.Payload;
import io.fantail.event.ReportFigures;
import io.fantail.span.LambdaInvocation;
import io.fantail.span.Span;
import io.fantail.span.SpanAttributes;
import io.fantail.span.SpanIds;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import io.fantail.span.durable.DurableExecution;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A span after the logs were looked at.
 *
 * @param link of an attempt to invoke a function and of the invocation found; null for any other
 *     span
 * @param coldStart null where no invocation was found
 * @param invocation that a span of kind {@code lambda} stands for; null for any other
 */
public record LinkedSpan(
    Span span,
    @Nullable LambdaLink link,
    @Nullable Boolean coldStart,
    @Nullable LambdaInvocation invocation) {
  private static final double NANOS_PER_MILLI = 1e6;

  /** A span that stands for no invocation. */
  public LinkedSpan(Span span, @Nullable LambdaLink link, @Nullable Boolean coldStart) {
    this(span, link, coldStart, null);
  }

  /**
   * The spans of one execution, and behind each attempt those of the invocations it caused: retries
   * of an asynchronous one share the attempt, and so do all invocations of a durable execution,
   * whose operations come behind them.
   *
   * @param matches of these spans' attempts, in any order
   */
  public static List<LinkedSpan> of(List<Span> spans, List<LambdaMatch> matches) {
    Map<String, List<LambdaMatch>> matchesOfAttempt = new HashMap<>();
    for (LambdaMatch match : inTheirOrder(matches)) {
      matchesOfAttempt.computeIfAbsent(match.spanId(), unseen -> new ArrayList<>(1)).add(match);
    }
    List<LinkedSpan> linked = new ArrayList<>(spans.size() + matches.size());
    for (Span span : spans) {
      LambdaLink before = LambdaLink.beforeLogs(span);
      if (before == null) {
        linked.add(new LinkedSpan(span, null, null));
      } else {
        List<LambdaMatch> own = matchesOfAttempt.getOrDefault(span.spanId(), List.of());
        addAttempt(span, before, own, linked);
      }
    }
    return linked;
  }

  private static void addAttempt(
      Span attempt, LambdaLink beforeLogs, List<LambdaMatch> found, List<LinkedSpan> linked) {
    addInvocations(
        attempt,
        beforeLogs,
        found.stream().filter(match -> match.durable() == null).toList(),
        linked);
    for (LambdaMatch match : found) {
      if (match.durable() != null) {
        addDurable(attempt, match.link(), match.durable(), linked);
      }
    }
  }

  private static void addDurable(
      Span attempt, LambdaLink link, DurableExecution durable, List<LinkedSpan> linked) {
    for (Span span : durable.spansBelow(attempt)) {
      boolean isWhole = span.kind() == SpanKind.DURABLE_EXECUTION;
      linked.add(new LinkedSpan(span, isWhole ? link : null, null));
    }
  }

  private static void addInvocations(
      Span attempt, LambdaLink beforeLogs, List<LambdaMatch> own, List<LinkedSpan> linked) {
    if (own.isEmpty()) {
      linked.add(new LinkedSpan(attempt, beforeLogs, null));
      return;
    }
    LambdaInvocation first = own.get(0).invocation();
    linked.add(
        new LinkedSpan(attempt, own.get(0).link(), first == null ? null : first.coldStart()));
    for (LambdaMatch match : own) {
      LambdaInvocation invocation = match.invocation();
      if (invocation != null) {
        linked.add(
            new LinkedSpan(
                spanOf(attempt, invocation), match.link(), invocation.coldStart(), invocation));
      }
    }
  }

  private static List<LambdaMatch> inTheirOrder(List<LambdaMatch> matches) {
    return matches.size() < 2
        ? matches
        : matches.stream()
            .sorted(
                Comparator.comparingInt(LinkedSpan::numberOf)
                    .thenComparing(LinkedSpan::beginningOf)
                    .thenComparing(LinkedSpan::requestOf))
            .toList();
  }

  private static int numberOf(LambdaMatch match) {
    return match.invocation() == null ? 0 : match.invocation().attempt();
  }

  private static Instant beginningOf(LambdaMatch match) {
    Instant startedAt = match.invocation() == null ? null : match.invocation().startedAt();
    return startedAt == null ? Instant.MAX : startedAt;
  }

  private static String requestOf(LambdaMatch match) {
    return match.invocation() == null ? "" : match.invocation().requestId();
  }

  private static Span spanOf(Span attempt, LambdaInvocation invocation) {
    String knownName = attempt.call().functionName();
    String function = knownName == null ? invocation.functionName() : knownName;
    Instant startedAt = invocation.startedAt();
    return new Span(
        SpanKind.LAMBDA,
        SpanIds.ofLambda(attempt.spanId(), invocation.requestId(), invocation.attempt()),
        attempt.spanId(),
        function,
        attempt.stateName(),
        null,
        attempt.mapRunArn(),
        invocation.attempt(),
        attempt.redriveCount(),
        attempt.iteration(),
        attempt.resource(),
        new LambdaCall(function, invocation.requestId(), invocation.xrayTraceId(), false),
        startedAt == null ? attempt.startedAt() : startedAt,
        invocation.endedAt(),
        durationOf(invocation),
        statusOf(invocation),
        false,
        false,
        new Failure(invocation.error().type(), invocation.error().message(), null),
        Payload.NONE,
        attributesOf(invocation, attempt.call().function()));
  }

  /** Returns what REPORT prints, or else the time from START to END. */
  private static @Nullable Duration durationOf(LambdaInvocation invocation) {
    Double millis = invocation.figures().durationMs();
    if (millis != null) {
      return Duration.ofNanos(Math.round(millis * NANOS_PER_MILLI));
    }
    return invocation.startedAt() == null || invocation.endedAt() == null
        ? null
        : Duration.between(invocation.startedAt(), invocation.endedAt());
  }

  private static SpanStatus statusOf(LambdaInvocation invocation) {
    return switch (invocation.status()) {
      case SUCCESS -> SpanStatus.OK;
      case UNKNOWN -> SpanStatus.UNFINISHED;
      case ERROR, TIMEOUT -> SpanStatus.ERROR;
    };
  }

  private static SortedMap<String, String> attributesOf(
      LambdaInvocation invocation, @Nullable FunctionReference called) {
    ReportFigures figures = invocation.figures();
    SortedMap<String, String> attributes = new TreeMap<>();
    SpanAttributes.put(attributes, "log_stream", invocation.logStream());
    SpanAttributes.put(attributes, "function_version", invocation.functionVersion());
    SpanAttributes.put(
        attributes, "function_qualifier", called == null ? null : called.qualifier());
    SpanAttributes.put(attributes, "tenant_id", invocation.tenantId());
    SpanAttributes.put(attributes, "runtime_version", invocation.runtimeVersion());
    SpanAttributes.put(attributes, "init_started_at", invocation.awaitedInitAt());
    SpanAttributes.put(attributes, "init_ms", figures.initMs());
    SpanAttributes.put(attributes, "restore_ms", figures.restoreMs());
    SpanAttributes.put(attributes, "billed_ms", figures.billedMs());
    SpanAttributes.put(attributes, "memory_mb", figures.memoryMb());
    SpanAttributes.put(attributes, "max_memory_mb", figures.maxMemoryMb());
    SpanAttributes.put(attributes, "xray_trace_id", invocation.xrayTraceId());
    return attributes;
  }
}
