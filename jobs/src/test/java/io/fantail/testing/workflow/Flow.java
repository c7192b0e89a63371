package io.fantail.testing.workflow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** States one after the other: an execution, an iteration or a branch while it runs. */
final class Flow {
  /** What it is the inside of. */
  interface Owner {
    /** The span of the flow; that of a branch begins with its first state. */
    TrueSpan spanOf(Flow flow, WrittenEvent entered);

    void succeeded(Flow flow, WrittenEvent last);

    void failed(Flow flow, Failure failure);
  }

  final ExecutionRun run;
  final Owner owner;
  final int index;
  @Nullable TrueSpan span;
  @Nullable StateRun current;
  boolean done;

  /** What the next state, or the end, hangs on. */
  @Nullable WrittenEvent lastExit;

  private final List<StateShape> states;
  private boolean stopped;
  private int next;
  private @Nullable WrittenEvent previous;

  Flow(ExecutionRun run, Owner owner, List<StateShape> states, int index) {
    this.run = run;
    this.owner = owner;
    this.states = states;
    this.index = index;
  }

  boolean isRunning() {
    return !stopped && !done;
  }

  /**
   * Enters the first state.
   *
   * @param from what its Entered hangs on; null for the execution's own
   */
  void start(@Nullable WrittenEvent from) {
    goTo(0, from);
  }

  void later(long delay, Runnable action) {
    run.later(
        delay,
        () -> {
          if (!stopped) {
            action.run();
          }
        });
  }

  private void goTo(int index, @Nullable WrittenEvent from) {
    next = index;
    previous = from;
    later(run.tick(), this::enter);
  }

  private void enter() {
    StateShape shape = states.get(next);
    long from = previous == null ? 0 : previous.id();
    WrittenEvent entered =
        run.emit(shape.type().word + "StateEntered", from, run.named(shape.name(), "input"));
    span = span == null ? owner.spanOf(this, entered) : span;
    run.reopenInside(span, entered);
    current = new StateRun(this, shape, from, entered, span);
    current.work.begin();
  }

  /** A state was left. */
  void exited(StateRun state, WrittenEvent exit, int jumpTo) {
    current = null;
    lastExit = exit;
    int after = jumpTo >= 0 ? jumpTo : next + 1;
    boolean ends = after >= states.size() || state.shape.is(StateType.SUCCEED);
    if (!ends) {
      goTo(after, exit);
      return;
    }
    done = true;
    owner.succeeded(this, exit);
  }

  void failed(Failure failure) {
    owner.failed(this, failure);
  }

  void stop() {
    stopped = true;
    if (current != null) {
      current.work.stop();
    }
  }

  void writeAborts(WrittenEvent failing) {
    if (current != null && isRunning()) {
      current.work.writeAborts(failing);
    }
  }

  void redrive() {
    if (done) {
      return;
    }
    stopped = false;
    if (current == null) {
      goTo(next, previous);
    } else if (current.shape.is(StateType.FAIL)) {
      // AWS's guide: it is entered again. Not recorded; it hangs where a redriven Task does.
      goTo(next, current.entered);
    } else {
      current.work.redrive();
    }
  }
}
