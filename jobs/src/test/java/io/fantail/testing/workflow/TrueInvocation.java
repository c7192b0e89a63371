package io.fantail.testing.workflow;

import org.jspecify.annotations.Nullable;

/**
 * One run of a function.
 *
 * @param by the attempt that called it; null when somebody else did
 * @param executionArn of the attempt
 * @param xrayRoot as the log shows it; null where nothing was traced
 * @param initMillis 0 in a sandbox that was there
 */
public record TrueInvocation(
    String requestId,
    int number,
    TrueFunction function,
    @Nullable TrueSpan by,
    @Nullable String executionArn,
    @Nullable String xrayRoot,
    long startedAt,
    long endedAt,
    long initMillis,
    boolean failed) {}
