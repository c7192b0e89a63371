package io.fantail.sample.simulation;

import io.fantail.sample.failure.ErrorFamilies;
import io.fantail.sample.model.ModelInvocation;
import io.fantail.sample.model.Sandbox;
import io.fantail.sample.options.Plant;
import io.fantail.sample.options.SampleOptions;
import io.fantail.sample.workflow.LambdaTask;
import io.fantail.sample.workflow.PlantedRun;
import io.fantail.sample.workflow.SandboxPool;
import io.fantail.sample.world.LambdaFunction;
import io.fantail.sample.world.Payloads;
import io.fantail.sample.world.Randomness;
import io.fantail.sample.world.World;
import java.util.LinkedHashMap;
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

  private final Map<String, SandboxPool> pools = new LinkedHashMap<>();
  private final SampleOptions options;
  private final Consumer<Sandbox> retired;
  private final LambdaTask task;

  private Cast(
      SampleOptions options,
      Payloads payloads,
      Consumer<ModelInvocation> invoked,
      Consumer<Sandbox> retired) {
    this.options = options;
    this.retired = retired;
    this.task = new LambdaTask(this::poolOf, payloads, invoked);
  }

  /**
   * The functions of the three Map Runs of three kinds.
   *
   * @param invoked told of every invocation that leaves log records
   * @param retired told of every sandbox that will write no more
   */
  static Cast of(
      SampleOptions options,
      Payloads payloads,
      Consumer<ModelInvocation> invoked,
      Consumer<Sandbox> retired) {
    Cast cast = new Cast(options, payloads, invoked, retired);
    // Retiring by a share of the whole keeps the number of log streams bounded.
    int mostInvocations = Math.max(LEAST_INVOCATIONS, options.children() / RETIREMENTS);
    FUNCTIONS.forEach(function -> cast.add(function, mostInvocations, 1));
    return cast;
  }

  /** The functions of a fan-out, whose sandboxes live on from one Map Run to the next. */
  static Cast ofFanOut(
      SampleOptions options,
      Payloads payloads,
      Consumer<ModelInvocation> invoked,
      Consumer<Sandbox> retired) {
    Cast cast = new Cast(options, payloads, invoked, retired);
    cast.add(World.PREPARE, Integer.MAX_VALUE, 1);
    cast.add(World.SUMMARIZE, Integer.MAX_VALUE, 1);
    double sickPace = options.fanOut().has(Plant.SICK_SANDBOX) ? Plant.SICK_SANDBOX.times() : 1;
    for (LambdaFunction version : PlantedRun.versionsFor(options.fanOut())) {
      cast.add(version, Integer.MAX_VALUE, sickPace);
      sickPace = 1;
    }
    ErrorFamilies.FUNCTIONS.forEach(function -> cast.add(function, Integer.MAX_VALUE, 1));
    return cast;
  }

  private void add(LambdaFunction function, int mostInvocations, double sickPace) {
    String name = nameOf(function);
    Randomness random = Randomness.of(options.seed(), "sandboxes of " + name, 0);
    pools.put(name, new SandboxPool(function, mostInvocations, random, retired, sickPace));
  }

  private static String nameOf(LambdaFunction function) {
    return function.version().equals("$LATEST")
        ? function.name()
        : function.name() + ":" + function.version();
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
        pools.get(nameOf(function)), () -> function.name() + " has no sandboxes");
  }

  void dismissAll() {
    pools.values().forEach(SandboxPool::close);
  }
}
