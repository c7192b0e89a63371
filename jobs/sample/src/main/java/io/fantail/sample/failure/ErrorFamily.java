package io.fantail.sample.failure;

import io.fantail.sample.world.FunctionError;
import io.fantail.sample.world.LambdaFunction;
import io.fantail.sample.world.Randomness;

/**
 * Failures of one kind: alike but for what their messages quote.
 *
 * @param name its name in the truth
 * @param function the function that raises it
 * @param maker makes one failure of it
 */
public record ErrorFamily(String name, LambdaFunction function, Maker maker) {

  /** Makes a failure, whose texts quote other values each time. */
  interface Maker {
    FunctionError make(String family, Values values);
  }

  /** A failure at the time, in epoch milliseconds. */
  public FunctionError raise(Randomness random, long at) {
    return maker.make(name, new Values(random, at));
  }
}
