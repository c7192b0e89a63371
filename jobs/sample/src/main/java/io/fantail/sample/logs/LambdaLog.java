package io.fantail.sample.logs;

import io.fantail.sample.model.ModelInvocation;
import io.fantail.sample.options.LambdaLogFormat;
import java.util.List;

/** Projects an invocation into the log events its function writes. */
public interface LambdaLog {
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
