package io.fantail.job.option;

import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Takes the options that say what to do where another job holds the lake. */
public final class LeaseOptions {
  @Option(
      names = "--wait",
      paramLabel = "MINUTES",
      defaultValue = "0",
      description =
          "How long to wait for another job that holds the lake; then, and without it at once, the command ends with"
              + " exit code 5. Default: ${DEFAULT-VALUE}.")
  int wait;

  @Option(
      names = "--force-unlock",
      arity = "0..1",
      fallbackValue = "true",
      description =
          "Takes the lake from whoever holds it, for a job that is surely dead: one that is alive stops before it"
              + " commits anything more.")
  boolean forceUnlock;

  /**
   * How long another job is waited for.
   *
   * @throws JobException when it is negative
   */
  public Duration patience() {
    if (wait < 0) {
      throw new JobException(ExitCode.USAGE, "--wait is negative: " + wait);
    }
    return Duration.ofMinutes(wait);
  }

  /** Whether the lake is taken from anybody. */
  public boolean isForced() {
    return forceUnlock;
  }
}
