package io.fantail.trace.link;

import static io.fantail.trace.link.ChildLinks.CHILD;
import static io.fantail.trace.link.ChildLinks.OTHER_PARENT;
import static io.fantail.trace.link.ChildLinks.PARENT;
import static io.fantail.trace.link.ChildLinks.ROOT;
import static io.fantail.trace.link.ChildLinks.at;
import static io.fantail.trace.link.ChildLinks.childBelow;
import static io.fantail.trace.link.ChildLinks.link;
import static io.fantail.trace.link.ChildLinks.placed;
import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.Description;
import io.fantail.event.DescriptionSource;
import io.fantail.event.UpstreamContext;
import io.fantail.span.Execution;
import io.fantail.span.RedriveGap;
import io.fantail.span.SpanIds;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.testing.History;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The child starts at 10 ms. */
class MapRunLinkerTest {
  @Test
  void leavesAnExecutionThatIsNoChildAlone() {
    Execution execution = History.started().spans().execution();

    assertThat(link(execution, List.of(run("a", PARENT, 0, 100))))
        .isEqualTo(placed(null, null, null, null, History.ARN, TraceIds.ofRoot(History.ARN)));
  }

  @Test
  void believesTheParentThatTheInputNames() {
    List<MapRunCandidate> candidates =
        List.of(run("a", OTHER_PARENT, 0, 100), run("b", PARENT, 0, 100));

    assertThat(link(child(PARENT), candidates))
        .isEqualTo(
            placed(MapRunEvidence.CONTEXT, "b", SpanIds.ofMapRun("b"), PARENT, ROOT, "trace of b"));
  }

  /** Between its failure and its redrive a Map Run starts no child. */
  @Test
  void isOfNoRunThatLayEndedUntilItWasRedriven() {
    MapRunCandidate redriven =
        new MapRunCandidate(
            "a",
            PARENT,
            new TracePlace(ROOT, "trace of a"),
            at(-90_000),
            at(90_000),
            false,
            false,
            List.of(new RedriveGap(at(-60_000), at(60_000))));

    assertThat(link(child(null), List.of(redriven)).evidence()).isEqualTo(MapRunEvidence.NONE);
    assertThat(link(child(PARENT), List.of(redriven)).mapRunArn()).isNull();
  }

  @Test
  void knowsTheParentButNotTheRunWhenTheParentIsNotInTheArchive() {
    ExecutionLink link = link(child(PARENT), List.of(run("a", OTHER_PARENT, 0, 9)));

    assertThat(link)
        .isEqualTo(
            placed(MapRunEvidence.CONTEXT, null, null, PARENT, PARENT, TraceIds.ofRoot(PARENT)));
  }

  @Test
  void staysInTheParentsTraceWhenTheParentHasTwoRunsOpen() {
    List<MapRunCandidate> candidates = List.of(run("a", PARENT, 0, 100), run("b", PARENT, 5, 100));

    ExecutionLink link = link(child(PARENT), candidates);
    assertThat(link.evidence()).isEqualTo(MapRunEvidence.CONTEXT);
    assertThat(link.mapRunArn()).isNull();
    assertThat(link.parentExecutionArn()).isEqualTo(PARENT);
    assertThat(link.place().rootExecutionArn()).isEqualTo(ROOT);
    assertThat(link.place().traceId()).isEqualTo("trace of a");
  }

  @Test
  void linksToTheOnlyRunThatWasOpen() {
    List<MapRunCandidate> candidates =
        List.of(
            run("over", PARENT, 0, 9), run("open", PARENT, 5, 100), run("later", PARENT, 11, 99));

    assertThat(link(child(null), candidates))
        .isEqualTo(
            placed(
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

    assertThat(link(child(null), candidates))
        .isEqualTo(
            placed(MapRunEvidence.AMBIGUOUS, null, null, null, CHILD, TraceIds.ofRoot(CHILD)));
  }

  @Test
  void saysThatNoRunWasOpen() {
    assertThat(link(child(null), List.of(run("over", PARENT, 0, 9))))
        .isEqualTo(placed(MapRunEvidence.NONE, null, null, null, CHILD, TraceIds.ofRoot(CHILD)));
    assertThat(link(child(null), List.of()).evidence()).isEqualTo(MapRunEvidence.NONE);
  }

  @ParameterizedTest
  @CsvSource({"0, 9, false", "0, 10, true", "10, 100, true", "11, 100, false", "10, 10, true"})
  void countsBothEndsOfARun(long startedAt, long endedAt, boolean isOpen) {
    ExecutionLink link = link(child(null), List.of(run("a", PARENT, startedAt, endedAt)));

    assertThat(link.mapRunArn() != null).isEqualTo(isOpen);
  }

  @Test
  void takesARunWithoutAnEndForOpen() {
    MapRunCandidate running = Candidates.of("a", PARENT, ROOT, "t", at(0), null, false);

    assertThat(link(child(null), List.of(running)).mapRunArn()).isEqualTo("a");
  }

  @Test
  void doesNotTakeTheFirstEventThereIsForTheStart() {
    Execution child =
        History.emptyOf(CHILD).event(2, 0, "PassStateEntered", "A").spans().execution();

    assertThat(link(child, List.of(run("a", PARENT, 0, 100))).evidence())
        .isEqualTo(MapRunEvidence.NONE);
  }

  @Test
  void keepsTheRootThatTheInputNamesWithoutARun() {
    UpstreamContext context = new UpstreamContext(PARENT, ROOT, null, null, null, null, null);
    Execution child = History.startedAs(CHILD, context).spans().execution();

    ExecutionLink link = link(child, List.of());
    assertThat(link.place().rootExecutionArn()).isEqualTo(ROOT);
    assertThat(link.place().traceId()).isEqualTo(TraceIds.ofRoot(ROOT));
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

    assertThat(link(describedChild(PARENT, source, "b"), candidates))
        .isEqualTo(
            placed(evidence, "b", SpanIds.ofMapRun("b"), OTHER_PARENT, ROOT, "trace of b")
                .contradictedBy("context names " + PARENT));
  }

  @Test
  void hangsNoSpanOnARunOfWhichNothingButTheNameIsKnown() {
    Execution child = describedChild(PARENT, DescriptionSource.LIST_EXECUTIONS, "elsewhere");

    assertThat(link(child, List.of(run("a", PARENT, 0, 100))))
        .isEqualTo(
            placed(
                MapRunEvidence.LIST_EXECUTIONS,
                "elsewhere",
                null,
                PARENT,
                PARENT,
                TraceIds.ofRoot(PARENT)));
  }

  @Test
  void knowsNoRunOfAParentOfWhichEventsAreMissing() {
    MapRunCandidate torn =
        new MapRunCandidate(
            "a", PARENT, new TracePlace(ROOT, "trace of a"), at(0), null, false, true, List.of());

    assertThat(link(child(PARENT), List.of(torn)))
        .isEqualTo(placed(MapRunEvidence.CONTEXT, null, null, PARENT, ROOT, "trace of a"));
    assertThat(link(childBelow(ROOT), List.of(torn)).evidence())
        .isEqualTo(MapRunEvidence.AMBIGUOUS);
  }

  @Test
  void saysThatTheChildStartedOutsideOfTheRun() {
    MapRunCandidate over = run("a", PARENT, -5_000, -2_000);
    MapRunCandidate later = run("b", PARENT, 1_500, 9_000);
    MapRunCandidate nearly = run("c", PARENT, 500, 9_000);

    for (MapRunCandidate run : List.of(over, later)) {
      Execution child = describedChild(null, DescriptionSource.LIST_EXECUTIONS, run.mapRunArn());
      assertThat(link(child, List.of(run)).contradiction())
          .isEqualTo("started outside of the map run");
      assertThat(link(child(PARENT), List.of(run)).contradiction())
          .isEqualTo("started outside of the map runs of its parent");
    }
    Execution child = describedChild(null, DescriptionSource.LIST_EXECUTIONS, "c");
    assertThat(link(child, List.of(nearly)).contradiction()).isNull();
  }

  @Test
  void saysThatAnAnswerNamesAnotherRun() {
    Description trusted = description(null, DescriptionSource.DESCRIBE_EXECUTION, "b");
    Description same = description(null, DescriptionSource.LIST_EXECUTIONS, "b");
    Description other = description(null, DescriptionSource.RESULT_WRITER, "a");
    Execution child = ExecutionSpans.of(List.of(), List.of(trusted, same, other)).execution();

    ExecutionLink link = link(child, List.of(run("a", PARENT, 0, 100), run("b", PARENT, 0, 100)));
    assertThat(link.mapRunArn()).isEqualTo("b");
    assertThat(link.contradiction()).isEqualTo("result_writer names a");
  }

  @Test
  void believesNeitherOfTwoAnswersOfOneKind() {
    Description one = description(null, DescriptionSource.LIST_EXECUTIONS, "a");
    Description other = description(null, DescriptionSource.LIST_EXECUTIONS, "b");
    Execution child = ExecutionSpans.of(List.of(), List.of(one, other)).execution();

    ExecutionLink link = link(child, List.of(run("a", PARENT, 0, 100), run("b", PARENT, 0, 100)));
    assertThat(link.evidence()).isEqualTo(MapRunEvidence.AMBIGUOUS);
    assertThat(link.mapRunArn()).isNull();
    assertThat(link.contradiction()).isEqualTo("list_executions names a and b");
  }

  private static Execution describedChild(
      @Nullable String parent, DescriptionSource source, String mapRunArn) {
    return ExecutionSpans.of(List.of(), List.of(description(parent, source, mapRunArn)))
        .execution();
  }

  private static Description description(
      @Nullable String parent, DescriptionSource source, String mapRunArn) {
    UpstreamContext context = new UpstreamContext(parent, null, null, null, null, null, null);
    return Answers.ofSucceeded(source, CHILD, mapRunArn, at(10), at(20), context);
  }

  private static Execution child(@Nullable String parent) {
    UpstreamContext context = new UpstreamContext(parent, null, null, null, null, null, null);
    return History.startedAs(CHILD, context).spans().execution();
  }

  private static MapRunCandidate run(String arn, String parent, long startedAt, long endedAt) {
    return Candidates.of(arn, parent, ROOT, "trace of " + arn, at(startedAt), at(endedAt), false);
  }
}
