package io.fantail.span;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The ids as literals, computed with another program: tables that were written years ago hold them,
 * and spans that Datadog keeps.
 */
class SpanIdsTest {
  private static final String ARN = "arn:aws:states:eu-west-1:123456789012:execution:orders:run-1";
  private static final Instant ENTERED_AT = Instant.parse("2026-03-01T10:00:00Z");

  @Test
  void givesAnAttemptThePublishedId() {
    assertThat(SpanIds.ofAttempt(ARN, "Charge", ENTERED_AT, 0, 0)).isEqualTo("2787259aa894352e");
    assertThat(SpanIds.ofAttempt(ARN, "Charge", ENTERED_AT, 2, 1)).isEqualTo("594c68ae9507f4b8");
  }

  @Test
  void givesExecutionsMapRunsAndInvocationsTheirOwn() {
    assertThat(SpanIds.ofExecution(ARN)).isEqualTo("73326e270abbec53");
    assertThat(SpanIds.ofMapRun("arn:aws:states:eu-west-1:123456789012:mapRun:orders/Each:a"))
        .isEqualTo("74484fa448804302");
    assertThat(SpanIds.ofLambda(HexFormat.of().toHexDigits(0xabL), "req-1", 2))
        .isEqualTo("185091f3cf0e9916");
  }

  @ParameterizedTest
  @CsvSource({
    "STATE, 0e0b893f6a85aa6a",
    "ITERATION, 4c8b418cb8612004",
    "BRANCH, 3ff1097aa3afdf20",
    "ATTEMPT, 303b639839f5b97e"
  })
  void givesWhatAnEventBeganTheIdOfTheEvent(SpanKind kind, String id) {
    assertThat(SpanIds.ofEvent(kind, ARN, 7)).isEqualTo(id);
  }
}
