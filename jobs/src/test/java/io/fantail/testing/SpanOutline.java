package io.fantail.testing;

import io.fantail.shape.Column;
import io.fantail.span.Span;
import io.fantail.span.SpanKind;
import io.fantail.span.execution.ExecutionSpans;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Spans as indented text, one line each: {@code attempt Charge#2 error 30..50 TooBig origin
 * terminal}. Times are milliseconds; the end of an unfinished span is left out.
 */
public final class SpanOutline {
  private final ExecutionSpans spans;
  private final Instant epoch;
  private final boolean detailed;
  private final StringBuilder text = new StringBuilder();

  private SpanOutline(ExecutionSpans spans, Instant epoch, boolean detailed) {
    this.spans = spans;
    this.epoch = epoch;
    this.detailed = detailed;
  }

  public static String of(ExecutionSpans spans, Instant epoch) {
    return of(spans, epoch, false);
  }

  /**
   * With the type of each state, the active time where it is not the whole, and the attributes:
   * {@code [Task] active 20 {started_at=40}}. Before it the status and the state transitions.
   */
  public static String detailed(ExecutionSpans spans, Instant epoch) {
    return "%s, %d transitions%n%s"
        .formatted(
            spans.execution().status(),
            spans.execution().stateTransitions(),
            of(spans, epoch, true));
  }

  private static String of(ExecutionSpans spans, Instant epoch, boolean detailed) {
    SpanOutline outline = new SpanOutline(spans, epoch, detailed);
    outline.addChildrenOf(null, "");
    return outline.text.toString();
  }

  private void addChildrenOf(@Nullable String spanId, String indent) {
    for (Span span : spans.spans()) {
      if (Objects.equals(span.parentSpanId(), spanId)) {
        text.append(indent).append(lineOf(span)).append('\n');
        addChildrenOf(span.spanId(), indent + "  ");
      }
    }
  }

  private String lineOf(Span span) {
    StringBuilder line = new StringBuilder();
    line.append(Column.wordOf(span.kind())).append(' ').append(span.name());
    if (span.kind() == SpanKind.ATTEMPT) {
      line.append('#').append(span.attempt());
    }
    if (detailed && span.kind() == SpanKind.STATE) {
      line.append(" [").append(span.stateType()).append(']');
    }
    line.append(' ').append(Column.wordOf(span.status()));
    line.append(' ').append(millis(span.startedAt())).append("..");
    Instant endedAt = span.endedAt();
    if (endedAt != null) {
      line.append(millis(endedAt));
    }
    if (span.failure().error() != null) {
      line.append(' ').append(span.failure().error());
    }
    line.append(span.failureOrigin() ? " origin" : "").append(span.terminal() ? " terminal" : "");
    if (detailed) {
      addDetails(span, line);
    }
    return line.toString();
  }

  private void addDetails(Span span, StringBuilder line) {
    Duration active = span.activeTime();
    Instant endedAt = span.endedAt();
    if (endedAt != null && !Duration.between(span.startedAt(), endedAt).equals(active)) {
      line.append(" active ").append(active == null ? "unknown" : active.toMillis());
    }
    if (!span.attributes().isEmpty()) {
      Map<String, String> attributes = new TreeMap<>(span.attributes());
      attributes.replaceAll(
          (name, value) ->
              name.endsWith("_at") ? String.valueOf(millis(Instant.parse(value))) : value);
      line.append(' ').append(attributes);
    }
  }

  private long millis(Instant at) {
    return Duration.between(epoch, at).toMillis();
  }
}
