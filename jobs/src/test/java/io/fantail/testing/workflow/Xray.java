package io.fantail.testing.workflow;

import java.util.Random;
import org.jspecify.annotations.Nullable;

/** How the calls of a state machine are traced by X-Ray. */
enum Xray {
  /** Every call in the one trace of its execution. */
  OF_EXECUTION,
  /** Each call in a trace of its own, that the function begins. */
  OF_CALL,
  /** The answers still name a trace, of which nothing was sampled. */
  UNSAMPLED,
  NONE;

  static Xray of(String machineName) {
    return values()[Math.floorMod(machineName.hashCode(), values().length)];
  }

  /** The trace of one call; null where nothing names one. */
  @Nullable String rootOfCall(@Nullable String ofExecution, Random random, long atMillis) {
    return switch (this) {
      case OF_EXECUTION -> ofExecution;
      case OF_CALL, UNSAMPLED -> root(random, atMillis);
      case NONE -> null;
    };
  }

  boolean isLogged() {
    return this == OF_EXECUTION || this == OF_CALL;
  }

  static String root(Random random, long atMillis) {
    return "1-%08x-%016x%08x".formatted(atMillis / 1_000, random.nextLong(), random.nextInt());
  }
}
