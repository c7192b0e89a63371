package io.fantail.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an answer of the Step Functions API that was kept in the archive says about one execution,
 * or about one Map Run. Recorded in {@code sfn/api} and {@code sfn/real-small}.
 *
 * @param executionArn of the execution; of the parent when it is a Map Run that is described
 * @param mapRunArn the Map Run described, or the one that the execution is a child of; null where
 *     the answer does not say it
 * @param status {@code SUCCEEDED} and so on; null where the answer has none
 * @param endedAt null while it runs, and where the answer does not say it
 * @param cause within the payload policy, as {@code input} and {@code output} are
 * @param children of a Map Run, as AWS counts them; null for an execution
 * @param childCounts of a Map Run
 * @param items of a Map Run, or of a child: by the answer, else by its input; null where neither is
 *     there
 * @param context what the input says about where the execution came from
 */
public record Description(
    DescriptionSource source,
    String executionArn,
    @Nullable String mapRunArn,
    @Nullable String status,
    Instant startedAt,
    @Nullable Instant endedAt,
    int redriveCount,
    @Nullable String error,
    @Nullable String cause,
    @Nullable String errorFingerprint,
    @Nullable String input,
    @Nullable String output,
    @Nullable Long children,
    ChildCounts childCounts,
    @Nullable Long items,
    UpstreamContext context,
    String sourceFile)
    implements ParsedRecord {
  @Override
  public Instant at() {
    return startedAt;
  }

  @Override
  public Outcome outcome() {
    return Outcome.DESCRIPTION;
  }

  /** The same description with no more of payloads than a policy lets be stored. */
  Description within(PayloadPolicy policy) {
    return new Description(
        source,
        executionArn,
        mapRunArn,
        status,
        startedAt,
        endedAt,
        redriveCount,
        policy.masked(error),
        policy.apply(cause),
        errorFingerprint,
        policy.apply(input),
        policy.apply(output),
        children,
        childCounts,
        items,
        context,
        sourceFile);
  }
}
