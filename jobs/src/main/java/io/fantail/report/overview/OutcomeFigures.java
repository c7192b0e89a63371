package io.fantail.report.overview;

import io.fantail.report.latency.Percentiles;
import io.fantail.shape.Counts;
import io.fantail.shape.Fields;
import io.fantail.span.ExecutionStatus;
import java.util.SortedMap;

/**
 * How executions ended, and how long they took.
 *
 * @param byStatus how many have each status
 * @param withoutHistory of how many no event tells, only an answer of the API
 * @param missingEvents how many events all of them lack
 * @param activeTimes of those that ended
 */
public record OutcomeFigures(
    SortedMap<String, Long> byStatus,
    long withoutHistory,
    long missingEvents,
    Percentiles activeTimes) {

  static OutcomeFigures shape(Fields<OutcomeFigures> fields) {
    return new OutcomeFigures(
        fields.counts(OutcomeFigures::byStatus),
        fields.whole(OutcomeFigures::withoutHistory),
        fields.whole(OutcomeFigures::missingEvents),
        fields.record(OutcomeFigures::activeTimes, Percentiles::shape));
  }

  public long total() {
    return Counts.sum(byStatus);
  }

  /** How many ended otherwise than well. */
  public long unsuccessful() {
    return total() - count(ExecutionStatus.SUCCEEDED) - count(ExecutionStatus.RUNNING);
  }

  public long count(ExecutionStatus status) {
    return byStatus.getOrDefault(status.name(), 0L);
  }
}
