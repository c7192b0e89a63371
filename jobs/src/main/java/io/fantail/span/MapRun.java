package io.fantail.span;

import io.fantail.event.DescriptionSource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One Map Run as its parent's events show it.
 *
 * @param stateName of the Distributed Map state; its label in the ARN is another name
 * @param endedAt null while it runs, or when the archive does not show it
 * @param describedBy the answer of the API that tells of it; null where an event does
 */
public record MapRun(
    String arn,
    String stateName,
    String parentExecutionArn,
    String spanId,
    ExecutionStatus status,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable DescriptionSource describedBy) {}
