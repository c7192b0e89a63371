package io.fantail.look.export;

import io.fantail.event.Failure;
import io.fantail.look.stored.StoredSpan;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Spans as tests need them, each of which says of itself only what matters. */
public final class Spans {
  public static final String PARENT =
      "arn:aws:states:eu-west-1:111122223333:execution:orders:batch-1";
  public static final String CHILD =
      "arn:aws:states:eu-west-1:111122223333:execution:orders/Each:c1";
  public static final String MAP_RUN =
      "arn:aws:states:eu-west-1:111122223333:mapRun:orders/Each:71eaa267-d66c-45e5-847f-67abf563e174";
  public static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  public static final Instant START = Instant.parse("2026-08-24T06:00:00.123456Z");

  /** Texts that some reader chokes on. */
  public static final String HOSTILE =
      "</script><b>\"'\\\u0000\u0007\u001b[31m\n\r\t,;=1+1\u2028\u202e\u00e4\ud83d\ude00 \ud800 \udc00 %00 \ufeff";

  private Spans() {}

  /** A span in the child, {@code from} and {@code to} in ms after the start; no end where -1. */
  public static StoredSpan span(
      SpanKind kind, String id, @Nullable String parent, long from, long to) {
    return of(CHILD, kind, id, parent, from, to, SpanStatus.OK, Failure.NONE, Map.of());
  }

  /** The same with what failed and what else is known. */
  public static StoredSpan of(
      String executionArn,
      SpanKind kind,
      String id,
      @Nullable String parent,
      long from,
      long to,
      SpanStatus status,
      Failure failure,
      Map<String, String> attributes) {
    boolean isChild = executionArn.contains("/");
    boolean isState = kind != SpanKind.EXECUTION;
    Instant startedAt = START.plusMillis(from);
    Instant endedAt = to < 0 ? null : START.plusMillis(to);
    Duration duration = endedAt == null ? null : Duration.ofMillis(to - from);
    SortedMap<String, String> sorted = new TreeMap<>(attributes);
    return new StoredSpan(
        TRACE,
        id,
        parent,
        kind,
        kind == SpanKind.LAMBDA ? null : "name-" + id,
        isChild,
        executionArn,
        isChild ? "orders/Each" : "orders",
        isState ? "state-" + id : null,
        kind == SpanKind.STATE ? "Task" : null,
        isChild ? MAP_RUN : null,
        kind == SpanKind.ATTEMPT ? 1 : null,
        0,
        kind == SpanKind.ITERATION ? 3 : null,
        kind == SpanKind.ATTEMPT ? "arn:aws:states:::lambda:invoke" : null,
        kind == SpanKind.LAMBDA || kind == SpanKind.ATTEMPT ? "fn" : null,
        kind == SpanKind.LAMBDA || kind == SpanKind.ATTEMPT
            ? "8f5c9c1e-0000-4000-8000-000000000001"
            : null,
        kind == SpanKind.ATTEMPT ? "request_id" : null,
        kind == SpanKind.LAMBDA ? Boolean.TRUE : null,
        startedAt,
        endedAt,
        duration,
        duration,
        duration,
        status,
        status == SpanStatus.ERROR,
        false,
        failure,
        sorted);
  }

  /** An id of 16 hex digits. */
  public static String id(int number) {
    return String.format("%016x", number);
  }

  /** The children of a Map Run that are not exported. */
  public static SimilarChildren similar() {
    return new SimilarChildren(
        MAP_RUN,
        TRACE,
        "orders/Each",
        CHILD,
        new SimilarChildren.Outcomes(9_000, 5, 3, 2, 1),
        new SimilarChildren.ActiveTimes(100.5, 2_000, 9_000.25, 1e6),
        START,
        START.plusSeconds(60));
  }
}
