package io.fantail.testing;

import java.time.Instant;

/**
 * One log event with all that CloudWatch Logs knows of it; most containers hold less.
 *
 * @param id as a subscription and {@code FilterLogEvents} show it
 */
public record LoggedEvent(
    String logGroup, String logStream, Instant at, String id, String message) {
  private static final String LAMBDA_GROUP = "/aws/lambda/";

  public boolean isOfLambda() {
    return logGroup.startsWith(LAMBDA_GROUP);
  }
}
