package io.fantail.event.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorFingerprintTest {
  private static final String LONG = " and so on".repeat(100);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "order 7 failed | order 12345 failed",
        "took 3.00 seconds | took 12.5 seconds",
        "RequestId: 08e442a3-651f-4265-a3b1-6af8e4cb66eb Error | RequestId: 9e18cd58-9bb1-fd50-3cbc-ea0b23547d05 Error",
        "no such arn:aws:lambda:us-east-1:1:function:a | no such arn:aws:lambda:eu-west-1:2:function:b",
        "token 0123456789abcdef is old | token fedcba9876543210ff is old",
        "<Client object at 0x7f3b5c2d1e80> | <Client object at 0x7fa1e9>",
        "KeyError: 'a' | KeyError: 'b'",
        "id 12345678 | id deadbeef",
        "{\"errorMessage\":\"no 1\",\"errorType\":\"E\",\"requestId\":\"a\"} | {\"errorType\":\"E\",\"errorMessage\":\"no 2\",\"trace\":[]}",
      })
  void isTheSameForTheSameKind(String one, String other) {
    assertThat(ErrorFingerprint.of("E", one)).isEqualTo(ErrorFingerprint.of("E", other));
  }

  @Test
  void isTheSameHoweverLongWhatVariesIs() {
    assertThat(ErrorFingerprint.of("E", "order 7" + LONG))
        .isEqualTo(ErrorFingerprint.of("E", "order 123456789" + LONG));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "order failed | payment failed",
        "{\"errorMessage\":\"no\",\"errorType\":\"A\"} | {\"errorMessage\":\"no\",\"errorType\":\"B\"}",
        "cafe closed | face closed",
        "connection refused | connection reset",
        "('x', E('Connection refused')) | ('x', E('Connection reset by peer'))",
        "Request failed with status code 404 | Request failed with status code 502",
        "'' | x",
      })
  void differsForAnotherKind(String one, String other) {
    assertThat(ErrorFingerprint.of("E", one)).isNotEqualTo(ErrorFingerprint.of("E", other));
  }

  @Test
  void differsByTheNameOfTheError() {
    assertThat(ErrorFingerprint.of("A", "no")).isNotEqualTo(ErrorFingerprint.of("B", "no"));
    assertThat(ErrorFingerprint.of("A", null)).isNotEqualTo(ErrorFingerprint.of("B", null));
  }

  @Test
  void isTheSameInTheLogOfLambdaAndAsTheCauseOfAState() {
    String cause = "{\"errorMessage\":\"'customer'\",\"errorType\":\"KeyError\"}";

    assertThat(ErrorFingerprint.of("KeyError", cause))
        .isEqualTo(ErrorFingerprint.of("KeyError", "'customer'"));
    assertThat(
            ErrorFingerprint.of("States.TaskFailed", "{\"Error\":\"KeyError\",\"Cause\":\"'x'\"}"))
        .isEqualTo(ErrorFingerprint.of("KeyError", "'customer'"));
  }

  @Test
  void isSixteenHexDigits() {
    assertThat(ErrorFingerprint.of("States.Timeout", null)).matches("[0-9a-f]{16}");
    assertThat(ErrorFingerprint.of(null, "{\"errorMessage\":\"cut")).matches("[0-9a-f]{16}");
  }

  @Test
  void isNullWhereNothingFailed() {
    assertThat(ErrorFingerprint.of(null, null)).isNull();
  }
}
