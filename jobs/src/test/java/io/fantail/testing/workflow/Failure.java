package io.fantail.testing.workflow;

import org.jspecify.annotations.Nullable;

/**
 * A failure on its way outwards.
 *
 * @param event what follows from it hangs on this event
 * @param origin where it began: an attempt, a Map Run, a state
 * @param catchable {@code States.Runtime} is not
 */
record Failure(
    WrittenEvent event,
    @Nullable String error,
    @Nullable String cause,
    TrueSpan origin,
    boolean catchable) {

  /** The same failure; what follows hangs on another event. */
  Failure after(WrittenEvent next) {
    return new Failure(next, error, cause, origin, catchable);
  }
}
