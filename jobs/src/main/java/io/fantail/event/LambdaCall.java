package io.fantail.event;

import org.jspecify.annotations.Nullable;

/**
 * What an event says about the Lambda invocation behind it.
 *
 * @param functionName the function's bare name, without ARN, alias or version
 * @param requestId of the invocation: the join to START and REPORT lines
 * @param xrayTraceId {@code Root} of the X-Ray header of the answer
 * @param notInvoked the API refused the call (throttled, denied, not found): no invocation exists
 *     to be found
 */
public record LambdaCall(
    @Nullable String functionName,
    @Nullable String requestId,
    @Nullable String xrayTraceId,
    boolean notInvoked) {
  public static final LambdaCall NONE = new LambdaCall(null, null, null, false);

  /**
   * The function name of {@code name}, {@code name:alias}, a partial ARN or a full ARN with or
   * without qualifier.
   */
  public static String functionNameOf(String reference) {
    int marker = reference.indexOf("function:");
    String tail = marker < 0 ? reference : reference.substring(marker + "function:".length());
    int qualifier = tail.indexOf(':');
    if (marker < 0 && qualifier > 0 && tail.indexOf(':', qualifier + 1) < 0 && isAccount(tail)) {
      return tail.substring(qualifier + 1);
    }
    return qualifier < 0 ? tail : tail.substring(0, qualifier);
  }

  /** {@code 123456789012:name} is the short partial ARN. */
  private static boolean isAccount(String reference) {
    return reference.length() > 12
        && reference.charAt(12) == ':'
        && reference.chars().limit(12).allMatch(Character::isDigit);
  }
}
