package io.fantail.sample.simulation;

import io.fantail.sample.model.ModelInvocation;
import io.fantail.sample.model.Sandbox;
import io.fantail.sample.options.SampleOptions;
import io.fantail.sample.workflow.LambdaTask;
import io.fantail.sample.workflow.SandboxPool;
import io.fantail.sample.world.LambdaFunction;
import io.fantail.sample.world.Payloads;
import io.fantail.sample.world.Randomness;
import io.fantail.sample.world.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** The functions' sandboxes and the tasks that use them, as one simulation needs them. */
final class Cast {
  private static final List<LambdaFunction> FUNCTIONS =
      List.of(World.PREPARE, World.SUMMARIZE, World.PROCESS, World.ENRICH, World.AUDIT);
  private static final int LEAST_INVOCATIONS = 50;
  private static final int RETIREMENTS = 400;

  private final Map<String, SandboxPool> pools = new HashMap<>();
  private final LambdaTask task;

  /**
   * @param invoked told of every invocation that leaves log records
   * @param retired told of every sandbox that will write no more
   */
  Cast(
      SampleOptions options,
      Payloads payloads,
      Consumer<ModelInvocation> invoked,
      Consumer<Sandbox> retired) {
    // Retiring by a share of the whole keeps the number of log streams bounded.
    int mostInvocations = Math.max(LEAST_INVOCATIONS, options.children() / RETIREMENTS);
    for (LambdaFunction function : FUNCTIONS) {
      Randomness random = Randomness.of(options.seed(), "sandboxes of " + function.name(), 0);
      pools.put(function.name(), new SandboxPool(function, mostInvocations, random, retired));
    }
    this.task = new LambdaTask(this::poolOf, payloads, invoked);
  }

  LambdaTask task() {
    return task;
  }

  /** Retires the sandboxes of a function that will not be called again. */
  void dismiss(LambdaFunction function) {
    poolOf(function).close();
  }

  private SandboxPool poolOf(LambdaFunction function) {
    return Objects.requireNonNull(
        pools.get(function.name()), () -> function.name() + " has no sandboxes");
  }

  void dismissAll() {
    FUNCTIONS.forEach(this::dismiss);
  }
}
