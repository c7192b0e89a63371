package io.fantail.sample.logs;

import io.fantail.sample.model.ModelInvocation;
import io.fantail.sample.world.FunctionError;
import io.fantail.sample.world.Randomness;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The JSON format: platform objects and Python's logging objects; it has no END. */
final class LambdaJsonLog implements LambdaLog {
  private final long seed;

  LambdaJsonLog(long seed) {
    this.seed = seed;
  }

  @Override
  public List<LogEvent> eventsOf(ModelInvocation invocation) {
    List<LogEvent> events = new ArrayList<>(6);
    if (invocation.cold()) {
      events.add(new LogEvent(invocation.initStartedAt(), initStart(invocation)));
    }
    events.add(new LogEvent(invocation.startedAt(), start(invocation)));
    Randomness random = Randomness.of(seed, invocation.requestId(), 0);
    long lastAt = Math.max(invocation.startedAt(), invocation.endedAt() - 1);
    String subject = invocation.subject();
    events.add(new LogEvent(invocation.startedAt(), logged(invocation, "handling " + subject)));
    if (random.chance(0.4)) {
      events.add(new LogEvent(lastAt, logged(invocation, "looked up " + subject)));
    }
    FunctionError failure = invocation.failure();
    if (failure != null) {
      String time = LambdaTextLog.isoOf(invocation.endedAt());
      events.add(new LogEvent(invocation.endedAt(), failure.asJson(time, invocation.requestId())));
    }
    events.add(new LogEvent(invocation.endedAt(), report(invocation)));
    return events;
  }

  private static String initStart(ModelInvocation invocation) {
    String record =
        """
        {"initializationType":"on-demand","phase":"init","runtimeVersion":"%s",\
        "runtimeVersionArn":"%s","functionName":"%s","functionVersion":"%s",\
        "instanceId":"%s","instanceMaxMemory":%s}}\
        """
            .formatted(
                invocation.function().runtime().version(),
                invocation.function().runtime().versionArn(),
                invocation.function().name(),
                invocation.function().version(),
                invocation.sandbox().logStream(),
                invocation.function().memoryMb() * 1024L * 1024L);
    return platform(invocation.initStartedAt(), "initStart") + record;
  }

  private static String start(ModelInvocation invocation) {
    String record =
        "{\"requestId\":\"%s\",\"functionArn\":\"%s\",\"version\":\"$LATEST\"%s}}"
            .formatted(invocation.requestId(), invocation.function().arn(), tracing(invocation));
    return platform(invocation.startedAt(), "start") + record;
  }

  private static String report(ModelInvocation invocation) {
    String record =
        """
        {"requestId":"%s","metrics":{"durationMs":%s,"billedDurationMs":%s,\
        "memorySizeMB":%s,"maxMemoryUsedMB":%s%s}%s,"status":%s}}\
        """
            .formatted(
                invocation.requestId(),
                plain(invocation.durationHundredths()),
                LambdaLog.billedMillis(invocation),
                invocation.function().memoryMb(),
                LambdaLog.usedMemoryMb(invocation),
                invocation.cold()
                    ? ",\"initDurationMs\":" + plain(invocation.initHundredths())
                    : "",
                tracing(invocation),
                statusOf(invocation));
    return platform(invocation.endedAt(), "report") + record;
  }

  private static String statusOf(ModelInvocation invocation) {
    if (invocation.timedOut()) {
      return "\"timeout\"";
    }
    FunctionError failure = invocation.failure();
    return failure == null ? "\"success\"" : "\"error\",\"errorType\":\"" + failure.type() + "\"";
  }

  private static String tracing(ModelInvocation invocation) {
    if (invocation.xrayTraceId() == null) {
      return "";
    }
    String segment = invocation.requestId().replace("-", "").substring(0, 16);
    return """
        ,"tracing":{"spanId":"%1$s","type":"X-Amzn-Trace-Id",\
        "value":"Root=%2$s;Parent=%1$s;Sampled=1"}\
        """
        .formatted(segment, invocation.xrayTraceId());
  }

  private static String logged(ModelInvocation invocation, String message) {
    return new ApplicationLine(
            invocation.function().runtime(),
            LambdaTextLog.isoOf(invocation.startedAt()),
            invocation.requestId(),
            message)
        .asJson();
  }

  private static String platform(long at, String type) {
    return "{\"time\":\"%s\",\"type\":\"platform.%s\",\"record\":"
        .formatted(LambdaTextLog.isoOf(at), type);
  }

  private static String plain(long hundredths) {
    return BigDecimal.valueOf(hundredths, 2).stripTrailingZeros().toPlainString();
  }
}
