package io.fantail.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of every record of one object; {@link #records()} is the sum of the rest.
 *
 * @param bytes as stored
 * @param outside good records of times that were not asked for
 * @param firstAt earliest time of its events, Lambda records, descriptions and spans; null when it
 *     has none
 * @param lastAt latest of them
 * @param unknownTypes of its events
 */
public record ObjectAccount(
    String sourceFile,
    long bytes,
    long events,
    long lambdaRecords,
    long descriptions,
    long awsSpans,
    long noise,
    long outside,
    long rejects,
    @Nullable Instant firstAt,
    @Nullable Instant lastAt,
    UnknownTypes unknownTypes) {

  public long records() {
    return events + lambdaRecords + descriptions + awsSpans + noise + outside + rejects;
  }
}
