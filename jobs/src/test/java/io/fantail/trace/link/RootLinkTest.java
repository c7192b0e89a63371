package io.fantail.trace.link;

import static io.fantail.trace.link.ChildLinks.CHILD;
import static io.fantail.trace.link.ChildLinks.OTHER_PARENT;
import static io.fantail.trace.link.ChildLinks.PARENT;
import static io.fantail.trace.link.ChildLinks.ROOT;
import static io.fantail.trace.link.ChildLinks.childBelow;
import static io.fantail.trace.link.ChildLinks.link;
import static io.fantail.trace.link.ChildLinks.placed;
import static io.fantail.trace.link.ChildLinks.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Children whose input names no parent but the root above it. */
class RootLinkTest {
  @Test
  void takesTheRootForTheParentThatHasTheOnlyRunOpenInItsTrace() {
    List<MapRunCandidate> candidates =
        List.of(run("a", PARENT, "elsewhere", 0), run("b", OTHER_PARENT, OTHER_PARENT, 0));

    ExecutionLink link = link(childBelow(OTHER_PARENT), candidates);
    assertThat(link.parentLink()).isEqualTo("context");
    assertThat(link.mapRunArn()).isEqualTo("b");
    assertThat(link.contradiction()).isNull();
  }

  @Test
  void findsTheParentBelowTheRoot() {
    List<MapRunCandidate> candidates =
        List.of(run("a", PARENT, ROOT, 0), run("b", OTHER_PARENT, OTHER_PARENT, 0));

    ExecutionLink link = link(childBelow(ROOT), candidates);
    assertThat(link.evidence()).isEqualTo(MapRunEvidence.CONTEXT);
    assertThat(link.parentExecutionArn()).isEqualTo(PARENT);
  }

  @Test
  void knowsTheTraceButNoParentWhereTwoBelowTheRootHaveRunsOpen() {
    List<MapRunCandidate> candidates =
        List.of(run("a", PARENT, ROOT, 0), run("b", OTHER_PARENT, ROOT, 0));

    assertThat(link(childBelow(ROOT), candidates))
        .isEqualTo(placed(MapRunEvidence.AMBIGUOUS, null, null, null, ROOT, "trace of a"));
  }

  @Test
  void knowsTheParentButNoRunWhereTheRootHasTwoOpen() {
    List<MapRunCandidate> candidates =
        List.of(run("a", PARENT, PARENT, 0), run("b", PARENT, PARENT, 0));

    assertThat(link(childBelow(PARENT), candidates))
        .isEqualTo(placed(MapRunEvidence.CONTEXT, null, null, PARENT, PARENT, "trace of a"));
  }

  @Test
  void hasOnlyTheRootWhereThatHasNoRun() {
    assertThat(link(childBelow(ROOT), List.of()))
        .isEqualTo(placed(MapRunEvidence.NONE, null, null, null, ROOT, TraceIds.ofRoot(ROOT)));
  }

  @Test
  void isNotTakenForARunOfAnotherTraceThanItNames() {
    MapRunCandidate elsewhere = run("a", PARENT, PARENT, 0);

    assertThat(link(childBelow(OTHER_PARENT), List.of(elsewhere)))
        .isEqualTo(
            placed(
                MapRunEvidence.AMBIGUOUS,
                null,
                null,
                null,
                OTHER_PARENT,
                TraceIds.ofRoot(OTHER_PARENT)));
  }

  @Test
  void mayBeOfARunOfWhichNobodyKnowsWhatIsAboveIt() {
    MapRunCandidate cutOff = run("a", CHILD + "-above", CHILD + "-above", 0);
    MapRunCandidate ofRoot = run("b", PARENT, ROOT, 0);

    ExecutionLink alone = link(childBelow(ROOT), List.of(cutOff));
    assertThat(alone.evidence()).isEqualTo(MapRunEvidence.TIME_WINDOW);
    assertThat(alone.contradiction()).as("the root above is not known").isNull();
    ExecutionLink oneOfTwo = link(childBelow(ROOT), List.of(cutOff, ofRoot));
    assertThat(oneOfTwo.evidence()).isEqualTo(MapRunEvidence.AMBIGUOUS);
    assertThat(oneOfTwo.mapRunArn()).isNull();
    assertThat(oneOfTwo.place().rootExecutionArn()).isEqualTo(ROOT);
  }
}
