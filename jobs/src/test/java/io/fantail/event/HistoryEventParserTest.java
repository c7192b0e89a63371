package io.fantail.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import io.fantail.archive.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryEventParserTest {
  private static final String ARN = "arn:aws:states:us-east-1:1:execution:orders:one";
  private static final String VENDED =
      """
      {"id":"7","type":"TaskSucceeded","details":{"resource":"invoke","resourceType":"lambda"},\
      "previous_event_id":"6","event_timestamp":"1787542294521","execution_arn":"%s",\
      "redrive_count":"2"}"""
          .formatted(ARN);

  private static @Nullable ParsedRecord parse(String json, @Nullable String arn)
      throws IOException {
    return parse(json, arn, ReadObject.KEEP_ALL);
  }

  private static @Nullable ParsedRecord parse(
      String json, @Nullable String arn, PayloadPolicy policy) throws IOException {
    try (JsonParser parser = Json.FACTORY.createParser(json)) {
      parser.nextToken();
      return new HistoryEventParser(policy, "file").parse(parser, arn, 42);
    }
  }

  private static HistoryEvent event(String json) throws IOException {
    ParsedRecord parsed = parse(json, null);
    assertThat(parsed).isInstanceOf(HistoryEvent.class);
    return (HistoryEvent) Objects.requireNonNull(parsed);
  }

  private static HistoryEvent api(String type, String details) throws IOException {
    return event(
        """
        {"timestamp":"2026-09-23T22:58:03.035Z","type":"%s","id":3,"previousEventId":2,\
        "executionArn":"%s","xEventDetails":%s}"""
            .formatted(type, ARN, details));
  }

  /** The answer to the call is in TaskSubmitted; what comes later is of whoever held the token. */
  @Test
  void takesNoInvocationFromWhoeverHoldsTheToken() throws IOException {
    String ofToken = "{\"resourceType\":\"lambda\",\"resource\":\"invoke.waitForTaskToken\",%s}";
    String answer =
        ofToken.formatted(
            "\"output\":\"{\\\"SdkResponseMetadata\\\":{\\\"RequestId\\\":\\\"id\\\"}}\"");
    String failure = ofToken.formatted("\"cause\":\"{\\\"requestId\\\":\\\"id\\\"}\"");

    assertThat(api("TaskSubmitted", answer).call()).isEqualTo(LambdaCall.ofRequest("id"));
    assertThat(api("TaskSucceeded", answer).call()).isEqualTo(LambdaCall.NONE);
    assertThat(api("TaskFailed", failure).call()).isEqualTo(LambdaCall.NONE);
    assertThat(api("TaskSubmitFailed", failure).call()).isEqualTo(LambdaCall.ofRequest("id"));
  }

  @Test
  void takesTheAccountOfACallFromTheRoleOfItsTask() throws IOException {
    HistoryEvent scheduled =
        api(
            "TaskScheduled",
            "{\"resourceType\":\"lambda\",\"resource\":\"invoke\","
                + "\"taskCredentials\":{\"roleArn\":\"arn:aws:iam::999999999999:role/r\"},"
                + "\"parameters\":\"{\\\"FunctionName\\\":\\\"charge\\\"}\"}");

    assertThat(scheduled.call().function())
        .isEqualTo(new FunctionReference("charge", "999999999999", null, null));
    assertThat(scheduled.details())
        .isEqualTo("{\"taskCredentials\":{\"roleArn\":\"arn:aws:iam::999999999999:role/r\"}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TaskStartFailed", "LambdaFunctionStartFailed"})
  void knowsWhatNeverStarted(String type) throws IOException {
    assertThat(api(type, "{\"resourceType\":\"lambda\",\"resource\":\"invoke\"}").call())
        .isEqualTo(LambdaCall.REFUSED);
  }

  @Test
  void readsTheStringsOfAVendedLog() throws IOException {
    HistoryEvent event = event(VENDED);

    assertThat(event.executionArn()).isEqualTo(ARN);
    assertThat(event.id()).isEqualTo(7);
    assertThat(event.previousId()).isEqualTo(6);
    assertThat(event.at()).isEqualTo(Instant.parse("2026-08-24T03:31:34.521Z"));
    assertThat(event.resource()).isEqualTo("lambda:invoke");
    assertThat(event.redriveCount()).isEqualTo(2);
    assertThat(event.sourceFile()).isEqualTo("file");
  }

  @Test
  void countsTheItemsOfAMapAndOfAChild() throws IOException {
    HistoryEvent map = api("MapStateStarted", "{\"length\":6}");
    assertThat(map.items()).isEqualTo(6);
    assertThat(map.details()).isEqualTo("{\"length\":6}");
    String input = "{\"input\":\"{\\\"Items\\\":[1,2]}\"}";
    assertThat(api("ExecutionStarted", input).items()).isNull();
    String ofChild =
        VENDED
            .replace("orders:one", "orders/Each:one")
            .replace("TaskSucceeded", "ExecutionStarted")
            .replaceFirst("\\{\"resource[^}]*}", input.replace("\\", "\\\\"));
    assertThat(event(ofChild).items()).isEqualTo(2);
    HistoryEvent withoutData =
        (HistoryEvent)
            Objects.requireNonNull(
                parse(ofChild.replace("input", "nothing"), null, new PayloadPolicy(0, Set.of())));
    assertThat(withoutData.items()).isNull();
  }

  @Test
  void keepsATypeNobodyKnowsYet() throws IOException {
    assertThat(event(VENDED.replace("TaskSucceeded", "QuantumStateCollapsed")).type())
        .isEqualTo("QuantumStateCollapsed");
  }

  @Test
  void readsPascalCaseWithinTheDetailsToo() throws IOException {
    HistoryEvent event =
        event(
            """
            {"Timestamp":"2026-09-23T22:58:03.035Z","Type":"TaskStateEntered","Id":2,\
            "PreviousEventId":0,"ExecutionArn":"%s","TaskFailedEventDetails":null,\
            "StateEnteredEventDetails":{"Name":"Pay","Input":"{}","InputDetails":{"Truncated":true}}}"""
                .formatted(ARN));

    assertThat(event.stateName()).isEqualTo("Pay");
    assertThat(event.input()).isEqualTo("{}");
    assertThat(event.details()).isEqualTo("{\"inputTruncated\":true}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"truncated\":true} | {\"inputTruncated\":true}",
        "{\"truncated\":\"true\"} | {\"inputTruncated\":true}",
        "{\"truncated\":false} |",
        "{\"truncated\":\"false\"} |",
        "null |",
      })
  void saysWhenAPayloadWasTruncated(String inputDetails, @Nullable String details)
      throws IOException {
    assertThat(api("TaskStateEntered", "{\"inputDetails\":" + inputDetails + "}").details())
        .isEqualTo(details);
  }

  @Test
  void toleratesWhatToolsAdd() throws IOException {
    HistoryEvent event =
        event(
            VENDED.replace(
                "{\"id\"",
                "{\"__type\":\"x\",\"typeAsString\":\"X\",\"other\":[{\"id\":9}],\"id\""));

    assertThat(event).isEqualTo(event(VENDED));
  }

  @Test
  void takesAPayloadThatIsJsonAndNoStringAsItsText() throws IOException {
    assertThat(api("TaskSucceeded", "{\"output\":{\"a\":[1,null]}}").output())
        .isEqualTo("{\"a\":[1,null]}");
    assertThat(api("TaskSucceeded", "{\"output\":12.50}").output()).isEqualTo("12.50");
    assertThat(api("TaskSucceeded", "{\"output\":\"null\"}").output()).isEqualTo("null");
    assertThat(api("TaskSucceeded", "{\"output\":null}").output()).isNull();
  }

  @Test
  void appliesThePayloadPolicyToEveryPayload() throws IOException {
    String event =
        """
        {"timestamp":1.5,"type":"StateExited","id":1,"previousEventId":0,"xEventDetails":\
        {"input":"secret","output":"secret","cause":"secret",\
        "assignedVariables":{"card":"secret"}}}""";

    assertThat(parse(event, ARN, new PayloadPolicy(0, Set.of())))
        .asString()
        .doesNotContain("secret");
    assertThat(parse(event, ARN, new PayloadPolicy(90, Set.of("card"))))
        .asString()
        .contains("\"card\":\"***\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"id\":\"7\",",
        "\"type\":\"TaskSucceeded\",",
        "\"event_timestamp\":\"1787542294521\","
      })
  void rejectsAnEventThatLacksWhatEveryEventHas(String field) throws IOException {
    assertThat(parse(VENDED.replace(field, ""), null))
        .isInstanceOfSatisfying(
            ParsedRecord.Reject.class,
            reject -> {
              assertThat(reject.reason()).isEqualTo("missing_field");
              assertThat(reject.position()).isEqualTo(42);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"999999999999999999\"",
        "\"99999999999999999999999\"",
        "\"-62135596800000\"",
        "\"soon\"",
        "1e999"
      })
  void rejectsATimeThatNoTableCanHold(String timestamp) throws IOException {
    assertThat(parse(VENDED.replace("\"1787542294521\"", timestamp), null))
        .isInstanceOfSatisfying(
            ParsedRecord.Reject.class,
            reject -> assertThat(reject.reason()).isEqualTo("missing_field"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999", "\"0001-01-01T00:00:00Z\"", "1e-30000000", "\"2026-09-23\""})
  void rejectsAnApiTimeThatNoTableCanHold(String timestamp) throws IOException {
    String json = "{\"timestamp\":%s,\"type\":\"X\",\"id\":1,\"previousEventId\":0}";

    assertThat(parse(json.formatted(timestamp), ARN))
        .isInstanceOfSatisfying(
            ParsedRecord.Reject.class,
            reject -> assertThat(reject.reason()).isEqualTo("missing_field"));
  }

  /** One damaged id would count as millions of events that are missing. */
  @ParameterizedTest
  @ValueSource(strings = {"0", "-5", "1000001", "9000000000000000000"})
  void rejectsAnIdThatNoEventHas(String id) throws IOException {
    assertThat(parse(VENDED.replace("\"id\":\"7\"", "\"id\":\"" + id + "\""), null))
        .isInstanceOfSatisfying(
            ParsedRecord.Reject.class,
            reject -> assertThat(reject.reason()).isEqualTo("missing_field"));
  }

  @Test
  void rejectsAnEventOfAnExecutionNobodyNames() throws IOException {
    String json = "{\"timestamp\":1.5,\"type\":\"X\",\"id\":1,\"previousEventId\":0}";

    assertThat(parse(json, null))
        .isEqualTo(
            new ParsedRecord.Reject(
                42,
                "missing_execution_arn",
                "X: no wrapper, no DescribeExecution or ListExecutions answer beside the object and"
                    + " no --arn-from-key that matches its address names the execution"));
  }

  @Test
  void rejectsAnArnThatIsNone() throws IOException {
    assertThat(parse(VENDED.replace(ARN, "arn:aws:s3:::bucket"), null))
        .isEqualTo(new ParsedRecord.Reject(42, "invalid_execution_arn", "arn:aws:s3:::bucket"));
  }

  @Test
  void leavesOtherObjectsToOthers() throws IOException {
    assertThat(parse("{\"time\":\"x\",\"type\":\"platform.start\",\"record\":{}}", null)).isNull();
    assertThat(parse("{}", null)).isNull();
  }
}
