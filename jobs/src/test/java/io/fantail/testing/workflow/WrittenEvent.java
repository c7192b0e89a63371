package io.fantail.testing.workflow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * One event as the run wrote it.
 *
 * @param atMillis epoch milliseconds
 * @param details null where AWS writes none
 */
public record WrittenEvent(
    long id,
    long previousId,
    long atMillis,
    String type,
    @Nullable ObjectNode details,
    int redriveCount) {
  @Override
  public String toString() {
    return "%d<-%d %d %s %s"
        .formatted(id, previousId, atMillis % 10_000_000, type, details == null ? "" : details);
  }
}
