package io.fantail.sample.workflow;

import io.fantail.sample.world.Randomness;

/**
 * A Lambda Task state with its retries and its luck.
 *
 * @param state the state
 * @param retries its Retry
 * @param chances how often it goes wrong
 */
public record LambdaStep(LambdaState state, Retries retries, Chances chances) {

  /** Enters the state and tries until it succeeds or its retries are used up; does not exit it. */
  public TaskEnd run(
      ExecutionRecorder recorder,
      LambdaTask task,
      Work work,
      Fate fate,
      long at,
      Randomness random) {
    recorder.entered(at, "TaskState", state.name(), work.input());
    long scheduledAt = at + random.below(5);
    for (int attempt = 1; ; attempt++) {
      Outcome planned = chances.draw(fate, attempt, random);
      TaskEnd end = task.attempt(recorder, state, work, scheduledAt, planned, random);
      boolean over = end.succeeded() || !retries.allow(end.outcome(), attempt);
      if (over || recorder.cut()) {
        return end;
      }
      scheduledAt = end.at() + retries.waitAfter(attempt) + random.below(12);
    }
  }

  /** What the state passes on when it succeeded. */
  public String outputOf(TaskEnd end) {
    return state.wholeResult() ? end.output() : end.payload();
  }
}
