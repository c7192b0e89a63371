package io.fantail.event.history;

import static io.fantail.event.history.ParsedEvents.ARN;
import static io.fantail.event.history.ParsedEvents.VENDED;
import static io.fantail.event.history.ParsedEvents.api;
import static io.fantail.event.history.ParsedEvents.event;
import static io.fantail.event.history.ParsedEvents.parse;
import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.FunctionReference;
import io.fantail.event.HistoryEvent;
import io.fantail.event.LambdaCall;
import io.fantail.event.Payload;
import io.fantail.event.TakenItems;
import io.fantail.event.parse.ReadObject;
import io.fantail.event.policy.Kept;
import io.fantail.event.policy.PayloadPolicy;
import io.fantail.event.policy.Redaction;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryEventParserTest {
  private static final String REQUEST = "3a1a6892-31b8-4245-940d-30d44570f46a";

  /** The answer to the call is in TaskSubmitted; what comes later is of whoever held the token. */
  @Test
  void takesNoInvocationFromWhoeverHoldsTheToken() throws IOException {
    String ofToken = "{\"resourceType\":\"lambda\",\"resource\":\"invoke.waitForTaskToken\",%s}";
    String answer =
        ofToken.formatted(
            "\"output\":\"{\\\"SdkResponseMetadata\\\":{\\\"RequestId\\\":\\\"%s\\\"}}\""
                .formatted(REQUEST));
    String failure =
        ofToken.formatted("\"cause\":\"{\\\"requestId\\\":\\\"%s\\\"}\"".formatted(REQUEST));

    assertThat(api("TaskSubmitted", answer).call()).isEqualTo(LambdaCall.ofRequest(REQUEST));
    assertThat(api("TaskSucceeded", answer).call()).isEqualTo(LambdaCall.NONE);
    assertThat(api("TaskFailed", failure).call()).isEqualTo(LambdaCall.NONE);
    assertThat(api("TaskSubmitFailed", failure).call()).isEqualTo(LambdaCall.ofRequest(REQUEST));
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
  void hashesTheInputOfAChildWithoutWhatIsRedacted() throws IOException {
    PayloadPolicy redacting = new PayloadPolicy(0, Set.of("password"));
    Long hash = hashOfChild("7", "secret", redacting);

    assertThat(hash).isNotNull().isEqualTo(hashOfChild("7", "other", redacting));
    assertThat(hash).isNotEqualTo(hashOfChild("8", "secret", redacting));
    assertThat(hashOfChild("7", "secret", ReadObject.KEEP_ALL))
        .isNotEqualTo(hashOfChild("7", "other", ReadObject.KEEP_ALL))
        .isEqualTo(hashOfChild("7", "secret", new PayloadPolicy(0, Set.of())));
  }

  /** Also where a regular expression masks it, and where an earlier run stored it. */
  @Test
  void tellsNothingOfTheKeyOfAnItemWhereThatIsRedacted() throws IOException {
    String input =
        "{'Items':[{'Key':'jane@example.com/1','Size':7},{'Key':'jane@example.com/2','Size':8}]}";
    PayloadPolicy byKey = new PayloadPolicy(4_096, Set.of("key"));
    PayloadPolicy byRegex =
        new PayloadPolicy(4_096, new Redaction(List.of(), List.of("\"Key\":\"([^\"]*)")));
    PayloadPolicy bySize = new PayloadPolicy(4_096, Set.of("size"));
    HistoryEvent asStored = child(input, ReadObject.KEEP_ALL);

    assertThat(asStored.items().keyPrefix()).isEqualTo("jane@example.com/");
    assertThat(child(input, byKey).items().keyPrefix()).isNull();
    assertThat(child(input, byRegex).items().keyPrefix()).isEqualTo(null);
    assertThat(child(input, bySize).items().bytes()).isNotEqualTo(15);
    assertThat(List.of(child(input, byKey), child(input, byRegex), child(input, bySize)))
        .allMatch(event -> Objects.equals(event.items().count(), 2));
    assertThat(Kept.of(asStored, HistoryEvent::shape, byKey).items().keyPrefix()).isNull();
  }

  private static HistoryEvent child(String input, PayloadPolicy policy) throws IOException {
    String json =
        VENDED
            .replace("orders:one", "orders/Each:one")
            .replace("TaskSucceeded", "ExecutionStarted")
            .replace(
                "{\"resource\"", "{\"input\":\"" + input.replace("'", "\\\"") + "\",\"resource\"");
    return (HistoryEvent) Objects.requireNonNull(parse(json, null, policy));
  }

  private static @Nullable Long hashOfChild(String order, String password, PayloadPolicy policy)
      throws IOException {
    String input = "{'order':%s,'password':'%s'}".formatted(order, password);
    return child(input, policy).items().hash();
  }

  @ParameterizedTest
  @CsvSource({
    // As many as half of the limit are large.
    "x, 131071,",
    "x, 131072, 131072",
    "x, 262144, 262144",
    // 2, 3 and 4 bytes in UTF-8, of 1, 1 and 2 characters.
    "ü, 65535,",
    "ü, 65536, 131072",
    "€, 50000, 150000",
    "😀, 40000, 160000",
    // Longer in JSON than it is.
    "\\n, 131071,",
    "\\u00fc, 65536, 131072",
    "\\ud83d\\ude00, 40000, 160000"
  })
  void tellsTheSizeOfALargePayloadWhetherItIsKeptOrNot(
      String character, int times, @Nullable Integer bytes) throws IOException {
    String payload = character.repeat(times);
    for (int limit : new int[] {0, 10, Integer.MAX_VALUE}) {
      PayloadPolicy policy = new PayloadPolicy(limit, Set.of());
      for (String type : List.of("TaskStateEntered", "TaskScheduled", "ExecutionStarted")) {
        assertThat(payloadOf(type, "\"input\":\"" + payload + "\"", policy).bytes())
            .as(type)
            .isEqualTo(bytes);
      }
      for (String type : List.of("TaskStateExited", "TaskSucceeded")) {
        String both = "\"input\":\"small\",\"output\":\"" + payload + "\"";
        assertThat(payloadOf(type, both, policy).bytes()).as(type).isEqualTo(bytes);
      }
    }
  }

  @Test
  void tellsTheSizeOfAPayloadThatAToolWroteAsJson() throws IOException {
    String padding = "x".repeat(200_000);
    for (int limit : new int[] {0, 10}) {
      Payload payload =
          payloadOf(
              "TaskStateEntered",
              "\"input\": { \"a\" : \"%s\" }".formatted(padding),
              new PayloadPolicy(limit, Set.of()));
      assertThat(payload.bytes()).isEqualTo(200_008);
    }
  }

  private static Payload payloadOf(String type, String details, PayloadPolicy policy)
      throws IOException {
    String json =
        VENDED
            .replace("TaskSucceeded", type)
            .replace("{\"resource\"", "{\"name\":\"Load\"," + details + ",\"resource\"");
    return ((HistoryEvent) Objects.requireNonNull(parse(json, null, policy))).payload();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\"timeoutInSeconds\":600,\"heartbeatInSeconds\":5; 600; 5",
        "\"timeoutInSeconds\":\"60\"; 60;",
        "\"timeout_in_seconds\":60; 60;",
        "\"TimeoutInSeconds\":60.0; 60;",
        "\"heartbeatInSeconds\":5; ; 5",
        // What AWS takes for a state that sets none.
        "\"timeoutInSeconds\":99999999; ;",
        "\"timeoutInSeconds\":0,\"heartbeatInSeconds\":-1; ;",
        "\"timeoutInSeconds\":null,\"heartbeatInSeconds\":\"soon\"; ;",
        "\"timeoutInSeconds\":{},\"heartbeatInSeconds\":[1]; ;",
        "\"timeoutInSeconds\":1e30; ;"
      })
  void tellsHowLongATaskMayTake(
      String details, @Nullable Integer timeout, @Nullable Integer heartbeat) throws IOException {
    for (String type : List.of("TaskScheduled", "ActivityScheduled", "LambdaFunctionScheduled")) {
      assertThat(api(type, "{\"resource\":\"r\"," + details + "}").limits())
          .isEqualTo(HistoryEvent.TimeLimits.of(timeout, heartbeat));
    }
  }

  @Test
  void countsTheItemsOfAMapAndOfAChild() throws IOException {
    HistoryEvent map = api("MapStateStarted", "{\"length\":6}");
    assertThat(map.items().count()).isEqualTo(6);
    assertThat(map.details()).isEqualTo("{\"length\":6}");
    String input = "{\"input\":\"{\\\"Items\\\":[1,2]}\"}";
    assertThat(api("ExecutionStarted", input).items().count()).isNull();
    String ofChild =
        VENDED
            .replace("orders:one", "orders/Each:one")
            .replace("TaskSucceeded", "ExecutionStarted")
            .replaceFirst("\\{\"resource[^}]*}", input.replace("\\", "\\\\"));
    assertThat(event(ofChild).items().count()).isEqualTo(2);
    HistoryEvent withoutData =
        (HistoryEvent)
            Objects.requireNonNull(
                parse(ofChild.replace("input", "nothing"), null, new PayloadPolicy(0, Set.of())));
    assertThat(withoutData.items()).isEqualTo(TakenItems.UNKNOWN);
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
    assertThat(event.payload().input()).isEqualTo("{}");
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
    assertThat(
            api("TaskStateEntered", "{\"name\":\"A\",\"inputDetails\":" + inputDetails + "}")
                .details())
        .isEqualTo(details);
  }

  /** The model's names, and what tools make of them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'id':3,'previousEventId':2,'timestamp':'2026-11-20T10:00:00.98Z','type':'TaskFailed',"
            + "'taskFailedEventDetails':{'resourceType':'lambda','resource':'invoke','error':'E'}}",
        "{'id':3,'previous_event_id':2,'timestamp':'2026-11-20 10:00:00.98 UTC','type':'TaskFailed',"
            + "'task_failed_event_details':{'resource_type':'lambda','resource':'invoke','error':'E'}}",
        "{'Id':3,'PreviousEventId':2,'Timestamp':'/Date(1795168800980)/','Type':{'Value':'TaskFailed'},"
            + "'TaskFailedEventDetails':{'ResourceType':'lambda','Resource':'invoke','Error':'E','Cause':null}}",
        "{'ID':'3','PREVIOUS_EVENT_ID':'2','TIMESTAMP':'1795168800980','TYPE':'TaskFailed',"
            + "'TASK_FAILED_EVENT_DETAILS':{'RESOURCE_TYPE':'lambda','RESOURCE':'invoke','ERROR':'E'}}",
        "{'id':3,'previouseventid':2,'timestamp':1795168800980,'type':'TASK_FAILED',"
            + "'taskfailedeventdetails':{'resourcetype':'lambda','resource':'invoke','error':'E'}}",
        "{'id':3,'previousEventId':2,'timestamp':[1795168800,980000000],'typeAsString':'TaskFailed',"
            + "'taskFailedEventDetails':{'resourceType':'lambda','resource':'invoke','error':'E'}}",
        "{'id':3,'previousEventId':2,'timestamp':{'value':'/Date(1795168800980)/','DateTime':'x'},"
            + "'type':{'value':'TaskFailed'},"
            + "'Task-Failed-Event-Details':{'resource-type':'lambda','Resource':'invoke','error':'E'}}",
      })
  void readsTheNamesInEverySpelling(String json) throws IOException {
    HistoryEvent event = (HistoryEvent) Objects.requireNonNull(parse(json.replace('\'', '"'), ARN));

    assertThat(event.id()).isEqualTo(3);
    assertThat(event.previousId()).isEqualTo(2);
    assertThat(event.type()).isEqualTo("TaskFailed");
    assertThat(event.at()).isEqualTo(Instant.parse("2026-11-20T10:00:00.980Z"));
    assertThat(event.resource()).isEqualTo("lambda:invoke");
    assertThat(event.failure().error()).isEqualTo("E");
    assertThat(event.details()).isNull();
  }

  /** What is a payload stays as its writer spelt it. */
  @Test
  void respellsNothingWithinAPayload() throws IOException {
    HistoryEvent event =
        api("TaskStateEntered", "{\"name\":\"A\",\"input\":{\"previous_event_id\":1,\"Name\":2}}");

    assertThat(event.payload().input()).isEqualTo("{\"previous_event_id\":1,\"Name\":2}");
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
    assertThat(api("TaskSucceeded", "{\"output\":{\"a\":[1,null]}}").payload().output())
        .isEqualTo("{\"a\":[1,null]}");
    assertThat(api("TaskSucceeded", "{\"output\":12.50}").payload().output()).isEqualTo("12.50");
    assertThat(api("TaskSucceeded", "{\"output\":\"null\"}").payload().output()).isEqualTo("null");
    assertThat(api("TaskSucceeded", "{\"output\":null}").payload().output()).isNull();
  }

  @Test
  void appliesThePayloadPolicyToEveryPayload() throws IOException {
    String event =
        """
        {"timestamp":1.5,"type":"StateExited","id":1,"previousEventId":0,"xEventDetails":\
        {"name":"A","input":"secret","output":"secret","cause":"secret",\
        "assignedVariables":{"card":"secret"}}}""";

    assertThat(parse(event, ARN, new PayloadPolicy(0, Set.of())))
        .asString()
        .doesNotContain("secret");
    assertThat(parse(event, ARN, new PayloadPolicy(90, Set.of("card"))))
        .asString()
        .contains("\"card\":\"***\"");
  }
}
