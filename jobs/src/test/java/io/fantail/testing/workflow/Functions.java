package io.fantail.testing.workflow;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Few functions, of one name in several accounts and regions, called by many and by others. */
final class Functions {
  static final String HOME = "123456789012";
  private static final String ELSEWHERE = "444455556666";
  private static final int COUNT = 40;
  private static final int LIMIT = 1_000;
  private final List<TrueInvocation> invocations;

  Functions(List<TrueInvocation> invocations) {
    this.invocations = invocations;
  }

  private static String name(int number) {
    return "fn-" + number;
  }

  /** Half of the states have a function that no other one calls. */
  private static TrueFunction of(ExecutionRun run, StateShape state) {
    int hash = Math.floorMod((run.root.name + state.name()).hashCode(), 10_000);
    boolean shared = hash % 2 != 0;
    boolean far = shared && state.integration() != Integration.LAMBDA_ARN && hash % 3 == 0;
    String region = run.arn.split(":", -1)[3];
    return new TrueFunction(
        far ? ELSEWHERE : HOME, region, name(shared ? hash % COUNT : COUNT + hash));
  }

  /** As the definition names the function: that of another account by its whole ARN. */
  String referenceOf(ExecutionRun run, StateShape state) {
    TrueFunction function = of(run, state);
    boolean whole =
        !function.account().equals(HOME) || state.integration() == Integration.LAMBDA_ARN;
    return whole ? function.arn() : function.name();
  }

  /**
   * One call.
   *
   * @param ofExecution the X-Ray trace of all calls of the execution
   */
  Call call(
      ExecutionRun run,
      StateShape state,
      TrueSpan attempt,
      Xray xray,
      @Nullable String ofExecution) {
    Integration integration = Objects.requireNonNull(state.integration());
    TrueFunction function = of(run, state);
    String requestId = new UUID(run.random.nextLong(), run.random.nextLong()).toString();
    String root = xray.rootOfCall(ofExecution, run.random, run.now());
    String logged = xray.isLogged() ? root : null;
    String header =
        root == null
            ? null
            : "Root=" + root + ";Parent=53995c3f42cd8ad8;Sampled=" + (logged == null ? 0 : 1);
    if (run.chance(5)) {
      return refused(run, requestId);
    } else if (integration == Integration.LAMBDA_EVENT) {
      invokeLater(run, function, attempt, requestId, logged);
      String lower = header == null ? null : header.toLowerCase(Locale.ROOT);
      return answered(integration, run.random.nextInt(20), requestId, lower);
    }
    long init = run.chance(15) ? 100 + run.random.nextInt(200) : 0;
    long start = run.now() + init + run.random.nextInt(30);
    long took = run.random.nextInt(run.chance(5) ? 3_000 : 600);
    boolean fails = run.chance(15);
    long end = start + took;
    invocations.add(
        new TrueInvocation(
            requestId, 1, function, attempt, run.arn, logged, start, end, init, fails));
    long back = end - run.now() + 1 + run.random.nextInt(8);
    if (back > LIMIT && integration != Integration.LAMBDA_TOKEN) {
      return call("TimedOut", LIMIT, null, "States.Timeout", null, null, null, null);
    } else if (fails && integration != Integration.AWS_SDK_LAMBDA) {
      boolean python = Math.floorMod(function.name().hashCode(), 2) == 0;
      String cause =
          python ? Calls.pythonError(requestId) : "{\"errorType\":\"Error\",\"trace\":[]}";
      // Whoever holds a token may say why the task fails, so what a cause names is not known.
      boolean named = python && integration != Integration.LAMBDA_TOKEN;
      return call("Failed", back, null, "Boom", cause, null, null, named ? requestId : null);
    } else if (integration == Integration.LAMBDA_TOKEN) {
      return new Call(
          "Succeeded",
          back,
          back + run.random.nextInt(2_000),
          false,
          Calls.response(integration, requestId, header),
          "{}",
          null,
          null,
          requestId,
          null,
          null);
    }
    return answered(integration, back, requestId, header);
  }

  private static Call answered(
      Integration integration, long back, String requestId, @Nullable String header) {
    boolean named =
        integration == Integration.LAMBDA_INVOKE || integration == Integration.LAMBDA_EVENT;
    String output = Calls.response(integration, requestId, header);
    return call("Succeeded", back, output, null, null, null, named ? requestId : null, null);
  }

  /** The API says no: the id is that of a request that never ran. */
  private static Call refused(ExecutionRun run, String requestId) {
    String cause =
        "Rate Exceeded. (Service: Lambda, Status Code: 429, Request ID: " + requestId + ")";
    long after = run.random.nextInt(40);
    return call("Failed", after, null, "Lambda.TooManyRequestsException", cause, null, null, null);
  }

  /** Asynchronous: Lambda runs it later, and once more when it fails, under the same id. */
  private void invokeLater(
      ExecutionRun run,
      TrueFunction function,
      TrueSpan attempt,
      String requestId,
      @Nullable String xrayRoot) {
    long start = run.now() + 5 + run.random.nextInt(500);
    int tries = run.chance(20) ? 2 : 1;
    for (int i = 1; i <= tries; i++) {
      long end = start + run.random.nextInt(500);
      boolean fails = i < tries;
      invocations.add(
          new TrueInvocation(
              requestId, i, function, attempt, run.arn, xrayRoot, start, end, 0, fails));
      start = end + 2_000 + run.random.nextInt(2_000);
    }
  }

  void callFromElsewhere(Random random, long startAt, long millis, int count) {
    for (int i = 0; i < count; i++) {
      long start = startAt + (long) (random.nextDouble() * millis);
      String id = new UUID(random.nextLong(), random.nextLong()).toString();
      invocations.add(
          new TrueInvocation(
              id,
              1,
              new TrueFunction(
                  random.nextBoolean() ? HOME : ELSEWHERE,
                  World.region(random.nextInt()),
                  name(random.nextInt(COUNT))),
              null,
              null,
              random.nextBoolean() ? Xray.root(random, start) : null,
              start,
              start + random.nextInt(800),
              0,
              false));
    }
  }

  private static Call call(
      String type,
      long endedAfter,
      @Nullable String output,
      @Nullable String error,
      @Nullable String cause,
      @Nullable String submittedId,
      @Nullable String succeededId,
      @Nullable String failedId) {
    return new Call(
        type, 0, endedAfter, false, null, output, error, cause, submittedId, succeededId, failedId);
  }
}
