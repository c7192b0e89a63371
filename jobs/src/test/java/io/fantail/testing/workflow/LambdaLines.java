package io.fantail.testing.workflow;

import io.fantail.testing.LoggedEvent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;

/** What the runs of functions leave in their logs, as text or as JSON, in streams of sandboxes. */
public final class LambdaLines {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu/MM/dd").withZone(ZoneOffset.UTC);

  private record Sandbox(String stream, long busyUntil) {}

  private LambdaLines() {}

  /** By function; an open sandbox takes the next run. */
  public static Map<TrueFunction, List<LoggedEvent>> of(List<TrueInvocation> invocations) {
    Map<TrueFunction, List<LoggedEvent>> logs = new LinkedHashMap<>();
    Map<TrueFunction, PriorityQueue<Sandbox>> sandboxes = new HashMap<>();
    List<TrueInvocation> inOrder = new ArrayList<>(invocations);
    inOrder.sort(Comparator.comparingLong(TrueInvocation::startedAt));
    int streams = 0;
    for (TrueInvocation invocation : inOrder) {
      PriorityQueue<Sandbox> free =
          sandboxes.computeIfAbsent(
              invocation.function(),
              name -> new PriorityQueue<>(Comparator.comparingLong(Sandbox::busyUntil)));
      Sandbox first = free.peek();
      long from = invocation.startedAt() - invocation.initMillis();
      boolean warm = invocation.initMillis() == 0 && first != null && first.busyUntil < from;
      String stream =
          warm && first != null
              ? first.stream
              : DAY.format(Instant.ofEpochMilli(from))
                  + "/[$LATEST]"
                  + "%032x".formatted(streams++);
      if (warm) {
        free.remove();
      }
      free.add(new Sandbox(stream, invocation.endedAt()));
      List<LoggedEvent> log =
          logs.computeIfAbsent(invocation.function(), name -> new ArrayList<>());
      write(log, invocation, stream);
    }
    logs.values().forEach(log -> log.sort(Comparator.comparing(LoggedEvent::at)));
    return logs;
  }

  private static void write(List<LoggedEvent> log, TrueInvocation run, String stream) {
    if (run.function().logsJson()) {
      writeJson(log, run, stream);
      return;
    }
    if (run.initMillis() > 0) {
      add(
          log,
          run,
          stream,
          run.startedAt() - run.initMillis(),
          "INIT_START Runtime Version: python:3.12.v43\tRuntime Version ARN: arn:aws:lambda:"
              + run.function().region()
              + "::runtime:70c8\n");
    }
    String id = "RequestId: " + run.requestId();
    add(log, run, stream, run.startedAt(), "START " + id + " Version: $LATEST\n");
    if (run.failed()) {
      add(
          log,
          run,
          stream,
          run.endedAt(),
          "[ERROR] Boom: some\nTraceback (most recent call last):\n  File \"/var/task/f.py\", line 3, in handler\n");
    }
    add(log, run, stream, run.endedAt(), "END " + id + "\n");
    add(log, run, stream, run.endedAt(), "REPORT " + id + report(run));
  }

  private static String report(TrueInvocation run) {
    long took = run.endedAt() - run.startedAt();
    String init =
        run.initMillis() == 0 ? "" : "Init Duration: %d.00 ms\t".formatted(run.initMillis());
    String xray =
        run.xrayRoot() == null
            ? ""
            : "\nXRAY TraceId: " + run.xrayRoot() + "\tSegmentId: 5b9d0\tSampled: true\t";
    return String.format(
        Locale.ROOT,
        "\tDuration: %d.00 ms\tBilled Duration: %d ms\tMemory Size: 128 MB\tMax Memory Used: 40 MB\t%s%s\n",
        took,
        took + 1,
        init,
        xray);
  }

  private static void writeJson(List<LoggedEvent> log, TrueInvocation run, String stream) {
    String id = "\"requestId\":\"" + run.requestId() + "\"";
    add(
        log,
        run,
        stream,
        run.startedAt(),
        json(
            run.startedAt(),
            "platform.start",
            id + ",\"functionArn\":\"" + run.function().arn() + "\",\"version\":\"$LATEST\""));
    long took = run.endedAt() - run.startedAt();
    String metrics =
        "\"metrics\":{\"durationMs\":%d.0,\"billedDurationMs\":%d,\"memorySizeMB\":128,\"maxMemoryUsedMB\":40}"
            .formatted(took, took + 1);
    String tracing =
        run.xrayRoot() == null
            ? ""
            : ",\"tracing\":{\"spanId\":\"5b9d0\",\"type\":\"X-Amzn-Trace-Id\",\"value\":\"Root="
                + run.xrayRoot()
                + ";Parent=53995c3f42cd8ad8;Sampled=1\"}";
    String status = run.failed() ? "error" : "success";
    add(
        log,
        run,
        stream,
        run.endedAt(),
        json(
            run.endedAt(),
            "platform.report",
            id + ",\"status\":\"" + status + "\"," + metrics + tracing));
  }

  private static String json(long at, String type, String record) {
    return "{\"time\":\"%s\",\"type\":\"%s\",\"record\":{%s}}"
        .formatted(Instant.ofEpochMilli(at), type, record);
  }

  private static void add(
      List<LoggedEvent> log, TrueInvocation run, String stream, long at, String message) {
    String id =
        "3"
            + Long.toString(at)
            + "%09d".formatted(log.size())
            + Math.floorMod(run.function().hashCode(), 1_000);
    log.add(
        new LoggedEvent(
            run.function().account(),
            "/aws/lambda/" + run.function().name(),
            stream,
            Instant.ofEpochMilli(at),
            id,
            message));
  }
}
