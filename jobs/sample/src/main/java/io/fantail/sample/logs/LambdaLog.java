package io.fantail.sample.logs;

import io.fantail.sample.model.ModelInvocation;
import io.fantail.sample.options.LambdaLogFormat;
import io.fantail.sample.world.World;
import java.util.List;

/** Projects an invocation into the log events its function writes. */
public interface LambdaLog {
  /** The Runtime Version of every function. */
  String RUNTIME = "python:3.12.mainlinev2.v27";

  /** The Runtime Version ARN of every function. */
  String RUNTIME_ARN =
      "arn:aws:lambda:"
          + World.REGION
          + "::runtime:f1ae40b7c5d9e2083d4f6a1b97c08e25d3f4a6b8c0e2d4f60718293a4b5c6d7e";

  /** The log events of one invocation in order of time. */
  List<LogEvent> eventsOf(ModelInvocation invocation);

  /** The log of the given format. */
  static LambdaLog of(LambdaLogFormat format, long seed) {
    return switch (format) {
      case TEXT -> new LambdaTextLog(seed);
      case JSON -> new LambdaJsonLog(seed);
    };
  }

  /** The printed Billed Duration in milliseconds; since August 2025 it includes the init. */
  static long billedMillis(ModelInvocation invocation) {
    return (invocation.durationHundredths() + invocation.initHundredths() + 99) / 100;
  }

  /** The printed Max Memory Used in megabytes. */
  static int usedMemoryMb(ModelInvocation invocation) {
    return 60 + (invocation.sandbox().number() * 7 + invocation.sandbox().invocations()) % 60;
  }
}
