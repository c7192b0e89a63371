package io.fantail.job;

import io.fantail.event.UnknownTypes;
import io.fantail.table.DayRange;
import org.jspecify.annotations.Nullable;

/**
 * What became of everything that was read: {@code records = events + lambdaRecords + noise +
 * duplicates + rejects}.
 *
 * @param bytes as stored
 * @param events each once
 * @param lambdaRecords each once
 * @param noise API answers and spans of AWS included, which are no events, and what is outside the
 *     dates
 * @param descriptions of the noise: API answers that describe an execution or a Map Run
 * @param awsSpans of the noise: spans that AWS wrote, each once
 * @param outside of the noise: good records outside the dates that were asked for
 * @param days that the events and Lambda records are of; null when there are none
 * @param unknownTypes of the events that were read, duplicates included
 */
record Account(
    long objects,
    long bytes,
    long records,
    long events,
    long lambdaRecords,
    long noise,
    long duplicates,
    long rejects,
    long descriptions,
    long awsSpans,
    long outside,
    @Nullable DayRange days,
    UnknownTypes unknownTypes) {

  boolean isBalanced() {
    return records == events + lambdaRecords + noise + duplicates + rejects;
  }
}
