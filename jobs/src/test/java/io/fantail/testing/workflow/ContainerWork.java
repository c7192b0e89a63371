package io.fantail.testing.workflow;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What inline Map and Parallel have in common: tries of flows that run at once. */
abstract class ContainerWork implements Work, Flow.Owner {
  private static final int MAX_BACKOFF = 2_500;
  final StateRun state;
  final ExecutionRun run;

  /** Of the last try. */
  final List<Flow> flows = new ArrayList<>();

  /** Known when the container goes on or ends. */
  final List<Ending> pending = new ArrayList<>();

  private int tries;
  private @Nullable Failure failure;
  private boolean backsOff;

  /** The flows of the try were ended by the failure of one. */
  private boolean stopped;

  private @Nullable WrittenEvent finishing;
  private boolean succeededWritten;

  ContainerWork(StateRun state) {
    this.state = state;
    this.run = state.run;
  }

  /** Writes Started and sets the flows going. */
  abstract void startFlows(WrittenEvent from);

  /** Writes what ends the flows when one of them failed. */
  abstract void endFlows(Flow failed, Failure why);

  /** Goes on with the flows that had been stopped. */
  abstract void redriveFlows();

  abstract boolean isDone();

  @Override
  public final void begin() {
    if (run.chance(2) && !state.isDirectlyInItsLike()) {
      state.flow.later(run.tick(), () -> state.failAtRuntime(state.entered));
    } else if (run.chance(2)) {
      state.flow.later(run.tick(), state::failEvaluation);
    } else {
      state.flow.later(run.tick(), () -> start(state.entered));
    }
  }

  private void start(WrittenEvent from) {
    tries++;
    flows.clear();
    failure = null;
    stopped = false;
    backsOff = false;
    finishing = null;
    succeededWritten = false;
    startFlows(from);
  }

  /** The flows are over; {@code last} is what Succeeded and Exited both hang on. */
  final void finish(WrittenEvent last) {
    finishing = last;
    state.flow.later(
        run.tick(),
        () -> {
          if (!succeededWritten) {
            run.emit(state.shape.type().word + "StateSucceeded", last.id(), null);
          }
          succeededWritten = true;
          state.flow.later(
              run.tick(),
              () -> {
                state.exit(last);
                know(run.last());
              });
        });
  }

  final boolean isFailing() {
    return failure != null;
  }

  final boolean isStopped() {
    return stopped;
  }

  final void know(WrittenEvent by) {
    pending.stream().filter(ending -> !ending.untold).forEach(ending -> ending.knownBy = by.id());
    pending.clear();
  }

  @Override
  public final void failed(Flow flow, Failure why) {
    if (failure != null) {
      return;
    }
    failure = why;
    state.flow.later(run.tick(), () -> stopTry(flow, why));
  }

  private void stopTry(Flow failed, Failure why) {
    stopped = true;
    endFlows(failed, why);
    flows.forEach(Flow::stop);
    boolean again = tries <= state.shape.retries() && why.catchable();
    if (again) {
      pending.addAll(Stops.endInside(state.span, why, why.event(), run.now()));
      backsOff = true;
      state.flow.later(
          run.random.nextInt(MAX_BACKOFF),
          () -> {
            long next = run.last().id() + 1;
            start(why.event());
            know(run.event(next));
          });
      return;
    }
    WrittenEvent last = run.emit(state.shape.type().word + "StateFailed", why.event().id(), null);
    pending.addAll(Stops.endInside(state.span, why, why.event(), run.now()));
    know(last);
    state.span.failedAt.add(last.atMillis());
    state.fail(why.after(last));
  }

  @Override
  public final void stop() {
    flows.forEach(Flow::stop);
  }

  @Override
  public void writeAborts(WrittenEvent failing) {
    if (failure != null || state.failureWritten) {
      return;
    }
    flows.forEach(flow -> flow.writeAborts(failing));
    if (run.writesAllAborts) {
      run.emit(state.shape.type().word + "StateAborted", failing.id(), null);
    }
  }

  /**
   * AWS's guide: only the iterations and branches that failed or were stopped are redriven. No such
   * history is recorded; the events are those of their states, as a redriven Task's.
   */
  @Override
  public final void redrive() {
    Failure why = failure;
    state.failureWritten = false;
    if (backsOff && why != null) {
      state.flow.later(run.tick(), () -> start(why.event()));
    } else if (finishing != null) {
      finish(finishing);
    } else if (flows.isEmpty()) {
      state.flow.later(run.tick(), () -> start(state.entered));
    } else {
      failure = null;
      stopped = false;
      redriveFlows();
    }
  }
}
