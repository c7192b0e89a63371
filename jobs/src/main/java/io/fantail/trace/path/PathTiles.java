package io.fantail.trace.path;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The time of an execution, laid out tile by tile: how much of it each {@link TimePart} took, and
 * how long each span was on the path. In microseconds.
 */
@SuppressWarnings("EnumOrdinal") // a place in an array that nobody else sees
public final class PathTiles {
  private static final long NOT_ON_THE_PATH = -1;

  private final long[] parts = new long[TimePart.values().length];
  private final long[] spans;
  private boolean retrying;

  /**
   * Nothing laid out yet.
   *
   * @param count of the execution's spans
   */
  PathTiles(int count) {
    spans = new long[count];
    Arrays.fill(spans, NOT_ON_THE_PATH);
  }

  /** {@code [from, to)} was spent on {@code part}, or on a try that was in vain. */
  void add(TimePart part, long from, long to) {
    TimePart counted = retrying ? TimePart.RETRY : part;
    parts[counted.ordinal()] += to - from;
  }

  /** The span was on the path in {@code [from, to)}. */
  void mark(int span, long from, long to) {
    spans[span] = to - from;
  }

  /** What {@code layOut} adds was in vain: all of it counts as {@link TimePart#RETRY}. */
  void inVain(Runnable layOut) {
    boolean outer = retrying;
    retrying = true;
    layOut.run();
    retrying = outer;
  }

  public Duration timeOf(TimePart part) {
    return Duration.of(parts[part.ordinal()], ChronoUnit.MICROS);
  }

  /** Null for a span that was never on the path. */
  public @Nullable Duration timeOf(int span) {
    return spans[span] == NOT_ON_THE_PATH ? null : Duration.of(spans[span], ChronoUnit.MICROS);
  }

  /** The time, or the end of an interval that it lies beyond. */
  static long within(long time, long from, long to) {
    return Math.max(from, Math.min(time, to));
  }
}
