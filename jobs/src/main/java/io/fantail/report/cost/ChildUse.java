package io.fantail.report.cost;

import io.fantail.event.ExecutionArn;
import io.fantail.report.subject.ReportedExecution;
import io.fantail.shape.Fields;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what the children of one Map Run used, and what of it was in vain. Whole numbers, which
 * add up to the same in whatever order tasks finish: gigabyte-seconds are multiples of a megabyte
 * for a millisecond.
 */
public final class ChildUse {
  private static final double MEGABYTE_MILLIS = 1_024 * 1_000.0;
  private static final double NANOS_PER_MILLI = 1e6;

  private boolean express;
  private long children;
  private long transitions;
  private long retries;
  private long requests;
  private long withLambda;
  private long lambda;
  private long wasted;
  private long withPath;
  private long retryNanos;
  private long throttleNanos;

  /** Counts a child. */
  public void add(ReportedExecution child) {
    if (children == 0) {
      // Those of one Map Run are all of one type.
      ExecutionArn arn = ExecutionArn.parse(child.key().executionArn());
      express = arn != null && arn.express();
    }
    children++;
    transitions += child.stateTransitions();
    retries += child.retries().count();
    requests += child.lambdaRequests();
    if (child.lambdaGbSeconds() != null) {
      withLambda++;
      lambda += Math.round(child.lambdaGbSeconds() * MEGABYTE_MILLIS);
    }
    if (child.wastedGbSeconds() != null) {
      wasted += Math.round(child.wastedGbSeconds() * MEGABYTE_MILLIS);
    }
    if (child.breakdown() != null) {
      withPath++;
      retryNanos += child.breakdown().retryTime().toNanos();
    }
    Duration throttleTime = child.retries().throttleTime();
    throttleNanos += throttleTime == null ? 0 : throttleTime.toNanos();
  }

  /** Takes along what another task counted. */
  public void add(ChildUse other) {
    express |= other.express;
    children += other.children;
    transitions += other.transitions;
    retries += other.retries;
    requests += other.requests;
    withLambda += other.withLambda;
    lambda += other.lambda;
    wasted += other.wasted;
    withPath += other.withPath;
    retryNanos += other.retryNanos;
    throttleNanos += other.throttleNanos;
  }

  public static ChildUse shape(Fields<ChildUse> fields) {
    ChildUse use = new ChildUse();
    use.express = fields.flag(ChildUse::isExpress);
    use.children = fields.whole(ChildUse::children);
    use.transitions = fields.whole(ChildUse::transitions);
    use.retries = fields.whole(ChildUse::retries);
    use.requests = fields.whole(ChildUse::requests);
    use.withLambda = fields.whole(one -> one.withLambda);
    use.lambda = fields.whole(one -> one.lambda);
    use.wasted = fields.whole(one -> one.wasted);
    use.withPath = fields.whole(one -> one.withPath);
    use.retryNanos = fields.whole(one -> one.retryNanos);
    use.throttleNanos = fields.whole(one -> one.throttleNanos);
    return use;
  }

  /** Express executions are billed by request and duration, not by state transition. */
  public boolean isExpress() {
    return express;
  }

  public long children() {
    return children;
  }

  /** Those that AWS bills. */
  public long transitions() {
    return transitions;
  }

  /** Each of which is a state transition. */
  public long retries() {
    return retries;
  }

  /** Lambda invocations found. */
  public long requests() {
    return requests;
  }

  /** Gigabyte-seconds of the invocations found; null where none was. */
  public @Nullable Double lambdaGbSeconds() {
    return withLambda == 0 ? null : (Double) (lambda / MEGABYTE_MILLIS);
  }

  /** Of these, those of invocations whose attempt failed. */
  public @Nullable Double wastedGbSeconds() {
    return withLambda == 0 ? null : (Double) (wasted / MEGABYTE_MILLIS);
  }

  /** Failed attempts and backoff on the children's critical paths; null where none is known. */
  public @Nullable Double retryMs() {
    return withPath == 0 ? null : (Double) (retryNanos / NANOS_PER_MILLI);
  }

  /** Throttled attempts and the waits behind them. */
  public double throttleMs() {
    return throttleNanos / NANOS_PER_MILLI;
  }
}
