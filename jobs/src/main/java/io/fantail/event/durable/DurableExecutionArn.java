package io.fantail.event.durable;

import io.fantail.event.FunctionReference;
import io.fantail.event.id.IdForms;
import org.jspecify.annotations.Nullable;

/**
 * The parts of the ARN of a durable execution, {@code
 * arn:aws:lambda:R:A:function:NAME:VERSION/durable-execution/NAME/ID}, as the Lambda API reference
 * defines it.
 *
 * @param function whose qualifier is the version that runs
 * @param name that the caller gave to the execution, or that AWS made
 */
public record DurableExecutionArn(FunctionReference function, String name) {
  private static final String MARK = "/durable-execution/";

  /** Whether an ARN that is known for an execution's is a durable one's. */
  public static boolean isOne(String arn) {
    return arn.contains(MARK);
  }

  /** The parts, or null when the text is no durable execution's ARN. */
  public static @Nullable DurableExecutionArn parse(String arn) {
    if (IdForms.durableExecutionArn(arn) == null) {
      return null;
    }
    int mark = arn.indexOf(MARK);
    String name = arn.substring(mark + MARK.length(), arn.lastIndexOf('/'));
    return new DurableExecutionArn(FunctionReference.parse(arn.substring(0, mark)), name);
  }
}
