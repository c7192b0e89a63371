package io.fantail.testing;

import io.fantail.event.LambdaError;
import io.fantail.event.LambdaRecord.Status;
import io.fantail.event.ReportFigures;
import io.fantail.span.LambdaInvocation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A Lambda invocation of which a test says what it is about. Unless it says otherwise the run
 * succeeded in a stream of its own; times are milliseconds after {@link History#EPOCH}.
 */
public final class Run {
  private final String requestId;
  private int attempt = 1;
  private @Nullable String functionName = "charge";
  private String functionVersion = "$LATEST";
  private @Nullable String accountId;
  private @Nullable String region;
  private @Nullable String tenantId;
  private @Nullable String logStream;
  private @Nullable Instant initStartedAt;
  private @Nullable Instant startedAt;
  private @Nullable Instant endedAt;
  private @Nullable Double durationMs;
  private @Nullable Double billedMs;
  private @Nullable Double initMs;
  private @Nullable Double restoreMs;
  private @Nullable Integer memoryMb;
  private boolean coldStart;
  private Status status = Status.SUCCESS;
  private @Nullable String xrayTraceId;

  private Run(String requestId) {
    this.requestId = requestId;
    this.logStream = "stream of " + requestId;
  }

  public static Run of(String requestId) {
    return new Run(requestId);
  }

  public Run attempt(int number) {
    attempt = number;
    return this;
  }

  public Run function(@Nullable String name) {
    functionName = name;
    return this;
  }

  public Run version(String version) {
    functionVersion = version;
    return this;
  }

  public Run account(String id) {
    accountId = id;
    return this;
  }

  public Run tenant(String id) {
    tenantId = id;
    return this;
  }

  public Run region(String name) {
    region = name;
    return this;
  }

  public Run initFrom(long millis) {
    initStartedAt = History.EPOCH.plusMillis(millis);
    return this;
  }

  public Run stream(@Nullable String name) {
    logStream = name;
    return this;
  }

  public Run from(long millis) {
    startedAt = History.EPOCH.plusMillis(millis);
    return this;
  }

  public Run to(long millis) {
    endedAt = History.EPOCH.plusMillis(millis);
    return this;
  }

  /** What REPORT says. */
  public Run took(double millis) {
    durationMs = millis;
    return this;
  }

  /** In a sandbox that was made for it. */
  public Run cold(double millis) {
    initMs = millis;
    coldStart = true;
    return this;
  }

  /** The first in a sandbox that lay ready for it. */
  public Run initialised(double millis) {
    initMs = millis;
    return this;
  }

  /** In a sandbox that was restored from a snapshot for it. */
  public Run restored(double millis) {
    restoreMs = millis;
    coldStart = true;
    return this;
  }

  public Run billed(double millis) {
    billedMs = millis;
    return this;
  }

  public Run memory(int megabytes) {
    memoryMb = megabytes;
    return this;
  }

  public Run status(Status how) {
    status = how;
    return this;
  }

  public Run xray(String traceId) {
    xrayTraceId = traceId;
    return this;
  }

  public LambdaInvocation invocation() {
    boolean failed = status == Status.ERROR;
    return new LambdaInvocation(
        requestId,
        attempt,
        functionName,
        functionVersion,
        null,
        logStream,
        startedAt,
        endedAt,
        new ReportFigures(durationMs, billedMs, initMs, restoreMs, memoryMb, null),
        coldStart,
        status,
        failed ? new LambdaError("Boom", "bang", null) : LambdaError.NONE,
        xrayTraceId,
        0,
        null,
        accountId,
        region,
        tenantId,
        null,
        initStartedAt);
  }
}
