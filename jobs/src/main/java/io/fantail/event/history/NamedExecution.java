package io.fantail.event.history;

import io.fantail.event.ExecutionArn;
import org.jspecify.annotations.Nullable;

/**
 * What an event says whose it is.
 *
 * @param parts null where the text is no execution's ARN
 */
record NamedExecution(String arn, @Nullable ExecutionArn parts) {
  static NamedExecution of(String arn) {
    return new NamedExecution(arn, ExecutionArn.parse(arn));
  }
}
