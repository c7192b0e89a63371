package io.fantail.testing.workflow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Many workflows of few state machines that call few functions, many of them at once: parents, Map
 * Runs, children of children, nested executions, invocations, and callers of whom nothing is known.
 */
public final class World implements Surroundings {
  private static final String MACHINE = "machine-";
  private static final int MAX_DEPTH = 2;
  private static final int BURST_MILLIS = 4_000;

  public final List<TrueExecution> executions = new ArrayList<>();
  private final List<TrueInvocation> invocations = new ArrayList<>();
  private final Random random;
  private final List<MachineShape> machines = new ArrayList<>();
  private final Map<String, MachineShape> children = new HashMap<>();
  private final Map<ExecutionRun, TrueExecution> running = new HashMap<>();
  private final Map<String, List<TrueExecution>> ofMapRun = new HashMap<>();
  private final Functions functions;
  private int depth;

  public World(long seed, int workflows, long startAt, long millis) {
    this.random = new Random(seed);
    this.functions = new Functions(invocations);
    for (int i = 0; i < 12; i++) {
      machines.add(new RandomShape(random).machine(MACHINE + i));
    }
    int bursts = Math.max(1, workflows / 8);
    for (int i = 0; i < workflows; i++) {
      long burst = startAt + (long) (new Random(seed + i % bursts).nextDouble() * millis);
      startTop(burst + random.nextInt(BURST_MILLIS));
    }
    functions.callFromElsewhere(random, startAt, millis, workflows / 4);
  }

  /** Two of twelve state machines, and what they call, are in another region. */
  static String region(int number) {
    return Math.floorMod(number, 6) == 5 ? "eu-west-1" : "us-east-1";
  }

  /** Of a state machine, or of what its Distributed Map runs. */
  static int numberOf(String machineName) {
    return Integer.parseInt(machineName.substring(MACHINE.length()).split("/", 2)[0]);
  }

  private static String states(String machineName) {
    return "arn:aws:states:" + region(numberOf(machineName)) + ":" + Functions.HOME + ":";
  }

  private void startTop(long at) {
    MachineShape machine = any(machines);
    long stopAt = random.nextInt(12) == 0 ? at + random.nextInt(5_000) : Long.MAX_VALUE;
    start(machine.name(), "", machine, at, stopAt, null, null, null, random.nextInt(6) == 0);
  }

  private TrueExecution start(
      String name,
      String label,
      MachineShape machine,
      long at,
      long stopAt,
      @Nullable TrueExecution parent,
      @Nullable String mapRunArn,
      @Nullable TrueSpan startedBy,
      boolean redrivable) {
    boolean express = mapRunArn != null && Math.floorMod(mapRunArn.hashCode(), 3) == 0;
    String path = label.isEmpty() ? name : name + "/" + label;
    String arn =
        states(name)
            + (express
                ? "express:" + path + ":" + uuid() + ":" + uuid()
                : "execution:" + path + ":" + uuid());
    TrueInput input =
        parent == null
            ? TrueInput.ofRoot(random)
            : mapRunArn == null
                ? TrueInput.ofNested(random, parent)
                : TrueInput.ofChild(random, parent);
    String xrayRoot = xrayRoot(path, parent, mapRunArn != null, at);
    ExecutionRun run =
        new ExecutionRun(
            arn,
            path,
            machine,
            new Random(random.nextLong()),
            this,
            at,
            stopAt,
            redrivable,
            input.json(),
            made -> {
              TrueExecution execution =
                  new TrueExecution(made, machine, parent, mapRunArn, startedBy, input, xrayRoot);
              running.put(made, execution);
              executions.add(execution);
            });
    return Objects.requireNonNull(running.get(run));
  }

  /** X-Ray goes on from a starter to what it starts, and never into a Map Run. */
  private @Nullable String xrayRoot(
      String path, @Nullable TrueExecution parent, boolean isChild, long at) {
    if (Xray.of(path) != Xray.OF_EXECUTION) {
      return null;
    }
    String above = parent == null || isChild ? null : parent.xrayRoot;
    return above != null && random.nextBoolean() ? above : Xray.root(random, at);
  }

  /** All runs of functions. */
  public List<TrueInvocation> invocations() {
    return List.copyOf(invocations);
  }

  @Override
  public ObjectNode scheduled(ExecutionRun run, StateShape state) {
    return Calls.scheduled(
        run.details(),
        Objects.requireNonNull(state.integration()),
        functions.referenceOf(run, state));
  }

  @Override
  public Call call(ExecutionRun run, StateShape state, TrueSpan attempt) {
    Integration integration = Objects.requireNonNull(state.integration());
    if (integration.isLambda()) {
      TrueExecution execution = Objects.requireNonNull(running.get(run));
      return functions.call(run, state, attempt, Xray.of(run.root.name), execution.xrayRoot);
    } else if (integration.startsExecution() && depth < MAX_DEPTH) {
      return nested(run, integration, attempt);
    }
    return Calls.random(run, integration);
  }

  private Call nested(ExecutionRun run, Integration integration, TrueSpan attempt) {
    String home = states(machineOf(run));
    List<MachineShape> near =
        machines.stream().filter(machine -> states(machine.name()).equals(home)).toList();
    MachineShape machine = any(near);
    depth++;
    TrueExecution child =
        start(
            machine.name(),
            "",
            machine,
            run.now() + 1 + random.nextInt(20),
            Long.MAX_VALUE,
            running.get(run),
            null,
            attempt,
            false);
    depth--;
    return NestedCalls.of(run, integration, child.run);
  }

  @Override
  public String mapRunArn(ExecutionRun run, StateShape state) {
    String machine = machineOf(run);
    return states(machine) + "mapRun:" + machine + "/" + state.name() + ":" + uuid();
  }

  private static String machineOf(ExecutionRun run) {
    String path = run.arn.split(":", -1)[6];
    return path.split("/", -1)[0];
  }

  @Override
  public long mapRun(ExecutionRun run, StateShape state, String mapRunArn) {
    long end = run.now() + random.nextInt(300);
    String machine = machineOf(run);
    boolean deep = depth >= MAX_DEPTH;
    MachineShape shape =
        children.computeIfAbsent(
            machine + "/" + state.name(),
            path -> new RandomShape(new Random(path.hashCode())).child(path));
    int count = deep ? 0 : random.nextInt(5);
    depth++;
    for (int i = 0; i < count; i++) {
      TrueExecution child =
          start(
              machine,
              state.name(),
              shape,
              run.now() + 1 + random.nextInt(400),
              Long.MAX_VALUE,
              running.get(run),
              mapRunArn,
              null,
              false);
      ofMapRun.computeIfAbsent(mapRunArn, arn -> new ArrayList<>()).add(child);
      end = Math.max(end, child.run.last().atMillis());
    }
    depth--;
    return end + 1 + random.nextInt(50) - run.now();
  }

  @Override
  public void mapRunEnded(ExecutionRun run, String mapRunArn) {
    ofMapRun.getOrDefault(mapRunArn, List.of()).forEach(child -> child.stopAt(run.now()));
  }

  private String uuid() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
