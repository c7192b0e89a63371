package io.fantail.event.history;

import static io.fantail.event.history.ParsedEvents.ARN;
import static io.fantail.event.history.ParsedEvents.VENDED;
import static io.fantail.event.history.ParsedEvents.parse;
import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.archive.history.EventType;
import io.fantail.event.HistoryEvent;
import io.fantail.event.ParsedRecord;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What looks like an event and cannot be one is a reject that says what it lacks. */
class RejectedEventsTest {
  @Test
  void rejectsAnEventWithoutTheDetailsThatItsTypeAlwaysHas() throws IOException {
    for (String type : EventType.NAMES.words()) {
      String json =
          "{\"timestamp\":1.5,\"type\":\"%s\",\"id\":1,\"previousEventId\":0}".formatted(type);

      assertThat(parse(json, ARN) instanceof HistoryEvent)
          .as(type)
          .isEqualTo(!EventType.alwaysHasDetails(type));
    }
    assertThat(parse(VENDED.replace("details", "datails"), null))
        .hasToString(
            "Reject[position=42, reason=missing_field,"
                + " sample=without the details that every event of its type has]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PassStateEntered", "TaskStateExited", "MapStateEntered"})
  void rejectsAStateWithoutAName(String type) throws IOException {
    assertThat(parse(VENDED.replace("TaskSucceeded", type), null))
        .asString()
        .contains("without the name of the state");
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
