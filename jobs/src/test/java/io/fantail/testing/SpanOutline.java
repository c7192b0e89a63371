package io.fantail.testing;

import io.fantail.span.ExecutionSpans;
import io.fantail.span.Span;
import io.fantail.span.SpanKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Spans as indented text, one line each: {@code attempt Charge#2 error 30..50 TooBig origin
 * terminal}. Times are milliseconds; the end of an unfinished span is left out.
 */
public final class SpanOutline {
  private final ExecutionSpans spans;
  private final Instant epoch;
  private final StringBuilder text = new StringBuilder();

  private SpanOutline(ExecutionSpans spans, Instant epoch) {
    this.spans = spans;
    this.epoch = epoch;
  }

  public static String of(ExecutionSpans spans, Instant epoch) {
    SpanOutline outline = new SpanOutline(spans, epoch);
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
    line.append(span.kind().column()).append(' ').append(span.name());
    if (span.kind() == SpanKind.ATTEMPT) {
      line.append('#').append(span.attempt());
    }
    line.append(' ').append(span.status().column());
    line.append(' ').append(millis(span.startedAt())).append("..");
    Instant endedAt = span.endedAt();
    if (endedAt != null) {
      line.append(millis(endedAt));
    }
    if (span.error() != null) {
      line.append(' ').append(span.error());
    }
    line.append(span.failureOrigin() ? " origin" : "").append(span.terminal() ? " terminal" : "");
    return line.toString();
  }

  private long millis(Instant at) {
    return Duration.between(epoch, at).toMillis();
  }
}
