package io.fantail.testing.workflow;

import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;

/** A state from Entered to Exited, or to where it failed. */
final class StateRun {
  final ExecutionRun run;
  final Flow flow;
  final StateShape shape;

  /** What its Entered hangs on, and where an evaluation that fails hangs too. */
  final long previous;

  final WrittenEvent entered;
  final TrueSpan span;
  final Work work;

  /**
   * An event of its own told that the Map or Parallel failed: none can tell that it was stopped.
   */
  boolean failureWritten;

  StateRun(Flow flow, StateShape shape, long previous, WrittenEvent entered, TrueSpan scope) {
    this.run = flow.run;
    this.flow = flow;
    this.shape = shape;
    this.previous = previous;
    this.entered = entered;
    this.span = new TrueSpan(SpanKind.STATE, shape.name(), scope, entered);
    span.goesOn = !shape.is(StateType.FAIL);
    this.work =
        switch (shape.type()) {
          case TASK -> new TaskWork(this);
          case PARALLEL -> new ParallelWork(this);
          case MAP -> new MapWork(this);
          case DISTRIBUTED_MAP -> new MapRunWork(this);
          default -> new SimpleWork(this);
        };
  }

  void exit(WrittenEvent from) {
    exit(from, -1);
  }

  void exit(WrittenEvent from, int jumpTo) {
    WrittenEvent exit =
        run.emit(shape.type().word + "StateExited", from.id(), run.named(shape.name(), "output"));
    run.reopenInside(span, exit);
    span.end(exit, SpanStatus.OK, null);
    flow.exited(this, exit, jumpTo);
  }

  /** Nothing inside retries it: the state's own Catch does, or it goes on outwards. */
  void fail(Failure failure) {
    if (shape.caught() && failure.catchable()) {
      flow.later(run.tick(), () -> exit(failure.event()));
    } else {
      flow.failed(failure);
    }
  }

  /**
   * Whether it is a Map in a Map or a Parallel in a Parallel: of such no event would tell which of
   * the two ends when the inner one cannot be executed.
   */
  boolean isDirectlyInItsLike() {
    return flow.owner instanceof ContainerWork around
        && around.state.shape.type().word.equals(shape.type().word);
  }

  /**
   * The state cannot be executed; nothing but the end of the execution names it.
   *
   * @param last the last event of the state
   */
  void failAtRuntime(WrittenEvent last) {
    String cause =
        "An error occurred while executing the state '%s' (entered at the event id #%d). %s"
            .formatted(shape.name(), entered.id(), "Invalid path '$.missing'");
    fail(new Failure(last, "States.Runtime", cause, span, false));
  }

  /**
   * Of JSONata: hangs on what came before the state. That a Map fails by an event of its own then
   * is recorded; so does a Parallel here.
   */
  void failEvaluation() {
    String error = "States.QueryEvaluationError";
    String cause =
        "An error occurred while executing the state '%s' (entered at the event id #%d)."
            .formatted(shape.name(), entered.id());
    WrittenEvent event =
        run.emit(
            "EvaluationFailed",
            previous,
            run.failure(error, cause).put("state", shape.name()).put("location", "Arguments"));
    span.error = error;
    WrittenEvent last = event;
    if (!shape.inner().isEmpty() || shape.is(StateType.DISTRIBUTED_MAP)) {
      last = run.emit(shape.type().word + "StateFailed", event.id(), null);
      span.failedAt.add(last.atMillis());
      failureWritten = true;
    }
    fail(new Failure(last, error, cause, span, true));
  }
}
