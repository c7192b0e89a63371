package io.fantail.sample.workflow;

import io.fantail.sample.world.Randomness;

/**
 * How often the attempts of a Task go wrong, each a share of the attempts.
 *
 * @param throttled refused by Lambda
 * @param raises ended by an exception
 * @param functionTimesOut stopped by Lambda
 * @param stateTimesOut given up by Step Functions
 */
public record Chances(
    double throttled, double raises, double functionTimesOut, double stateTimesOut) {
  public static final Chances NONE = new Chances(0, 0, 0, 0);

  /** Decides how an attempt comes out; attempts are numbered from 1. */
  Outcome draw(Fate fate, int attempt, Randomness random) {
    double luck = random.fraction();
    return switch (fate) {
      case LUCKY -> Outcome.SUCCEEDED;
      case POISONED -> Outcome.FUNCTION_ERROR;
      case HANGING -> Outcome.FUNCTION_TIMEOUT;
      case FAILS_ONCE -> attempt == 1 ? Outcome.FUNCTION_ERROR : byLuck(luck);
      case THROTTLED_ONCE -> attempt == 1 ? Outcome.THROTTLED : byLuck(luck);
      case THROTTLED_TWICE -> attempt <= 2 ? Outcome.THROTTLED : byLuck(luck);
      case OUTLASTS_STATE -> attempt == 1 ? Outcome.STATE_TIMEOUT : byLuck(luck);
      case USUAL -> byLuck(luck);
    };
  }

  private Outcome byLuck(double luck) {
    double rest = luck;
    if (rest < throttled) {
      return Outcome.THROTTLED;
    }
    rest -= throttled;
    if (rest < raises) {
      return Outcome.FUNCTION_ERROR;
    }
    rest -= raises;
    if (rest < functionTimesOut) {
      return Outcome.FUNCTION_TIMEOUT;
    }
    rest -= functionTimesOut;
    return rest < stateTimesOut ? Outcome.STATE_TIMEOUT : Outcome.SUCCEEDED;
  }
}
