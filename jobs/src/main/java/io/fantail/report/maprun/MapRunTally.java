package io.fantail.report.maprun;

import io.fantail.report.subject.ReportedExecution;
import io.fantail.report.subject.ReportedSpan;
import io.fantail.report.timeline.Trouble;
import io.fantail.shape.Micros;
import io.fantail.span.ExecutionStatus;
import io.fantail.span.SpanKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Counts the children of Map Runs, in one task. */
public final class MapRunTally {
  private static final long MICROS_PER_MILLI = 1_000;
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long[] NONE = {};

  private static final class Times {
    private final LongStream.Builder starts = LongStream.builder();
    private final LongStream.Builder ends = LongStream.builder();
    private final SortedMap<Integer, Trouble> troubles = new TreeMap<>();

    Minute minute() {
      return new Minute(
          starts.build().toArray(), ends.build().toArray(), List.copyOf(troubles.values()));
    }
  }

  private final class OfRun {
    private final Children children = new Children();
    private final Map<Long, Times> minutes = new HashMap<>();

    void add(ReportedExecution child) {
      children.add(child);
      long startedAt = Micros.of(child.startedAt());
      timesOf(startedAt).starts.add(startedAt);
      Instant end = child.endedAt();
      if (end != null) {
        timesOf(Micros.of(end)).ends.add(Micros.of(end));
      }
      addTroubles(child);
    }

    private void addTroubles(ReportedExecution child) {
      Instant end = child.endedAt();
      boolean failed =
          child.status() == ExecutionStatus.FAILED || child.status() == ExecutionStatus.TIMED_OUT;
      if (failed && end != null) {
        add(end.toEpochMilli(), second -> new Trouble(second, 1, 0, 0));
      }
      for (long at : orNone(child.retries().throttledAt())) {
        add(at, second -> new Trouble(second, 0, 1, 0));
      }
      for (long at : orNone(child.retries().retriedAt())) {
        add(at, second -> new Trouble(second, 0, 0, 1));
      }
    }

    private void add(long millis, IntFunction<Trouble> ofSecond) {
      long micros = millis * MICROS_PER_MILLI;
      children.addMoment(micros);
      int second = (int) (Math.floorMod(micros, Minute.MICROS) / MICROS_PER_SECOND);
      if (Trouble.add(timesOf(micros).troubles, ofSecond.apply(second))) {
        troubledSeconds++;
      }
    }

    private Times timesOf(long micros) {
      return minutes.computeIfAbsent(Math.floorDiv(micros, Minute.MICROS), unseen -> new Times());
    }
  }

  private final List<MapRunSpan> spans = new ArrayList<>();
  private final Map<String, OfRun> runs = new HashMap<>();
  private long troubledSeconds;

  private static long[] orNone(long @Nullable [] times) {
    return times == null ? NONE : times;
  }

  /** Takes the span of a Map Run along. */
  public void add(ReportedSpan span) {
    String arn = span.mapRunArn();
    if (span.kind() == SpanKind.MAP_RUN && arn != null) {
      spans.add(MapRunSpan.of(span, arn));
    }
  }

  /** Counts an execution that is a child whose Map Run is known. */
  public void add(ReportedExecution execution) {
    String arn = execution.mapRunArn();
    if (execution.isChild() && arn != null) {
      runs.computeIfAbsent(arn, unseen -> new OfRun()).add(execution);
    }
  }

  /** Of how many Map Runs children were counted. */
  public long size() {
    return runs.size();
  }

  /** In how many seconds of these something went wrong. */
  public long troubledSeconds() {
    return troubledSeconds;
  }

  /** What was counted. */
  public List<MapRunPart> counted() {
    List<MapRunPart> parts = new ArrayList<>();
    spans.forEach(span -> parts.add(MapRunPart.of(span)));
    runs.forEach(
        (arn, run) -> {
          parts.add(MapRunPart.of(arn, run.children));
          run.minutes.forEach(
              (minute, times) -> parts.add(MapRunPart.of(arn, minute, times.minute())));
        });
    return parts;
  }
}
