package io.fantail.sample.workflow;

import io.fantail.sample.world.Payloads;
import io.fantail.sample.world.PythonError;
import io.fantail.sample.world.Randomness;
import io.fantail.sample.world.World;
import java.util.EnumSet;
import java.util.Locale;

/** ProcessOrders: one Lambda Task with retries; used-up retries fail the child. */
public final class OrderChild implements ChildScript {
  private static final LambdaStep PROCESS_ORDER =
      new LambdaStep(
          new LambdaState("ProcessOrder", World.PROCESS, 0, false),
          new Retries(
              2, EnumSet.of(Outcome.THROTTLED, Outcome.FUNCTION_ERROR, Outcome.FUNCTION_TIMEOUT)),
          new Chances(0.005, 0.008, 0.0022, 0));

  /** The longest a child may take; only a function that hangs three times gets there. */
  public static final long LIMIT_MILLIS = 12_000;

  private final LambdaTask task;
  private final Payloads payloads;

  public OrderChild(LambdaTask task, Payloads payloads) {
    this.task = task;
    this.payloads = payloads;
  }

  @Override
  public void run(ExecutionRecorder recorder, int index, long at, Randomness random) {
    String subject = String.format(Locale.ROOT, "ord-%07d", index + 1);
    String input = payloads.item(subject, random);
    recorder.started(at, input);
    PythonError failure = random.chance(0.6) ? PythonError.UNREACHABLE : PythonError.MISSING;
    Work work = new Work(subject, input, failure, 0);
    long enteredAt = at + 8 + random.below(30);
    TaskEnd end = PROCESS_ORDER.run(recorder, task, work, fateOf(index, random), enteredAt, random);
    if (end.succeeded()) {
      String output = PROCESS_ORDER.outputOf(end);
      recorder.exited(end.at() + random.below(12), "TaskState", output);
      recorder.succeeded(end.at() + 14 + random.below(20), output);
    } else {
      recorder.failed(end.at() + 5 + random.below(20), end.error(), end.cause());
    }
  }

  /** Small samples get one of each kind; large ones get their share. */
  private static Fate fateOf(int index, Randomness random) {
    double luck = random.fraction();
    return switch (index) {
      case 4 -> Fate.FAILS_ONCE;
      case 6 -> Fate.POISONED;
      case 9 -> Fate.THROTTLED_ONCE;
      case 20 -> Fate.HANGING;
      default -> luck < 0.002 ? Fate.POISONED : luck < 0.0023 ? Fate.HANGING : Fate.USUAL;
    };
  }
}
