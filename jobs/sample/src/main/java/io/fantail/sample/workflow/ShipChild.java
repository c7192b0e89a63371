package io.fantail.sample.workflow;

import io.fantail.sample.failure.ErrorFamilies;
import io.fantail.sample.failure.ErrorFamily;
import io.fantail.sample.world.LambdaFunction;
import io.fantail.sample.world.Payloads;
import io.fantail.sample.world.PythonError;
import io.fantail.sample.world.Randomness;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/**
 * ShipOrders: one Lambda Task, which calls the function of the order's carrier. Children fail by
 * families of errors, each of them as often; three in four recover when they are tried again.
 */
public final class ShipChild implements ChildScript {
  private static final int MOST_PER_FAMILY = 1_000;
  private static final int LEAST_CYCLE = 25;
  private static final double PERSISTENT_SHARE = 0.25;
  private static final Retries RETRIES = new Retries(2, EnumSet.of(Outcome.FUNCTION_ERROR));

  private final LambdaTask task;
  private final Payloads payloads;
  private final int firstNumber;
  private final int cycle;

  /**
   * @param firstNumber how many children earlier Map Runs had
   * @param total how many children all Map Runs have
   */
  public ShipChild(LambdaTask task, Payloads payloads, int firstNumber, int total) {
    this.task = task;
    this.payloads = payloads;
    this.firstNumber = firstNumber;
    this.cycle = Math.max(LEAST_CYCLE, total / MOST_PER_FAMILY);
  }

  @Override
  public void run(ExecutionRecorder recorder, int index, long at, Randomness random) {
    int number = firstNumber + index;
    String subject = String.format(Locale.ROOT, "shp-%07d", number + 1);
    String input = payloads.item(subject, random);
    recorder.started(at, input);
    List<ErrorFamily> families = ErrorFamilies.FAMILIES;
    int place = number % cycle;
    boolean fails = place < families.size();
    boolean persistent = random.chance(PERSISTENT_SHARE);
    LambdaFunction function =
        fails
            ? families.get(place).function()
            : ErrorFamilies.FUNCTIONS.get(random.below(ErrorFamilies.FUNCTIONS.size()));
    Work.Failures failures =
        fails
            ? (when, chance) -> families.get(place).raise(chance, when)
            : (when, chance) -> PythonError.INVALID;
    Fate fate = !fails ? Fate.LUCKY : persistent ? Fate.POISONED : Fate.FAILS_ONCE;
    LambdaStep step =
        new LambdaStep(new LambdaState("Ship", function, 0, false), RETRIES, Chances.NONE);
    Work work = new Work(subject, input, failures, 0, 1, false);
    TaskEnd end = step.run(recorder, task, work, fate, at + 8 + random.below(30), random);
    if (end.succeeded()) {
      String output = step.outputOf(end);
      recorder.exited(end.at() + random.below(12), "TaskState", output);
      recorder.succeeded(end.at() + 14 + random.below(20), output);
    } else {
      recorder.failed(end.at() + 5 + random.below(20), end.error(), end.cause());
    }
  }
}
