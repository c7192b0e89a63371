package io.fantail.trace.path;

import io.fantail.span.LambdaInvocation;
import io.fantail.span.Span;
import io.fantail.span.SpanAttributes;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lays out the time of one attempt, as {@link CriticalPath} defines it. */
final class AttemptPath {
  private static final double MICROS_PER_MILLI = 1_000;

  private final SpanTree tree;
  private final PathTiles tiles;

  AttemptPath(SpanTree tree, PathTiles tiles) {
    this.tree = tree;
    this.tiles = tiles;
  }

  /**
   * A run of a function on the attempt's clock.
   *
   * @param initFrom {@code start} where the sandbox was there before
   */
  private record Run(int span, long initFrom, long start, long end) {
    boolean isWithin(long from, long to) {
      return start < to && end >= from;
    }
  }

  void add(int attempt, long from, long to) {
    tiles.mark(attempt, from, to);
    long taken = PathTiles.within(takenAt(attempt, from, to), from, to);
    tiles.add(TimePart.QUEUE, from, taken);
    long submitted = submittedAt(attempt, to);
    List<Run> runs = runs(attempt, taken, to);
    if (runs.isEmpty()) {
      addTask(submitted, taken, to);
      return;
    }
    boolean isDurable = tree.first(attempt, SpanKind.DURABLE_EXECUTION) != SpanTree.NONE;
    if (isDurable && runs.size() > 1) {
      addDurable(runs, taken, to);
      return;
    }
    Run run = runs.get(runs.size() - 1);
    long start = PathTiles.within(run.start, taken, to);
    long initFrom = PathTiles.within(run.initFrom, taken, start);
    long end = PathTiles.within(run.end, start, to);
    addTask(submitted, taken, initFrom);
    tiles.add(TimePart.COLD_START, initFrom, start);
    tiles.add(TimePart.LAMBDA, start, end);
    tiles.mark(run.span, start, end);
    addTask(submitted, end, to);
  }

  /** Where nobody ever took an activity, it was queued all the time. */
  private long takenAt(int attempt, long from, long to) {
    Long startedAt = tree.timeOf(attempt, SpanAttributes.STARTED_AT);
    if (startedAt != null) {
      return startedAt;
    }
    Span span = tree.span(attempt);
    String resource = span.resource();
    boolean isActivity = resource != null && resource.contains(":activity:");
    return isActivity && span.status() != SpanStatus.OK ? to : from;
  }

  /** From when on the attempt waited for its token; {@code to} for one that has none. */
  private long submittedAt(int attempt, long to) {
    String resource = tree.span(attempt).resource();
    boolean hasToken = resource != null && resource.endsWith(".waitForTaskToken");
    Long submittedAt = hasToken ? tree.timeOf(attempt, SpanAttributes.SUBMITTED_AT) : null;
    return submittedAt == null ? to : submittedAt;
  }

  private void addTask(long submitted, long from, long to) {
    long turn = PathTiles.within(submitted, from, to);
    tiles.add(TimePart.TASK, from, turn);
    tiles.add(TimePart.WAIT, turn, to);
  }

  /** Between the invocations of a durable execution no function runs: it waits. */
  private void addDurable(List<Run> runs, long from, long to) {
    runs.sort(Comparator.comparingLong(Run::start));
    long at = from;
    TimePart between = TimePart.TASK;
    for (Run run : runs) {
      long start = PathTiles.within(run.start, at, to);
      long initFrom = PathTiles.within(run.initFrom, at, start);
      long end = PathTiles.within(run.end, start, to);
      tiles.add(between, at, initFrom);
      tiles.add(TimePart.COLD_START, initFrom, start);
      tiles.add(TimePart.LAMBDA, start, end);
      tiles.mark(run.span, start, end);
      at = end;
      between = TimePart.WAIT;
    }
    tiles.add(TimePart.TASK, at, to);
  }

  private List<Run> runs(int attempt, long from, long to) {
    List<Run> runs = new ArrayList<>(1);
    int span = tree.first(attempt, SpanKind.LAMBDA);
    while (span != SpanTree.NONE) {
      LambdaInvocation invocation = tree.linked(span).invocation();
      Run run = invocation == null ? null : runOf(span, invocation, to);
      if (run != null && run.isWithin(from, to)) {
        runs.add(run);
      }
      span = tree.next(span, SpanKind.LAMBDA);
    }
    return runs;
  }

  /** A run of which REPORT tells the duration and no record a time has ended with its attempt. */
  private @Nullable Run runOf(int span, LambdaInvocation invocation, long attemptEnd) {
    Instant startedAt = invocation.startedAt();
    Instant endedAt = invocation.endedAt();
    Double durationMs = invocation.figures().durationMs();
    if (startedAt == null && durationMs == null) {
      return null;
    }
    long duration = micros(durationMs);
    long start;
    long end;
    if (startedAt == null) {
      end = endedAt == null ? attemptEnd : tree.at(endedAt);
      start = end - duration;
    } else {
      start = tree.at(startedAt);
      end = endedAt != null ? tree.at(endedAt) : durationMs == null ? attemptEnd : start + duration;
    }
    return new Run(span, start - micros(invocation.awaitedInitMillis()), start, end);
  }

  private static long micros(@Nullable Double millis) {
    return millis == null ? 0 : Math.round(millis * MICROS_PER_MILLI);
  }
}
