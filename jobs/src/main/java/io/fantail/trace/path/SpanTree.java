package io.fantail.trace.path;

import io.fantail.span.ActiveTime;
import io.fantail.span.Execution;
import io.fantail.span.Span;
import io.fantail.span.SpanKind;
import io.fantail.text.UtcTimestamp;
import io.fantail.trace.lambda.LinkedSpan;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The spans of one execution by their places in its list, where each stands behind the span above
 * it. Times are microseconds of active time since the execution started: on this clock no gap
 * before a redrive exists.
 */
final class SpanTree {
  static final int NONE = -1;

  private final List<LinkedSpan> spans;
  private final Instant startedAt;
  private final ActiveTime clock;
  private final int[] first;
  private final int[] next;

  SpanTree(Execution execution, List<LinkedSpan> spans) {
    this.spans = spans;
    startedAt = execution.startedAt();
    clock = new ActiveTime(execution.redriveGaps());
    first = new int[spans.size()];
    next = new int[spans.size()];
    Arrays.fill(first, NONE);
    Arrays.fill(next, NONE);
    int[] parents = new int[spans.size()];
    int[] last = new int[spans.size()];
    for (int span = 1; span < spans.size(); span++) {
      int parent = parentOf(span, parents);
      parents[span] = parent;
      if (first[parent] == NONE) {
        first[parent] = span;
      } else {
        next[last[parent]] = span;
      }
      last[parent] = span;
    }
  }

  /** Looks at the span before and those above it; the execution where it is none of them. */
  private int parentOf(int span, int[] parents) {
    String parentId = span(span).parentSpanId();
    int candidate = span - 1;
    while (candidate > 0 && !span(candidate).spanId().equals(parentId)) {
      candidate = parents[candidate];
    }
    return candidate;
  }

  int size() {
    return spans.size();
  }

  Span span(int span) {
    return spans.get(span).span();
  }

  LinkedSpan linked(int span) {
    return spans.get(span);
  }

  /** The first span of a kind directly below another. */
  int first(int parent, SpanKind kind) {
    return ofKind(first[parent], kind);
  }

  /** The next one beside it, of a kind. */
  int next(int span, SpanKind kind) {
    return ofKind(next[span], kind);
  }

  private int ofKind(int span, SpanKind kind) {
    int found = span;
    while (found != NONE && span(found).kind() != kind) {
      found = next[found];
    }
    return found;
  }

  long start(int span) {
    return at(span(span).startedAt());
  }

  /** {@code otherwise} where the end is not known. */
  long end(int span, long otherwise) {
    Instant endedAt = span(span).endedAt();
    return endedAt == null ? otherwise : at(endedAt);
  }

  /** The time that an attribute holds; null where there is none. */
  @Nullable Long timeOf(int span, String attribute) {
    String text = span(span).attributes().get(attribute);
    return text == null ? null : (Long) at(UtcTimestamp.parse(text));
  }

  long at(Instant time) {
    return clock.microsBetween(startedAt, time);
  }
}
