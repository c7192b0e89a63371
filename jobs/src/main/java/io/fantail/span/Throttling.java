package io.fantail.span;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells errors by which a service says that it was asked too often. The names are those that AWS's
 * SDKs treat as throttling (SDKs and Tools Reference Guide, "Retry behavior"), but for two that
 * name a conflict with another request. Step Functions puts the service before them, as in {@code
 * Lambda.TooManyRequestsException} and {@code DynamoDb.ProvisionedThroughputExceededException}, and
 * {@code Exception} behind every one; an HTTP task has the status 429 in its place.
 */
public final class Throttling {
  private static final String SUFFIX = "Exception";
  private static final Set<String> CODES =
      Set.of(
          "Throttling",
          "Throttled",
          "RequestThrottled",
          "EC2Throttled",
          "TooManyRequests",
          "ProvisionedThroughputExceeded",
          "RequestLimitExceeded",
          "BandwidthLimitExceeded",
          "LimitExceeded",
          "SlowDown",
          "429");

  private Throttling() {}

  /** Whether it is the name of such an error. */
  public static boolean isNamedBy(@Nullable String error) {
    if (error == null) {
      return false;
    }
    String code = error.substring(error.lastIndexOf('.') + 1);
    return CODES.contains(
        code.endsWith(SUFFIX) ? code.substring(0, code.length() - SUFFIX.length()) : code);
  }
}
