package io.fantail.sample.model;

/**
 * One entered state.
 *
 * @param name the state's name
 * @param enteredAt epoch milliseconds
 * @param endedAt epoch milliseconds, when it was exited or an event said that it failed; or {@link
 *     ModelExecution#NEVER}
 * @param exited whether it was left for another state
 */
public record ModelState(String name, long enteredAt, long endedAt, boolean exited) {
  public static ModelState entered(String name, long at) {
    return new ModelState(name, at, ModelExecution.NEVER, false);
  }
}
