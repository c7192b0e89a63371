package io.fantail.trace.lambda;

import io.fantail.span.Span;
import io.fantail.span.SpanAttributes;
import io.fantail.span.SpanStatus;
import io.fantail.text.UtcTimestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * When the function that an attempt invoked can have begun to run.
 *
 * @param from when the attempt was scheduled: what runs for it began later, though perhaps, by the
 *     clock of another service, before the event that says that it was started
 * @param until inclusive
 * @param answered whether {@code until} is the answer, before which the function had begun. Else
 *     nobody waited for it any more, and it may begin a little later
 */
public record AttemptWindow(Instant from, Instant until, boolean answered) {
  /** The longest that a function may run, and so that a synchronous call waits. */
  public static final Duration LONGEST_RUN = Duration.ofMinutes(15);

  /** The longest that Lambda keeps an event for an asynchronous call. */
  public static final Duration LONGEST_QUEUE = Duration.ofHours(6);

  /** The longest init of a sandbox that is made for a call, and some seconds to find one. */
  public static final Duration LATE_START = Duration.ofSeconds(15);

  /** Nobody waited any more, or nobody knows what came. */
  public static final Set<String> WITHOUT_ANSWER =
      Set.of(
          "States.Timeout",
          "States.HeartbeatTimeout",
          "Lambda.ClientExecutionTimeoutException",
          "Lambda.SdkClientException");

  public static AttemptWindow of(Span attempt) {
    boolean beginningIsMissing = attempt.attributes().containsKey(SpanAttributes.START_MISSING);
    Instant from =
        beginningIsMissing ? attempt.startedAt().minus(LONGEST_RUN) : attempt.startedAt();
    Instant end = attempt.endedAt();
    if (attempt.call().asynchronous()) {
      return new AttemptWindow(from, begunAt(attempt).plus(LONGEST_QUEUE), true);
    }
    if (end != null && !end.isAfter(attempt.startedAt().plus(LONGEST_RUN))) {
      return new AttemptWindow(from, end, isAnswered(attempt));
    }
    Instant latest = begunAt(attempt).plus(LONGEST_RUN);
    return end == null || end.isAfter(latest)
        ? new AttemptWindow(from, latest, true)
        : new AttemptWindow(from, end, isAnswered(attempt));
  }

  /** Returns when the function was started, or its attempt where the archive lacks that. */
  private static Instant begunAt(Span attempt) {
    String startedAt = attempt.attributes().get(SpanAttributes.STARTED_AT);
    return startedAt == null ? attempt.startedAt() : UtcTimestamp.parse(startedAt);
  }

  private static boolean isAnswered(Span attempt) {
    return attempt.status() == SpanStatus.OK
        || (attempt.status() == SpanStatus.ERROR
            && !WITHOUT_ANSWER.contains(String.valueOf(attempt.failure().error())));
  }

  /** Until when an invocation may be the attempt's, or be taken for another's. */
  public Instant latest() {
    return answered ? until : until.plus(LATE_START);
  }

  boolean contains(Instant at) {
    return !at.isBefore(from) && !at.isAfter(until);
  }
}
