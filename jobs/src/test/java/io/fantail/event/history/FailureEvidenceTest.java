package io.fantail.event.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.event.LambdaCall;
import io.fantail.testing.CorpusFolder;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureEvidenceTest {
  private static final String ID = "08e442a3-651f-4265-a3b1-6af8e4cb66eb";
  private static final String API = "(Service: Lambda, Status Code: %s, Request ID: " + ID + ")";
  private static final Pattern MASKED_ID =
      Pattern.compile("<(?:uuid(?::\\d+)?|timeout_error_msg)>");

  /** Runtimes that write the request id into what becomes the cause; the others do not. */
  private static final Pattern NAMES_THE_REQUEST =
      Pattern.compile(
          "test_uncaught_exception_invoke\\[python3\\.(?:9|1\\d)\\].*"
              + "|test_lambda_invoke_with_timeout .*"
              + "|test_lambda_invoke_timed_out_environment_reuse .*"
              + "|test_lambda_runtime_(?:wrapper_not_found|exit|exit_segfault) .*"
              + "|test_lambda_handler_(?:exit|error) .*");

  @Test
  void findsTheRequestIdInTheCauseOfThoseRuntimesThatWriteIt() throws IOException {
    JsonNode runtimes = CorpusFolder.json("lambda/error_payloads_by_runtime.json");

    assertThat(runtimes).hasSize(35);
    for (Map.Entry<String, JsonNode> runtime : runtimes.properties()) {
      String cause =
          MASKED_ID
              .matcher(runtime.getValue().path("Payload").toString())
              .replaceAll(ID)
              .replace("\"date ", "\"2024-04-08T14:56:22.150Z ");
      String error = runtime.getValue().path("Payload").path("errorType").textValue();
      String expected = NAMES_THE_REQUEST.matcher(runtime.getKey()).matches() ? ID : null;

      assertThat(FailureEvidence.of(error, cause, false))
          .as(runtime.getKey())
          .isEqualTo(LambdaCall.ofRequest(expected));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Lambda.TooManyRequestsException, 429",
    "Lambda.ResourceNotFoundException, 404",
    "Lambda.AccessDeniedException, 403",
    "Lambda.InvalidRequestContentException, 400",
    "Lambda.KMSDisabledException, 502",
    "Lambda.EC2ThrottledException, 502",
    ", 429",
  })
  void knowsThatTheApiRefused(@Nullable String error, String status) {
    assertThat(FailureEvidence.of(error, "Rate Exceeded. " + API.formatted(status), false))
        .isEqualTo(LambdaCall.REFUSED);
  }

  @Test
  void knowsTheOldFormOfARefusal() {
    String cause =
        "Functions from x (Service: AWSLambda; Status Code: 404; Error Code: "
            + "ResourceNotFoundException; Request ID: "
            + ID
            + "; Proxy: null)";

    assertThat(FailureEvidence.of("Lambda.ResourceNotFoundException", cause, false))
        .isEqualTo(LambdaCall.REFUSED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Lambda.TooManyRequestsException",
        "Lambda.KMSAccessDeniedException",
        "States.Permissions",
      })
  void knowsARefusalByItsErrorWhereTheHistoryHasNoCause(String error) {
    assertThat(FailureEvidence.of(error, null, false)).isEqualTo(LambdaCall.REFUSED);
  }

  /** The function may have run: nobody knows. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Lambda.ServiceException | Internal (Service: Lambda, Status Code: 500, Request ID: " + ID,
        "Lambda.ServiceException |",
        "Lambda.ClientExecutionTimeoutException | Client execution did not complete",
        "Lambda.SdkClientException | Unable to execute HTTP request: Read timed out",
        "States.TaskFailed | An attempt was made to invoke the Lambda function. Step Functions "
            + "cannot determine whether Lambda successfully received the call",
        "States.Timeout |",
        "TooManyRequestsException |",
      })
  void doesNotTakeALostAnswerForARefusal(String error, @Nullable String cause) {
    assertThat(FailureEvidence.of(error, cause, false)).isEqualTo(LambdaCall.NONE);
  }

  /** The word of a function that called another one, which failed, or was refused. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'errorType':'Error','errorMessage':'RequestId: %s Error: Task timed out','trace':[]}",
        "{'errorType':'Error','errorMessage':'Invocation error: {2021-12-20T20:22:43.783Z %s Task"
            + " timed out after 10.01 seconds}','trace':[]}",
        "{'errorMessage':'failed: RequestId: %s Error: Runtime exited'}",
        "{'errorMessage':'Rate exceeded (Service: Lambda, Status Code: 429, Request ID: %s)',"
            + "'errorType':'TooManyRequestsException','stackTrace':[]}",
        "{'details':{'requestId':'%s'}}",
        "{'errorMessage':'no','errorType':'E','trace':['requestId','%s']}",
      })
  void doesNotBelieveWhatAFunctionTellsOfOthers(String cause) {
    assertThat(FailureEvidence.of("Error", cause.formatted(ID).replace('\'', '"'), false))
        .isEqualTo(LambdaCall.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RequestId: " + ID + " Error: Task timed out after 3.00 seconds | " + ID,
        "RequestId: " + ID + " Process exited before completing request | " + ID,
        "2020-06-09T15:02:26.150Z " + ID + " Task timed out after 3.00 seconds | " + ID,
        "{\"errorMessage\":\"no\",\"requestId\":\"" + ID + "\",\"stackTr | " + ID,
        "The cause could not be determined because Lambda did not return an error type. Returned"
            + " payload: {\"errorMessage\":\"2022-01-13T00:58:08.879Z "
            + ID
            + " Task timed out after 60.06 seconds\"} | "
            + ID,
        "States.Timeout |",
        "'' |",
      })
  void readsTheRequestIdOfACause(String cause, @Nullable String requestId) {
    assertThat(FailureEvidence.of(null, cause, false).requestId()).isEqualTo(requestId);
  }

  /** Whoever holds the token may be a Lambda function, too. */
  @Test
  void doesNotTakeTheIdOfWhoeverFailedTheTaskWithItsToken() {
    String cause = "{\"errorMessage\":\"no\",\"requestId\":\"" + ID + "\"}";

    assertThat(FailureEvidence.of("Boom", cause, true)).isEqualTo(LambdaCall.NONE);
  }
}
