package io.fantail.sample.workflow;

import java.util.Set;

/**
 * The Retry of a Task state: the first wait is one second and doubles, as in AWS's default.
 *
 * @param most retries at most
 * @param of the outcomes that are retried
 */
public record Retries(int most, Set<Outcome> of) {
  private static final long FIRST_WAIT_MILLIS = 1000;

  /** Whether there is another attempt after so many. */
  boolean allow(Outcome outcome, int attempts) {
    return attempts <= most && of.contains(outcome);
  }

  /** Milliseconds to wait after so many attempts. */
  long waitAfter(int attempts) {
    return FIRST_WAIT_MILLIS << (attempts - 1);
  }
}
