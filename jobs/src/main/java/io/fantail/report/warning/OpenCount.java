package io.fantail.report.warning;

import org.jspecify.annotations.Nullable;

/** Counts under one key, in one task. */
final class OpenCount {
  private final LongestTimes times = new LongestTimes();
  private long count;
  private long near;
  private long refuted;
  private double limit;
  private @Nullable Occurrence worst;
  private @Nullable OpenItems items;

  /** Counts what came near a limit, or failed. */
  void add(Occurrence occurrence) {
    count++;
    note(occurrence);
  }

  /** Counts what ended in the last fifth of a time that is known. */
  void addNear(Occurrence time) {
    near++;
    note(time);
  }

  /** Counts what ran into a time that is known. */
  void addHit() {
    count++;
  }

  /** Counts what shows that the limit was none for it. */
  void refute() {
    refuted++;
  }

  /** Counts a state that was retried. */
  void addRetried(Occurrence attempts, boolean succeeded) {
    add(attempts);
    refuted += succeeded ? 1 : 0;
  }

  /** Counts what ended in time. */
  void addInTime(double millis, String executionArn) {
    if (times.mayCount(millis)) {
      if (times.add(millis)) {
        note(new Occurrence(millis, 0, executionArn));
      }
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

  /** Counts a child, by what it was given. */
  void addChild(long itemHash, String executionArn) {
    if (items == null) {
      items = new OpenItems(executionArn);
    }
    items.add(itemHash, executionArn);
  }

  private void note(Occurrence occurrence) {
    worst = worst == null ? occurrence : worst.orWorse(occurrence);
  }

  WarningPart counted(WarningKey key) {
    Occurrence example = worst == null ? new Occurrence(0, 0, "") : worst;
    return new WarningPart(
        key,
        count,
        near,
        refuted,
        limit,
        example,
        times.counted(),
        items == null ? GivenItems.NONE : items.collected());
  }
}
