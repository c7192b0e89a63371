package io.fantail.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.UpstreamContext;
import io.fantail.span.SpanIds;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceIdsTest {
  private static final String ARN = "arn:aws:states:eu-west-1:123456789012:execution:orders:run-1";
  private static final String ROOT = "arn:aws:states:eu-west-1:123456789012:execution:outer:top";

  @Test
  void beginsATraceWithTheExecutionItself() {
    assertThat(TraceIds.of(ARN, UpstreamContext.NONE))
        .isEqualTo(TraceIds.ofRoot(ARN))
        .isEqualTo(SpanIds.high(ARN) + SpanIds.low(ARN))
        .matches("[0-9a-f]{32}");
  }

  @Test
  void joinsTheTraceOfTheRootThatTheInputNames() {
    assertThat(TraceIds.of(ARN, new UpstreamContext(null, ROOT, null, null, null, null, null)))
        .isEqualTo(TraceIds.ofRoot(ROOT));
  }

  @Test
  void prefersTheTraceOfTheCallerToThatOfTheRoot() {
    assertThat(
            TraceIds.of(
                ARN, new UpstreamContext(null, ROOT, "255", "_dd.p.tid=ab", null, null, null)))
        .isEqualTo("00000000000000ab" + "00000000000000ff");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12a", "-1", "18446744073709551616"})
  void ignoresACallersTraceIdThatIsNone(String decimal) {
    assertThat(TraceIds.of(ARN, new UpstreamContext(null, null, decimal, null, null, null, null)))
        .isEqualTo(TraceIds.ofRoot(ARN));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "_dd.p.dm=-0; 0000000000000000",
        "_dd.p.dm=-0,_dd.p.tid=6734e7c300000000; 6734e7c300000000",
        "_dd.p.tid=1,x=y; 0000000000000001",
        "x_dd.p.tid=1; 0000000000000000",
        "_dd.p.tid=; 0000000000000000"
      })
  void takesTheUpperHalfFromTheTags(String tags, String upperHalf) {
    assertThat(TraceIds.of(ARN, new UpstreamContext(null, null, "1", tags, null, null, null)))
        .isEqualTo(upperHalf + "0000000000000001");
  }

  @Test
  void printsWholeSecondsWithTheirMilliseconds() {
    assertThat(SpanIds.ofAttempt(ARN, "Charge", Instant.parse("2026-03-01T10:00:00Z"), 0, 0))
        .isEqualTo(SpanIds.high(ARN + "#Charge#2026-03-01T10:00:00.000Z"));
  }

  @Test
  void appendsBothCountsAsSoonAsOneIsNotZero() {
    Instant enteredAt = Instant.parse("2026-03-01T10:00:00.123Z");
    String first = ARN + "#Charge#2026-03-01T10:00:00.123Z";

    assertThat(SpanIds.ofAttempt(ARN, "Charge", enteredAt, 2, 0))
        .isEqualTo(SpanIds.high(first + "#2#0"));
    assertThat(SpanIds.ofAttempt(ARN, "Charge", enteredAt, 0, 1))
        .isEqualTo(SpanIds.high(first + "#0#1"));
    assertThat(SpanIds.ofAttempt(ARN, "Charge", enteredAt, 3, 4))
        .isEqualTo(SpanIds.high(first + "#3#4"));
  }

  @Test
  void clearsTheSignOfEveryHash() {
    for (int i = 0; i < 200; i++) {
      assertThat(Long.parseUnsignedLong(SpanIds.high("text " + i), 16)).isPositive();
      assertThat(Long.parseUnsignedLong(SpanIds.low("text " + i), 16)).isPositive();
    }
  }
}
