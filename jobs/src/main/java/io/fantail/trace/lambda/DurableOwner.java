package io.fantail.trace.lambda;

import io.fantail.shape.Fields;
import io.fantail.span.LambdaInvocation;
import io.fantail.span.Span;
import io.fantail.span.durable.DurableExecution;
import io.fantail.spark.Codec;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that may have begun a durable execution.
 *
 * @param link what that rests on
 * @param requestId that the attempt names, or by which the time told its invocation
 * @param functionName that the attempt called; null where it does not say it
 * @param from when the invocation can have begun at the earliest
 * @param until when it can at the latest
 */
record DurableOwner(
    String executionArn,
    String spanId,
    LambdaLink link,
    @Nullable String requestId,
    @Nullable String functionName,
    Instant from,
    Instant until) {
  static final Codec<DurableOwner> CODEC = Codec.of(DurableOwner::shape);

  private static final LambdaLink[] LINKS = LambdaLink.values();

  /** An attempt whose answer names the durable execution, or its first request. */
  static DurableOwner of(String executionArn, Span attempt, LambdaLink link) {
    AttemptWindow window = AttemptWindow.of(attempt);
    return new DurableOwner(
        executionArn,
        attempt.spanId(),
        link,
        attempt.call().requestId(),
        attempt.call().functionName(),
        window.from(),
        window.latest());
  }

  /** An attempt of which the time, or an X-Ray trace, told the first invocation. */
  static DurableOwner of(String executionArn, LambdaMatch match, LambdaInvocation first) {
    Instant startedAt = Objects.requireNonNull(first.startedAt());
    return new DurableOwner(
        executionArn,
        match.spanId(),
        match.link(),
        first.requestId(),
        first.functionName(),
        startedAt,
        startedAt);
  }

  /**
   * The one attempt that began a durable execution, of those that name it; null where nobody can
   * say which. Who calls a durable function by a name that was used before gets the execution that
   * began then: of several attempts it is the one inside which it began.
   */
  static @Nullable DurableOwner of(DurableExecution durable, List<DurableOwner> naming) {
    List<DurableOwner> left = naming.stream().filter(one -> one.mayHaveCalled(durable)).toList();
    if (left.stream().map(DurableOwner::spanId).distinct().count() > 1) {
      left = left.stream().filter(one -> one.contains(durable.startedAt())).toList();
    }
    return left.stream().map(DurableOwner::spanId).distinct().count() == 1
        ? left.stream().min((one, other) -> one.link.compareTo(other.link)).orElseThrow()
        : null;
  }

  private boolean mayHaveCalled(DurableExecution durable) {
    return functionName == null || functionName.equals(durable.functionName());
  }

  private boolean contains(Instant at) {
    return !at.isBefore(from) && !at.isAfter(until);
  }

  /** What is found of one of the invocations: the attempt names one of them itself. */
  LambdaMatch matchOf(LambdaInvocation run) {
    boolean isItsOwn = run.requestId().equals(requestId) && link == LambdaLink.REQUEST_ID;
    return new LambdaMatch(
        spanId, isItsOwn ? LambdaLink.REQUEST_ID : LambdaLink.DURABLE_EXECUTION, run);
  }

  LambdaMatch matchOf(DurableExecution durable) {
    return new LambdaMatch(spanId, link, null, durable);
  }

  static DurableOwner shape(Fields<DurableOwner> fields) {
    return new DurableOwner(
        fields.text(DurableOwner::executionArn),
        fields.text(DurableOwner::spanId),
        fields.constant(LINKS, DurableOwner::link),
        fields.textOrNull(DurableOwner::requestId),
        fields.textOrNull(DurableOwner::functionName),
        fields.time(DurableOwner::from),
        fields.time(DurableOwner::until));
  }
}
