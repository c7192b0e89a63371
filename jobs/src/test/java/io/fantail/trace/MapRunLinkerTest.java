package io.fantail.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.Description;
import io.fantail.event.DescriptionSource;
import io.fantail.event.UpstreamContext;
import io.fantail.span.Execution;
import io.fantail.span.ExecutionSpans;
import io.fantail.span.SpanIds;
import io.fantail.testing.History;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The child starts at 10 ms. */
class MapRunLinkerTest {
  private static final String CHILD =
      "arn:aws:states:eu-west-1:123456789012:execution:orders/Fan:child-1";
  private static final String PARENT = History.ARN;
  private static final String OTHER_PARENT = History.ARN + "-other";
  private static final String ROOT = "arn:aws:states:eu-west-1:123456789012:execution:outer:top";

  @Test
  void leavesAnExecutionThatIsNoChildAlone() {
    Execution execution = History.started().spans().execution();

    assertThat(MapRunLinker.link(execution, List.of(run("a", PARENT, 0, 100))))
        .isEqualTo(
            new ExecutionLink(null, null, null, null, History.ARN, TraceIds.ofRoot(History.ARN)));
  }

  @Test
  void believesTheParentThatTheInputNames() {
    List<MapRunCandidate> candidates =
        List.of(run("a", OTHER_PARENT, 0, 100), run("b", PARENT, 0, 100));

    assertThat(MapRunLinker.link(child(PARENT), candidates))
        .isEqualTo(
            new ExecutionLink(
                MapRunEvidence.CONTEXT, "b", SpanIds.ofMapRun("b"), PARENT, ROOT, "trace of b"));
  }

  @Test
  void knowsTheParentButNotTheRunWhenTheParentIsNotInTheArchive() {
    ExecutionLink link = MapRunLinker.link(child(PARENT), List.of(run("a", OTHER_PARENT, 0, 9)));

    assertThat(link)
        .isEqualTo(
            new ExecutionLink(
                MapRunEvidence.CONTEXT, null, null, PARENT, PARENT, TraceIds.ofRoot(PARENT)));
  }

  @Test
  void staysInTheParentsTraceWhenTheParentHasTwoRunsOpen() {
    List<MapRunCandidate> candidates = List.of(run("a", PARENT, 0, 100), run("b", PARENT, 5, 100));

    ExecutionLink link = MapRunLinker.link(child(PARENT), candidates);
    assertThat(link.evidence()).isEqualTo(MapRunEvidence.CONTEXT);
    assertThat(link.mapRunArn()).isNull();
    assertThat(link.parentExecutionArn()).isEqualTo(PARENT);
    assertThat(link.rootExecutionArn()).isEqualTo(ROOT);
    assertThat(link.traceId()).isEqualTo("trace of a");
  }

  @Test
  void linksToTheOnlyRunThatWasOpen() {
    List<MapRunCandidate> candidates =
        List.of(
            run("over", PARENT, 0, 9), run("open", PARENT, 5, 100), run("later", PARENT, 11, 99));

    assertThat(MapRunLinker.link(child(null), candidates))
        .isEqualTo(
            new ExecutionLink(
                MapRunEvidence.TIME_WINDOW,
                "open",
                SpanIds.ofMapRun("open"),
                PARENT,
                ROOT,
                "trace of open"));
  }

  @Test
  void doesNotGuessBetweenTwoRunsThatWereOpen() {
    List<MapRunCandidate> candidates =
        List.of(run("a", PARENT, 0, 100), run("b", OTHER_PARENT, 0, 100));

    assertThat(MapRunLinker.link(child(null), candidates))
        .isEqualTo(
            new ExecutionLink(
                MapRunEvidence.AMBIGUOUS, null, null, null, CHILD, TraceIds.ofRoot(CHILD)));
  }

  @Test
  void saysThatNoRunWasOpen() {
    assertThat(MapRunLinker.link(child(null), List.of(run("over", PARENT, 0, 9))))
        .isEqualTo(
            new ExecutionLink(
                MapRunEvidence.NONE, null, null, null, CHILD, TraceIds.ofRoot(CHILD)));
    assertThat(MapRunLinker.link(child(null), List.of()).evidence()).isEqualTo(MapRunEvidence.NONE);
  }

  @ParameterizedTest
  @CsvSource({"0, 9, false", "0, 10, true", "10, 100, true", "11, 100, false", "10, 10, true"})
  void countsBothEndsOfARun(long startedAt, long endedAt, boolean isOpen) {
    ExecutionLink link =
        MapRunLinker.link(child(null), List.of(run("a", PARENT, startedAt, endedAt)));

    assertThat(link.mapRunArn() != null).isEqualTo(isOpen);
  }

  @Test
  void takesARunWithoutAnEndForOpen() {
    MapRunCandidate running = new MapRunCandidate("a", PARENT, ROOT, "t", at(0), null);

    assertThat(MapRunLinker.link(child(null), List.of(running)).mapRunArn()).isEqualTo("a");
  }

  @Test
  void doesNotTakeTheFirstEventThereIsForTheStart() {
    Execution child =
        History.emptyOf(CHILD).event(2, 0, "PassStateEntered", "A").spans().execution();

    assertThat(MapRunLinker.link(child, List.of(run("a", PARENT, 0, 100))).evidence())
        .isEqualTo(MapRunEvidence.NONE);
  }

  @Test
  void keepsTheRootThatTheInputNamesWithoutARun() {
    UpstreamContext context = new UpstreamContext(PARENT, ROOT, null, null, null, null, null);
    Execution child = History.startedAs(CHILD, context).spans().execution();

    ExecutionLink link = MapRunLinker.link(child, List.of());
    assertThat(link.rootExecutionArn()).isEqualTo(ROOT);
    assertThat(link.traceId()).isEqualTo(TraceIds.ofRoot(ROOT));
    assertThat(link.parentExecutionArn()).isEqualTo(PARENT);
  }

  @ParameterizedTest
  @CsvSource({
    "DESCRIBE_EXECUTION, DESCRIBE_EXECUTION",
    "LIST_EXECUTIONS, LIST_EXECUTIONS",
    "RESULT_WRITER, RESULT_WRITER",
    "START_SYNC_EXECUTION, DESCRIBE_EXECUTION"
  })
  void believesAnAnswerThatNamesTheRunAboveAllElse(
      DescriptionSource source, MapRunEvidence evidence) {
    List<MapRunCandidate> candidates =
        List.of(run("a", PARENT, 0, 100), run("b", OTHER_PARENT, 0, 100));

    assertThat(MapRunLinker.link(describedChild(PARENT, source, "b"), candidates))
        .isEqualTo(
            new ExecutionLink(
                evidence, "b", SpanIds.ofMapRun("b"), OTHER_PARENT, ROOT, "trace of b"));
  }

  @Test
  void hangsNoSpanOnARunOfWhichNothingButTheNameIsKnown() {
    Execution child = describedChild(PARENT, DescriptionSource.LIST_EXECUTIONS, "elsewhere");

    assertThat(MapRunLinker.link(child, List.of(run("a", PARENT, 0, 100))))
        .isEqualTo(
            new ExecutionLink(
                MapRunEvidence.LIST_EXECUTIONS,
                "elsewhere",
                null,
                PARENT,
                PARENT,
                TraceIds.ofRoot(PARENT)));
  }

  private static Execution describedChild(
      @Nullable String parent, DescriptionSource source, String mapRunArn) {
    Description description =
        new Description(
            source,
            CHILD,
            mapRunArn,
            "SUCCEEDED",
            at(10),
            at(20),
            0,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            new UpstreamContext(parent, null, null, null, null, null, null),
            "file:/answers.json");
    return ExecutionSpans.of(List.of(), List.of(description)).execution();
  }

  private static Execution child(@Nullable String parent) {
    UpstreamContext context = new UpstreamContext(parent, null, null, null, null, null, null);
    return History.startedAs(CHILD, context).spans().execution();
  }

  private static MapRunCandidate run(String arn, String parent, long startedAt, long endedAt) {
    return new MapRunCandidate(arn, parent, ROOT, "trace of " + arn, at(startedAt), at(endedAt));
  }

  private static Instant at(long millis) {
    return History.EPOCH.plusMillis(millis);
  }
}
