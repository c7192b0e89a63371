package io.fantail.trace.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.LambdaCall;
import io.fantail.event.UpstreamContext;
import io.fantail.shape.Slot;
import io.fantail.span.MapRun;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.testing.History;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceOverviewTest {
  private static final String RUN = "arn:aws:states:eu-west-1:123456789012:mapRun:orders/Fan:run";
  private static final LambdaCall UNNAMED = new LambdaCall("charge", null, null, false);

  @Test
  void keepsParentsWithoutTheirSpans() {
    ExecutionSpans parent = parent(RUN);
    TraceOverview overview = overviewOf(parent, attempt("lambda:invoke", UNNAMED));

    assertThat(overview.parents())
        .containsExactly(new ExecutionSpans(parent.execution(), List.of(), parent.mapRuns()));
  }

  @Test
  void collectsTheFunctionsOfAttemptsThatNameNoRequest() {
    TraceOverview overview =
        overviewOf(
            attempt("lambda:invoke", new LambdaCall("ship", null, null, false)),
            attempt("lambda:invoke", UNNAMED),
            attempt("lambda:invoke", UNNAMED));

    assertThat(overview.unnamedFunctions()).containsExactly("charge", "ship");
  }

  @Test
  void needsNoTimeForWhatIsNamedOrNeverRan() {
    TraceOverview overview =
        overviewOf(
            attempt("lambda:invoke", new LambdaCall("named", "r1", null, false)),
            attempt("lambda:invoke", new LambdaCall("refused", null, null, true)),
            attempt("lambda:invoke", new LambdaCall(null, null, null, false)),
            attempt("sqs:sendMessage", UNNAMED));

    assertThat(overview.unnamedFunctions()).isEmpty();
    assertThat(overview.parents()).isEmpty();
  }

  @Test
  void survivesPacking() {
    TraceOverview overview =
        overviewOf(parent(RUN), attempt("lambda:invoke", UNNAMED), parent(RUN + "-2"));

    assertSame(shuffled(overview), overview);
    assertSame(shuffled(new TraceOverview()), new TraceOverview());
  }

  @Test
  void isPutTogetherOfThoseOfAllTasks() {
    ExecutionSpans one = parent(RUN);
    ExecutionSpans other = parent(RUN + "-2");
    ExecutionSpans charge = attempt("lambda:invoke", UNNAMED);
    ExecutionSpans ship = attempt("lambda:invoke", new LambdaCall("ship", null, null, false));
    TraceOverview whole = overviewOf(one, charge);
    whole.add(overviewOf(charge, ship, other));

    assertSame(whole, overviewOf(one, charge, ship, other));
    assertThat(whole.unnamedFunctions()).containsExactly("charge", "ship");
    assertThat(whole.parents())
        .flatExtracting(ExecutionSpans::mapRuns)
        .extracting(MapRun::arn)
        .containsExactly(RUN, RUN + "-2");
  }

  @Test
  void knowsWhetherExecutionsStartOthers() {
    ExecutionSpans unnamed = attempt("states:startExecution", LambdaCall.NONE);
    ExecutionSpans starter =
        History.started()
            .event(2, 0, "TaskStateEntered", "Bill")
            .scheduled(3, 2, "TaskScheduled", "states:startExecution")
            .event(4, 3, "TaskSucceeded")
            .startedExecution(History.ARN + "-2")
            .spans();
    UpstreamContext context = new UpstreamContext(null, null, null, null, History.ARN, null, null);
    ExecutionSpans started = History.startedAs(History.ARN + "-2", context).spans();

    assertThat(overviewOf(unnamed).hasNested()).isFalse();
    assertThat(overviewOf(unnamed, starter).hasNested()).isTrue();
    assertThat(overviewOf(unnamed, starter).isAsked()).isFalse();
    assertThat(overviewOf(started, unnamed).hasNested()).isTrue();
    TraceOverview whole = overviewOf(unnamed);
    whole.add(shuffled(overviewOf(started)));
    assertThat(whole.isAsked()).isTrue();
  }

  @Test
  void knowsTheFamiliesOfChildrenAndTheHoursOfAttemptsAndExecutions() {
    UpstreamContext context = new UpstreamContext(null, null, null, null, null, null, null);
    String child = "arn:aws:states:eu-west-1:123456789012:execution:orders/Fan:one";
    TraceOverview overview =
        overviewOf(History.startedAs(child, context).spans(), attempt("lambda:invoke", UNNAMED));

    assertThat(overview.childFamilies())
        .containsExactly("arn:aws:states:eu-west-1:123456789012:mapRun:orders/Fan");
    assertThat(overview.attemptHours()).containsExactly(Slot.of(History.EPOCH));
    assertThat(overview.activeHours()).containsExactly(Slot.of(History.EPOCH));
    TraceOverview whole = new TraceOverview();
    whole.add(shuffled(overview));
    assertThat(whole.childFamilies()).isEqualTo(overview.childFamilies());
    assertThat(whole.attemptHours()).isEqualTo(overview.attemptHours());
    assertThat(whole.activeHours()).isEqualTo(overview.activeHours());
  }

  private static void assertSame(TraceOverview found, TraceOverview expected) {
    assertThat(found.parents()).isEqualTo(expected.parents());
    assertThat(found.unnamedFunctions()).isEqualTo(expected.unnamedFunctions());
  }

  private static TraceOverview overviewOf(ExecutionSpans... executions) {
    TraceOverview overview = new TraceOverview();
    List.of(executions).forEach(built -> overview.add(built));
    return overview;
  }

  private static ExecutionSpans parent(String mapRunArn) {
    return History.started()
        .event(2, 0, "MapStateEntered", "Fan")
        .event(3, 2, "MapStateStarted")
        .mapRun(4, 3, "MapRunStarted", mapRunArn)
        .spans();
  }

  private static ExecutionSpans attempt(String resource, LambdaCall call) {
    return History.started()
        .event(2, 0, "TaskStateEntered", "Charge")
        .scheduled(3, 2, "TaskScheduled", resource)
        .call(call)
        .spans();
  }

  private static TraceOverview shuffled(TraceOverview overview) {
    return TraceOverview.CODEC.unpack(TraceOverview.CODEC.pack(overview));
  }
}
