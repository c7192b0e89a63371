package io.fantail.shape;

import java.time.Duration;

/** Durations as a table keeps them: milliseconds, as a DOUBLE. */
public final class Millis {
  private static final double NANOS = 1e6;

  private Millis() {}

  public static double of(Duration duration) {
    return duration.toNanos() / NANOS;
  }

  /** The duration, to the nanosecond. */
  public static Duration toDuration(double millis) {
    return Duration.ofNanos(Math.round(millis * NANOS));
  }
}
