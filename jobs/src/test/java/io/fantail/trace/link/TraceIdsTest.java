package io.fantail.trace.link;

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

  /** Computed with another program: tables that were written years ago hold them. */
  @Test
  void givesTheSameIdForever() {
    assertThat(TraceIds.ofRoot(ARN)).isEqualTo("30c1c7386b79341006089938e006e2c1");
    assertThat(TraceIds.ofRoot("arn:aws:states:eu-west-1:123456789012:execution:orders/Each:4bd1"))
        .isEqualTo("38432013e3a237e67547435283c54d64");
  }

  @Test
  void takesACallersTraceIdBeyondWhatALongHolds() {
    UpstreamContext context =
        new UpstreamContext(null, null, "12766418539254701015", null, null, null, null);

    assertThat(TraceIds.of(ARN, context)).isEqualTo("0000000000000000" + "b12b6e05a63cdbd7");
  }

  @Test
  void isNotChangedByATraceparent() {
    String header = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    assertThat(TraceIds.of(ARN, new UpstreamContext(null, null, null, null, null, null, header)))
        .isEqualTo(TraceIds.ofRoot(ARN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "12a", "-1", "+1", "18446744073709551616"})
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
        "_dd.p.tid=a49ff3b7fb47b0b; 0a49ff3b7fb47b0b",
        "_dd.p.tid=6734e7c3000000001; 0000000000000000",
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
