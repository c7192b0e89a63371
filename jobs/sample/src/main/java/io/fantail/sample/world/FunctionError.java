package io.fantail.sample.world;

import org.jspecify.annotations.Nullable;

/** What a handler raises, as its runtime tells it to Lambda and to the log. */
public interface FunctionError {

  /** The runtime that tells of it. */
  LambdaRuntime runtime();

  /** The error type, which Step Functions records as the error. */
  String type();

  /** The payload Lambda returns, which Step Functions records as the cause. */
  String causeOf(String requestId);

  /** Whether the cause names the request, as only Python's does. */
  boolean tellsRequestId();

  /** The planted family that it belongs to, or null. */
  @Nullable String family();

  /** The log message of the uncaught error in the text format. */
  String asText(String time, String requestId);

  /** The log message of the uncaught error in the JSON format. */
  String asJson(String time, String requestId);
}
