package io.fantail.testing;

/**
 * What is known of one child of a simulated fan-out: what a report of its execution would say.
 *
 * @param mapRun the ARN of its Map Run
 * @param executionArn its own ARN
 * @param startedAt epoch milliseconds
 * @param parts where its time went
 * @param logStream the sandbox that ran it
 * @param functionVersion the version of the function, which its log stream names too
 * @param coldStart whether the sandbox was started for it
 * @param throttled whether Lambda refused it at first
 * @param items how many items it was given
 * @param itemBytes bytes of the S3 objects that its items name
 * @param keyPrefix how the keys of its items begin
 */
public record SimulatedChild(
    String mapRun,
    String executionArn,
    long startedAt,
    Parts parts,
    String logStream,
    String functionVersion,
    boolean coldStart,
    boolean throttled,
    int items,
    long itemBytes,
    String keyPrefix) {

  /** Its active time in milliseconds. */
  public double activeMs() {
    return parts.sum();
  }

  /** The eight parts of an execution's critical path, in milliseconds. */
  public record Parts(
      double queueMs,
      double coldStartMs,
      double lambdaMs,
      double taskMs,
      double retryMs,
      double waitMs,
      double mapMs,
      double otherMs) {

    double sum() {
      return queueMs + coldStartMs + lambdaMs + taskMs + retryMs + waitMs + mapMs + otherMs;
    }

    Parts times(double factor) {
      return new Parts(
          queueMs * factor,
          coldStartMs * factor,
          lambdaMs * factor,
          taskMs * factor,
          retryMs * factor,
          waitMs * factor,
          mapMs * factor,
          otherMs * factor);
    }
  }
}
