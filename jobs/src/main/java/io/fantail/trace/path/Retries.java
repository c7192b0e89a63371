package io.fantail.trace.path;

import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.span.Span;
import io.fantail.span.SpanAttributes;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import io.fantail.span.Throttling;
import io.fantail.trace.lambda.LinkedSpan;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What an execution tried again, and what was refused as it was asked too often, on its critical
 * path or not.
 *
 * @param retriedAt when each attempt from the second began, and each try of a Map or Parallel from
 *     the second, within one redrive; in milliseconds since 1970, null where there was none
 * @param throttledAt when each attempt began that was throttled; the same
 * @param throttleTime of those attempts, and of the waits behind them until the next attempt; null
 *     where there was none
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Retries(
    long @Nullable [] retriedAt, long @Nullable [] throttledAt, @Nullable Duration throttleTime) {
  public static final Retries NONE = new Retries(null, null, null);

  /**
   * Those of an execution.
   *
   * @param spans of it, each behind the one above it, those beside one another in order of time
   */
  public static Retries of(List<LinkedSpan> spans) {
    Search search = null;
    for (LinkedSpan linked : spans) {
      Span span = linked.span();
      if (search == null && (isRetry(span) || isThrottled(span))) {
        search = new Search();
      }
      if (search != null) {
        search.visit(span);
      }
    }
    return search == null ? NONE : search.result();
  }

  /** An attempt, or a part of a try, from the second on. */
  private static boolean isRetry(Span span) {
    return switch (span.kind()) {
      case ATTEMPT -> span.attempt() != null && span.attempt() > 1;
      case BRANCH, ITERATION -> span.attributes().containsKey(SpanAttributes.TRY);
      default -> false;
    };
  }

  private static boolean isThrottled(Span span) {
    return span.kind() == SpanKind.ATTEMPT
        && span.status() == SpanStatus.ERROR
        && Throttling.isNamedBy(span.failure().error());
  }

  /** The fields, as the table {@code executions} shows them. */
  public static Retries shape(Fields<Retries> fields) {
    return new Retries(
        fields
            .column(
                "retried_at", "When its retries began, in ms since 1970; null where it had none.")
            .fieldOrNull(FieldType.WHOLE_LIST, Retries::retriedAt),
        fields
            .column(
                "throttled_at",
                "When its attempts began that were throttled, in ms since 1970; null where none"
                    + " was.")
            .fieldOrNull(FieldType.WHOLE_LIST, Retries::throttledAt),
        fields.durationOrNull(
            "throttle_ms",
            "Attempts that were throttled and the waits behind them, side by side ones added up;"
                + " null where none was.",
            Retries::throttleTime));
  }

  public int count() {
    return retriedAt == null ? 0 : retriedAt.length;
  }

  public int throttles() {
    return throttledAt == null ? 0 : throttledAt.length;
  }

  private static final class Search {
    private final LongStream.Builder retriedAt = LongStream.builder();
    private final LongStream.Builder throttledAt = LongStream.builder();

    /** States whose last attempt so far was throttled. */
    private final Set<String> waiting = new HashSet<>(0);

    private final Set<String> tries = new HashSet<>(0);
    private Duration throttleTime = Duration.ZERO;

    void visit(Span span) {
      boolean isAttempt = span.kind() == SpanKind.ATTEMPT;
      boolean isRetry = isRetry(span);
      if (isRetry && (isAttempt || tries.add(tryOf(span)))) {
        retriedAt.add(span.startedAt().toEpochMilli());
      }
      if (isAttempt) {
        boolean waited = waiting.remove(String.valueOf(span.parentSpanId())) && isRetry;
        addTime(waited ? backoffBefore(span) : null);
      }
      if (isThrottled(span)) {
        throttledAt.add(span.startedAt().toEpochMilli());
        waiting.add(String.valueOf(span.parentSpanId()));
        addTime(span.activeTime());
      }
    }

    /** A try has several branches or iterations. */
    private static String tryOf(Span part) {
      String number = part.attributes().get(SpanAttributes.TRY);
      return part.parentSpanId() + ' ' + part.redriveCount() + ' ' + number;
    }

    private static @Nullable Duration backoffBefore(Span attempt) {
      String millis = attempt.attributes().get(SpanAttributes.BACKOFF_MS);
      return millis == null ? null : Duration.ofMillis(Long.parseLong(millis));
    }

    private void addTime(@Nullable Duration time) {
      throttleTime = time == null ? throttleTime : throttleTime.plus(time);
    }

    Retries result() {
      long[] throttles = throttledAt.build().toArray();
      long[] retries = retriedAt.build().toArray();
      return new Retries(
          retries.length == 0 ? null : retries,
          throttles.length == 0 ? null : throttles,
          throttles.length == 0 ? null : throttleTime);
    }
  }
}
