package io.fantail.testing.workflow;

import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import java.util.EnumSet;
import java.util.Objects;

/** A Parallel: no event begins or ends a branch. */
final class ParallelWork extends ContainerWork {
  private int branchesEntered;

  ParallelWork(StateRun state) {
    super(state);
  }

  @Override
  void startFlows(WrittenEvent from) {
    WrittenEvent started = run.emit("ParallelStateStarted", from.id(), null);
    run.reopenInside(state.span, started);
    branchesEntered = 0;
    for (int i = 0; i < state.shape.inner().size(); i++) {
      Flow branch = new Flow(run, this, state.shape.inner().get(i), i);
      flows.add(branch);
      branch.start(started);
    }
  }

  /** Branches are numbered as they are entered. */
  @Override
  public TrueSpan spanOf(Flow flow, WrittenEvent entered) {
    int number = branchesEntered++;
    TrueSpan span =
        new TrueSpan(SpanKind.BRANCH, state.shape.name() + "[" + number + "]", state.span, entered);
    span.iteration = number;
    return span;
  }

  @Override
  public void succeeded(Flow flow, WrittenEvent last) {
    TrueSpan span = Objects.requireNonNull(flow.span);
    run.reopenInside(span, last);
    Ending ending =
        new Ending(
            last.id(),
            Long.MAX_VALUE,
            last.atMillis(),
            last.atMillis(),
            EnumSet.of(SpanStatus.OK),
            null);
    span.end(ending);
    pending.add(ending);
    if (isDone() && !isFailing()) {
      finish(last);
    }
  }

  @Override
  boolean isDone() {
    return flows.stream().allMatch(flow -> flow.done);
  }

  @Override
  void endFlows(Flow failed, Failure why) {
    flows.forEach(flow -> flow.writeAborts(why.event()));
  }

  @Override
  void redriveFlows() {
    flows.forEach(Flow::redrive);
  }
}
