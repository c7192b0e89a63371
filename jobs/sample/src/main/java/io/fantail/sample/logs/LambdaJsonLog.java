package io.fantail.sample.logs;

import io.fantail.sample.model.ModelInvocation;
import io.fantail.sample.world.Json;
import io.fantail.sample.world.PythonError;
import io.fantail.sample.world.Randomness;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The JSON format: platform objects and Python's logging objects; it has no END. */
final class LambdaJsonLog implements LambdaLog {
  private static final String VERSION = "$LATEST";

  private final long seed;

  LambdaJsonLog(long seed) {
    this.seed = seed;
  }

  @Override
  public List<LogEvent> eventsOf(ModelInvocation invocation) {
    List<LogEvent> events = new ArrayList<>(6);
    if (invocation.cold()) {
      add(events, invocation.initStartedAt(), initStart(invocation));
    }
    add(events, invocation.startedAt(), start(invocation));
    Randomness random = Randomness.of(seed, invocation.requestId(), 0);
    long lastAt = Math.max(invocation.startedAt(), invocation.endedAt() - 1);
    String subject = invocation.subject();
    add(events, invocation.startedAt(), logged(invocation, "handling " + subject));
    if (random.chance(0.4)) {
      add(events, lastAt, logged(invocation, "looked up " + subject));
    }
    if (invocation.failure() != null) {
      add(events, invocation.endedAt(), uncaught(invocation, invocation.failure()));
    }
    add(events, invocation.endedAt(), report(invocation));
    return events;
  }

  private static String initStart(ModelInvocation invocation) {
    return platform(invocation.initStartedAt(), "initStart")
        + "{\"initializationType\":\"on-demand\",\"phase\":\"init\",\"runtimeVersion\":\""
        + RUNTIME
        + "\",\"runtimeVersionArn\":\""
        + RUNTIME_ARN
        + "\",\"functionName\":\""
        + invocation.function().name()
        + "\",\"functionVersion\":\""
        + VERSION
        + "\",\"instanceId\":\""
        + invocation.sandbox().logStream()
        + "\",\"instanceMaxMemory\":"
        + invocation.function().memoryMb() * 1024L * 1024L
        + "}}";
  }

  private static String start(ModelInvocation invocation) {
    return platform(invocation.startedAt(), "start")
        + "{\"requestId\":\""
        + invocation.requestId()
        + "\",\"functionArn\":\""
        + invocation.function().arn()
        + "\",\"version\":\""
        + VERSION
        + "\""
        + tracing(invocation)
        + "}}";
  }

  private static String report(ModelInvocation invocation) {
    String metrics =
        "{\"durationMs\":"
            + plain(invocation.durationHundredths())
            + ",\"billedDurationMs\":"
            + LambdaLog.billedMillis(invocation)
            + ",\"memorySizeMB\":"
            + invocation.function().memoryMb()
            + ",\"maxMemoryUsedMB\":"
            + LambdaLog.usedMemoryMb(invocation)
            + (invocation.cold() ? ",\"initDurationMs\":" + plain(invocation.initHundredths()) : "")
            + "}";
    return platform(invocation.endedAt(), "report")
        + "{\"requestId\":\""
        + invocation.requestId()
        + "\",\"metrics\":"
        + metrics
        + tracing(invocation)
        + ",\"status\":"
        + statusOf(invocation)
        + "}}";
  }

  private static String statusOf(ModelInvocation invocation) {
    if (invocation.timedOut()) {
      return "\"timeout\"";
    }
    PythonError failure = invocation.failure();
    return failure == null ? "\"success\"" : "\"error\",\"errorType\":\"" + failure.type() + "\"";
  }

  private static String tracing(ModelInvocation invocation) {
    if (invocation.xrayTraceId() == null) {
      return "";
    }
    String segment = invocation.requestId().replace("-", "").substring(0, 16);
    return ",\"tracing\":{\"spanId\":\""
        + segment
        + "\",\"type\":\"X-Amzn-Trace-Id\",\"value\":\"Root="
        + invocation.xrayTraceId()
        + ";Parent="
        + segment
        + ";Sampled=1\"}";
  }

  /** Python's formatter puts blanks after separators and prints whole seconds. */
  private static String logged(ModelInvocation invocation, String message) {
    return "{\"timestamp\": \""
        + secondOf(invocation.startedAt())
        + "\", \"level\": \"INFO\", \"message\": "
        + Json.quoted(message)
        + ", \"logger\": \"root\", \"requestId\": \""
        + invocation.requestId()
        + "\"}";
  }

  private static String uncaught(ModelInvocation invocation, PythonError error) {
    return "{\"timestamp\": \""
        + secondOf(invocation.endedAt())
        + "\", \"level\": \"ERROR\", \"message\": "
        + Json.quoted(error.message())
        + ", \"logger\": \"root\", \"stackTrace\": ["
        + Json.quoted(error.frame())
        + "], \"errorType\": \""
        + error.type()
        + "\", \"errorMessage\": "
        + Json.quoted(error.message())
        + ", \"requestId\": \""
        + invocation.requestId()
        + "\", \"location\": \"/var/task/app.py:handler:"
        + error.line()
        + "\"}";
  }

  private static String platform(long at, String type) {
    return "{\"time\":\""
        + LambdaTextLog.isoOf(at)
        + "\",\"type\":\"platform."
        + type
        + "\",\"record\":";
  }

  private static String secondOf(long at) {
    return LambdaTextLog.isoOf(at).substring(0, 19) + "Z";
  }

  private static String plain(long hundredths) {
    return BigDecimal.valueOf(hundredths, 2).stripTrailingZeros().toPlainString();
  }

  private static void add(List<LogEvent> events, long at, String message) {
    events.add(new LogEvent(at, message, false));
  }
}
