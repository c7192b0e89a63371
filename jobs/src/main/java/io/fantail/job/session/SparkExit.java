package io.fantail.job.session;

import io.fantail.job.message.ExitCode;
import io.fantail.job.message.Explanation;
import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * Tells why the program ends where Spark ends it: when a task meets an {@code OutOfMemoryError},
 * Spark leaves at once, with an exit code of its own and a line in its log.
 */
public final class SparkExit {
  /** The hook runs after everything else has been tidied up. */
  private static final int VERY_LAST = 0;

  private final PrintWriter err;
  private final AtomicBoolean ended = new AtomicBoolean();

  private SparkExit(PrintWriter err) {
    this.err = err;
  }

  /** Begins to watch; {@link #ended} stops it. */
  public static SparkExit watch(PrintWriter err) {
    SparkExit watched = new SparkExit(err);
    ShutdownHookManager.get().addShutdownHook(watched::tell, VERY_LAST);
    return watched;
  }

  /** Notes that the command has ended by itself. */
  public void ended() {
    if (!isUnderWay()) {
      ended.set(true);
    }
  }

  /** Whether the program is ending; whatever fails now fails because of it. */
  public static boolean isUnderWay() {
    return ShutdownHookManager.get().isShutdownInProgress();
  }

  private void tell() {
    if (!ended.get() && !Interruption.happened()) {
      err.println(Explanation.of(new OutOfMemoryError("Java heap space"), null, ""));
      Runtime.getRuntime().halt(ExitCode.FAILED);
    }
  }
}
