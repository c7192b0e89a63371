package io.fantail.sample.workflow;

/**
 * How an attempt, or a whole Task state with its retries, came out.
 *
 * @param at epoch milliseconds
 * @param outcome what happened
 * @param output the Task's output when it succeeded, else empty
 * @param payload the function's own answer within that output, else empty
 * @param error the error when it did not succeed, else empty
 * @param cause the cause when it did not; empty where AWS writes none
 */
public record TaskEnd(
    long at, Outcome outcome, String output, String payload, String error, String cause) {

  static TaskEnd success(long at, String output, String payload) {
    return new TaskEnd(at, Outcome.SUCCEEDED, output, payload, "", "");
  }

  static TaskEnd failure(long at, Outcome outcome, String error, String cause) {
    return new TaskEnd(at, outcome, "", "", error, cause);
  }

  boolean succeeded() {
    return outcome == Outcome.SUCCEEDED;
  }
}
