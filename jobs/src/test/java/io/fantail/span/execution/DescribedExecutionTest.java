package io.fantail.span.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.Description;
import io.fantail.event.DescriptionSource;
import io.fantail.event.Failure;
import io.fantail.event.HistoryEvent;
import io.fantail.event.Payload;
import io.fantail.event.UpstreamContext;
import io.fantail.event.maprun.ChildCounts;
import io.fantail.event.maprun.ItemCounts;
import io.fantail.event.maprun.MapRunSettings;
import io.fantail.span.Execution;
import io.fantail.span.ExecutionStatus;
import io.fantail.span.MapRun;
import io.fantail.span.MapRunMembership;
import io.fantail.span.Span;
import io.fantail.span.SpanIds;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import io.fantail.testing.EventDraft;
import io.fantail.testing.History;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescribedExecutionTest {
  private static final String RUN =
      "arn:aws:states:eu-west-1:123456789012:mapRun:orders/Fan:0a1b2c3d";

  @ParameterizedTest
  @CsvSource({
    "SUCCEEDED, OK",
    "FAILED, ERROR",
    "TIMED_OUT, ERROR",
    "ABORTED, ABORTED",
  })
  void isTheWholeExecutionWhereThereIsNoEvent(ExecutionStatus status, SpanStatus spanStatus) {
    ExecutionSpans built =
        ExecutionSpans.of(
            List.of(), List.of(of(DescriptionSource.DESCRIBE_EXECUTION, status.name(), 500, 0)));

    Execution execution = built.execution();
    assertThat(execution.arn()).isEqualTo(History.ARN);
    assertThat(execution.status()).isEqualTo(status);
    assertThat(execution.startedAt()).isEqualTo(at(0));
    assertThat(execution.startIsKnown()).isTrue();
    assertThat(execution.endedAt()).isEqualTo(at(500));
    assertThat(execution.activeTime()).isEqualTo(Duration.ofMillis(500));
    assertThat(execution.eventCount()).isZero();
    assertThat(execution.missingEvents()).isZero();
    assertThat(execution.failure().error())
        .isEqualTo(status == ExecutionStatus.SUCCEEDED ? null : "Boom");
    assertThat(built.spans()).hasSize(1);
    Span root = built.spans().get(0);
    assertThat(root.spanId()).isEqualTo(SpanIds.ofExecution(History.ARN));
    assertThat(root.status()).isEqualTo(spanStatus);
    assertThat(root.terminal()).isEqualTo(spanStatus == SpanStatus.ERROR);
    assertThat(root.payload().input()).isEqualTo("in");
    assertThat(root.payload().output()).isEqualTo("out");
    assertThat(root.attributes()).containsEntry("described_by", "describe_execution");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {"-", "RUNNING", "PENDING_REDRIVE", "SOMETHING_NEW"})
  void runsAsLongAsNoAnswerTellsAnEnd(@Nullable String status) {
    Execution execution =
        ExecutionSpans.of(List.of(), List.of(of(DescriptionSource.LIST_EXECUTIONS, status, 500, 0)))
            .execution();

    assertThat(execution.status()).isEqualTo(ExecutionStatus.RUNNING);
    assertThat(execution.endedAt()).isNull();
  }

  @Test
  void endsAHistoryWhoseLastPageIsMissing() {
    History cut = History.started().event(2, 1, "PassStateEntered", "A");

    ExecutionSpans built =
        ExecutionSpans.of(
            cut.events(), List.of(of(DescriptionSource.LIST_EXECUTIONS, "FAILED", 500, 0)));

    assertThat(built.execution().status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(built.execution().endedAt()).isEqualTo(at(500));
    assertThat(built.execution().eventCount()).isEqualTo(2);
    assertThat(built.spans().get(1).status()).isEqualTo(SpanStatus.UNFINISHED);
  }

  @Test
  void changesNothingThatAnEventTells() {
    List<HistoryEvent> whole =
        withInput(History.started().event(2, 1, "ExecutionSucceeded").events(), "its own");
    ExecutionSpans ofEvents = ExecutionSpans.of(whole, List.of());

    ExecutionSpans built =
        ExecutionSpans.of(
            whole, List.of(of(DescriptionSource.DESCRIBE_EXECUTION, "FAILED", 500, 0)));

    assertThat(built).isEqualTo(ofEvents);
    assertThat(built.spans().get(0).payload().input()).isEqualTo("its own");
  }

  /** Such as of a log without execution data, beside the export of a ResultWriter. */
  @Test
  void takesFromAnyAnswerTheInputThatNoEventHas() {
    List<HistoryEvent> whole = History.started().event(2, 1, "ExecutionSucceeded").events();
    List<HistoryEvent> torn =
        withInput(History.empty().event(2, 1, "PassStateEntered", "A").events(), "of a state");
    Description list = withoutPayload(of(DescriptionSource.LIST_EXECUTIONS, "FAILED", 500, 0));
    Description row = of(DescriptionSource.RESULT_WRITER, "FAILED", 500, 0);

    for (List<HistoryEvent> events : List.of(whole, torn, List.<HistoryEvent>of())) {
      Span root = ExecutionSpans.of(events, List.of(list, row)).spans().get(0);
      assertThat(root.payload().input()).isEqualTo("in");
    }
    assertThat(ExecutionSpans.of(torn, List.of()).spans().get(0).payload().input()).isNull();
  }

  /** A list of executions tells that one failed, the export of a ResultWriter why. */
  @Test
  void takesTheErrorFromTheAnswerThatHasIt() {
    Description list = withoutPayload(of(DescriptionSource.LIST_EXECUTIONS, "FAILED", 500, 0));
    Description row = of(DescriptionSource.RESULT_WRITER, "FAILED", 500, 0);

    assertThat(ExecutionSpans.of(List.of(), List.of(list, row)).execution().failure())
        .isEqualTo(row.failure());
  }

  private static List<HistoryEvent> withInput(List<HistoryEvent> events, String input) {
    List<HistoryEvent> changed = new ArrayList<>(events);
    changed.set(
        0, EventDraft.changed(events.get(0), event -> event.payload = Payload.of(input, null)));
    return changed;
  }

  @Test
  void anAnswerFromBeforeARedriveEndsNothing() {
    History redriven =
        History.started().event(2, 1, "ExecutionFailed").event(3, 2, "ExecutionRedriven");
    Description stale = of(DescriptionSource.DESCRIBE_EXECUTION, "FAILED", 100, 0);
    Description recent = of(DescriptionSource.LIST_EXECUTIONS, "SUCCEEDED", 500, 1);

    assertThat(ExecutionSpans.of(redriven.events(), List.of(stale)).execution().status())
        .isEqualTo(ExecutionStatus.RUNNING);
    assertThat(ExecutionSpans.of(List.of(), List.of(stale, recent)).execution().status())
        .isEqualTo(ExecutionStatus.SUCCEEDED);
  }

  @Test
  void aRedriveThatNoEventTellsOfUndoesTheEnd() {
    History failed = History.started().event(2, 1, "ExecutionFailed");

    Execution execution =
        ExecutionSpans.of(
                failed.events(),
                List.of(of(DescriptionSource.DESCRIBE_EXECUTION, "SUCCEEDED", 500, 1)))
            .execution();

    assertThat(execution.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(execution.endedAt()).isEqualTo(at(500));
    assertThat(execution.activeTime()).isNull();
    assertThat(execution.failure().error()).isNull();
  }

  @Test
  void doesNotCallTheTimeActiveInWhichItMayHaveLainEnded() {
    Execution execution =
        ExecutionSpans.of(
                List.of(), List.of(of(DescriptionSource.DESCRIBE_EXECUTION, "SUCCEEDED", 500, 1)))
            .execution();

    assertThat(execution.redriveCount()).isEqualTo(1);
    assertThat(execution.endedAt()).isEqualTo(at(500));
    assertThat(execution.activeTime()).isNull();
  }

  @Test
  void addsAMapRunThatNoEventTellsOf() {
    ExecutionSpans built =
        ExecutionSpans.of(
            History.started().events(),
            List.of(mapRun(DescriptionSource.DESCRIBE_MAP_RUN, "FAILED", 12L)));

    assertThat(built.mapRuns())
        .containsExactly(
            new MapRun(
                RUN,
                "Fan",
                History.ARN,
                SpanIds.ofMapRun(RUN),
                ExecutionStatus.FAILED,
                at(5),
                at(90),
                DescriptionSource.DESCRIBE_MAP_RUN));
    Span span = built.spans().get(1);
    assertThat(span.kind()).isEqualTo(SpanKind.MAP_RUN);
    assertThat(span.parentSpanId()).isEqualTo(built.spans().get(0).spanId());
    assertThat(span.mapRunArn()).isEqualTo(RUN);
    assertThat(span.attributes())
        .containsEntry("reported_children", "12")
        .containsEntry("described_by", "describe_map_run");
  }

  @Test
  void takesTheCountsOfTheMostTrustedAnswer() {
    ExecutionSpans built =
        ExecutionSpans.of(
            mapRunOf(6).events(),
            List.of(mapRun(DescriptionSource.DESCRIBE_MAP_RUN, "FAILED", 12L)));

    assertThat(mapRunIn(built).attributes())
        .contains(
            Map.entry("reported_children", "12"),
            Map.entry("reported_pending", "1"),
            Map.entry("reported_succeeded", "11"),
            Map.entry("reported_failed", "0"),
            Map.entry("reported_timed_out", "0"),
            Map.entry("reported_aborted", "0"),
            Map.entry("reported_running", "0"),
            Map.entry("reported_results_written", "6"),
            Map.entry("reported_not_redrivable", "8"),
            Map.entry("reported_pending_redrive", "9"),
            Map.entry("reported_items", "60"),
            Map.entry("reported_items_failed", "2"),
            Map.entry("reported_items_timed_out", "3"),
            Map.entry("reported_items_not_redrivable", "4"),
            Map.entry("configured_max_concurrency", "40"),
            Map.entry("tolerated_failure_count", "7"),
            Map.entry("tolerated_failure_percentage", "2.5"),
            Map.entry("reported_redrives", "0"));
  }

  @Test
  void takesTheItemsThatTheParentsEventsCountWhereNoAnswerDoes() {
    assertThat(mapRunIn(mapRunOf(6).spans()).attributes())
        .contains(Map.entry("reported_items", "6"));
    assertThat(mapRunIn(mapRunOf(0).spans()).attributes()).doesNotContainKey("reported_items");
    assertThat(mapRunOf(6).spans().spans().get(1).attributes()).doesNotContainKey("items");
    ExecutionSpans listed =
        ExecutionSpans.of(
            mapRunOf(6).events(), List.of(mapRun(DescriptionSource.LIST_MAP_RUNS, null, null)));
    assertThat(mapRunIn(listed).attributes()).contains(Map.entry("reported_items", "6"));
  }

  private static History mapRunOf(int items) {
    return History.started()
        .event(2, 0, "MapStateEntered", "Fan")
        .event(3, 2, "MapStateStarted")
        .items(items)
        .mapRun(4, 3, "MapRunStarted", RUN);
  }

  private static Span mapRunIn(ExecutionSpans built) {
    return built.spans().stream()
        .filter(span -> span.kind() == SpanKind.MAP_RUN)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void survivesPacking() {
    ExecutionSpans built =
        ExecutionSpans.of(
            List.of(),
            List.of(
                of(DescriptionSource.RESULT_WRITER, RUN, "FAILED", 500, 0),
                of(DescriptionSource.RESULT_WRITER, RUN + "-2", "FAILED", 500, 0),
                mapRun(DescriptionSource.DESCRIBE_MAP_RUN, "FAILED", 12L)));

    assertThat(built.execution().mapRun())
        .isEqualTo(new MapRunMembership(RUN, DescriptionSource.RESULT_WRITER));
    assertThat(built.execution().otherMapRun())
        .isEqualTo(new MapRunMembership(RUN + "-2", DescriptionSource.RESULT_WRITER));
    assertThat(PackedExecution.WHOLE.unpack(PackedExecution.WHOLE.pack(built))).isEqualTo(built);
  }

  @Test
  void isAParentKnownByItsMapRunAlone() {
    ExecutionSpans built =
        ExecutionSpans.of(List.of(), List.of(mapRun(DescriptionSource.LIST_MAP_RUNS, null, null)));

    assertThat(built.execution().startedAt()).isEqualTo(at(5));
    assertThat(built.execution().startIsKnown()).isFalse();
    assertThat(built.execution().status()).isEqualTo(ExecutionStatus.RUNNING);
    assertThat(built.mapRuns()).extracting(MapRun::overBy).containsExactly(at(90));
    assertThat(built.spans().get(1).status()).isEqualTo(SpanStatus.UNFINISHED);
  }

  private static Description of(
      DescriptionSource source, @Nullable String status, long endedAt, int redriveCount) {
    return of(source, null, status, endedAt, redriveCount);
  }

  private static Description of(
      DescriptionSource source,
      @Nullable String mapRunArn,
      @Nullable String status,
      long endedAt,
      int redriveCount) {
    boolean failed = !"SUCCEEDED".equals(status);
    return new Description(
        source,
        History.ARN,
        mapRunArn,
        status,
        at(0),
        at(endedAt),
        redriveCount,
        null,
        new Failure(failed ? "Boom" : null, failed ? "it broke" : null, failed ? "f" : null),
        Payload.of("in", "out"),
        null,
        ChildCounts.UNKNOWN,
        null,
        ItemCounts.UNKNOWN,
        MapRunSettings.UNKNOWN,
        UpstreamContext.NONE,
        "file:/a.json");
  }

  /** As a list of executions has none, nor the name of an error. */
  private static Description withoutPayload(Description answer) {
    return new Description(
        answer.source(),
        answer.executionArn(),
        answer.mapRunArn(),
        answer.status(),
        answer.startedAt(),
        answer.endedAt(),
        answer.redriveCount(),
        answer.redrivenAt(),
        Failure.NONE,
        Payload.NONE,
        answer.children(),
        answer.childCounts(),
        answer.items(),
        answer.itemCounts(),
        answer.settings(),
        answer.context(),
        answer.sourceFile());
  }

  private static Description mapRun(
      DescriptionSource source, @Nullable String status, @Nullable Long children) {
    return new Description(
        source,
        History.ARN,
        RUN,
        status,
        at(5),
        at(90),
        0,
        null,
        Failure.NONE,
        Payload.NONE,
        children,
        children == null ? ChildCounts.UNKNOWN : counts(children),
        children == null ? null : (Long) (5 * children),
        children == null ? ItemCounts.UNKNOWN : new ItemCounts(2L, 3L, 4L),
        children == null ? MapRunSettings.UNKNOWN : new MapRunSettings(40L, 7L, 2.5),
        UpstreamContext.NONE,
        "file:/a.json");
  }

  private static ChildCounts counts(long children) {
    return new ChildCounts(1L, 0L, children - 1, 0L, 0L, 0L, 6L, 8L, 9L);
  }

  private static Instant at(long millis) {
    return History.EPOCH.plusMillis(millis);
  }
}
