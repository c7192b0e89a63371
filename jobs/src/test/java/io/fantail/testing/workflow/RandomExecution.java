package io.fantail.testing.workflow;

import java.util.Random;
import java.util.UUID;

/** The one execution that belongs to a seed. */
public final class RandomExecution {
  private static final long EPOCH = 1_790_000_000_000L;
  private static final int STOPPED_PERCENT = 20;

  private RandomExecution() {}

  public static ExecutionRun of(long seed) {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L);
    random.nextLong();
    MachineShape machine = new RandomShape(random).machine("machine");
    boolean express = random.nextInt(10) == 0;
    UUID name = new UUID(random.nextLong(), random.nextLong());
    String arn =
        "arn:aws:states:us-east-1:123456789012:"
            + (express ? "express:machine:" + name + ":" + seed : "execution:machine:" + name);
    long startAt = EPOCH + random.nextInt(1_000_000_000);
    long stopAt =
        random.nextInt(100) < STOPPED_PERCENT ? startAt + random.nextInt(4_000) : Long.MAX_VALUE;
    return new ExecutionRun(
        arn, "machine", machine, random, new Alone(), startAt, stopAt, !express, null, run -> {});
  }
}
