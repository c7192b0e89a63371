package io.fantail.look.waterfall;

import io.fantail.event.Failure;
import io.fantail.look.stored.StoredSpan;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes spans of one execution for tests; what is not said is as it is in most of them. */
public final class SpanOf {
  public static final Instant START = Instant.parse("2026-08-24T02:00:03.120Z");
  public static final String ARN =
      "arn:aws:states:eu-west-1:444455556666:execution:order-fanout/ProcessOrd1:5b1c0c3e";

  private final SpanKind kind;
  private final String id;
  private final @Nullable String parent;
  private final SortedMap<String, String> attributes = new TreeMap<>();
  private @Nullable String name = "Work";
  private @Nullable Integer attempt;
  private @Nullable Integer iteration;
  private @Nullable String mapRunArn;
  private @Nullable Boolean coldStart;
  private long from;
  private @Nullable Long to;
  private @Nullable Long critical;
  private SpanStatus status = SpanStatus.OK;
  private Failure failure = Failure.NONE;
  private boolean terminal;
  private int redrives;

  private SpanOf(SpanKind kind, String id, @Nullable String parent) {
    this.kind = kind;
    this.id = id;
    this.parent = parent;
  }

  public static SpanOf kind(SpanKind kind, String id, @Nullable String parent) {
    return new SpanOf(kind, id, parent);
  }

  public SpanOf named(@Nullable String given) {
    name = given;
    return this;
  }

  /** Milliseconds from the start of the execution. */
  public SpanOf at(long start, long end) {
    from = start;
    to = end;
    return this;
  }

  public SpanOf openFrom(long start) {
    from = start;
    to = null;
    status = SpanStatus.UNFINISHED;
    return this;
  }

  public SpanOf critical(long millis) {
    critical = millis;
    return this;
  }

  public SpanOf attempt(int number) {
    attempt = number;
    return this;
  }

  public SpanOf iteration(int index) {
    iteration = index;
    return this;
  }

  public SpanOf failed(String error) {
    return failed(error, null);
  }

  public SpanOf failed(String error, @Nullable String cause) {
    status = SpanStatus.ERROR;
    failure = new Failure(error, cause, null);
    return this;
  }

  public SpanOf terminal() {
    terminal = true;
    return this;
  }

  public SpanOf aborted() {
    status = SpanStatus.ABORTED;
    return this;
  }

  public SpanOf cold(String initMs) {
    coldStart = true;
    return with("init_ms", initMs);
  }

  public SpanOf mapRun(String arn) {
    mapRunArn = arn;
    return this;
  }

  public SpanOf redrive(int count) {
    redrives = count;
    return this;
  }

  public SpanOf with(String attribute, String value) {
    attributes.put(attribute, value);
    return this;
  }

  public StoredSpan span() {
    Duration length = to == null ? null : Duration.ofMillis(to - from);
    boolean isState = kind != SpanKind.EXECUTION && kind != SpanKind.LAMBDA;
    return new StoredSpan(
        "0123456789abcdef0123456789abcdef",
        id,
        parent,
        kind,
        name,
        true,
        ARN,
        "order-fanout/ProcessOrd1",
        isState ? name : null,
        kind == SpanKind.STATE ? "Task" : null,
        mapRunArn,
        attempt,
        redrives,
        iteration,
        kind == SpanKind.ATTEMPT ? "lambda:invoke" : null,
        kind == SpanKind.LAMBDA || kind == SpanKind.ATTEMPT ? "order-process" : null,
        null,
        null,
        coldStart,
        START.plusMillis(from),
        to == null ? null : START.plusMillis(to),
        length,
        length,
        critical == null ? null : Duration.ofMillis(critical),
        status,
        false,
        terminal,
        failure,
        attributes);
  }
}
