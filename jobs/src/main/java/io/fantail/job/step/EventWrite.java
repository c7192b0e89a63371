package io.fantail.job.step;

import io.fantail.event.HistoryEvent;
import io.fantail.table.DayWrite;
import io.fantail.trace.FirstLook;
import org.apache.spark.util.LongAccumulator;

/**
 * The table {@code events}, into which the histories go that traces are built of.
 *
 * @param duplicates gains the copies of events that are left out
 */
public record EventWrite(DayWrite<HistoryEvent> write, LongAccumulator duplicates) {

  /** Commits what a walk along the histories has written. */
  void commit(FirstLook look) {
    duplicates.add(look.duplicateEvents());
    write.commit(look.eventFiles());
  }
}
