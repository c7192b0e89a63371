package io.fantail.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.testing.CorpusFolder;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvocationEvidenceTest {
  private static final String ID = "08e442a3-651f-4265-a3b1-6af8e4cb66eb";
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
      String expected = NAMES_THE_REQUEST.matcher(runtime.getKey()).matches() ? ID : null;

      assertThat(InvocationEvidence.ofCause(cause))
          .as(runtime.getKey())
          .isEqualTo(new LambdaCall(null, expected, null, false));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Rate Exceeded. (Service: Lambda, Status Code: 429, Request ID: " + ID + ")",
        "Functions from x (Service: AWSLambda; Status Code: 404; Error Code: "
            + "ResourceNotFoundException; Request ID: "
            + ID
            + "; Proxy: null)",
      })
  void knowsThatTheApiRefused(String cause) {
    assertThat(InvocationEvidence.ofCause(cause)).isEqualTo(new LambdaCall(null, null, null, true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RequestId: " + ID + " Error: Task timed out after 3.00 seconds | " + ID,
        "2020-06-09T15:02:26.150Z " + ID + " Task timed out after 3.00 seconds | " + ID,
        "{\"errorMessage\":\"no\",\"requestId\":\"" + ID + "\",\"stackTr | " + ID,
        "{\"errorMessage\":\"no\",\"errorType\":\"E\",\"trace\":[\"requestId\"]} |",
        "{\"details\":{\"requestId\":\"" + ID + "\"}} |",
        "States.Timeout |",
        "'' |",
      })
  void readsTheRequestIdOfACause(String cause, @Nullable String requestId) {
    assertThat(InvocationEvidence.ofCause(cause).requestId()).isEqualTo(requestId);
  }

  @Test
  void readsTheAnswerOfAnInvoke() {
    String output =
        """
        {"ExecutedVersion":"$LATEST","Payload":{"RequestId":"not this","SdkResponseMetadata":1},\
        "SdkHttpMetadata":{"AllHttpHeaders":{"X-Amzn-Trace-Id":["root=%s;parent=2a;sampled=0"],\
        "x-amzn-RequestId":["%s"]},"HttpStatusCode":200},\
        "SdkResponseMetadata":{"RequestId":"%s"},"StatusCode":200}"""
            .formatted("1-6ab4597b-340f867d6d85d51172e706c3", ID, ID);

    assertThat(InvocationEvidence.ofOutput(output))
        .isEqualTo(new LambdaCall(null, ID, "1-6ab4597b-340f867d6d85d51172e706c3", false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"SdkHttpMetadata\":{\"HttpHeaders\":{\"x-amzn-RequestId\":\"" + ID + "\"}}}",
        "{\"SdkHttpMetadata\":{\"HttpHeaders\":{\"X-Amzn-Requestid\":\"" + ID + "\"}}}",
        "{\"SdkHttpMetadata\":{\"AllHttpHeaders\":{\"x-amzn-RequestId\":[\"" + ID + "\"]}}}",
        "{\"SdkResponseMetadata\":{\"RequestId\":\"" + ID + "\"},\"Payload\":{\"a\":",
      })
  void findsTheRequestIdWhereverTheAnswerHasIt(String output) {
    assertThat(InvocationEvidence.ofOutput(output).requestId()).isEqualTo(ID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"ExecutedVersion\":\"$LATEST\",\"Payload\":\"{}\",\"StatusCode\":200}",
        "{\"RequestId\":\"" + ID + "\"}",
        "[1]",
        "\"text\"",
        "null",
        "",
        "{\"SdkResponseMetadata\":null,\"SdkHttpMetadata\":[]}",
      })
  void findsNoneInAnOutputThatNamesNone(String output) {
    assertThat(InvocationEvidence.ofOutput(output)).isEqualTo(LambdaCall.NONE);
  }

  @Test
  void readsTheFunctionOfTheParameters() {
    assertThat(
            InvocationEvidence.functionName(
                "{\"Payload\":{\"FunctionName\":\"x\"},\"FunctionName\":\"orders:1\"}"))
        .isEqualTo("orders");
    assertThat(InvocationEvidence.functionName("{\"Payload\":{}}")).isNull();
    assertThat(InvocationEvidence.functionName("[]")).isNull();
    assertThat(InvocationEvidence.functionName(null)).isNull();
  }
}
