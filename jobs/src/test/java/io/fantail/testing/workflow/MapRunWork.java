package io.fantail.testing.workflow;

import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A Distributed Map: one Map Run for each try. */
final class MapRunWork implements Work {
  private static final int MAX_BACKOFF = 2_500;
  private static final int LONGEST_TICK = 40;
  private final StateRun state;
  private final ExecutionRun run;
  private @Nullable WrittenEvent started;
  private @Nullable WrittenEvent runStarted;
  private @Nullable TrueSpan mapRun;
  private @Nullable WrittenEvent leaveFrom;
  private int tries;

  MapRunWork(StateRun state) {
    this.state = state;
    this.run = state.run;
  }

  @Override
  public void begin() {
    if (run.chance(2) && !state.isDirectlyInItsLike()) {
      state.flow.later(run.tick(), () -> state.failAtRuntime(state.entered));
    } else if (run.chance(2) && !state.isDirectlyInItsLike()) {
      state.flow.later(run.tick(), state::failEvaluation);
    } else {
      state.flow.later(run.tick(), () -> start(state.entered));
    }
  }

  private void start(WrittenEvent from) {
    tries++;
    WrittenEvent event = run.emit("MapStateStarted", from.id(), run.details().put("length", 0));
    run.reopenInside(state.span, event);
    started = event;
    runStarted = null;
    mapRun = null;
    if (run.chance(3) && !state.isDirectlyInItsLike()) {
      state.flow.later(run.tick(), () -> state.failAtRuntime(event));
    } else {
      state.flow.later(run.tick(), () -> startRun(event));
    }
  }

  private void startRun(WrittenEvent from) {
    String arn = run.around.mapRunArn(run, state.shape);
    WrittenEvent event = run.emit("MapRunStarted", from.id(), run.details().put("mapRunArn", arn));
    TrueSpan span = new TrueSpan(SpanKind.MAP_RUN, state.shape.name(), state.span, event);
    span.mapRunArn = arn;
    runStarted = event;
    mapRun = span;
    goOn(event, span, arn);
  }

  private void goOn(WrittenEvent from, TrueSpan span, String arn) {
    long millis = run.around.mapRun(run, state.shape, arn);
    if (run.chance(25)) {
      state.flow.later(millis, () -> fail(from, span, arn));
    } else {
      state.flow.later(millis, () -> succeed(from, span, arn));
    }
  }

  /** What Exited hangs on has changed: until 2024 MapRunSucceeded, later MapRunStarted. */
  private void succeed(WrittenEvent from, TrueSpan span, String arn) {
    WrittenEvent succeeded = run.emit("MapRunSucceeded", from.id(), null);
    span.end(succeeded, SpanStatus.OK, null);
    run.around.mapRunEnded(run, arn);
    state.flow.later(run.tick(), () -> run.emit("MapStateSucceeded", succeeded.id(), null));
    leaveFrom = run.exitsFromMapRun ? from : succeeded;
    leave();
  }

  private void leave() {
    WrittenEvent from = Objects.requireNonNull(leaveFrom);
    state.flow.later(LONGEST_TICK + run.tick(), () -> state.exit(from));
  }

  private void fail(WrittenEvent from, TrueSpan span, String arn) {
    String error = "States.ExceedToleratedFailureThreshold";
    String cause = "The specified tolerated failure threshold was exceeded";
    WrittenEvent failed = run.emit("MapRunFailed", from.id(), run.failure(error, cause));
    span.end(failed, SpanStatus.ERROR, error);
    run.around.mapRunEnded(run, arn);
    if (tries <= state.shape.retries()) {
      state.flow.later(run.random.nextInt(MAX_BACKOFF), () -> start(failed));
      return;
    }
    state.flow.later(
        run.tick(),
        () -> {
          WrittenEvent last = run.emit("MapStateFailed", failed.id(), null);
          state.span.failedAt.add(last.atMillis());
          state.fail(new Failure(last, error, cause, span, true));
        });
  }

  @Override
  public void stop() {
    if (mapRun != null && mapRun.mapRunArn != null && mapRun.isOpen()) {
      run.around.mapRunEnded(run, mapRun.mapRunArn);
    }
  }

  /** Not recorded: they hang where AWS's synthetic ones do. */
  @Override
  public void writeAborts(WrittenEvent failing) {
    if (run.writesAllAborts && runStarted != null && mapRun != null && mapRun.isOpen()) {
      WrittenEvent aborted = run.emit("MapRunAborted", runStarted.id(), null);
      mapRun.end(aborted, SpanStatus.ABORTED, null);
      run.around.mapRunEnded(run, Objects.requireNonNull(mapRun.mapRunArn));
      run.emit("MapStateAborted", aborted.id(), null);
    }
  }

  /** Recorded: it hangs on MapStateStarted, has the old ARN, and its end hangs on it. */
  @Override
  public void redrive() {
    if (leaveFrom != null) {
      leave();
      return;
    }
    WrittenEvent from = started;
    TrueSpan span = mapRun;
    state.flow.later(
        run.tick(),
        () -> {
          if (from == null || span == null || span.mapRunArn == null) {
            start(state.entered);
            return;
          }
          WrittenEvent event =
              run.emit(
                  "MapRunRedriven",
                  from.id(),
                  run.details()
                      .put("mapRunArn", span.mapRunArn)
                      .put("redriveCount", run.redrives()));
          run.reopenInside(span, event);
          goOn(event, span, span.mapRunArn);
        });
  }
}
