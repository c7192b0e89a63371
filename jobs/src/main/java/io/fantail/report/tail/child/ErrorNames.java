package io.fantail.report.tail.child;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells by their names what kind of trouble errors are. */
final class ErrorNames {
  private ErrorNames() {}

  /**
   * Whether a service refused a call as there were too many: names of the kind {@code
   * Lambda.TooManyRequestsException}, {@code DynamoDB.ProvisionedThroughputExceededException},
   * {@code S3.SlowDownException}, {@code ThrottlingException}. See "Error retries and exponential
   * backoff" of the AWS SDKs reference, which lists those that SDKs take for throttling.
   */
  static boolean isThrottle(@Nullable String error) {
    String name = lowerCase(error);
    return name.contains("throttl")
        || name.contains("toomanyrequests")
        || name.contains("throughputexceeded")
        || name.contains("requestlimitexceeded")
        || name.contains("bandwidthlimitexceeded")
        || name.contains("priorrequestnotcomplete")
        || name.contains("slowdown")
        || name.contains("rateexceeded")
        || name.endsWith("limitexceededexception");
  }

  /** Whether something ran out of time: {@code States.Timeout}, {@code Sandbox.Timedout}. */
  static boolean isTimeout(@Nullable String error) {
    String name = lowerCase(error);
    return name.contains("timeout") || name.contains("timedout");
  }

  private static String lowerCase(@Nullable String error) {
    return error == null ? "" : error.toLowerCase(Locale.ROOT);
  }
}
