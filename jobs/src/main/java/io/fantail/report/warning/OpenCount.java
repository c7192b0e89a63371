package io.fantail.report.warning;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts under one key, in one task. */
final class OpenCount {
  private final TreeMap<Integer, Integer> durations = new TreeMap<>();
  private long count;
  private long refuted;
  private double limit;
  private @Nullable Occurrence worst;

  /** Counts what came near a limit, or failed. */
  void add(Occurrence occurrence) {
    count++;
    note(occurrence);
  }

  /** Counts a state that was retried. */
  void addRetried(Occurrence attempts, boolean succeeded) {
    add(attempts);
    refuted += succeeded ? 1 : 0;
  }

  /** Counts what ended in time. */
  void addInTime(double millis, String executionArn) {
    durations.merge(WarningPart.stepOf(millis), 1, Integer::sum);
    if (worst == null || millis >= worst.figure()) {
      note(new Occurrence(millis, 0, executionArn));
    }
  }

  /** Counts what ran out of time: a time-out has whole seconds. */
  void addTimedOut(double millis, String executionArn) {
    count++;
    limit = Math.max(limit, Math.floor((millis + 1) / 1_000) * 1_000);
    if (worst == null) {
      worst = new Occurrence(0, 0, executionArn);
    }
  }

  private void note(Occurrence occurrence) {
    worst = worst == null ? occurrence : worst.orWorse(occurrence);
  }

  WarningPart counted(WarningKey key) {
    long[] flat = durations.isEmpty() ? WarningPart.NO_DURATIONS : new long[2 * durations.size()];
    int at = 0;
    for (var step : durations.entrySet()) {
      flat[at++] = step.getKey();
      flat[at++] = step.getValue();
    }
    Occurrence example = worst == null ? new Occurrence(0, 0, "") : worst;
    return new WarningPart(key, count, refuted, limit, example, flat);
  }
}
