package io.fantail.trace;

import org.jspecify.annotations.Nullable;

/**
 * Where an execution stands in its trace.
 *
 * @param evidence null for an execution that is no child of a Distributed Map
 * @param mapRunArn null where it is not known
 * @param parentSpanId of the Map Run; null where nothing in the archive tells more of it than its
 *     ARN
 */
public record ExecutionLink(
    @Nullable MapRunEvidence evidence,
    @Nullable String mapRunArn,
    @Nullable String parentSpanId,
    @Nullable String parentExecutionArn,
    String rootExecutionArn,
    String traceId) {}
