package io.fantail.sample.simulation;

import io.fantail.sample.model.ModelAttempt;
import io.fantail.sample.model.ModelEvent.Detail;
import io.fantail.sample.model.ModelExecution;
import io.fantail.sample.workflow.Chances;
import io.fantail.sample.workflow.ExecutionRecorder;
import io.fantail.sample.workflow.Fate;
import io.fantail.sample.workflow.LambdaState;
import io.fantail.sample.workflow.LambdaStep;
import io.fantail.sample.workflow.LambdaTask;
import io.fantail.sample.workflow.Outcome;
import io.fantail.sample.workflow.Retries;
import io.fantail.sample.workflow.TaskEnd;
import io.fantail.sample.workflow.TaskEvents;
import io.fantail.sample.workflow.Work;
import io.fantail.sample.world.ExecutionName;
import io.fantail.sample.world.LambdaFunction;
import io.fantail.sample.world.Payloads;
import io.fantail.sample.world.PythonError;
import io.fantail.sample.world.Randomness;
import io.fantail.sample.world.World;
import java.util.EnumSet;

/** A parent execution, played step by step between its Map Runs. */
final class Parent {
  static final LambdaStep PREPARE = step("Prepare", World.PREPARE);
  static final LambdaStep SUMMARIZE = step("Summarize", World.SUMMARIZE);

  private static final String THRESHOLD_ERROR = "States.ExceedToleratedFailureThreshold";
  private static final String THRESHOLD_CAUSE =
      "The specified tolerated failure threshold was exceeded";

  private final ExecutionRecorder recorder;
  private final EventOrder order;
  private final LambdaTask task;
  private final Payloads payloads;
  private final Randomness random;
  private long at;
  private String data = "";
  private int mapRunStartedId;

  Parent(
      ExecutionName name, EventOrder order, LambdaTask task, Payloads payloads, Randomness random) {
    this.recorder = ExecutionRecorder.unlimited(name);
    this.order = order;
    this.task = task;
    this.payloads = payloads;
    this.random = random;
  }

  private static LambdaStep step(String state, LambdaFunction function) {
    Retries retries = new Retries(2, EnumSet.of(Outcome.THROTTLED));
    return new LambdaStep(new LambdaState(state, function, 0, true), retries, Chances.NONE);
  }

  /** Epoch milliseconds of its last event so far. */
  long at() {
    return at;
  }

  void start(long startedAt) {
    at = startedAt;
    data = payloads.item("batch-" + recorder.name().name(), random);
    recorder.started(at, data);
    at += 20 + random.below(20);
    publish();
  }

  /** Plays a Lambda Task from entry to exit. */
  void lambda(LambdaStep step) {
    Work work = new Work(recorder.name().name(), data, PythonError.INVALID, 0);
    TaskEnd end = step.run(recorder, task, work, Fate.LUCKY, at, random);
    at = end.at() + 3 + random.below(10);
    data = step.outputOf(end);
    recorder.exited(at, "TaskState", data);
    publish();
  }

  /** Enters a Distributed Map and starts its run; returns the run's ARN. */
  String enterMap(String state, MapRunPlan plan) {
    String arn = World.mapRunArn(plan.stateMachine(), plan.label(), random.uuid(4));
    recorder.entered(at, "MapState", state, data);
    recorder.record(at, "MapStateStarted", Detail.number("length", plan.children()));
    at += 30 + random.below(60);
    recorder.record(at, "MapRunStarted", Detail.text("mapRunArn", arn));
    mapRunStartedId = recorder.lastEventId();
    publish();
    return arn;
  }

  /** Ends the run after its last child and exits the Map; the exit names the run's start. */
  void leaveMap(long lastChildEndedAt) {
    at = lastChildEndedAt + 120 + random.below(200);
    recorder.record(at, "MapRunSucceeded");
    at += 2 + random.below(15);
    recorder.record(at, "MapStateSucceeded");
    data = "{\"status\":\"DONE\"}";
    recorder.exited(at, "MapState", data, mapRunStartedId);
    at += 2;
    publish();
  }

  /** Fails the run after its children were aborted, and the execution with it. */
  ModelExecution failMap(long abortedAt) {
    at = abortedAt + 40 + random.below(60);
    recorder.record(
        at, "MapRunFailed", ExecutionRecorder.failureDetails(THRESHOLD_ERROR, THRESHOLD_CAUSE));
    recorder.mapFailed(at);
    at += 12 + random.below(20);
    recorder.failed(at, THRESHOLD_ERROR, THRESHOLD_CAUSE);
    publish();
    return recorder.finish();
  }

  ModelExecution succeed() {
    at += 10 + random.below(20);
    recorder.succeeded(at, data);
    publish();
    return recorder.finish();
  }

  /** Starts a Lambda Task of which nothing more is heard, not even a log line. */
  ModelExecution waitForever(LambdaStep step) {
    LambdaState state = step.state();
    recorder.entered(at, "TaskState", state.name(), data);
    String parameters = Payloads.lambdaParameters(state.function(), data);
    recorder.record(at, "TaskScheduled", TaskEvents.scheduled(parameters, TaskEvents.LAMBDA));
    long startedAt = at + 25 + random.below(30);
    recorder.record(startedAt, "TaskStarted", TaskEvents.LAMBDA);
    recorder.attempted(
        new ModelAttempt(
            state.name(),
            state.function().name(),
            at,
            startedAt,
            ModelExecution.NEVER,
            null,
            null,
            null,
            null));
    publish();
    return recorder.finish();
  }

  private void publish() {
    order.add(recorder.name(), recorder.takeNewEvents());
  }
}
