package io.fantail.sample;

/**
 * One entered state.
 *
 * @param name the state's name
 * @param enteredAt epoch milliseconds
 * @param exitedAt epoch milliseconds, or {@link ModelExecution#NEVER}
 */
record ModelState(String name, long enteredAt, long exitedAt) {

  boolean exited() {
    return exitedAt != ModelExecution.NEVER;
  }
}
