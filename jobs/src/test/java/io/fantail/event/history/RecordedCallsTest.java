package io.fantail.event.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.event.FunctionReference;
import io.fantail.event.HistoryEvent;
import io.fantail.event.LambdaCall;
import io.fantail.event.policy.PayloadPolicy;
import io.fantail.testing.CorpusFolder;
import io.fantail.text.Json;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the events of recorded Tasks say of the invocation behind them, kind by kind. */
class RecordedCallsTest {
  private static final String ARN = "arn:aws:states:us-east-1:111111111111:execution:sm:run";
  private static final PayloadPolicy KEEP_NONE = new PayloadPolicy(0, Set.of());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // The answer of lambda:invoke with InvocationType Event, its id, its trace.
        "real-small/lambda_invoke_event_type.cli.json | TaskSucceeded"
            + " | 0695c34a-7214-4b4e-84d6-ee179e4fff2e | 1-6ab4597b-340f867d6d85d51172e706c3 |"
            + " | false",
        // The SDK's answer has a version and no id.
        "real-small/lambda_invoke_aws_sdk.cli.json | TaskSucceeded | | | $LATEST | false",
        // The id of a refusal is that of the API call.
        "real-small/lambda_invoke_aws_sdk_400.tail.cli.json | TaskFailed | | | | true",
        "histories/test_task_service_lambda__test_no_such_function.json"
            + " | TaskFailed | | | | true",
        "histories/test_task_service_lambda__test_raise_exception.json | TaskFailed"
            + " | 22af62c8-261a-42b5-a39a-1813f29ff3a6 | | | false",
        "histories/test_task_lambda__test_raise_custom_exception.json | LambdaFunctionFailed"
            + " | eab765d9-3257-4221-abc0-6b4ba0da2fcf | | | false",
        "histories/test_task_service_lambda__test_invoke_timeout.json"
            + " | TaskTimedOut | | | | false",
        // The function ran, and well.
        "histories/test_states_errors__test_task_lambda_data_limit_exceeded_on_large_utf8_response"
            + ".json | LambdaFunctionFailed | | | | false",
        // The id of another service's call.
        "histories/test_base_callbacks__test_sqs_wait_for_task_token_task_failure.json"
            + " | TaskSubmitted | | | | false",
      })
  void tellTheInvocation(
      String file,
      String type,
      @Nullable String requestId,
      @Nullable String xrayTraceId,
      @Nullable String executedVersion,
      boolean notInvoked)
      throws IOException {
    assertThat(event(file, type).call())
        .isEqualTo(
            new LambdaCall(null, requestId, xrayTraceId, executedVersion, false, notInvoked));
  }

  @ParameterizedTest
  @CsvSource({
    "real-small/lambda_invoke_event_type.cli.json, TaskScheduled,"
        + " stackd-sfn-lambda-ae811abfff, 000000000000, us-west-2, true",
    "real-small/lambda_invoke_aws_sdk.cli.json, TaskScheduled,"
        + " stackd-sfn-lambda-ae811abfff, 000000000000, us-west-2, false",
  })
  void tellTheFunction(
      String file, String type, String name, String account, String region, boolean asynchronous)
      throws IOException {
    FunctionReference function = new FunctionReference(name, account, region, null);

    assertThat(event(file, type).call())
        .isEqualTo(new LambdaCall(function, null, null, null, asynchronous, false));
  }

  /** Its answer comes as a success; a Python function writes its id into the payload. */
  @Test
  void tellTheInvocationThatFailedBehindAnSdkTask() throws IOException {
    String file = "sfn/real-small/lambda_invoke_aws_sdk_function_error.describe_execution.cli.json";

    assertThat(InvocationEvidence.ofOutput(CorpusFolder.json(file).path("output").textValue()))
        .isEqualTo(
            new LambdaCall(
                null, "339c5719-47f0-40f2-8c5a-1f3b75415872", null, "$LATEST", false, false));
  }

  private static HistoryEvent event(String file, String type) throws IOException {
    for (JsonNode event : CorpusFolder.json("sfn/" + file).path("events")) {
      if (event.path("type").asText().equals(type)) {
        try (JsonParser parser = event.traverse(Json.MAPPER)) {
          parser.nextToken();
          if (new HistoryEventParser(KEEP_NONE, file)
                  .parse(parser, EventOrigin.HISTORY, ARN, true, 0)
              instanceof HistoryEvent parsed) {
            return parsed;
          }
        }
      }
    }
    throw new AssertionError("no " + type + " in " + file);
  }
}
