package io.fantail.trace.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.UpstreamContext;
import io.fantail.span.Execution;
import io.fantail.testing.History;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The execution starts at 10 ms. */
class NestedLinkerTest {
  private static final String PREFIX = "arn:aws:states:eu-west-1:123456789012:execution:";
  private static final String STARTER = PREFIX + "outer:one";
  private static final String OTHER = PREFIX + "outer:two";
  private static final String ROOT = PREFIX + "top:one";

  @Test
  void believesTheHistoryThatNamesIt() {
    assertThat(NestedLinker.link(execution(null, null), List.of(named(STARTER, ROOT))))
        .isEqualTo(
            new ExecutionLink(
                null,
                NestedEvidence.STARTED_EXECUTION,
                null,
                "span of " + STARTER,
                STARTER,
                new TracePlace(ROOT, "trace of " + ROOT),
                null));
  }

  @Test
  void believesItsInputWhereNoHistoryNamesIt() {
    ExecutionLink link = NestedLinker.link(execution(STARTER, null), List.of(context(STARTER)));

    assertThat(link.parentLink()).isEqualTo("context");
    assertThat(link.parentSpanId()).isEqualTo("span of " + STARTER);
    assertThat(link.place().rootExecutionArn()).isEqualTo(ROOT);
  }

  @Test
  void saysThatItsInputNamesAnother() {
    ExecutionLink link =
        NestedLinker.link(execution(OTHER, OTHER), List.of(context(OTHER), named(STARTER, ROOT)));

    assertThat(link.parentExecutionArn()).isEqualTo(STARTER);
    assertThat(link.parentLink()).isEqualTo("started_execution");
    assertThat(link.contradiction())
        .isEqualTo("context names " + OTHER + "; context names root " + OTHER);
  }

  @Test
  void knowsTheStarterThatIsNotInTheArchive() {
    assertThat(NestedLinker.link(execution(STARTER, null), List.of()))
        .isEqualTo(
            new ExecutionLink(
                null,
                NestedEvidence.CONTEXT,
                null,
                null,
                STARTER,
                new TracePlace(STARTER, TraceIds.ofRoot(STARTER)),
                null));
    assertThat(NestedLinker.link(execution(STARTER, ROOT), List.of()).place().rootExecutionArn())
        .isEqualTo(ROOT);
  }

  @Test
  void isARootWhereNothingSaysOtherwise() {
    assertThat(NestedLinker.link(execution(null, null), List.of()).parentLink()).isNull();
    assertThat(NestedLinker.link(execution(History.ARN, null), List.of()).parentLink()).isNull();
  }

  @Test
  void choosesNoneOfTwoThatNameIt() {
    List<NestedStart> two = List.of(named(OTHER, OTHER), named(STARTER, ROOT));
    ExecutionLink link = NestedLinker.link(execution(null, null), two);

    assertThat(link.parentLink()).isEqualTo("ambiguous");
    assertThat(link.parentSpanId()).isNull();
    assertThat(link.parentExecutionArn()).isNull();
    assertThat(link.place().rootExecutionArn()).isEqualTo(History.ARN);
    assertThat(link.contradiction()).isEqualTo("started by " + STARTER + " and " + OTHER);
  }

  @Test
  void staysInTheTraceThatAllWhoNameItShare() {
    List<NestedStart> two = List.of(named(OTHER, ROOT), named(STARTER, ROOT));
    ExecutionLink link = NestedLinker.link(execution(null, null), two);

    assertThat(link.place().rootExecutionArn()).isEqualTo(ROOT);
    assertThat(link.place().traceId()).isEqualTo("trace of " + ROOT);
  }

  @Test
  void namesOnlySomeOfMany() {
    List<NestedStart> many = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      many.add(named(PREFIX + "outer:" + i, ROOT));
    }

    assertThat(NestedLinker.link(execution(null, null), many).contradiction())
        .endsWith("outer:0 and " + PREFIX + "outer:1 and " + PREFIX + "outer:2 and more");
  }

  @Test
  void saysThatItStartedBeforeTheAttempt() {
    NestedStart late =
        new NestedStart(
            STARTER,
            "1",
            History.EPOCH.plusSeconds(2),
            NestedEvidence.STARTED_EXECUTION,
            new TracePlace(ROOT, "trace"));

    assertThat(NestedLinker.link(execution(null, null), List.of(late)).contradiction())
        .isEqualTo("started before the attempt that names it");
  }

  private static Execution execution(@Nullable String startedBy, @Nullable String root) {
    UpstreamContext context = new UpstreamContext(null, root, null, null, startedBy, null, null);
    return History.startedAs(History.ARN, context).spans().execution();
  }

  private static NestedStart named(String starter, String root) {
    return start(starter, root, NestedEvidence.STARTED_EXECUTION);
  }

  private static NestedStart context(String starter) {
    return start(starter, ROOT, NestedEvidence.CONTEXT);
  }

  private static NestedStart start(String starter, String root, NestedEvidence evidence) {
    return new NestedStart(
        starter,
        "span of " + starter,
        History.EPOCH,
        evidence,
        new TracePlace(root, "trace of " + root));
  }
}
