package io.fantail.testing;

import java.time.Instant;

/**
 * One log event with all that CloudWatch Logs knows of it; most containers hold less.
 *
 * @param owner the AWS account whose log it is
 * @param id as a subscription and {@code FilterLogEvents} show it
 */
public record LoggedEvent(
    String owner, String logGroup, String logStream, Instant at, String id, String message) {
  private static final String LAMBDA_GROUP = "/aws/lambda/";
  private static final String ANY_OWNER = "111122223333";

  /** Of an account that does not matter. */
  public LoggedEvent(String logGroup, String logStream, Instant at, String id, String message) {
    this(ANY_OWNER, logGroup, logStream, at, id, message);
  }

  public boolean isOfLambda() {
    return logGroup.startsWith(LAMBDA_GROUP);
  }
}
