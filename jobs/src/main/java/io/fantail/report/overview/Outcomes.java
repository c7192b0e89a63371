package io.fantail.report.overview;

import io.fantail.report.latency.DurationCounter;
import io.fantail.report.latency.DurationCounts;
import io.fantail.report.latency.Percentiles;
import io.fantail.report.subject.CountedExecution;
import io.fantail.shape.Counts;
import io.fantail.shape.Fields;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts executions by how they ended, and how long they took. */
final class Outcomes {
  private final SortedMap<String, Long> byStatus;
  private final DurationCounter activeTimes = new DurationCounter();
  private long withoutHistory;
  private long missingEvents;

  Outcomes() {
    this(new TreeMap<>());
  }

  private Outcomes(SortedMap<String, Long> byStatus) {
    this.byStatus = byStatus;
  }

  void add(CountedExecution execution) {
    byStatus.merge(execution.status().name(), 1L, Long::sum);
    withoutHistory += execution.eventCount() == 0 ? 1 : 0;
    missingEvents += execution.missingEvents();
    if (execution.activeTime() != null) {
      activeTimes.add(execution.activeTime());
    }
  }

  void add(Outcomes others) {
    Counts.add(byStatus, others.byStatus);
    activeTimes.add(others.activeTimes());
    withoutHistory += others.withoutHistory;
    missingEvents += others.missingEvents;
  }

  static Outcomes shape(Fields<Outcomes> fields) {
    Outcomes outcomes = new Outcomes(fields.counts(one -> one.byStatus));
    outcomes.activeTimes.add(fields.record(Outcomes::activeTimes, DurationCounts::shape));
    outcomes.withoutHistory = fields.whole(one -> one.withoutHistory);
    outcomes.missingEvents = fields.whole(one -> one.missingEvents);
    return outcomes;
  }

  private DurationCounts activeTimes() {
    return activeTimes.counts();
  }

  OutcomeFigures figures() {
    return new OutcomeFigures(
        byStatus, withoutHistory, missingEvents, Percentiles.of(activeTimes.counts()));
  }
}
