package io.fantail.span.xray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fantail.event.AwsSpan;
import io.fantail.event.Failure;
import io.fantail.event.collected.SeenAwsSpan;
import io.fantail.span.Span;
import io.fantail.span.SpanIds;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import io.fantail.spark.Codec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AwsTraceTest {
  private static final String ARN = "arn:aws:states:eu-west-1:123456789012:execution:orders:o-1";
  private static final String NESTED = "arn:aws:states:eu-west-1:123456789012:execution:pay:p-1";
  private static final String FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:f";
  private static final Instant EPOCH = Instant.parse("2026-08-04T08:00:00Z");

  private static final Codec<Span> SPAN = Codec.of(Span::shape);

  private final List<SeenAwsSpan> seen = new ArrayList<>();

  private AwsTraceTest add(AwsSpan span) {
    seen.add(new SeenAwsSpan(true, span));
    return this;
  }

  private AwsTrace trace() {
    return AwsTrace.of(seen);
  }

  private static AwsSpan span(String id, @Nullable String parent, @Nullable String arn, long at) {
    return span(id, parent, arn, at, at + 10, "file:/a");
  }

  private static AwsSpan span(
      String id,
      @Nullable String parent,
      @Nullable String arn,
      long startedAt,
      @Nullable Long endedAt,
      String file) {
    return new AwsSpan(
        "6b0a7f40aaaabbbbccccddddeeeeffff",
        id,
        parent,
        "name of " + id,
        parent == null ? "SERVER" : "INTERNAL",
        EPOCH.plusMillis(startedAt),
        endedAt == null ? null : EPOCH.plusMillis(endedAt),
        endedAt == null,
        false,
        arn,
        null,
        Failure.NONE,
        Collections.emptySortedMap(),
        file);
  }

  @Test
  void keepsOfTwinsTheOneThatHasEndedInAnyOrder() {
    add(span("a", null, ARN, 0, null, "file:/1"));
    add(span("a", null, ARN, 0, 50L, "file:/2"));
    add(span("a", null, ARN, 0, 40L, "file:/0"));
    add(span("a", null, ARN, 0, 50L, "file:/3"));
    add(span("b", "a", null, 1, null, "file:/1"));
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(seen, new Random(seed));
      AwsTrace trace = trace();

      assertThat(trace.spans())
          .extracting(joined -> joined.span().spanId(), joined -> joined.span().sourceFile())
          .containsExactly(tuple("a", "file:/2"), tuple("b", "file:/1"));
      assertThat(trace.duplicates()).isEqualTo(3);
    }
  }

  @Test
  void countsNoDuplicateWhereTheTableHasWhatIsReadAgain() {
    AwsSpan span = span("a", null, ARN, 0);
    seen.add(new SeenAwsSpan(false, span));
    seen.add(new SeenAwsSpan(true, span));

    assertThat(trace().spans()).hasSize(1);
    assertThat(trace().duplicates()).isZero();
  }

  @Test
  void givesASpanTheExecutionThatTheNearestAboveItNames() {
    add(span("a", null, ARN, 0)).add(span("b", "a", null, 1)).add(span("c", "b", FUNCTION, 2));
    add(span("d", "c", NESTED, 3)).add(span("e", "d", null, 4));

    assertThat(trace().spans())
        .extracting(
            joined -> joined.span().spanId(),
            JoinedAwsSpan::executionArn,
            JoinedAwsSpan::join,
            JoinedAwsSpan::top)
        .containsExactly(
            tuple("a", ARN, AwsSpanJoin.OWN, true),
            tuple("b", ARN, AwsSpanJoin.ANCESTOR, false),
            tuple("c", ARN, AwsSpanJoin.ANCESTOR, false),
            tuple("d", NESTED, AwsSpanJoin.OWN, true),
            tuple("e", NESTED, AwsSpanJoin.ANCESTOR, false));
  }

  @Test
  void takesTheOnlyExecutionOfTheTraceWhereTheSpanAboveIsLost() {
    add(span("a", null, ARN, 0)).add(span("b", "lost", null, 1));

    assertThat(trace().spans())
        .extracting(JoinedAwsSpan::executionArn, JoinedAwsSpan::join, JoinedAwsSpan::top)
        .containsExactly(tuple(ARN, AwsSpanJoin.OWN, true), tuple(ARN, AwsSpanJoin.TRACE, true));
  }

  @Test
  void guessesNoneOfTwoExecutions() {
    add(span("a", null, ARN, 0)).add(span("b", null, NESTED, 1)).add(span("c", "lost", null, 2));

    assertThat(trace().spans().get(2))
        .extracting(JoinedAwsSpan::executionArn, JoinedAwsSpan::join)
        .containsExactly(null, null);
  }

  @Test
  void isOfNoExecutionWhereNoneIsNamed() {
    add(span("a", null, FUNCTION, 0)).add(span("b", "a", null, 1));

    assertThat(trace().spans()).extracting(JoinedAwsSpan::executionArn).containsOnlyNulls();
  }

  @Test
  void cutsSpansThatStandAboveThemselves() {
    add(span("a", "c", ARN, 0)).add(span("b", "a", null, 1)).add(span("c", "b", null, 2));
    add(span("d", "d", null, 3));

    assertThat(trace().spans())
        .extracting(joined -> joined.span().spanId(), JoinedAwsSpan::top)
        .containsExactly(tuple("a", true), tuple("b", false), tuple("c", false), tuple("d", true));
  }

  /** As many as Transaction Search shows of a trace, each below the one before. */
  @Test
  void walksADeepTraceOnce() {
    int count = 10_000;
    for (int i = 0; i < count; i++) {
      add(span("s" + i, i == 0 ? null : "s" + (i - 1), i == 0 ? ARN : null, i));
    }
    Collections.shuffle(seen, new Random(1));

    assertThat(trace().spans())
        .hasSize(count)
        .extracting(JoinedAwsSpan::executionArn)
        .containsOnly(ARN);
  }

  @Test
  void isASpanBelowItsExecutionUnderTheIdOfAws() {
    add(span("00000000000000aa", "00000000000000ff", ARN, 0));
    add(span("00000000000000bb", "00000000000000aa", null, 5, null, "file:/a"));
    List<Span> spans = trace().spans().stream().map(JoinedAwsSpan::toSpan).toList();

    assertThat(spans)
        .extracting(Span::kind, Span::spanId, Span::parentSpanId, Span::status)
        .containsExactly(
            tuple(SpanKind.AWS, "00000000000000aa", SpanIds.ofExecution(ARN), SpanStatus.OK),
            tuple(SpanKind.AWS, "00000000000000bb", "00000000000000aa", SpanStatus.UNFINISHED));
    assertThat(spans.get(0).attributes())
        .containsOnly(
            Map.entry("xray_trace_id", "6b0a7f40aaaabbbbccccddddeeeeffff"),
            Map.entry("xray_parent_span_id", "00000000000000ff"),
            Map.entry("execution_join", "own"),
            Map.entry("aws_kind", "INTERNAL"));
    spans.forEach(span -> assertThat(SPAN.unpack(SPAN.pack(span))).isEqualTo(span));
  }
}
