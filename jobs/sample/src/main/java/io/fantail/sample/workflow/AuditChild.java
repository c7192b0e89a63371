package io.fantail.sample.workflow;

import io.fantail.sample.model.ModelAttempt;
import io.fantail.sample.model.ModelEvent.Detail;
import io.fantail.sample.model.ModelExecution;
import io.fantail.sample.world.Payloads;
import io.fantail.sample.world.PythonError;
import io.fantail.sample.world.Randomness;
import io.fantail.sample.world.World;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/** AuditItems: a Lambda Task, then dynamodb:putItem; used-up retries lead to a Fail state. */
public final class AuditChild implements ChildScript {
  private static final LambdaStep AUDIT =
      new LambdaStep(
          new LambdaState("Audit", World.AUDIT, 5, false),
          new Retries(2, EnumSet.of(Outcome.THROTTLED, Outcome.FUNCTION_ERROR)),
          new Chances(0.006, 0.01, 0, 0.008));
  private static final LambdaStep AUDIT_ONCE =
      new LambdaStep(AUDIT.state(), new Retries(0, EnumSet.noneOf(Outcome.class)), Chances.NONE);
  private static final double FAILING_SHARE = 0.08;
  private static final int STRAGGLER_MILLIS = 4_500;
  private static final int LAST_STRAW_MILLIS = 40;

  private final LambdaTask task;
  private final Payloads payloads;
  private final int children;
  private final int calmFrom;

  /**
   * @param children how many children the run has; the last one's failure is one too many
   * @param slots how many of them run at once
   */
  public AuditChild(LambdaTask task, Payloads payloads, int children, int slots) {
    this.task = task;
    this.payloads = payloads;
    this.children = children;
    // Nobody should wait for a retry when the run aborts: was it the error or the abort, then?
    this.calmFrom = children - Math.min(children / 3, 12 * slots);
  }

  @Override
  public void run(ExecutionRecorder recorder, int index, long at, Randomness random) {
    String subject = String.format(Locale.ROOT, "itm-%07d", index + 1);
    String input = payloads.item(subject, random);
    recorder.started(at, input);
    long enteredAt = at + 8 + random.below(30);
    TaskEnd end = audit(recorder, subject, input, index, enteredAt, random);
    if (recorder.cut()) {
      return;
    }
    long exitedAt = end.at() + random.below(12);
    if (end.succeeded()) {
      String output = AUDIT.outputOf(end);
      recorder.exited(exitedAt, "TaskState", output);
      store(recorder, subject, output, exitedAt, random);
    } else {
      String caught = Payloads.caught(end.error(), end.cause());
      recorder.exited(exitedAt, "TaskState", caught);
      recorder.entered(exitedAt + 1, "FailState", "AuditFailed", caught);
      recorder.failed(
          exitedAt + 4 + random.below(20), "AuditRejected", "The item could not be audited.");
    }
  }

  /** The straggler is still running when the last child fails, so that the run aborts it. */
  private TaskEnd audit(
      ExecutionRecorder recorder,
      String subject,
      String input,
      int index,
      long at,
      Randomness random) {
    boolean lastStraw = index == children - 1;
    boolean straggler = index == children - 2;
    if (lastStraw || straggler) {
      int millis = lastStraw ? LAST_STRAW_MILLIS : STRAGGLER_MILLIS;
      Work work = new Work(subject, input, PythonError.INVALID, millis);
      Fate fate = lastStraw ? Fate.POISONED : Fate.LUCKY;
      return AUDIT_ONCE.run(recorder, task, work, fate, at, random);
    }
    boolean calm = index >= calmFrom;
    boolean failing = !calm && random.chance(FAILING_SHARE);
    if (failing && random.chance(0.5)) {
      Work work = new Work(subject, input, PythonError.INVALID, 0);
      return AUDIT_ONCE.run(recorder, task, work, Fate.POISONED, at, random);
    }
    Work work = new Work(subject, input, PythonError.MISSING, 0);
    Fate fate = failing ? Fate.POISONED : calm ? Fate.LUCKY : Fate.USUAL;
    return AUDIT.run(recorder, task, work, fate, at, random);
  }

  private static void store(
      ExecutionRecorder recorder, String subject, String input, long at, Randomness random) {
    recorder.entered(at + 1, "TaskState", "StoreAudit", input);
    long scheduledAt = at + 2;
    List<Detail> scheduled =
        TaskEvents.scheduled(Payloads.putItemParameters(subject), TaskEvents.DYNAMODB);
    if (!recorder.record(scheduledAt, "TaskScheduled", scheduled)) {
      return;
    }
    long startedAt = scheduledAt + 12 + random.below(30);
    boolean started = recorder.record(startedAt, "TaskStarted", TaskEvents.DYNAMODB);
    long endedAt = startedAt + 6 + (long) random.logNormal(9, 0.6);
    String checksum = Integer.toString(random.below(Integer.MAX_VALUE));
    String output = Payloads.putItemOutput(random.uuid(4), checksum, endedAt);
    boolean ended =
        TaskEvents.ended(recorder, TaskEnd.success(endedAt, output, output), TaskEvents.DYNAMODB);
    recorder.attempted(
        new ModelAttempt(
            "StoreAudit",
            null,
            scheduledAt,
            started ? startedAt : ModelExecution.NEVER,
            ended ? endedAt : ModelExecution.NEVER,
            null,
            null,
            null,
            null));
    long exitedAt = endedAt + random.below(12);
    recorder.exited(exitedAt, "TaskState", output);
    recorder.succeeded(exitedAt + 5 + random.below(20), output);
  }
}
