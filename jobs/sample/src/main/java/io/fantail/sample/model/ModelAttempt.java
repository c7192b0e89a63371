package io.fantail.sample.model;

import io.fantail.sample.world.FunctionError;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a Task, as far as its execution recorded it.
 *
 * @param stateName the Task state
 * @param functionName the Lambda function, or null for another service
 * @param scheduledAt epoch milliseconds
 * @param startedAt epoch milliseconds, or {@link ModelExecution#NEVER}
 * @param endedAt epoch milliseconds, or {@link ModelExecution#NEVER} when it was left open
 * @param error the recorded error, or null
 * @param raised what the function raised, when that is the recorded error
 * @param requestId the id of an invocation that ran, when the history tells it
 * @param invocation what Lambda ran for it, or null when nothing was logged
 */
public record ModelAttempt(
    String stateName,
    @Nullable String functionName,
    long scheduledAt,
    long startedAt,
    long endedAt,
    @Nullable String error,
    @Nullable FunctionError raised,
    @Nullable String requestId,
    @Nullable ModelInvocation invocation) {

  public boolean ended() {
    return endedAt != ModelExecution.NEVER;
  }
}
