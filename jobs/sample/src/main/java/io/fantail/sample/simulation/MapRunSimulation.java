package io.fantail.sample.simulation;

import io.fantail.sample.model.ModelExecution;
import io.fantail.sample.options.SampleOptions;
import io.fantail.sample.workflow.ChildScript;
import io.fantail.sample.workflow.ExecutionRecorder;
import io.fantail.sample.world.ExecutionName;
import io.fantail.sample.world.Randomness;
import io.fantail.sample.world.World;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** Runs the children of a Map Run, so many at a time, in order of their starts. */
final class MapRunSimulation {
  private final SampleOptions options;
  private final EventOrder order;
  private final Consumer<ModelExecution> finished;

  /**
   * @param finished told of each child, in order of their starts
   */
  MapRunSimulation(SampleOptions options, EventOrder order, Consumer<ModelExecution> finished) {
    this.options = options;
    this.order = order;
    this.finished = finished;
  }

  /** Runs them all; returns when the last one ended, in epoch milliseconds. */
  long run(MapRunPlan plan, ChildScript script, long from) {
    PriorityQueue<Long> slots = new PriorityQueue<>();
    for (int slot = 0; slot < plan.slots(); slot++) {
      slots.add(from + 20 + slot * 6L);
    }
    String scope = plan.scope();
    long lastEndAt = from;
    for (int index = 0; index < plan.children(); index++) {
      long freeAt = slots.remove();
      order.releaseBefore(freeAt);
      Randomness random = Randomness.of(options.seed(), scope, index);
      ExecutionName child =
          World.child(plan.stateMachine(), plan.label(), options.childType(), random);
      long startedAt = freeAt + 2 + random.below(40);
      ExecutionRecorder recorder = plan.recorderOf(child, startedAt);
      script.run(recorder, index, startedAt, random);
      ModelExecution execution = recorder.finish();
      order.add(child, execution.events());
      finished.accept(execution);
      slots.add(execution.endedAt() + 4);
      lastEndAt = Math.max(lastEndAt, execution.endedAt());
    }
    order.releaseAll();
    return lastEndAt;
  }
}
