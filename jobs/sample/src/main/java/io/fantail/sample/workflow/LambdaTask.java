package io.fantail.sample.workflow;

import static io.fantail.sample.model.ModelExecution.NEVER;

import io.fantail.sample.model.ModelAttempt;
import io.fantail.sample.model.ModelEvent.Detail;
import io.fantail.sample.model.ModelInvocation;
import io.fantail.sample.model.Sandbox;
import io.fantail.sample.options.Plant;
import io.fantail.sample.world.FunctionError;
import io.fantail.sample.world.LambdaFunction;
import io.fantail.sample.world.Payloads;
import io.fantail.sample.world.Randomness;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs one attempt of a lambda:invoke Task: its events, and the invocation behind them. */
public final class LambdaTask {
  private static final double TAIL_SIGMA = 1.0;
  private static final double TRACED_SHARE = 0.05;

  private final Function<LambdaFunction, SandboxPool> pools;
  private final Payloads payloads;
  private final Consumer<ModelInvocation> invoked;

  /**
   * @param pools the sandboxes of each function
   * @param invoked told of every invocation that leaves log records
   */
  public LambdaTask(
      Function<LambdaFunction, SandboxPool> pools,
      Payloads payloads,
      Consumer<ModelInvocation> invoked) {
    this.pools = pools;
    this.payloads = payloads;
    this.invoked = invoked;
  }

  /** One attempt that was planned to come out in the given way. */
  TaskEnd attempt(
      ExecutionRecorder recorder,
      LambdaState state,
      Work work,
      long at,
      Outcome planned,
      Randomness random) {
    String parameters = Payloads.lambdaParameters(state.function(), work.input());
    List<Detail> scheduled = new ArrayList<>(TaskEvents.scheduled(parameters, TaskEvents.LAMBDA));
    if (state.timeoutSeconds() > 0) {
      scheduled.add(Detail.number("timeoutInSeconds", state.timeoutSeconds()));
    }
    if (!recorder.record(at, "TaskScheduled", scheduled)) {
      return unseen(at, planned);
    }
    long startedAt = at + 14 + random.below(40);
    if (!recorder.record(startedAt, "TaskStarted", TaskEvents.LAMBDA)) {
      recorder.attempted(attempted(state, at, NEVER, NEVER, null, null, null, null));
      return unseen(startedAt, planned);
    }
    if (planned == Outcome.THROTTLED) {
      return throttled(recorder, state, at, startedAt, random);
    }
    return invoke(recorder, state, work, new Begun(at, startedAt, planned), random);
  }

  private TaskEnd throttled(
      ExecutionRecorder recorder, LambdaState state, long at, long startedAt, Randomness random) {
    String cause =
        "Rate Exceeded. (Service: Lambda, Status Code: 429, Request ID: "
            + random.uuid(4)
            + ") (SDK Attempt Count: 1)";
    TaskEnd end =
        TaskEnd.failure(
            startedAt + 4 + random.below(30),
            Outcome.THROTTLED,
            "Lambda.TooManyRequestsException",
            cause);
    boolean ended = TaskEvents.ended(recorder, end, TaskEvents.LAMBDA);
    recorder.causedBy(Plant.THROTTLE_BURST, "true");
    recorder.attempted(
        attempted(
            state,
            at,
            startedAt,
            ended ? end.at() : NEVER,
            ended ? end.error() : null,
            null,
            null,
            null));
    return end;
  }

  private TaskEnd invoke(
      ExecutionRecorder recorder, LambdaState state, Work work, Begun begun, Randomness random) {
    SandboxPool pool = pools.apply(state.function());
    long reachedAt = begun.startedAt() + 3 + random.below(9);
    Outcome outcome = begun.planned();
    FunctionError failure =
        outcome == Outcome.FUNCTION_ERROR ? work.failures().at(reachedAt, random) : null;
    boolean unclaimed =
        outcome == Outcome.STATE_TIMEOUT || (failure != null && !failure.tellsRequestId());
    Sandbox sandbox = sandboxOf(pool, work, unclaimed, reachedAt);
    if (sandbox == null) {
      // An invocation nobody claims must run where others are claimed, or its function is unknown.
      outcome = Outcome.SUCCEEDED;
      failure = null;
      unclaimed = false;
      sandbox = pool.take(reachedAt);
    }
    ModelInvocation invocation =
        invocationOf(state, work, sandbox, reachedAt, outcome, failure, random);
    tellCauses(recorder, invocation);
    TaskEnd end = endOf(state, work, begun, outcome, invocation, random);
    boolean seen = end.at() <= recorder.cutoffAt();
    boolean linkedById = seen && !unclaimed;
    boolean logged = linkedById || sandbox.proven();
    sandbox.served(invocation.endedAt() + 1, linkedById);
    if (logged) {
      invoked.accept(invocation);
    }
    pool.giveBack(sandbox);
    TaskEvents.ended(recorder, end, TaskEvents.LAMBDA);
    recorder.attempted(
        attempted(
            state,
            begun.at(),
            begun.startedAt(),
            seen ? end.at() : NEVER,
            seen && !end.succeeded() ? end.error() : null,
            seen ? failure : null,
            linkedById ? invocation.requestId() : null,
            logged ? invocation : null));
    return end;
  }

  private static @Nullable Sandbox sandboxOf(
      SandboxPool pool, Work work, boolean unclaimed, long at) {
    if (work.newSandbox()) {
      return pool.takeNew(at);
    }
    return unclaimed ? pool.takeProven(at) : pool.take(at);
  }

  private static void tellCauses(ExecutionRecorder recorder, ModelInvocation invocation) {
    if (invocation.sandbox().sick()) {
      recorder.causedBy(Plant.SICK_SANDBOX, invocation.sandbox().logStream());
    }
    if (invocation.cold() && invocation.function().addedInitMs() > 0) {
      recorder.causedBy(Plant.COLD_STARTS, "true");
    }
  }

  private static ModelInvocation invocationOf(
      LambdaState state,
      Work work,
      Sandbox sandbox,
      long reachedAt,
      Outcome outcome,
      @Nullable FunctionError failure,
      Randomness random) {
    LambdaFunction function = state.function();
    boolean cold = sandbox.invocations() == 0;
    long initStartedAt = cold ? reachedAt + 40 + random.below(110) : NEVER;
    long initHundredths = cold ? initHundredths(function, random) : 0;
    long startedAt = cold ? initStartedAt + millis(initHundredths) + 2 : reachedAt;
    long usual = (long) (random.logNormal(function.medianMs(), TAIL_SIGMA) * 100) + 90;
    long longest = Math.min(function.timeoutMs(), 3_400) * 100L - 1 - random.below(9_000);
    long duration =
        switch (outcome) {
          case FUNCTION_TIMEOUT -> function.timeoutMs() * 100L;
          case STATE_TIMEOUT -> (state.timeoutSeconds() * 1000L + 100 + random.below(6000)) * 100;
          default ->
              work.leastMillis() > 0
                  ? work.leastMillis() * 100L + random.below(99)
                  : (long) (Math.min(usual, longest) * work.pace() * sandbox.pace());
        };
    String traceId = null;
    if (random.chance(TRACED_SHARE)) {
      traceId = traceIdOf(startedAt, random);
    }
    return new ModelInvocation(
        function,
        sandbox,
        random.uuid(4),
        work.subject(),
        initStartedAt,
        initHundredths,
        startedAt,
        startedAt + millis(duration),
        duration,
        outcome == Outcome.FUNCTION_TIMEOUT,
        failure,
        traceId);
  }

  private TaskEnd endOf(
      LambdaState state,
      Work work,
      Begun begun,
      Outcome outcome,
      ModelInvocation invocation,
      Randomness random) {
    long answeredAt = invocation.endedAt() + 3 + random.below(14);
    String requestId = invocation.requestId();
    return switch (outcome) {
      case FUNCTION_ERROR -> {
        FunctionError failure = Objects.requireNonNull(invocation.failure());
        yield TaskEnd.failure(answeredAt, outcome, failure.type(), failure.causeOf(requestId));
      }
      case FUNCTION_TIMEOUT -> {
        String seconds = String.format(Locale.ROOT, "%.2f", state.function().timeoutMs() / 1000.0);
        String message = "RequestId: " + requestId + " Error: Task timed out after " + seconds;
        yield TaskEnd.failure(
            answeredAt,
            outcome,
            "Sandbox.Timedout",
            "{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":\"" + message + " seconds\"}");
      }
      case STATE_TIMEOUT -> {
        long endedAt = begun.startedAt() + state.timeoutSeconds() * 1000L + 3 + random.below(25);
        yield TaskEnd.failure(endedAt, outcome, "States.Timeout", "");
      }
      default -> {
        String traced = invocation.xrayTraceId();
        String root = traced == null ? traceIdOf(invocation.startedAt(), random) : traced;
        String header =
            "Root=%s;Parent=%s;Sampled=%s;Lineage=1:%s:0"
                .formatted(root, random.hex(16), traced == null ? 0 : 1, random.hex(8));
        String payload = payloads.result(work.subject(), random);
        String output =
            Payloads.lambdaOutput(state.function(), payload, requestId, header, answeredAt);
        yield TaskEnd.success(answeredAt, output, payload);
      }
    };
  }

  private static long initHundredths(LambdaFunction function, Randomness random) {
    long usual = (long) (random.logNormal(function.initMs(), 0.4) * 100);
    return Math.min(120_000, usual) + function.addedInitMs() * 100L;
  }

  private static String traceIdOf(long at, Randomness random) {
    return "1-" + Long.toHexString(at / 1000) + "-" + random.hex(24);
  }

  private static long millis(long hundredths) {
    return (hundredths + 99) / 100;
  }

  private static TaskEnd unseen(long at, Outcome planned) {
    return TaskEnd.failure(at, planned, "", "");
  }

  private static ModelAttempt attempted(
      LambdaState state,
      long at,
      long startedAt,
      long endedAt,
      @Nullable String error,
      @Nullable FunctionError raised,
      @Nullable String requestId,
      @Nullable ModelInvocation invocation) {
    return new ModelAttempt(
        state.name(),
        state.function().name(),
        at,
        startedAt,
        endedAt,
        error,
        raised,
        requestId,
        invocation);
  }

  /** An attempt that has been scheduled and started. */
  private record Begun(long at, long startedAt, Outcome planned) {}
}
