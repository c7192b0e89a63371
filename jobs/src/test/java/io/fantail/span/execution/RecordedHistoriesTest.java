package io.fantail.span.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.span.ExecutionStatus;
import io.fantail.span.MapRun;
import io.fantail.span.Span;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import io.fantail.testing.CorpusFolder;
import io.fantail.testing.RecordedHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recorded history, against {@link RecordedWalk}. */
class RecordedHistoriesTest {
  private static final int NOT_INDEXED = 4 + 8 + 5 + 1;

  static List<RecordedHistory> histories() {
    return RecordedHistory.all();
  }

  @Test
  void losesNoHistory() throws IOException {
    Path corpus = CorpusFolder.path("sfn");
    long files;
    try (Stream<Path> listed = Files.list(corpus.resolve("histories"))) {
      files = listed.count();
    }

    assertThat(files).isPositive();
    assertThat(RecordedHistory.all()).hasSize((int) files + NOT_INDEXED);
  }

  @ParameterizedTest
  @MethodSource("histories")
  void hasASpanForEverythingThatTheEventsShow(RecordedHistory history) {
    RecordedWalk recorded = new RecordedWalk(history.raw());
    ExecutionSpans built = ExecutionSpans.of(history.events(), List.of());

    assertThat(names(built, SpanKind.STATE))
        .containsExactlyInAnyOrderElementsOf(recorded.statesEntered());
    assertThat(of(built, SpanKind.ATTEMPT).filter(RecordedHistoriesTest::hasItsPlace))
        .extracting(Span::name)
        .containsExactlyInAnyOrderElementsOf(recorded.attempts());
    assertThat(names(built, SpanKind.ITERATION))
        .containsExactlyInAnyOrderElementsOf(recorded.iterations());
    assertThat(names(built, SpanKind.BRANCH)).hasSize((int) recorded.branches());
    assertThat(built.mapRuns())
        .extracting(MapRun::arn)
        .containsExactlyElementsOf(recorded.mapRunArns());
    assertThat(of(built, SpanKind.MAP_RUN)).hasSameSizeAs(built.mapRuns());
    assertThat(built.execution().eventCount()).isEqualTo(history.raw().size());
  }

  @ParameterizedTest
  @MethodSource("histories")
  void endsWhereTheEventsEnd(RecordedHistory history) {
    RecordedWalk recorded = new RecordedWalk(history.raw());
    ExecutionSpans built = ExecutionSpans.of(history.events(), List.of());

    assertThat(built.execution().status()).isEqualTo(recorded.status());
    assertThat(built.execution().endedAt()).isEqualTo(recorded.endedAt());
    assertThat(of(built, SpanKind.STATE).filter(state -> state.status() == SpanStatus.OK))
        .extracting(state -> state.name() + "@" + state.endedAt())
        .containsExactlyInAnyOrderElementsOf(recorded.statesExited());
    assertThat(built.spans()).allMatch(span -> isUnfinished(span) == (span.endedAt() == null));
    if (recorded.isComplete()) {
      boolean ended = recorded.status() != ExecutionStatus.RUNNING;
      assertThat(built.spans()).noneMatch(span -> ended && isUnfinished(span));
      assertThat(built.execution().missingEvents()).isZero();
      assertThat(built.execution().startIsKnown()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("histories")
  void isOneTreeInTime(RecordedHistory history) {
    ExecutionSpans built = ExecutionSpans.of(history.events(), List.of());
    Map<String, Span> byId = new HashMap<>();
    built.spans().forEach(span -> byId.put(span.spanId(), span));

    assertThat(byId).hasSize(built.spans().size() - sharedMapRunArns(history));
    assertThat(of(built, SpanKind.EXECUTION)).containsExactly(built.spans().get(0));
    assertThat(built.spans()).filteredOn(span -> span.parentSpanId() == null).hasSize(1);
    for (Span span : built.spans()) {
      assertThat(span.endedAt() == null || !span.endedAt().isBefore(span.startedAt()))
          .as("%s", span)
          .isTrue();
      Span parent = byId.get(span.parentSpanId());
      if (parent == null) {
        assertThat(span.parentSpanId()).as("parent of %s", span).isNull();
      } else {
        assertIsWithin(parent, span);
      }
    }
  }

  /** The mask of the recordings gave Map Runs of one execution one ARN; AWS never does. */
  private static int sharedMapRunArns(RecordedHistory history) {
    List<String> arns = new RecordedWalk(history.raw()).mapRunArns();
    return arns.size() - Set.copyOf(arns).size();
  }

  private static void assertIsWithin(Span parent, Span span) {
    Instant end = span.endedAt();
    Instant parentEnd = parent.endedAt();

    assertThat(parent.kind())
        .as("above %s", span)
        .isIn(hasItsPlace(span) ? parentsOf(span.kind()) : List.of(SpanKind.EXECUTION));
    assertThat(span.startedAt()).as("%s", span).isAfterOrEqualTo(parent.startedAt());
    if (end != null && parentEnd != null) {
      assertThat(end).as("%s in %s", span, parent).isBeforeOrEqualTo(parentEnd);
    }
  }

  @ParameterizedTest
  @MethodSource("histories")
  void blamesSomethingForAFailureAndNothingForASuccess(RecordedHistory history) {
    ExecutionSpans built = ExecutionSpans.of(history.events(), List.of());
    ExecutionStatus status = built.execution().status();
    boolean failed = status == ExecutionStatus.FAILED || status == ExecutionStatus.TIMED_OUT;

    assertThat(built.spans())
        .filteredOn(Span::terminal)
        .hasSizeGreaterThanOrEqualTo(failed ? 1 : 0);
    assertThat(built.spans()).filteredOn(Span::terminal).allMatch(Span::failureOrigin);
    assertThat(built.spans()).noneMatch(span -> span.terminal() && !failed);
    if (built.execution().failure().error() != null) {
      assertThat(built.spans())
          .filteredOn(Span::terminal)
          .allSatisfy(span -> assertThat(span.failure().error()).as("%s", span).isNotNull());
    }
  }

  @ParameterizedTest
  @MethodSource("histories")
  void saysOfEverySpanHowSureItsEndIs(RecordedHistory history) {
    Set<Instant> told = new HashSet<>();
    history.events().forEach(event -> told.add(event.at()));

    for (Span span : ExecutionSpans.of(history.events(), List.of()).spans()) {
      assertThat(span.attributes().containsKey("unfinished_reason"))
          .as("%s", span)
          .isEqualTo(isUnfinished(span));
      assertThat(span.attributes().containsKey("ended_by") && isUnfinished(span)).isFalse();
      assertThat(span.endedAt() == null || told.contains(span.endedAt())).as("%s", span).isTrue();
    }
  }

  private static List<SpanKind> parentsOf(SpanKind kind) {
    return switch (kind) {
      case STATE -> List.of(SpanKind.EXECUTION, SpanKind.ITERATION, SpanKind.BRANCH);
      default -> List.of(SpanKind.STATE);
    };
  }

  private static boolean hasItsPlace(Span span) {
    return !span.attributes().containsKey("predecessor_missing");
  }

  private static boolean isUnfinished(Span span) {
    return span.status() == SpanStatus.UNFINISHED;
  }

  private static List<String> names(ExecutionSpans built, SpanKind kind) {
    return of(built, kind).map(Span::name).toList();
  }

  private static Stream<Span> of(ExecutionSpans built, SpanKind kind) {
    return built.spans().stream().filter(span -> span.kind() == kind);
  }
}
