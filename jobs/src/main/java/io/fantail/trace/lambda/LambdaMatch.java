package io.fantail.trace.lambda;

import io.fantail.shape.Fields;
import io.fantail.span.LambdaInvocation;
import io.fantail.span.durable.DurableExecution;
import io.fantail.spark.Codec;
import org.jspecify.annotations.Nullable;

/**
 * What the logs, or the history of a durable execution, say of one attempt to invoke a function.
 *
 * @param spanId of the attempt
 * @param invocation null where none was found, or more than one would fit
 * @param durable the durable execution that the attempt began, beside which no invocation stands
 */
public record LambdaMatch(
    String spanId,
    LambdaLink link,
    @Nullable LambdaInvocation invocation,
    @Nullable DurableExecution durable) {
  static final Codec<LambdaMatch> CODEC = Codec.of(LambdaMatch::shape);

  private static final LambdaLink[] LINKS = LambdaLink.values();

  private static LambdaMatch shape(Fields<LambdaMatch> fields) {
    return new LambdaMatch(
        fields.text(LambdaMatch::spanId),
        fields.constant(LINKS, LambdaMatch::link),
        fields.recordOrNull(LambdaMatch::invocation, LambdaInvocation::shape),
        fields.recordOrNull(LambdaMatch::durable, DurableExecution::shape));
  }

  /** What the logs say. */
  public LambdaMatch(String spanId, LambdaLink link, @Nullable LambdaInvocation invocation) {
    this(spanId, link, invocation, null);
  }
}
