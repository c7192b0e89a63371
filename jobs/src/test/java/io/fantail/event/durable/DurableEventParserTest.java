package io.fantail.event.durable;

import static io.fantail.event.durable.DurableHistories.ARN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fantail.archive.place.TimeWindow;
import io.fantail.event.HistoryEvent;
import io.fantail.event.parse.ReadObject;
import io.fantail.event.policy.PayloadPolicy;
import io.fantail.testing.ArchiveFiles;
import io.fantail.text.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of {@code GetDurableExecutionHistory} as events, in the dresses that tools give them. */
class DurableEventParserTest {
  private final Path folder;

  DurableEventParserTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private ReadObject read(String text) throws IOException {
    ArchiveFiles.write(folder.resolve("history.json"), text);
    return ReadObject.of(ArchiveFiles.besideOthers(folder.resolve("history.json")));
  }

  @Test
  void readsWhatTheApiSaysOfEachEvent() throws IOException {
    ReadObject read = read(DurableHistories.wrapped());

    List<HistoryEvent> events = read.events();
    assertThat(read.rejectReasons()).isEmpty();
    assertThat(read.account().unknownTypes().total()).isZero();
    assertThat(events)
        .hasSize(DurableHistories.COUNT)
        .extracting(HistoryEvent::executionArn)
        .containsOnly(ARN);
    HistoryEvent started = events.get(0);
    assertThat(started.type()).isEqualTo("ExecutionStarted");
    assertThat(started.at()).isEqualTo(Instant.parse("2026-08-24T12:00:00.100Z"));
    assertThat(started.stateName()).isEqualTo("order-1");
    assertThat(started.payload().input()).isEqualTo("{\"orderId\": 1}");
    assertThat(started.details()).isEqualTo("{\"ExecutionTimeout\":900}");
    HistoryEvent failed = events.get(2);
    assertThat(failed.id()).isEqualTo(3);
    assertThat(failed.failure().error()).isEqualTo("CardError");
    assertThat(failed.failure().cause()).isEqualTo("card declined");
    assertThat(failed.operation())
        .isEqualTo(new HistoryEvent.Operation("c4ca4238a0b92382", null, "Step"));
    assertThat(failed.details())
        .contains("\"NextAttemptDelaySeconds\":1", "at charge (index.mjs:7)");
    HistoryEvent completed = events.get(3);
    assertThat(completed.call().requestId()).isEqualTo(DurableHistories.FIRST_REQUEST);
    assertThat(completed.failure().error()).isNull();
    assertThat(events.get(7).operation().parentId()).isEqualTo("c81e728d9d4c2f63");
    assertThat(events.get(10).payload().output()).isEqualTo("\"yes\"");
    HistoryEvent chained = events.get(12);
    assertThat(chained.call().functionName()).isEqualTo("ship");
    assertThat(chained.startedExecutionArn()).isEqualTo(DurableHistories.CHAINED_ARN);
    assertThat(events.get(13).failure().error()).isEqualTo("Lambda.TimedOut");
    assertThat(events.get(14).failure().error()).isEqualTo("ShipError");
  }

  static List<String> dresses() {
    String wire =
        DurableHistories.EVENTS.replaceAll(
            "\"2026-08-24T12:00:0(\\d)\\.(\\d)(\\d+)\\+00:00\"", "178757280$1.$2$3");
    List<String> dresses = new ArrayList<>();
    dresses.add(
        "{\"Events\": "
            + wire
            + ", \"DurableExecutionArn\": \""
            + ARN
            + "\", \"NextMarker\": null}");
    dresses.add(wrapped(DurableHistories.events().toPrettyString()));
    dresses.add(wrapped(DurableHistories.respelt(DurableEventParserTest::camel).toString()));
    dresses.add(wrapped(DurableHistories.respelt(DurableEventParserTest::snake).toString()));
    dresses.add(
        wrapped(DurableHistories.respelt(name -> name.toLowerCase(Locale.ROOT)).toString()));
    dresses.add(wrapped(constants(DurableHistories.events()).toString()));
    dresses.add(
        "{\"executionArn\": \"" + ARN + "\", \"history\": " + DurableHistories.answer() + "}");
    ArrayNode reversed = Json.MAPPER.createArrayNode();
    DurableHistories.events().forEach(event -> reversed.insert(0, event));
    dresses.add(wrapped(reversed.toString()));
    return dresses;
  }

  private static String wrapped(String events) {
    return "{\"DurableExecutionArn\": \""
        + ARN
        + "\", \"ResponseMetadata\": {}, \"Events\": "
        + events
        + "}";
  }

  /** As Java's and Kotlin's SDKs name fields. */
  private static String camel(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  /** As Ruby's and Rust's do. */
  private static String snake(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }

  private static ArrayNode constants(ArrayNode events) {
    for (JsonNode event : events) {
      String type = event.path("EventType").textValue();
      ((ObjectNode) event)
          .putObject("EventType")
          .put("Value", type.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT));
    }
    return events;
  }

  @ParameterizedTest
  @MethodSource("dresses")
  void readsTheSameInEveryDress(String dress) throws IOException {
    List<HistoryEvent> expected = read(DurableHistories.wrapped()).events();

    ReadObject read = read(dress);

    assertThat(read.rejectReasons()).isEmpty();
    assertThat(read.events())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("details")
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void readsEventsOneAfterTheOther() throws IOException {
    StringBuilder lines = new StringBuilder();
    DurableHistories.events().forEach(event -> lines.append(event).append('\n'));
    ArchiveFiles.write(
        folder.resolve("history.request.json"), "{\"DurableExecutionArn\": \"" + ARN + "\"}");

    ReadObject read = read(lines.toString());

    assertThat(read.rejectReasons()).isEmpty();
    assertThat(read.events()).hasSize(DurableHistories.COUNT);
  }

  @Test
  void keepsWhatAwsAddsAndCountsIt() throws IOException {
    ArrayNode events = DurableHistories.events();
    ((ObjectNode) events.get(8)).put("EventType", "QuantumWaitStarted");

    ReadObject read = read(wrapped(events.toString()));

    assertThat(read.events()).hasSize(DurableHistories.COUNT);
    assertThat(read.events().get(8).type()).isEqualTo("QuantumWaitStarted");
    assertThat(read.account().unknownTypes().counts()).containsOnlyKeys("QuantumWaitStarted");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"EventType\": \"StepStarted\", \"EventTimestamp\": \"2026-08-24T12:00:01Z\"}",
        "{\"EventType\": \"StepStarted\", \"EventTimestamp\": \"2026-08-24T12:00:01Z\", \"EventId\": 0}",
        "{\"EventType\": \"StepStarted\", \"EventTimestamp\": \"2026-08-24T12:00:01Z\", \"EventId\": \"one\"}",
        "{\"EventType\": \"StepStarted\", \"EventId\": 3}",
        "{\"EventType\": \"StepStarted\", \"EventId\": 3, \"EventTimestamp\": \"yesterday\"}",
        "{\"EventType\": \"StepStarted\", \"EventId\": 3, \"EventTimestamp\": \"9999-12-31T00:00:00Z\"}",
      })
  void saysWhatAnEventLacks(String event) throws IOException {
    ReadObject read = read(wrapped("[" + event + "]"));

    assertThat(read.rejectReasons()).containsExactly("missing_field");
    assertThat(read.account().records()).isEqualTo(1);
  }

  @Test
  void takesNoRecordOfCloudTrailForAnEvent() throws IOException {
    ReadObject read =
        read(
            "{\"Records\": [{\"eventVersion\": \"1.08\", \"eventType\": \"AwsApiCall\", \"eventID\":"
                + " \"4f57d0ec-f962-4a0b-8e61-730e6717b178\", \"eventTime\": \"2026-08-24T12:00:01Z\"}]}");

    assertThat(read.events()).isEmpty();
    assertThat(read.rejectReasons()).containsExactly("unrecognised_record");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 60, 300, 900, 1500, 3000, 4500})
  void losesNothingBeforeDamage(int cut) throws IOException {
    String whole = DurableHistories.wrapped();
    ReadObject read = read(whole.substring(0, whole.length() - 1 - cut));

    assertThat(read.events()).hasSizeLessThanOrEqualTo(DurableHistories.COUNT);
    assertThat(read.events())
        .containsExactlyElementsOf(read(whole).events().subList(0, read.events().size()));
    assertThat(read.account().rejects()).isEqualTo(1);
    assertThat(read.account().records()).isEqualTo(read.events().size() + 1);
  }

  @Test
  void rejectsTheArnOfAnythingElse() throws IOException {
    ReadObject read =
        read(
            DurableHistories.wrapped()
                .replace(ARN, "arn:aws:states:eu-west-1:111122223333:execution:sm:one"));

    assertThat(read.events()).isEmpty();
    assertThat(read.rejectReasons())
        .hasSize(DurableHistories.COUNT)
        .containsOnly("invalid_execution_arn");
  }

  @Test
  void keepsNoPayloadWhereNoneMayBe() throws IOException {
    ArchiveFiles.write(folder.resolve("history.json"), DurableHistories.wrapped());

    List<HistoryEvent> events =
        ReadObject.of(
                ArchiveFiles.besideOthers(folder.resolve("history.json")),
                new PayloadPolicy(0, Set.of()),
                TimeWindow.ALL)
            .events();

    assertThat(events).hasSize(DurableHistories.COUNT);
    assertThat(events)
        .allSatisfy(
            event -> {
              assertThat(event.payload().input()).isNull();
              assertThat(event.payload().output()).isNull();
              assertThat(event.failure().cause()).isNull();
              assertThat(event.details()).isNull();
            });
    assertThat(events.get(2).failure().error()).isEqualTo("CardError");
    assertThat(events.get(3).call().requestId()).isEqualTo(DurableHistories.FIRST_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"DurableExecutionArn\": \"%s\"}",
        "{\"StatusCode\": 200, \"ExecutedVersion\": \"7\", \"DurableExecutionArn\": \"%s\"}",
        "{\"DurableExecutionArn\": \"%s\", \"DurableExecutionName\": \"order-1\", \"Status\": \"FAILED\", \"StartTimestamp\": 1787572800.1}",
        "{\"detail-type\": \"Durable Execution Status Change\", \"source\": \"aws.lambda\", \"detail\": {\"durableExecutionArn\": \"%s\", \"status\": \"RUNNING\"}}"
      })
  void countsWhatOnlyNamesTheExecutionAsNoise(String document) throws IOException {
    ReadObject read = read(document.formatted(ARN));

    assertThat(read.account().noise()).isEqualTo(1);
    assertThat(read.account().records()).isEqualTo(1);
  }

  @Test
  void countsEachOfAListOfExecutionsAsNoise() throws IOException {
    ReadObject read =
        read(
            "{\"DurableExecutions\": [{\"DurableExecutionArn\": \"%s\", \"StartTimestamp\": 1787572800.1}, {\"DurableExecutionArn\": \"%s\"}], \"NextMarker\": \"x\"}"
                .formatted(ARN, ARN));

    assertThat(read.account().noise()).isEqualTo(2);
    assertThat(read.account().records()).isEqualTo(2);
  }
}
