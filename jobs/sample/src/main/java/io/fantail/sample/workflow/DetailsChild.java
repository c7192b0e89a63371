package io.fantail.sample.workflow;

import io.fantail.sample.world.Payloads;
import io.fantail.sample.world.PythonError;
import io.fantail.sample.world.Randomness;
import io.fantail.sample.world.World;
import java.util.EnumSet;
import java.util.Locale;

/** EnrichOrders: a Choice, a Lambda Task whose failures are caught, and a Succeed. */
public final class DetailsChild implements ChildScript {
  private static final LambdaStep ENRICH =
      new LambdaStep(
          new LambdaState("Enrich", World.ENRICH, 5, true),
          new Retries(2, EnumSet.of(Outcome.THROTTLED)),
          new Chances(0.005, 0.01, 0, 0.003));
  private static final double WITHOUT_DETAILS_SHARE = 0.04;

  private final LambdaTask task;
  private final Payloads payloads;
  private final String parentArn;

  /**
   * @param parentArn what the ItemSelector put into every item
   */
  public DetailsChild(LambdaTask task, Payloads payloads, String parentArn) {
    this.task = task;
    this.payloads = payloads;
    this.parentArn = parentArn;
  }

  @Override
  public void run(ExecutionRecorder recorder, int index, long at, Randomness random) {
    String subject = String.format(Locale.ROOT, "det-%07d", index + 1);
    String input = payloads.itemOfParent(subject, parentArn, random);
    recorder.started(at, input);
    long enteredAt = at + 8 + random.below(30);
    recorder.entered(enteredAt, "ChoiceState", "HasDetails", input);
    recorder.exited(enteredAt, "ChoiceState", input);
    if (index > 12 && random.chance(WITHOUT_DETAILS_SHARE)) {
      finish(recorder, enteredAt + 2, input, random);
      return;
    }
    Work work = new Work(subject, input, PythonError.MISSING, 0);
    TaskEnd end = ENRICH.run(recorder, task, work, fateOf(index), enteredAt + 1, random);
    long exitedAt = end.at() + random.below(12);
    if (end.succeeded()) {
      String output = ENRICH.outputOf(end);
      recorder.exited(exitedAt, "TaskState", output);
      finish(recorder, exitedAt + random.below(6), output, random);
      return;
    }
    String caught = Payloads.caught(end.error(), end.cause());
    recorder.exited(exitedAt, "TaskState", caught);
    recorder.entered(exitedAt + 1, "PassState", "RecordFailure", caught);
    recorder.exited(exitedAt + 1, "PassState", caught);
    finish(recorder, exitedAt + 2, caught, random);
  }

  private static void finish(
      ExecutionRecorder recorder, long at, String output, Randomness random) {
    recorder.entered(at, "SucceedState", "Done", output);
    recorder.exited(at, "SucceedState", output);
    recorder.succeeded(at + 6 + random.below(20), output);
  }

  /** Small samples get one caught error and two waits given up while both functions run. */
  private static Fate fateOf(int index) {
    return switch (index) {
      case 2 -> Fate.FAILS_ONCE;
      case 5, 10, 11 -> Fate.OUTLASTS_STATE;
      default -> Fate.USUAL;
    };
  }
}
