package io.fantail.testing.workflow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A Task state: attempts, one after the other. */
final class TaskWork implements Work {
  private static final int MAX_BACKOFF = 2_500;
  private final StateRun state;
  private final ExecutionRun run;
  private final Integration integration;
  private @Nullable TrueSpan attempt;
  private int attempts;

  TaskWork(StateRun state) {
    this.state = state;
    this.run = state.run;
    this.integration = Objects.requireNonNull(state.shape.integration());
  }

  @Override
  public void begin() {
    if (run.chance(2)) {
      state.flow.later(run.tick(), () -> state.failAtRuntime(state.entered));
    } else if (run.chance(2)) {
      state.flow.later(run.tick(), state::failEvaluation);
    } else {
      state.flow.later(run.tick(), () -> schedule(state.entered));
    }
  }

  /** Neither a failure to schedule nor one to start is recorded; they are in the API's model. */
  private void schedule(WrittenEvent from) {
    attempts++;
    boolean failsUnscheduled = !integration.isTask() && run.chance(3);
    String type = integration.prefix + (failsUnscheduled ? "ScheduleFailed" : "Scheduled");
    ObjectNode details =
        failsUnscheduled
            ? run.failure("States.Runtime.Quota", "not scheduled")
            : run.around.scheduled(run, state.shape);
    WrittenEvent scheduled = run.emit(type, from.id(), details);
    run.reopenInside(state.span, scheduled);
    TrueSpan span = new TrueSpan(SpanKind.ATTEMPT, state.shape.name(), state.span, scheduled);
    attempt = span;
    span.attempt = attempts;
    if (failsUnscheduled) {
      fail(scheduled, "States.Runtime.Quota", "not scheduled");
    } else if (integration == Integration.ACTIVITY && run.chance(10)) {
      // Nobody asked for the activity's tasks.
      state.flow.later(1_000, () -> fail("TimedOut", scheduled, "States.Timeout", null));
    } else if (integration != Integration.ACTIVITY && run.chance(3)) {
      state.flow.later(
          run.tick(), () -> fail("StartFailed", scheduled, "States.TaskStart", "not started"));
    } else {
      state.flow.later(run.tick(), () -> start(scheduled, span));
    }
  }

  private void start(WrittenEvent scheduled, TrueSpan span) {
    WrittenEvent started = run.emit(integration.prefix + "Started", scheduled.id(), service());
    Call made = run.around.call(run, state.shape, span);
    if (integration.isSubmitted() && made.submittedOutput() != null) {
      state.flow.later(made.submittedAfter(), () -> submit(started, made));
    } else {
      state.flow.later(made.endedAfter(), () -> end(started, made));
    }
  }

  private void submit(WrittenEvent started, Call made) {
    if (made.submitFails()) {
      fail("SubmitFailed", started, "Service.Refused", "refused");
      return;
    }
    WrittenEvent submitted =
        run.emit("TaskSubmitted", started.id(), run.output(service(), made.submittedOutput()));
    learn(made.requestIdIfSubmitted());
    state.flow.later(made.endedAfter() - made.submittedAfter(), () -> end(submitted, made));
  }

  private void learn(@Nullable String requestId) {
    TrueSpan span = Objects.requireNonNull(attempt);
    span.requestId = span.requestId == null ? requestId : span.requestId;
  }

  private void end(WrittenEvent from, Call made) {
    if (!made.type().equals("Succeeded")) {
      learn(made.requestIdIfFailed());
      fail(made.type(), from, made.error(), made.cause());
      return;
    }
    WrittenEvent succeeded =
        run.emit(integration.prefix + "Succeeded", from.id(), run.output(service(), made.output()));
    learn(made.requestIdIfSucceeded());
    Objects.requireNonNull(attempt).end(succeeded, SpanStatus.OK, null);
    if (run.chance(2)) {
      // A result that does not fit where it is put.
      state.flow.later(run.tick(), () -> state.failAtRuntime(succeeded));
    } else {
      state.flow.later(run.tick(), () -> state.exit(succeeded));
    }
  }

  private void fail(String how, WrittenEvent from, @Nullable String error, @Nullable String cause) {
    ObjectNode details = run.failure(error, cause);
    details.setAll(service());
    fail(run.emit(integration.prefix + how, from.id(), details), error, cause);
  }

  private void fail(WrittenEvent event, @Nullable String error, @Nullable String cause) {
    TrueSpan span = Objects.requireNonNull(attempt);
    span.end(event, SpanStatus.ERROR, error);
    if (attempts <= state.shape.retries()) {
      state.flow.later(run.random.nextInt(MAX_BACKOFF), () -> schedule(event));
    } else {
      state.fail(new Failure(event, error, cause, span, true));
    }
  }

  private ObjectNode service() {
    ObjectNode service = run.details();
    if (integration.isTask()) {
      service.put("resourceType", integration.resourceType).put("resource", integration.resource);
    }
    return service;
  }

  @Override
  public void stop() {}

  /** Recorded: without a name, and all hang on the one event that failed. */
  @Override
  public void writeAborts(WrittenEvent failing) {
    if (run.writesAborts) {
      run.emit("TaskStateAborted", failing.id(), null);
    }
  }

  /** Recorded: the new attempt hangs on the Entered of long ago, and counts anew. */
  @Override
  public void redrive() {
    attempts = 0;
    state.flow.later(run.tick(), () -> schedule(state.entered));
  }
}
