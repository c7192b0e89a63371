package io.fantail.report.maprun;

import io.fantail.report.subject.ReportedExecution;
import io.fantail.report.subject.ReportedSpan;
import io.fantail.shape.Micros;
import io.fantail.span.SpanKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Counts the children of Map Runs, in one task. */
public final class MapRunTally {
  private static final class Times {
    private final LongStream.Builder starts = LongStream.builder();
    private final LongStream.Builder ends = LongStream.builder();
  }

  private static final class OfRun {
    private final Children children = new Children();
    private final Map<Long, Times> minutes = new TreeMap<>();

    void add(ReportedExecution child) {
      children.add(child);
      long startedAt = Micros.of(child.startedAt());
      timesOf(startedAt).starts.add(startedAt);
      Instant end = child.endedAt();
      if (end != null) {
        timesOf(Micros.of(end)).ends.add(Micros.of(end));
      }
    }

    private Times timesOf(long micros) {
      return minutes.computeIfAbsent(Math.floorDiv(micros, Minute.MICROS), unseen -> new Times());
    }
  }

  private final List<MapRunSpan> spans = new ArrayList<>();
  private final Map<String, OfRun> runs = new HashMap<>();

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

  /** What was counted. */
  public List<MapRunPart> counted() {
    List<MapRunPart> parts = new ArrayList<>();
    spans.forEach(span -> parts.add(MapRunPart.of(span)));
    runs.forEach(
        (arn, run) -> {
          parts.add(MapRunPart.of(arn, run.children));
          run.minutes.forEach(
              (minute, times) ->
                  parts.add(
                      MapRunPart.of(
                          arn,
                          minute,
                          new Minute(
                              times.starts.build().toArray(), times.ends.build().toArray()))));
        });
    return parts;
  }
}
