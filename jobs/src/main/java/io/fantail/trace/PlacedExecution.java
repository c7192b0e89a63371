package io.fantail.trace;

import io.fantail.span.Execution;
import java.util.List;

/**
 * An execution, packed, beside what those that started it tell it. Never leaves the task that made
 * it.
 *
 * @param starts each a {@link NestedStart}, packed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PlacedExecution(String arn, byte[] packed, List<byte[]> starts) {

  ExecutionLink link(Execution execution, MapRunIndex mapRuns) {
    return mapRuns.link(execution, NestedStart.unpackAll(starts));
  }
}
