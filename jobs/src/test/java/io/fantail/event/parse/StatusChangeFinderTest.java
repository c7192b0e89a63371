package io.fantail.event.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fantail.text.Json;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where EventBridge's events of executions stand, and what only looks like them. */
class StatusChangeFinderTest {
  private static final String EVENT =
      """
      {"version":"0","detail-type":"Step Functions Execution Status Change","source":"aws.states",\
      "detail":{"executionArn":"arn","status":"FAILED","startDate":1795428000125}}""";

  private static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return Json.tree(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%2$s",
        "{\"MessageId\":\"1\",\"ReceiptHandle\":\"r\",\"Body\":%1$s}",
        "{\"messageId\":\"1\",\"body\":%1$s,\"eventSource\":\"aws:sqs\"}",
        "{\"messageId\":\"1\",\"body\":%2$s,\"eventSource\":\"aws:sqs\"}",
        "{\"Type\":\"Notification\",\"TopicArn\":\"t\",\"Message\":%1$s}",
        "{\"EventSource\":\"aws:sns\",\"Sns\":{\"Type\":\"Notification\",\"Message\":%1$s}}",
      })
  void findsTheEventInTheMessagesOfSqsAndSns(String form) throws JsonProcessingException {
    JsonNode execution = StatusChangeFinder.executionIn(json(form.formatted(quoted(EVENT), EVENT)));

    assertThat(Objects.requireNonNull(execution).path("status").asText()).isEqualTo("FAILED");
  }

  @Test
  void findsWhatSnsPutIntoAMessageOfSqs() throws JsonProcessingException {
    String notification = "{\"Type\":\"Notification\",\"Message\":%s}".formatted(quoted(EVENT));

    assertThat(
            StatusChangeFinder.executionIn(json("{\"Body\":%s}".formatted(quoted(notification)))))
        .isNotNull();
  }

  @Test
  void looksIntoAFewMessagesOnly() throws JsonProcessingException {
    String nested = EVENT;
    for (int i = 0; i < 5; i++) {
      nested = "{\"Body\":%s}".formatted(quoted(nested));
    }

    assertThat(StatusChangeFinder.executionIn(json(nested))).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Body\":\"Step Functions Execution Status Change\"}",
        "{\"Body\":\"{\\\"detail-type\\\":\\\"Step Functions Execution Status Change\\\"}\"}",
        "{\"Body\":7}",
        "{\"detail-type\":\"Step Functions Execution Status Change\",\"source\":\"my.app\","
            + "\"detail\":{\"executionArn\":\"arn\"}}",
        "{\"executionArn\":\"arn\",\"status\":\"FAILED\"}",
      })
  void findsNothingInOthers(String text) throws JsonProcessingException {
    assertThat(StatusChangeFinder.executionIn(json(text))).isNull();
  }
}
