package io.fantail.event.id;

import io.fantail.event.ExecutionArn;
import io.fantail.text.RequestIds;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The forms of AWS's ids. Where one is wanted a function, or an execution's caller, may have put
 * anything, a secret too: what has not the form of an id is none, and is not stored.
 */
public final class IdForms {
  private static final Pattern VERSION = Pattern.compile("\\$LATEST(?:\\.PUBLISHED)?|\\d{1,20}");
  private static final String LATEST = "$LATEST";
  private static final int XRAY_CHARS = 35;
  private static final int XRAY_DASH = 10;
  private static final Pattern REGION = Pattern.compile("[a-z]{2,}(?:-[a-z]+){1,3}-\\d{1,2}");
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
  private static final Pattern FUNCTION_NAME = Pattern.compile("[\\w.$-]{1,170}");

  private static final Pattern RUNTIME = Pattern.compile("[A-Za-z0-9._:+-]{1,128}");

  /** {@code TenantId} of Lambda's Invoke. */
  private static final Pattern TENANT = Pattern.compile("[a-zA-Z0-9._:/=+\\-@ ]{1,256}");

  /** UUIDs; 16 signs of S3, 52 of DynamoDB, 13 and more of others. */
  private static final Pattern CALL = Pattern.compile("[A-Z0-9]{13,64}");

  /** By the Lambda API reference. */
  private static final Pattern DURABLE_EXECUTION_ARN =
      Pattern.compile(
          "arn:[a-zA-Z0-9-]++:lambda:[a-zA-Z0-9-]++:\\d{12}:function:[a-zA-Z0-9_-]++"
              + ":(?:\\$LATEST(?:\\.PUBLISHED)?|[0-9]++)/durable-execution/[a-zA-Z0-9_-]++"
              + "/[a-zA-Z0-9_-]++");

  /** AWS lets none of these signs stand in the name of an execution. */
  private static final Pattern NOT_OF_ARN = Pattern.compile("[\\s<>{}\\[\\]?*\"#%\\\\^|~`&,;=]");

  private IdForms() {}

  /** The id of an invocation; null for any other text. */
  public static @Nullable String requestId(@Nullable String text) {
    return text == null ? null : RequestIds.at(text, 0, text.length());
  }

  /** The id of a call of any service; null for any other text. */
  public static @Nullable String callId(@Nullable String text) {
    String invocation = requestId(text);
    return invocation == null ? matching(CALL, text) : invocation;
  }

  /** The version of a function; null for any other text. */
  public static @Nullable String version(@Nullable String text) {
    return LATEST.equals(text) ? text : matching(VERSION, text);
  }

  /** {@code 1-...}; null for any other text. */
  public static @Nullable String xrayTraceId(@Nullable String text) {
    return text == null || text.length() != XRAY_CHARS ? null : xrayTraceId(text, 0);
  }

  /**
   * {@code 1-}, 8 hex digits, a dash and 24 more, at {@code start}; null when none stands there.
   */
  public static @Nullable String xrayTraceId(String text, int start) {
    int end = start + XRAY_CHARS;
    if (!text.startsWith("1-", start) || text.length() < end) {
      return null;
    }
    for (int i = 2; i < XRAY_CHARS; i++) {
      char c = text.charAt(start + i);
      if (i == XRAY_DASH ? c != '-' : !HexFormat.isHexDigit(c)) {
        return null;
      }
    }
    return text.substring(start, end);
  }

  public static @Nullable String region(@Nullable String text) {
    return matching(REGION, text);
  }

  public static @Nullable String account(@Nullable String text) {
    return matching(ACCOUNT, text);
  }

  public static @Nullable String functionName(@Nullable String text) {
    return matching(FUNCTION_NAME, text);
  }

  /** For whom a function with tenant isolation runs; null for what cannot name a tenant. */
  public static @Nullable String tenantId(@Nullable String text) {
    return matching(TENANT, text);
  }

  /** What a sandbox is made with, such as {@code python:3.12.v36}; null for any other text. */
  public static @Nullable String runtimeVersion(@Nullable String text) {
    return matching(RUNTIME, text);
  }

  /** The ARN of an execution; null for any other text. */
  public static @Nullable String executionArn(@Nullable String text) {
    return text == null || ExecutionArn.parse(text) == null || NOT_OF_ARN.matcher(text).find()
        ? null
        : text;
  }

  /** The ARN of a durable execution of Lambda; null for any other text. */
  public static @Nullable String durableExecutionArn(@Nullable String text) {
    return matching(DURABLE_EXECUTION_ARN, text);
  }

  /** Any ARN; null for any other text. */
  public static @Nullable String arn(@Nullable String text) {
    return text == null || !text.startsWith("arn:") || NOT_OF_ARN.matcher(text).find()
        ? null
        : text;
  }

  private static @Nullable String matching(Pattern form, @Nullable String text) {
    return text == null || !form.matcher(text).matches() ? null : text;
  }
}
