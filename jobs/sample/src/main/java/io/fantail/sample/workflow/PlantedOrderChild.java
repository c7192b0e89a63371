package io.fantail.sample.workflow;

import io.fantail.sample.options.Plant;
import io.fantail.sample.world.LambdaFunction;
import io.fantail.sample.world.Payloads;
import io.fantail.sample.world.PythonError;
import io.fantail.sample.world.Randomness;
import java.util.EnumSet;
import java.util.Locale;

/**
 * ProcessOrders where causes can be planted: an object of a bucket is processed by one Lambda Task,
 * and what nobody planted does not go wrong.
 */
public final class PlantedOrderChild implements ChildScript {
  private static final String[] PREFIXES = {"eu", "us", "apac"};
  private static final int USUAL_BYTES = 200_000;
  private static final double BYTES_SIGMA = 0.2;

  /** Bytes that no usual item reaches and every large one does. */
  private static final int LARGE_FROM = 4 * USUAL_BYTES;

  private static final Retries RETRIES = new Retries(3, EnumSet.of(Outcome.THROTTLED));

  private final LambdaTask task;
  private final PlantedRun run;

  public PlantedOrderChild(LambdaTask task, PlantedRun run) {
    this.task = task;
    this.run = run;
  }

  @Override
  public void run(ExecutionRecorder recorder, int index, long at, Randomness random) {
    Randomness planted = run.randomOf(index);
    double bytes = planted.logNormal(USUAL_BYTES, BYTES_SIGMA);
    boolean large = run.isLarge(planted);
    boolean cold = run.isCold(planted);
    boolean throttled = run.isThrottled(index, at, planted);
    LambdaFunction function = run.functionOf(planted);
    if (large) {
      bytes *= Plant.LARGE_ITEMS.times();
      recorder.causedBy(Plant.LARGE_ITEMS, Integer.toString(LARGE_FROM));
    }
    if (run.isSlowVersion(function)) {
      recorder.causedBy(Plant.SLOW_VERSION, function.version());
    }
    if (run.isSlow()) {
      recorder.causedBy(Plant.SLOW_RUN, run.mapRunArn());
    }
    double pace = run.pace() * (run.sizeMatters() ? bytes / USUAL_BYTES : 1);

    String subject = String.format(Locale.ROOT, "ord-%02d-%07d", run.number(), index + 1);
    String prefix = PREFIXES[planted.below(PREFIXES.length)];
    String key = "orders/" + prefix + "/2026/08/24/" + subject + ".json";
    String input = Payloads.listedObject(key, (long) bytes, at, random);
    recorder.started(at, input);
    Work work = new Work(subject, input, (when, unused) -> PythonError.INVALID, 0, pace, cold);
    LambdaStep step =
        new LambdaStep(new LambdaState("ProcessOrder", function, 0, false), RETRIES, Chances.NONE);
    Fate fate = throttled ? Fate.THROTTLED_TWICE : Fate.USUAL;
    TaskEnd end = step.run(recorder, task, work, fate, at + 8 + random.below(30), random);
    String output = step.outputOf(end);
    recorder.exited(end.at() + random.below(12), "TaskState", output);
    recorder.succeeded(end.at() + 14 + random.below(20), output);
  }
}
