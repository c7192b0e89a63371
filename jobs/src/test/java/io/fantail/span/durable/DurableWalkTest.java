package io.fantail.span.durable;

import static io.fantail.event.durable.DurableHistories.ARN;
import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.HistoryEvent;
import io.fantail.event.collected.History;
import io.fantail.event.durable.DurableHistories;
import io.fantail.event.parse.ReadObject;
import io.fantail.shape.Column;
import io.fantail.shape.Slot;
import io.fantail.span.Span;
import io.fantail.span.SpanStatus;
import io.fantail.testing.ArchiveFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurableWalkTest {
  private static final Instant START = Instant.parse("2026-08-24T12:00:00.100Z");

  private final List<HistoryEvent> events;

  DurableWalkTest(@TempDir Path folder) throws IOException {
    ArchiveFiles.write(folder.resolve("history.json"), DurableHistories.wrapped());
    events = ReadObject.of(ArchiveFiles.besideOthers(folder.resolve("history.json"))).events();
  }

  private static DurableExecution walk(List<HistoryEvent> events) {
    return DurableWalk.walk(
        new History(ARN, new Slot(LocalDate.of(2026, 8, 24), 0), events, List.of(), 0));
  }

  private DurableExecution without(long... ids) {
    List<HistoryEvent> left = new ArrayList<>(events);
    for (long id : ids) {
      left.removeIf(event -> event.id() == id);
    }
    return walk(left);
  }

  /** {@code step charge#1 100..200 error CardError}, a blank more for each span above it. */
  private static List<String> outline(DurableExecution durable) {
    List<String> outline = new ArrayList<>();
    for (Span span : durable.spans()) {
      Instant end = span.endedAt();
      outline.add(
          " ".repeat(depthOf(span, durable.spans()))
              + Column.wordOf(span.kind())
              + " "
              + span.name()
              + (span.attempt() == null ? "" : "#" + span.attempt())
              + " "
              + Duration.between(START, span.startedAt()).toMillis()
              + ".."
              + (end == null ? "" : Duration.between(START, end).toMillis())
              + " "
              + Column.wordOf(span.status())
              + (span.failure().error() == null ? "" : " " + span.failure().error()));
    }
    return outline;
  }

  private static int depthOf(Span span, List<Span> spans) {
    for (Span above : spans) {
      if (above.spanId().equals(span.parentSpanId())) {
        return 1 + depthOf(above, spans);
      }
    }
    return 0;
  }

  @Test
  void makesASpanOfEachOperationAndOfEachTryOfAStep() {
    DurableExecution durable = walk(events);

    assertThat(outline(durable))
        .containsExactly(
            "durable_execution order-1 0..3960 error ShipError",
            " step charge#1 100..200 error CardError",
            " step charge#2 1300..1350 ok",
            " context approvals 1360..3400 ok",
            "  callback approve 1370..3390 ok",
            " wait Wait 1380..3380 ok",
            " chained_invoke ship 3410..3900 error Lambda.TimedOut");
    assertThat(durable.requestIds())
        .containsExactly(DurableHistories.FIRST_REQUEST, DurableHistories.SECOND_REQUEST);
  }

  @Test
  void saysWhereEachStepRanAndWhatIsKnownBesides() {
    List<Span> spans = walk(events).spans();

    assertThat(spans.get(0).attributes())
        .containsEntry("durable_execution_arn", ARN)
        .containsEntry("invocations", "2")
        .doesNotContainKey("missing_events");
    assertThat(spans.get(0).call().functionName()).isEqualTo("orders");
    assertThat(spans.get(1).call().requestId()).isEqualTo(DurableHistories.FIRST_REQUEST);
    assertThat(spans.get(2).call().requestId()).isEqualTo(DurableHistories.SECOND_REQUEST);
    assertThat(spans.get(2).attributes())
        .containsEntry("backoff_ms", "1100")
        .containsEntry("operation_id", "c4ca4238a0b92382")
        .containsEntry("operation_type", "Step");
    assertThat(spans.get(4).call().requestId()).isNull();
    assertThat(spans.get(6).call().functionName()).isEqualTo("ship");
    assertThat(spans.get(6).attributes())
        .containsEntry("started_execution_arn", DurableHistories.CHAINED_ARN);
    assertThat(spans).extracting(Span::spanId).doesNotHaveDuplicates();
    assertThat(spans).extracting(Span::failureOrigin).containsOnly(false);
  }

  @Test
  void leavesOpenWhatStillRuns() {
    DurableExecution durable = walk(events.subList(0, 9));

    assertThat(outline(durable))
        .containsExactly(
            "durable_execution order-1 0.. unfinished",
            " step charge#1 100..200 error CardError",
            " step charge#2 1300..1350 ok",
            " context approvals 1360.. unfinished",
            "  callback approve 1370.. unfinished",
            " wait Wait 1380.. unfinished");
    assertThat(durable.spans().get(3).attributes()).containsEntry("unfinished_reason", "running");
    assertThat(durable.requestIds()).containsExactly(DurableHistories.FIRST_REQUEST);
  }

  @Test
  void abortsWhatIsLeftBehindWhenItsContextEnds() {
    DurableExecution durable = without(10, 11);

    assertThat(outline(durable))
        .contains("  callback approve 1370..3400 aborted", " wait Wait 1380..3960 aborted");
    assertThat(durable.spans().get(4).attributes()).containsEntry("ended_by", "ContextSucceeded");
    assertThat(durable.spans().get(5).attributes()).containsEntry("ended_by", "ExecutionFailed");
    assertThat(durable.spans().get(0).attributes()).containsEntry("missing_events", "2");
  }

  @Test
  void endsAStepThatItsInvocationTookAlong() {
    DurableExecution durable = without(3);

    assertThat(outline(durable))
        .contains(" step charge#1 100..250 aborted", " step charge#2 1300..1350 ok");
    assertThat(durable.spans().get(1).attributes())
        .containsEntry("ended_by", "InvocationCompleted");
  }

  @Test
  void beginsWithItsEndWhatHasNoBeginning() {
    DurableExecution durable = without(1, 2, 7);

    assertThat(outline(durable))
        .containsExactly(
            "durable_execution order-1 200..3960 error ShipError",
            " step charge#1 200..200 error CardError",
            " step charge#2 1300..1350 ok",
            " callback approve 1370..3390 ok",
            " wait Wait 1380..3380 ok",
            " context approvals 3400..3400 ok",
            " chained_invoke ship 3410..3900 error Lambda.TimedOut");
    assertThat(durable.spans().get(0).attributes()).containsEntry("start_missing", "true");
    assertThat(durable.spans().get(1).attributes()).containsEntry("start_missing", "true");
    assertThat(durable.spans().get(3).attributes()).containsEntry("predecessor_missing", "true");
  }

  /** Whatever is missing: each span stands behind the one above it, and ends behind its start. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void makesATreeOfAnyRest(long seed) {
    Random random = new Random(seed);
    List<HistoryEvent> rest = new ArrayList<>(events);
    rest.removeIf(event -> random.nextInt(3) == 0);
    rest.add(0, events.get(random.nextInt(2)));
    rest.sort((one, other) -> Long.compare(one.id(), other.id()));

    List<Span> spans = walk(rest).spans();

    assertThat(spans.get(0).parentSpanId()).isNull();
    for (int i = 1; i < spans.size(); i++) {
      Span span = spans.get(i);
      assertThat(spans.subList(0, i)).extracting(Span::spanId).contains(span.parentSpanId());
      assertThat(span.endedAt() == null || !span.endedAt().isBefore(span.startedAt())).isTrue();
      assertThat(span.endedAt() == null).isEqualTo(span.status() == SpanStatus.UNFINISHED);
    }
  }

  @Test
  void isTheSameOnItsWay() {
    DurableExecution durable = walk(events);

    assertThat(DurableExecution.CODEC.unpack(DurableExecution.CODEC.pack(durable)))
        .isEqualTo(durable);
  }
}
