package io.fantail.sample.logs;

import io.fantail.sample.model.ModelInvocation;
import io.fantail.sample.world.FunctionError;
import io.fantail.sample.world.LambdaFunction;
import io.fantail.sample.world.LambdaRuntime;
import io.fantail.sample.world.Randomness;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** The text format: tab-separated platform lines around Python's logging lines. */
public final class LambdaTextLog implements LambdaLog {
  private static final DateTimeFormatter ISO_MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final String RETRY_TRACE =
      """
      stock lookup failed, trying again
      Traceback (most recent call last):
        File "/var/task/stock.py", line 23, in lookup
          return self.session.get(url, timeout=0.5)
      TimeoutError: read timed out\
      """;

  private final long seed;

  LambdaTextLog(long seed) {
    this.seed = seed;
  }

  @Override
  public List<LogEvent> eventsOf(ModelInvocation invocation) {
    long startedAt = invocation.startedAt();
    long endedAt = invocation.endedAt();
    String requestId = invocation.requestId();
    LambdaFunction function = invocation.function();
    List<LogEvent> events = new ArrayList<>(8);
    if (invocation.cold()) {
      events.add(
          new LogEvent(
              invocation.initStartedAt(),
              "INIT_START Runtime Version: "
                  + function.runtime().version()
                  + "\tRuntime Version ARN: "
                  + function.runtime().versionArn()));
    }
    events.add(
        new LogEvent(
            startedAt, "START RequestId: " + requestId + " Version: " + function.version()));
    addApplicationLines(events, invocation);
    FunctionError failure = invocation.failure();
    if (failure != null) {
      events.add(new LogEvent(endedAt, failure.asText(isoOf(endedAt), requestId)));
    }
    events.add(new LogEvent(endedAt, "END RequestId: " + requestId));
    events.add(new LogEvent(endedAt, report(invocation)));
    return events;
  }

  private void addApplicationLines(List<LogEvent> events, ModelInvocation invocation) {
    Randomness random = Randomness.of(seed, invocation.requestId(), 0);
    long lastAt = Math.max(invocation.startedAt(), invocation.endedAt() - 1);
    String subject = invocation.subject();
    addLogged(events, invocation, "INFO", invocation.startedAt(), "handling " + subject, false);
    if (random.chance(0.4)) {
      addLogged(events, invocation, "INFO", lastAt, "looked up " + subject, false);
    }
    if (random.chance(0.02) && invocation.function().runtime() == LambdaRuntime.PYTHON) {
      addLogged(events, invocation, "WARNING", lastAt, RETRY_TRACE, false);
    }
    if (random.chance(0.03)) {
      addLogged(events, invocation, "INFO", lastAt, "summary of " + subject + ": ok", true);
    }
  }

  private static void addLogged(
      List<LogEvent> events,
      ModelInvocation invocation,
      String level,
      long at,
      String message,
      boolean blankAfter) {
    LambdaRuntime runtime = invocation.function().runtime();
    ApplicationLine line = new ApplicationLine(runtime, isoOf(at), invocation.requestId(), message);
    events.add(new LogEvent(at, line.asText(level), blankAfter));
  }

  private static String report(ModelInvocation invocation) {
    StringBuilder line = new StringBuilder(200);
    line.append("REPORT RequestId: ").append(invocation.requestId());
    line.append("\tDuration: ").append(hundredths(invocation.durationHundredths()));
    line.append(" ms\tBilled Duration: ").append(LambdaLog.billedMillis(invocation));
    line.append(" ms\tMemory Size: ").append(invocation.function().memoryMb());
    line.append(" MB\tMax Memory Used: ").append(LambdaLog.usedMemoryMb(invocation)).append(" MB");
    if (invocation.cold()) {
      line.append("\tInit Duration: ").append(hundredths(invocation.initHundredths()));
      line.append(" ms");
    }
    if (invocation.timedOut()) {
      line.append("\tStatus: timeout");
    } else if (invocation.failure() != null) {
      line.append("\tStatus: error\tError Type: ").append(invocation.failure().type());
    } else {
      line.append('\t');
    }
    if (invocation.xrayTraceId() != null) {
      String segment = invocation.requestId().replace("-", "").substring(0, 16);
      line.append("\nXRAY TraceId: ").append(invocation.xrayTraceId());
      line.append("\tSegmentId: ").append(segment).append("\tSampled: true\t");
    }
    return line.toString();
  }

  private static String hundredths(long value) {
    long rest = value % 100;
    return value / 100 + (rest < 10 ? ".0" : ".") + rest;
  }

  /** A log time as Lambda and the export print it, in UTC with milliseconds. */
  public static String isoOf(long at) {
    return ISO_MILLIS.format(Instant.ofEpochMilli(at));
  }
}
