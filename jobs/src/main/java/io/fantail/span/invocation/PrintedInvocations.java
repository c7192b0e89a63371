package io.fantail.span.invocation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells invocations from what a function printed in the shape of the platform's lines, such as the
 * {@code LogResult} of another function that it called. In the text format a sandbox runs one
 * request at a time: whatever begins behind START of one request and before its END was printed.
 * The JSON format has no END, and on managed instances several requests run at once: there nothing
 * is taken for printed.
 */
final class PrintedInvocations {
  /** A run takes at most 15 minutes; one of which no end came by then is not in the archive. */
  private static final Duration MAX_RUN = Duration.ofMinutes(16);

  /** A retry with the same request id comes after a minute at the soonest. */
  private static final Duration MIN_RETRY = Duration.ofSeconds(30);

  private PrintedInvocations() {}

  /** Whether it had begun before, and may still run. */
  static boolean runsAt(@Nullable OpenInvocation invocation, Instant at) {
    return invocation != null
        && !invocation.hasEnded()
        && invocation.startedBefore(at)
        && !invocation.startedBefore(at.minus(MAX_RUN));
  }

  /** Whether a second START of an invocation that runs was printed by it. */
  static boolean isOwnStart(OpenInvocation invocation, Instant at) {
    return !invocation.hasEnded() && !invocation.startedBefore(at.minus(MIN_RETRY));
  }

  /** Whether only the end of the invocation around it tells what it is. */
  static boolean isOpenQuestion(OpenInvocation invocation, Instant now) {
    boolean isText = invocation.hasEndLine() || !invocation.hasStarted();
    for (OpenInvocation outer = invocation.within(); outer != null; outer = outer.within()) {
      if (isText && runsAt(outer, now)) {
        return true;
      }
    }
    return false;
  }

  static boolean isWithin(@Nullable OpenInvocation invocation, OpenInvocation other) {
    OpenInvocation outer = invocation == null ? null : invocation.within();
    while (outer != null && outer != other) {
      outer = outer.within();
    }
    return outer != null;
  }

  /** Those that an invocation printed which ends at the given time. */
  static List<OpenInvocation> printedBy(
      OpenInvocation ending, Instant at, Collection<OpenInvocation> open) {
    List<OpenInvocation> printed = new ArrayList<>();
    for (OpenInvocation other : open) {
      // Of an end whose millisecond is that of the next START, no order is known.
      if (isWithin(other, ending) && other.isSeenBefore(at)) {
        printed.add(other);
      }
    }
    return printed;
  }
}
