package io.fantail.trace;

import org.jspecify.annotations.Nullable;

/**
 * Where an execution stands in its trace.
 *
 * @param evidence null for an execution that is no child of a Distributed Map
 * @param mapRunArn null where it is not known
 */
public record ExecutionLink(
    @Nullable MapRunEvidence evidence,
    @Nullable String mapRunArn,
    @Nullable String parentExecutionArn,
    String rootExecutionArn,
    String traceId) {}
