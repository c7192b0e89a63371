package io.fantail.sample.logs;

/**
 * One CloudWatch Logs event of a Lambda function.
 *
 * @param at epoch milliseconds
 * @param message its text, without the line end that closes it
 * @param blankAfter whether the message itself ends in a line end, which leaves a blank line
 */
public record LogEvent(long at, String message, boolean blankAfter) {
  LogEvent(long at, String message) {
    this(at, message, false);
  }
}
