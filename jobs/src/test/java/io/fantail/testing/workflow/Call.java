package io.fantail.testing.workflow;

import org.jspecify.annotations.Nullable;

/**
 * What comes of one attempt.
 *
 * @param type the end of the event's type: {@code Succeeded}, {@code Failed}, {@code TimedOut}
 * @param submittedAfter milliseconds after Started; only where something is submitted
 * @param endedAfter milliseconds after Started
 * @param requestIdIfSubmitted what the event shows of the Lambda invocation
 */
record Call(
    String type,
    long submittedAfter,
    long endedAfter,
    boolean submitFails,
    @Nullable String submittedOutput,
    @Nullable String output,
    @Nullable String error,
    @Nullable String cause,
    @Nullable String requestIdIfSubmitted,
    @Nullable String requestIdIfSucceeded,
    @Nullable String requestIdIfFailed) {}
