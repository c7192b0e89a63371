package io.fantail.event.history;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fantail.event.LambdaCall;
import io.fantail.event.id.IdForms;
import io.fantail.text.Json;
import io.fantail.text.RequestIds;
import io.fantail.text.Words;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds in the failure of an attempt which Lambda invocation failed, or that none was made. A cause
 * is the word of the API, of Lambda's platform or of the function; a function may tell of calls of
 * its own, so that only what stands where the platform or the runtime puts it is believed. Recorded
 * in {@code lambda/error_payloads_by_runtime.json}.
 */
final class FailureEvidence {
  /**
   * Errors of the function's process: {@code RequestId: <id> Error: Task timed out after 3.00
   * seconds}.
   */
  private static final Pattern PROCESS_ERROR =
      Pattern.compile("RequestId: (" + RequestIds.PATTERN + ") (?:Error: |Process exited )");

  /**
   * The same until 2024: {@code 2020-06-09T15:02:26.150Z <id> Task timed out after 3.00 seconds}.
   */
  private static final Pattern OLD_TIMEOUT =
      Pattern.compile("\\S+ (" + RequestIds.PATTERN + ") Task timed out after ");

  /** What Step Functions wrote before that payload, with the error {@code Lambda.Unknown}. */
  private static final String RETURNED_PAYLOAD = "Returned payload: ";

  /** An answer of the API that is an error. Its id names the API call. */
  private static final Pattern API_ERROR =
      Pattern.compile(
          "\\(Service: (?:AWS)?Lambda[,;] Status Code: (\\d{3})[,;].{0,80}Request ID: ",
          Pattern.DOTALL);

  private static final String OF_API = "Lambda.";

  /**
   * Errors of the API reference of Invoke, beside those of status 4xx, that Lambda answers with
   * before it runs the function: what the function needs could not be made ready.
   */
  private static final Set<String> BEFORE_THE_FUNCTION =
      Words.setOf(
          """
          EC2AccessDeniedException EC2ThrottledException EC2UnexpectedException
          EFSIOException ENILimitReachedException InvalidRuntimeException
          InvalidSecurityGroupIDException InvalidSubnetIDException
          InvalidZipFileException KMSAccessDeniedException KMSDisabledException
          KMSInvalidStateException KMSNotFoundException S3FilesMountFailureException
          SubnetIPAddressLimitReachedException
          """);

  /** Those of status 4xx, for a history without causes. */
  private static final Set<String> REFUSALS =
      Words.setOf(
          """
          AccessDeniedException EFSMountConnectivityException EFSMountFailureException
          EFSMountTimeoutException InvalidParameterValueException
          InvalidRequestContentException RecursiveInvocationException
          RequestTooLargeException ResourceConflictException ResourceNotFoundException
          ResourceNotReadyException SnapStartException SnapStartNotReadyException
          SnapStartTimeoutException TooManyRequestsException
          UnsupportedMediaTypeException
          """);

  private FailureEvidence() {}

  /**
   * Says what the failure of an attempt tells of its call.
   *
   * @param mayBeOfCallback whether it may have been failed with a task token: then the cause is
   *     that of whoever held the token, and an id in it another invocation's
   */
  static LambdaCall of(@Nullable String error, @Nullable String cause, boolean mayBeOfCallback) {
    if (isRefusal(error, cause)) {
      return LambdaCall.REFUSED;
    }
    return mayBeOfCallback ? LambdaCall.NONE : LambdaCall.ofRequest(requestId(cause));
  }

  /**
   * Whether Lambda answered that it would not run the function. It does not say so with an error of
   * its own (status 5xx), nor when no answer came ({@code Lambda.SdkClientException}, {@code
   * Lambda.ClientExecutionTimeoutException}): then the function may have run.
   */
  private static boolean isRefusal(@Nullable String error, @Nullable String cause) {
    if ("States.Permissions".equals(error)) {
      return true;
    }
    boolean ofApi = error == null || error.startsWith(OF_API);
    String name = error == null || !ofApi ? "" : error.substring(OF_API.length());
    if (cause == null || cause.isEmpty()) {
      return REFUSALS.contains(name) || BEFORE_THE_FUNCTION.contains(name);
    }
    if (cause.startsWith("{") || !ofApi) {
      // The word of a function, which may have called another one itself.
      return false;
    }
    Matcher answer = API_ERROR.matcher(cause);
    return answer.find() && (answer.group(1).startsWith("4") || BEFORE_THE_FUNCTION.contains(name));
  }

  /** The id of the invocation that a cause, or the payload of a failed invocation, is of. */
  static @Nullable String requestId(@Nullable String cause) {
    if (cause == null) {
      return null;
    }
    int payload = cause.startsWith("{") ? 0 : cause.indexOf(RETURNED_PAYLOAD + "{");
    if (payload < 0) {
      return ofPlatform(cause);
    }
    String json = payload == 0 ? cause : cause.substring(payload + RETURNED_PAYLOAD.length());
    Map<String, String> fields = topLevelFields(json);
    String ofRuntime = IdForms.requestId(fields.get("requestId"));
    if (ofRuntime != null) {
      // Empty when the runtime failed before it had a request.
      return ofRuntime;
    }
    boolean ofFunction = fields.containsKey("stackTrace") || fields.containsKey("trace");
    return ofFunction ? null : ofPlatform(fields.getOrDefault("errorMessage", ""));
  }

  private static @Nullable String ofPlatform(String message) {
    Matcher process = PROCESS_ERROR.matcher(message);
    if (process.lookingAt()) {
      return process.group(1);
    }
    Matcher timeout = OLD_TIMEOUT.matcher(message);
    return timeout.lookingAt() ? timeout.group(1) : null;
  }

  /**
   * The fields at the top level of an object, what is no text as an empty one; of an object that is
   * cut, those before the cut.
   */
  static Map<String, String> topLevelFields(String json) {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser parser = Json.FACTORY.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return fields;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        boolean text = parser.nextToken() == JsonToken.VALUE_STRING;
        fields.put(field, text ? parser.getText() : "");
        parser.skipChildren();
      }
    } catch (IOException cutShort) {
      return fields;
    }
    return fields;
  }
}
