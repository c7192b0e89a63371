package io.fantail.event.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.event.FunctionReference;
import io.fantail.event.HistoryEvent;
import io.fantail.event.LambdaCall;
import io.fantail.event.ParsedRecord;
import io.fantail.event.history.EventOrigin;
import io.fantail.event.history.HistoryEventParser;
import io.fantail.testing.CorpusFolder;
import io.fantail.testing.EventDraft;
import io.fantail.text.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every Step Functions event that was recorded. */
class HistoryCorpusTest {
  private static final String ARN = "arn:aws:states:us-east-1:111111111111:execution:machine:name";
  private static final HistoryEventParser PARSER =
      new HistoryEventParser(ReadObject.KEEP_ALL, "file");

  private static HistoryEvent parse(JsonNode event) throws IOException {
    return parse(event, ARN);
  }

  private static HistoryEvent parse(JsonNode event, String arn) throws IOException {
    try (var parser = Json.FACTORY.createParser(event.toString())) {
      parser.nextToken();
      ParsedRecord parsed = PARSER.parse(parser, EventOrigin.HISTORY, arn, true, 0);
      assertThat(parsed).as(event.toString()).isInstanceOf(HistoryEvent.class);
      return (HistoryEvent) Objects.requireNonNull(parsed);
    }
  }

  private static List<JsonNode> eventsOf(Path history) {
    try {
      List<JsonNode> events = new ArrayList<>();
      Json.MAPPER.readTree(history.toFile()).path("events").forEach(events::add);
      return events;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static JsonNode detailsOf(JsonNode event) {
    for (JsonNode field : event) {
      if (field.isObject()) {
        return field;
      }
    }
    return Json.MAPPER.createObjectNode();
  }

  private static @Nullable String textOf(JsonNode details, String... names) {
    for (String name : names) {
      if (details.has(name)) {
        return details.get(name).asText();
      }
    }
    return null;
  }

  @Test
  void readsEveryFieldOfEveryRecordedEvent() throws IOException {
    Set<String> types = new HashSet<>();
    long count = 0;
    for (String folder : List.of("histories", "histories_reconstructed", "synthetic")) {
      try (Stream<Path> files = Files.list(CorpusFolder.path("sfn/" + folder))) {
        for (Path file : files.sorted().toList()) {
          for (JsonNode recorded : eventsOf(file)) {
            assertRead(recorded, parse(recorded));
            types.add(recorded.path("type").asText());
            count++;
          }
        }
      }
    }
    assertThat(count).isGreaterThan(3_000);
    assertThat(types).hasSizeGreaterThan(50);
  }

  private static void assertRead(JsonNode recorded, HistoryEvent event) {
    JsonNode details = detailsOf(recorded);
    String resource = textOf(details, "resource");
    String resourceType = textOf(details, "resourceType");

    assertThat(event.executionArn()).isEqualTo(ARN);
    assertThat(event.id()).isEqualTo(recorded.path("id").asLong());
    assertThat(event.previousId()).isEqualTo(recorded.path("previousEventId").asLong());
    assertThat(event.type()).isEqualTo(recorded.path("type").asText());
    assertThat(event.at())
        .isEqualTo(OffsetDateTime.parse(recorded.path("timestamp").asText()).toInstant());
    assertThat(event.stateName()).isEqualTo(textOf(details, "name", "state"));
    assertThat(event.payload().input()).isEqualTo(textOf(details, "input", "parameters"));
    assertThat(event.payload().output()).isEqualTo(textOf(details, "output"));
    assertThat(event.failure().error()).isEqualTo(textOf(details, "error"));
    assertThat(event.failure().cause()).isEqualTo(textOf(details, "cause"));
    assertThat(event.mapRunArn()).isEqualTo(textOf(details, "mapRunArn"));
    assertThat(event.resource())
        .isEqualTo(resourceType == null ? resource : resourceType + ":" + resource);
    assertThat(event.iteration())
        .isEqualTo(details.has("index") ? (Integer) details.get("index").asInt() : null);
    assertThat(event.failure().fingerprint() == null)
        .isEqualTo(!details.has("error") && !details.has("cause"));
  }

  @Test
  void keepsTheDetailsThatHaveNoFieldOfTheirOwn() throws IOException {
    Set<String> ours =
        Set.of(
            "name",
            "state",
            "resource",
            "resourceType",
            "input",
            "parameters",
            "output",
            "error",
            "cause",
            "mapRunArn",
            "index",
            "redriveCount",
            "inputDetails",
            "outputDetails");
    try (Stream<Path> files = Files.list(CorpusFolder.path("sfn/histories"))) {
      for (JsonNode recorded : files.flatMap(file -> eventsOf(file).stream()).toList()) {
        JsonNode details = detailsOf(recorded);
        Set<String> others = new HashSet<>();
        details.fieldNames().forEachRemaining(others::add);
        others.removeAll(ours);

        String kept = parse(recorded).details();

        if (others.isEmpty()) {
          assertThat(kept).isNull();
        } else {
          JsonNode rest = Json.MAPPER.readTree(kept);
          assertThat(others)
              .allSatisfy(name -> assertThat(rest.get(name)).isEqualTo(details.get(name)));
          assertThat(rest).hasSize(others.size());
        }
      }
    }
  }

  static Stream<String> dresses() {
    return Stream.of(
        "aws-cli-v1-or-wire.epoch-float.json",
        "boto3-default-str.json",
        "events-array-only.jsonl",
        "java-sdk-v2-jackson-instant-epoch-decimal.json",
        "js-sdk-v3.iso-z.json",
        "reverse-order-paged",
        "steampipe-or-go-PascalCase.json");
  }

  @ParameterizedTest
  @MethodSource("dresses")
  void readsIdenticalEventsFromEveryDress(String dress) throws IOException {
    assertThat(dressed(dress)).hasSize(9).isEqualTo(dressed("aws-cli-v2.local-offset.json"));
  }

  private static List<HistoryEvent> dressed(String dress) throws IOException {
    List<JsonNode> documents = new ArrayList<>();
    if (dress.equals("reverse-order-paged")) {
      documents.add(CorpusFolder.json("archive/history/reverse-order-paged/page-0.json"));
      documents.add(CorpusFolder.json("archive/history/reverse-order-paged/page-1.json"));
    } else {
      documents.addAll(
          dress.endsWith("jsonl")
              ? CorpusFolder.jsonLines("archive/history/" + dress)
              : List.of(CorpusFolder.json("archive/history/" + dress)));
    }
    List<HistoryEvent> events = new ArrayList<>();
    for (JsonNode document : documents) {
      JsonNode list = document.has("Events") ? document.get("Events") : document.path("events");
      for (JsonNode event : list.isArray() ? list : List.of(document)) {
        events.add(withArn(parse(event)));
      }
    }
    events.sort(Comparator.comparingLong(HistoryEvent::id));
    return events;
  }

  /** One of the dresses names the execution on each event; the others are told. */
  private static HistoryEvent withArn(HistoryEvent event) {
    return EventDraft.changed(event, named -> named.executionArn = ARN);
  }

  @Test
  void findsTheInvocationBehindARecordedTask() throws IOException {
    List<HistoryEvent> events = dressed("aws-cli-v2.local-offset.json");

    assertThat(events.get(4).call())
        .isEqualTo(
            new LambdaCall(
                new FunctionReference(
                    "stackd-sfn-lambda-ae811abfff", "000000000000", "us-west-2", null),
                null,
                null,
                null,
                true,
                false));
    assertThat(events.get(6).call())
        .isEqualTo(
            new LambdaCall(
                null,
                "0695c34a-7214-4b4e-84d6-ee179e4fff2e",
                "1-6ab4597b-340f867d6d85d51172e706c3",
                false));
  }

  @Test
  void readsEveryLineOfTheVendedLogs() throws IOException {
    List<JsonNode> lines = CorpusFolder.jsonLines("joined/vended_sfn_log.jsonl");
    try (Stream<Path> files = Files.list(CorpusFolder.path("sfn/vended-logs"))) {
      for (Path file : files.toList()) {
        lines.addAll(CorpusFolder.jsonLines("sfn/vended-logs/" + file.getFileName()));
      }
    }

    assertThat(lines).hasSizeGreaterThan(40);
    for (JsonNode line : lines) {
      HistoryEvent event = parse(line, "arn:aws:states:x:1:execution:not:this");
      assertThat(event.executionArn()).isEqualTo(line.path("execution_arn").textValue());
      assertThat(event.id()).isEqualTo(Long.parseLong(line.path("id").textValue()));
      assertThat(event.previousId())
          .isEqualTo(Long.parseLong(line.path("previous_event_id").textValue()));
      assertThat(event.at().toEpochMilli())
          .isEqualTo(Long.parseLong(line.path("event_timestamp").textValue()));
      assertThat(event.stateName()).isEqualTo(textOf(line.path("details"), "name"));
    }
  }

  @Test
  void readsTheRedriveOfARealExecution() throws IOException {
    List<HistoryEvent> events = new ArrayList<>();
    for (JsonNode event :
        CorpusFolder.json("sfn/real-small/redriven_aborted_activity.wire.json").path("events")) {
      events.add(parse(event));
    }

    assertThat(events)
        .filteredOn(event -> event.type().equals("ExecutionRedriven"))
        .extracting(HistoryEvent::redriveCount)
        .containsExactly(1);
  }
}
