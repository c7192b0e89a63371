package io.fantail.job.session;

import io.fantail.archive.record.ArchiveObject;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.jspecify.annotations.Nullable;

/**
 * Says on the terminal where a long command stands: the step, the tasks and the bytes of the
 * archive done of the total, the rate, the time left, and what it waits for when nothing happens.
 * The same sentence describes the step's jobs in the Spark UI.
 */
public final class Progress extends SparkListener implements AutoCloseable {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

  /** For so long nobody wonders. */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final PrintWriter out;
  private final Clock clock;
  private final Timer watching = new Timer("progress", true);

  /** How long each step took that is over. */
  private final Map<String, Duration> stepTimes = new LinkedHashMap<>();

  private String step = "";
  private Instant stepStartedAt;
  private Instant lastLineAt;
  private long objects;
  private long bytes;
  private long tasks;
  private long tasksDone;
  private StorageWaits storage = new StorageWaits(List.of());
  private Instant lastTaskAt;
  private @Nullable SparkContext spark;

  Progress(PrintWriter out, Clock clock) {
    this.out = out;
    this.clock = clock;
    this.stepStartedAt = clock.instant();
    this.lastLineAt = stepStartedAt;
    this.lastTaskAt = stepStartedAt;
  }

  /** Counts the tasks of Spark from now on. */
  synchronized void follow(SparkContext started) {
    spark = started;
    started.addSparkListener(this);
  }

  /** Speaks from now on also when nothing is finished, until it is closed. */
  void watch() {
    long between = BETWEEN_LINES.toMillis();
    watching.schedule(
        new TimerTask() {
          @Override
          public void run() {
            breakSilence();
          }
        },
        between,
        between);
  }

  /** Says no more. */
  @Override
  public synchronized void close() {
    watching.cancel();
    if (spark != null) {
      spark.removeSparkListener(this);
      spark = null;
    }
  }

  /** Takes along what the storage may make the command wait for. */
  synchronized void watch(StorageWaits waits) {
    storage = waits;
  }

  /** Says for how long nothing was finished, and whether the storage is the reason. */
  synchronized void breakSilence() {
    Instant now = clock.instant();
    if (step.isEmpty() || Duration.between(lastLineAt, now).compareTo(SILENCE) < 0) {
      return;
    }
    lastLineAt = now;
    String reason = storage.takeNewWaits();
    line(
        text(
            "%s: %s, nothing finished for %,d s%s",
            step,
            tasks == 0 ? "at work" : text("%,d of %,d tasks", tasksDone, tasks),
            Duration.between(lastTaskAt, now).toSeconds(),
            reason.isEmpty() ? "" : "; " + reason));
  }

  /** Begins a step over something else than the archive. */
  public synchronized void begin(String description) {
    begin(description, List.of());
  }

  /** Begins a step that reads these objects. */
  public synchronized void begin(String description, List<ArchiveObject> toRead) {
    addStepTime(stepTimes);
    step = description;
    objects = toRead.size();
    bytes = toRead.stream().mapToLong(ArchiveObject::length).sum();
    tasks = 0;
    tasksDone = 0;
    stepStartedAt = clock.instant();
    lastLineAt = stepStartedAt;
    lastTaskAt = stepStartedAt;
    if (spark != null) {
      spark.setJobDescription(description);
    }
    String amount = objects == 0 ? "" : text(" (%,d objects, %s)", objects, megabytes(bytes));
    line(description + amount);
  }

  /** Returns how long each step took so far, in their order. */
  public synchronized Map<String, Duration> stepTimes() {
    Map<String, Duration> times = new LinkedHashMap<>(stepTimes);
    addStepTime(times);
    return times;
  }

  private void addStepTime(Map<String, Duration> times) {
    if (!step.isEmpty()) {
      times.merge(step, Duration.between(stepStartedAt, clock.instant()), Duration::plus);
    }
  }

  /** Prints something about the step that should not go unsaid. */
  public synchronized void note(String text) {
    line(text);
  }

  /** Prints which days are meant, where that is not what was asked for; null prints nothing. */
  public void noteDays(@Nullable String wholeDays) {
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
    lastTaskAt = now;
    if (step.isEmpty() || Duration.between(lastLineAt, now).compareTo(BETWEEN_LINES) < 0) {
      return;
    }
    lastLineAt = now;
    double seconds = Math.max(1e-3, Duration.between(stepStartedAt, now).toMillis() / 1e3);
    double share = tasks == 0 ? 0 : Math.min(1, (double) tasksDone / tasks);
    String reading =
        objects == 0
            ? ""
            : text(
                ", about %,d of %,d objects, %s of %s, %s/s",
                Math.round(share * objects),
                objects,
                megabytes((long) (share * bytes)),
                megabytes(bytes),
                megabytes((long) (share * bytes / seconds)));
    String reason = storage.takeNewWaits();
    line(
        text(
            "%s: %,d of %,d tasks%s, about %,.0f s left%s",
            step,
            tasksDone,
            tasks,
            reading,
            share == 0 ? 0 : seconds / share - seconds,
            reason.isEmpty() ? "" : "; " + reason));
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private void line(String text) {
    out.println(text);
    out.flush();
  }

  private static String megabytes(long amount) {
    return text("%,.1f MB", amount / 1e6);
  }
}
