package io.fantail.event;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
   * The forms of {@code FunctionName} that Lambda's Invoke takes. Possessive, or Java's recursion
   * would not survive a long one.
   */
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?:arn:[^:]+:lambda:)?(?:[a-z]{2}(?:-[a-z]++)++-\\d:)?(?:\\d{12}:)?(?:function:)?"
              + "([^:]+)(?::[^:]+)?");

  /**
   * The function name of {@code name}, {@code name:alias}, a partial ARN or a full ARN with or
   * without qualifier; what is none of these stays as it is.
   */
  public static String functionNameOf(String reference) {
    Matcher matcher = REFERENCE.matcher(reference);
    return matcher.matches() ? matcher.group(1) : reference;
  }
}
