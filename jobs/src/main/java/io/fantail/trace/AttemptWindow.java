package io.fantail.trace;

import io.fantail.span.Span;
import io.fantail.span.SpanStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * When the function that an attempt invoked can have begun to run.
 *
 * @param from when the attempt was scheduled; the clocks of two services may differ by more than
 *     the way from there to its start
 * @param until inclusive
 * @param answered whether {@code until} is the answer, before which the function had begun. Else
 *     nobody waited for it any more, and it may begin a little later
 */
record AttemptWindow(Instant from, Instant until, boolean answered) {
  /** The longest that a function may run, and so that a synchronous call waits. */
  private static final Duration LONGEST_RUN = Duration.ofMinutes(15);

  /** The longest that Lambda keeps an event for an asynchronous call. */
  private static final Duration LONGEST_QUEUE = Duration.ofHours(6);

  /** The longest init of a sandbox that is made for a call, and some seconds to find one. */
  static final Duration LATE_START = Duration.ofSeconds(15);

  /** Nobody waited any more, or nobody knows what came. */
  private static final Set<String> WITHOUT_ANSWER =
      Set.of(
          "States.Timeout",
          "States.HeartbeatTimeout",
          "Lambda.ClientExecutionTimeoutException",
          "Lambda.SdkClientException");

  static AttemptWindow of(Span attempt) {
    Instant begun = begunAt(attempt);
    Instant end = attempt.endedAt();
    if (attempt.call().asynchronous()) {
      return new AttemptWindow(attempt.startedAt(), begun.plus(LONGEST_QUEUE), true);
    }
    Instant latest = begun.plus(LONGEST_RUN);
    return end == null || end.isAfter(latest)
        ? new AttemptWindow(attempt.startedAt(), latest, true)
        : new AttemptWindow(attempt.startedAt(), end, isAnswered(attempt));
  }

  /** Of the function's own start, or of its attempt's where the archive lacks that. */
  private static Instant begunAt(Span attempt) {
    String startedAt = attempt.attributes().get("started_at");
    return startedAt == null ? attempt.startedAt() : Instant.parse(startedAt);
  }

  private static boolean isAnswered(Span attempt) {
    return attempt.status() == SpanStatus.OK
        || (attempt.status() == SpanStatus.ERROR && !WITHOUT_ANSWER.contains(errorOf(attempt)));
  }

  private static String errorOf(Span attempt) {
    return attempt.error() == null ? "" : attempt.error();
  }

  boolean contains(Instant at) {
    return !at.isBefore(from) && !at.isAfter(until);
  }
}
