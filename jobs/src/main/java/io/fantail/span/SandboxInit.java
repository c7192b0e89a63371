package io.fantail.span;

import io.fantail.event.LambdaRecord;
import io.fantail.event.LambdaRecordKind;
import io.fantail.event.ReportFigures;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The init or restore of a sandbox, as its records tell of it until the first invocation in it.
 *
 * <p>Somebody waited for it where the first invocation followed at once. On demand, Lambda makes a
 * sandbox because a request is there, and START comes milliseconds after the end of the init. A
 * sandbox that is made before anyone calls (provisioned concurrency, managed instances, and on
 * demand what Lambda makes ready by itself) lies idle between its init and START, mostly for
 * minutes or hours; REPORT of its first invocation shows an Init Duration all the same. So the
 * border is {@link #MAX_IDLE} between the end of the init and START. See "Understanding the Lambda
 * execution environment lifecycle" of the Developer Guide.
 */
public final class SandboxInit {
  /** Between the end of an init and START; a few milliseconds where the invocation waited. */
  static final Duration MAX_IDLE = Duration.ofSeconds(1);

  /** An init on demand that takes longer is given up, and runs again within the invocation. */
  private static final Duration MAX_ON_DEMAND = Duration.ofSeconds(10);

  public static final SandboxInit NONE = new SandboxInit(null, null, null, null);

  private final @Nullable LambdaRecord start;
  private final @Nullable LambdaRecord report;
  private final @Nullable LambdaRecord lastReport;
  private final @Nullable LambdaRecord failure;

  private SandboxInit(
      @Nullable LambdaRecord start,
      @Nullable LambdaRecord report,
      @Nullable LambdaRecord lastReport,
      @Nullable LambdaRecord failure) {
    this.start = start;
    this.report = report;
    this.lastReport = lastReport;
    this.failure = failure;
  }

  public static SandboxInit startedBy(LambdaRecord start) {
    return new SandboxInit(start, null, null, null);
  }

  /** A second init runs within the invocation, and is part of its duration. */
  public SandboxInit reportedBy(LambdaRecord record) {
    return new SandboxInit(start, report == null ? record : report, record, failure);
  }

  public SandboxInit failedBy(LambdaRecord record) {
    return new SandboxInit(start, report, lastReport, record);
  }

  /** Whether the sandbox is new: a record tells of its init. */
  public boolean isKnown() {
    return start != null || report != null;
  }

  public @Nullable LambdaRecord start() {
    return start;
  }

  public ReportFigures figures() {
    return report == null ? ReportFigures.NONE : report.figures();
  }

  /** Why it failed; it may have run again, and well. */
  public @Nullable LambdaRecord failure() {
    return failure;
  }

  /**
   * Whether the first invocation waited for it.
   *
   * @param invocationStart its START, where there is one
   * @param millis how long the init or restore took, where anything says so
   */
  public boolean isAwaitedBy(@Nullable LambdaRecord invocationStart, @Nullable Double millis) {
    if (start != null && start.kind() == LambdaRecordKind.INIT_START_IN_ADVANCE) {
      return false;
    } else if (!isKnown()) {
      return millis != null;
    } else if (invocationStart == null || invocationStart.atDelivery()) {
      return true;
    }
    Duration sinceReport = between(lastReport, invocationStart);
    Duration sinceStart = between(start, invocationStart);
    if (sinceReport != null && sinceReport.abs().compareTo(MAX_IDLE) <= 0) {
      return true;
    } else if (sinceStart != null) {
      return isAwaited(sinceStart, millis);
    }
    return sinceReport == null;
  }

  /**
   * Whether START followed the init at once.
   *
   * @param sinceInitStart from the beginning of the init to START
   * @param millis how long the init took; null where nobody says
   */
  static boolean isAwaited(Duration sinceInitStart, @Nullable Double millis) {
    if (millis == null) {
      return sinceInitStart.compareTo(MAX_ON_DEMAND.plus(MAX_IDLE)) <= 0;
    }
    double idleMillis = sinceInitStart.toMillis() - millis;
    return Math.abs(idleMillis) <= MAX_IDLE.toMillis();
  }

  private static @Nullable Duration between(@Nullable LambdaRecord from, LambdaRecord to) {
    return from == null || from.atDelivery() ? null : Duration.between(from.at(), to.at());
  }
}
