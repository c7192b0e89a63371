package io.fantail.job;

import io.fantail.archive.ArchiveObject;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Says on the terminal where a long command stands: the step, the tasks and the bytes of the
 * archive done of the total, the rate, the time left. The same sentence describes the step's jobs
 * in the Spark UI.
 */
final class Progress extends SparkListener {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

  private final SparkSession spark;
  private final PrintWriter out;
  private final Clock clock;
  private String step = "";
  private Instant stepStartedAt;
  private Instant lastLineAt;
  private long objects;
  private long bytes;
  private long tasks;
  private long tasksDone;

  Progress(SparkSession spark, PrintWriter out, Clock clock) {
    this.spark = spark;
    this.out = out;
    this.clock = clock;
    this.stepStartedAt = clock.instant();
    this.lastLineAt = stepStartedAt;
    spark.sparkContext().addSparkListener(this);
  }

  /** A step over something else than the archive begins. */
  synchronized void stage(String description) {
    stage(description, List.of());
  }

  /** A step that reads these objects begins. */
  synchronized void stage(String description, List<ArchiveObject> toRead) {
    step = description;
    objects = toRead.size();
    bytes = toRead.stream().mapToLong(ArchiveObject::length).sum();
    tasks = 0;
    tasksDone = 0;
    stepStartedAt = clock.instant();
    lastLineAt = stepStartedAt;
    spark.sparkContext().setJobDescription(description);
    String amount =
        objects == 0
            ? ""
            : String.format(Locale.ROOT, " (%,d objects, %s)", objects, megabytes(bytes));
    line(description + amount);
  }

  /** Something about the step that should not go unsaid. */
  synchronized void note(String text) {
    line(text);
  }

  /** Which days are meant, where that is not what was written; null where it is. */
  void noteDays(@Nullable String wholeDays) {
    if (wholeDays != null) {
      note(wholeDays);
    }
  }

  @Override
  public synchronized void onStageSubmitted(SparkListenerStageSubmitted submitted) {
    tasks += submitted.stageInfo().numTasks();
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd ended) {
    tasksDone++;
    Instant now = clock.instant();
    if (step.isEmpty() || Duration.between(lastLineAt, now).compareTo(BETWEEN_LINES) < 0) {
      return;
    }
    lastLineAt = now;
    double seconds = Math.max(1e-3, Duration.between(stepStartedAt, now).toMillis() / 1e3);
    double share = tasks == 0 ? 0 : Math.min(1, (double) tasksDone / tasks);
    String reading =
        objects == 0
            ? ""
            : String.format(
                Locale.ROOT,
                ", about %,d of %,d objects, %s of %s, %s/s",
                Math.round(share * objects),
                objects,
                megabytes((long) (share * bytes)),
                megabytes(bytes),
                megabytes((long) (share * bytes / seconds)));
    line(
        String.format(
            Locale.ROOT,
            "%s: %,d of %,d tasks%s, about %,.0f s left",
            step,
            tasksDone,
            tasks,
            reading,
            share == 0 ? 0 : seconds / share - seconds));
  }

  private void line(String text) {
    out.println(text);
    out.flush();
  }

  private static String megabytes(long amount) {
    return String.format(Locale.ROOT, "%,.1f MB", amount / 1e6);
  }
}
