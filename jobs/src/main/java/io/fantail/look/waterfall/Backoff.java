package io.fantail.look.waterfall;

import io.fantail.shape.Millis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The time between an attempt that failed and the next one, in which nothing ran.
 *
 * @param nextAttempt the number of the attempt behind it
 */
public record Backoff(Instant startedAt, Instant endedAt, int nextAttempt) implements TraceNode {

  @Override
  public List<TraceNode> below() {
    return List.of();
  }

  /** How long it was, in milliseconds. */
  public double millis() {
    return Millis.of(Duration.between(startedAt, endedAt));
  }
}
