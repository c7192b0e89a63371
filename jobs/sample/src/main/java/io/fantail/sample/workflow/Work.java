package io.fantail.sample.workflow;

import io.fantail.sample.world.FunctionError;
import io.fantail.sample.world.Randomness;

/**
 * What a Task state is asked to do.
 *
 * @param subject the item's id
 * @param input the state's input
 * @param failures what the function raises if it fails
 * @param leastMillis a forced duration of the function, or 0 to draw one
 * @param pace how many times as long the function takes for it
 * @param newSandbox whether it finds no sandbox free, though there may be one
 */
public record Work(
    String subject,
    String input,
    Failures failures,
    int leastMillis,
    double pace,
    boolean newSandbox) {

  /** What the function raises, which may be another failure each time. */
  public interface Failures {

    /**
     * Makes the failure of one attempt.
     *
     * @param at epoch milliseconds of the failure
     */
    FunctionError at(long at, Randomness random);
  }

  /** Work that takes as long as it takes, and raises the same whenever it fails. */
  public Work(String subject, String input, FunctionError failure, int leastMillis) {
    this(subject, input, (at, random) -> failure, leastMillis, 1, false);
  }
}
