package io.fantail.look.waterfall;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.look.stored.StoredSpan;
import io.fantail.look.waterfall.Fold.Why;
import io.fantail.span.SpanKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WaterfallTest {
  private static final StoredSpan EXECUTION =
      SpanOf.kind(SpanKind.EXECUTION, "e", "elsewhere").at(0, 12_000).critical(12_000).span();

  @Test
  void putsSpansBelowTheirParentsWhateverTheirOrder() {
    List<StoredSpan> spans =
        new ArrayList<>(
            List.of(
                EXECUTION,
                SpanOf.kind(SpanKind.STATE, "s", "e").at(1, 11_000).span(),
                SpanOf.kind(SpanKind.ATTEMPT, "a1", "s").attempt(1).at(1, 3_000).failed("E").span(),
                SpanOf.kind(SpanKind.LAMBDA, "l1", "a1").at(50, 2_900).span(),
                SpanOf.kind(SpanKind.ATTEMPT, "a2", "s")
                    .attempt(2)
                    .at(4_000, 11_000)
                    .with("backoff_ms", "1000")
                    .span()));
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(spans, new Random(seed));

      assertThat(drawn(Waterfall.of(spans).roots()))
          .isEqualTo("e[s[a1[l1] backoff(3000,1000,2) a2]]");
    }
  }

  @Test
  void hangsOnTheExecutionWhatHasNoPlaceAndSaysSo() {
    Waterfall waterfall =
        Waterfall.of(
            List.of(
                EXECUTION,
                SpanOf.kind(SpanKind.STATE, "lost", "missing").at(5, 10).span(),
                SpanOf.kind(SpanKind.ATTEMPT, "below", "lost").at(6, 9).span(),
                SpanOf.kind(SpanKind.STATE, "s", "e").at(1, 4).span()));

    assertThat(drawn(waterfall.roots())).isEqualTo("e[s lost?[below]]");
    SpanNode lost = (SpanNode) waterfall.roots().get(0).below().get(1);
    assertThat(lost.isPlaceUnknown()).isTrue();
  }

  @Test
  void losesNoSpanOfADamagedTree() {
    List<StoredSpan> circle =
        List.of(
            SpanOf.kind(SpanKind.STATE, "a", "b").at(1, 2).span(),
            SpanOf.kind(SpanKind.STATE, "b", "a").at(2, 3).named("Other").span(),
            SpanOf.kind(SpanKind.STATE, "self", "self").at(4, 5).named("Self").span());
    List<StoredSpan> withExecution = new ArrayList<>(circle);
    withExecution.add(EXECUTION);

    assertThat(drawn(Waterfall.of(circle).roots())).isEqualTo("a?[b] self?");
    assertThat(Waterfall.of(circle).execution()).isNull();
    assertThat(drawn(Waterfall.of(withExecution).roots())).isEqualTo("e[a?[b] self?]");
    assertThat(Waterfall.of(List.of()).roots()).isEmpty();
  }

  @Test
  void foldsAlikeSiblingsWithTheirFigures() {
    Fold fold = foldOf(iterations(2_000));

    FoldFigures figures = fold.figures();
    assertThat(figures.count()).isEqualTo(2_000);
    assertThat(figures.count(Outcome.OK)).isEqualTo(1_990);
    assertThat(figures.failed()).isEqualTo(9);
    assertThat(figures.count(Outcome.TIMED_OUT)).isEqualTo(1);
    assertThat(figures.count(Outcome.UNFINISHED)).isEqualTo(1);
    assertThat(figures.errors()).containsEntry("E", 8L).containsEntry("States.Timeout", 1L);
    // 1,999 times from 1 to 1,999 ms: the ranks are 999 and 1,978.02.
    assertThat(figures.p50Ms()).isEqualTo(1_000);
    assertThat(figures.p99Ms()).isCloseTo(1_979.02, org.assertj.core.data.Offset.offset(1e-9));
    assertThat(figures.maxMs()).isEqualTo(1_999);
    assertThat(figures.criticalMs()).isEqualTo(77);
    assertThat(figures.endedAt()).isNull();
    assertThat(fold.members()).hasSize(2_000);
  }

  @Test
  void unfoldsWhatIsWorthALook() {
    Fold fold = foldOf(iterations(2_000));

    assertThat(fold.unfolded())
        .extracting(one -> one.node().span().spanId() + " " + one.why())
        .containsExactly(
            "i500 [CRITICAL]",
            "i999 [TYPICAL]",
            "i1800 [FAILED]",
            "i1998 [SLOWEST]",
            "i1999 [FAILED, SLOWEST]");
  }

  @Test
  void foldsAttemptsWithTheirWaits() {
    List<StoredSpan> spans =
        new ArrayList<>(
            List.of(EXECUTION, SpanOf.kind(SpanKind.STATE, "s", "e").at(0, 12_000).span()));
    for (int i = 1; i <= 20; i++) {
      SpanOf attempt = SpanOf.kind(SpanKind.ATTEMPT, "a" + i, "s").attempt(i);
      attempt.at(500L * i, 500L * i + 100);
      spans.add((i < 20 ? attempt.failed("E") : attempt).with("backoff_ms", "400").span());
    }

    Fold fold = foldOf(spans);

    assertThat(fold.figures().backoffMs()).isEqualTo(8_000);
    assertThat(fold.members()).hasSize(40);
    assertThat(fold.unfolded())
        .anySatisfy(
            last -> {
              assertThat(last.node().span().attempt()).isEqualTo(20);
              assertThat(last.why()).contains(Why.LAST);
            });
  }

  @Test
  void keepsTriesApart() {
    List<StoredSpan> spans = new ArrayList<>(List.of(EXECUTION));
    for (int i = 0; i < 20; i++) {
      SpanOf iteration = SpanOf.kind(SpanKind.ITERATION, "i" + i, "e").at(i, i + 10);
      spans.add((i < 10 ? iteration : iteration.with("try", "2")).span());
    }

    assertThat(Waterfall.of(spans).roots().get(0).below())
        .extracting(fold -> ((Fold) fold).figures().count())
        .containsExactly(10L, 10L);
  }

  /** One of each length from 1 ms on; one has not ended. */
  private static List<StoredSpan> iterations(int count) {
    return Stream.concat(
            Stream.of(EXECUTION), IntStream.range(0, count).mapToObj(WaterfallTest::iteration))
        .toList();
  }

  private static StoredSpan iteration(int i) {
    SpanOf span = SpanOf.kind(SpanKind.ITERATION, "i" + i, "e").iteration(i);
    if (i == 0) {
      return span.openFrom(0).span();
    }
    span.at(i, 2L * i);
    if (i == 1_999) {
      span.failed("States.Timeout");
    } else if (i % 240 == 120) {
      span.failed("E");
    } else if (i == 500) {
      span.critical(77);
    }
    return span.span();
  }

  private static Fold foldOf(List<StoredSpan> spans) {
    TraceNode node = Waterfall.of(spans).roots().get(0);
    while (!(node instanceof Fold fold)) {
      node = node.below().get(0);
    }
    return fold;
  }

  private static String drawn(List<TraceNode> nodes) {
    return String.join(" ", nodes.stream().map(WaterfallTest::drawn).toList());
  }

  private static String drawn(TraceNode node) {
    String below = node.below().isEmpty() ? "" : "[" + drawn(node.below()) + "]";
    if (node instanceof SpanNode span) {
      return span.span().spanId() + (span.isOrphan() ? "?" : "") + below;
    }
    if (node instanceof Backoff backoff) {
      long from = backoff.startedAt().toEpochMilli() - SpanOf.START.toEpochMilli();
      return "backoff(%d,%.0f,%d)".formatted(from, backoff.millis(), backoff.nextAttempt());
    }
    return "fold" + below;
  }
}
