package io.fantail.event.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.event.ExecutionArn;
import io.fantail.event.HistoryEvent;
import io.fantail.event.ParsedRecord;
import io.fantail.event.policy.PayloadPolicy;
import io.fantail.testing.CorpusFolder;
import io.fantail.testing.RecordedHistory;
import io.fantail.text.Json;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartedExecutionTest {
  private static final String PREFIX = "arn:aws:states:us-east-1:1:";
  private static final String ARN = PREFIX + "execution:orders:one";
  private static final String STARTED = PREFIX + "execution:bills:two";
  private static final String EXPRESS = PREFIX + "express:bills:two:0b1c";
  private static final String OUTPUT = "{\"ExecutionArn\":\"" + STARTED + "\",\"StartDate\":1}";

  @ParameterizedTest
  @CsvSource({
    "TaskSucceeded, states, startExecution, true",
    "TaskSubmitted, states, startExecution.sync, true",
    "TaskSucceeded, states, startExecution.sync, true",
    "TaskSubmitted, states, startExecution.sync:2, true",
    "TaskSucceeded, states, startExecution.sync:2, true",
    "TaskSubmitted, states, startExecution.waitForTaskToken, true",
    "TaskSucceeded, states, startExecution.waitForTaskToken, false",
    "TaskSucceeded, aws-sdk:sfn, startExecution, true",
    "TaskSucceeded, aws-sdk:sfn, startSyncExecution, true",
    "TaskSubmitted, aws-sdk:sfn, startExecution.waitForTaskToken, true",
    "TaskScheduled, states, startExecution, false",
    "TaskSucceeded, aws-sdk:sfn, describeExecution, false",
    "TaskSucceeded, lambda, invoke, false",
    "TaskSucceeded, lambda, startExecution, false",
    "TaskStateExited, states, startExecution, false",
  })
  void readsTheAnswerOfACallThatStarts(
      String type, String resourceType, String resource, boolean found) throws IOException {
    assertThat(startedBy(type, resourceType, resource, "output", OUTPUT))
        .isEqualTo(found ? STARTED : null);
    assertThat(StartedExecution.isStart(resourceType + ":" + resource))
        .isEqualTo(!resourceType.equals("lambda") && resource.startsWith("start"));
  }

  @ParameterizedTest
  @CsvSource({
    "TaskFailed, startExecution.sync, true",
    "TaskFailed, startExecution.sync:2, true",
    "TaskTimedOut, startExecution.sync, true",
    "TaskFailed, startExecution.waitForTaskToken, false",
  })
  void readsTheCauseOfAFailedOne(String type, String resource, boolean found) throws IOException {
    String cause = "{\"Cause\":\"no\",\"ExecutionArn\":\"" + STARTED + "\",\"Status\":\"FAILED\"}";

    assertThat(startedBy(type, "states", resource, "cause", cause))
        .isEqualTo(found ? STARTED : null);
    assertThat(startedBy(type, "states", resource, "cause", "State Machine Does Not Exist"))
        .isNull();
  }

  @Test
  void takesAnExpressExecution() throws IOException {
    String output = "{\"Output\":{\"ExecutionArn\":\"x\"},\"ExecutionArn\":\"" + EXPRESS + "\"}";

    assertThat(startedBy("TaskSucceeded", "aws-sdk:sfn", "startSyncExecution", "output", output))
        .isEqualTo(EXPRESS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "7",
        "{}",
        "{\"Output\":{\"ExecutionArn\":\"" + STARTED + "\"}}",
        "{\"ExecutionArn\":7}",
        "{\"ExecutionArn\":\"arn:aws:states:us-east-1:1:stateMachine:bills\"}",
        "{\"ExecutionArn\":\"" + STARTED,
        "{\"Output\":{\"cut",
      })
  void findsNothingWhereTheAnswerNamesNoExecution(String output) throws IOException {
    assertThat(startedBy("TaskSucceeded", "states", "startExecution.sync:2", "output", output))
        .isNull();
  }

  @Test
  void readsWhatStandsBeforeTheCut() throws IOException {
    String output = "{\"ExecutionArn\":\"" + STARTED + "\",\"Output\":{\"a\":\"cut";

    assertThat(startedBy("TaskSucceeded", "states", "startExecution.sync", "output", output))
        .isEqualTo(STARTED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "execution:bills:two | {\"AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID\":\"%s\"} | yes",
        "express:bills:two:0b | {\"a\":{},\"AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID\":\"%s\",\"x | yes",
        "execution:bills:two | {\"in\":{\"AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID\":\"%s\"}} | -",
        "execution:bills:two | [\"AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID\",\"%s\"] | -",
        "execution:bills:two | {\"STARTED_BY\":\"%s\"} | -",
        "execution:bills/Fan:two | {\"AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID\":\"%s\"} | -",
      })
  void readsWhoStartedAnExecutionFromItsInput(
      String started, String input, @Nullable String found) {
    ExecutionArn arn = Objects.requireNonNull(ExecutionArn.parse(PREFIX + started));

    assertThat(UpstreamContextReader.of(arn, input.formatted(ARN)).startedByArn())
        .isEqualTo(found == null ? null : ARN);
  }

  @Test
  void findsEveryExecutionThatRecordedHistoriesStarted() {
    CorpusFolder.path("sfn");
    Pattern answer = Pattern.compile("^\\{[^{}]*?\"ExecutionArn\":\"(arn:[^\"]+)\"");
    int found = 0;
    for (RecordedHistory history : RecordedHistory.all()) {
      for (int i = 0; i < history.raw().size(); i++) {
        String expected = null;
        for (JsonNode details : history.raw().get(i)) {
          String resource = details.path("resource").asText();
          String type = details.path("resourceType").asText();
          boolean isStart =
              Set.of("states", "aws-sdk:sfn").contains(type) && resource.startsWith("start");
          for (String payload : isStart ? List.of("output", "cause") : List.<String>of()) {
            Matcher matcher = answer.matcher(details.path(payload).asText());
            expected = matcher.find() ? matcher.group(1) : expected;
          }
        }
        assertThat(history.events().get(i).startedExecutionArn())
            .as("%s, event %d", history.name(), i + 1)
            .isEqualTo(expected);
        found += expected == null ? 0 : 1;
      }
    }
    assertThat(found).isGreaterThan(8);
  }

  private static @Nullable String startedBy(
      String type, String resourceType, String resource, String field, String payload)
      throws IOException {
    String json =
        """
        {"timestamp":"2026-09-23T22:58:03.035Z","type":"%s","id":3,"previousEventId":2,\
        "executionArn":"%s","xEventDetails":{"name":"A","resource":"%s","resourceType":"%s","%s":%s}}"""
            .formatted(
                type, ARN, resource, resourceType, field, Json.MAPPER.writeValueAsString(payload));
    try (JsonParser parser = Json.FACTORY.createParser(json)) {
      parser.nextToken();
      ParsedRecord parsed =
          new HistoryEventParser(new PayloadPolicy(0, Set.of()), "file")
              .parse(parser, EventOrigin.STATES_LOG, null, true, 0);
      return ((HistoryEvent) Objects.requireNonNull(parsed)).startedExecutionArn();
    }
  }
}
