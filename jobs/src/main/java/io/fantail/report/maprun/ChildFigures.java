package io.fantail.report.maprun;

import io.fantail.report.cost.ChildUse;
import io.fantail.report.latency.DurationCounts;
import io.fantail.report.latency.Percentiles;
import io.fantail.report.statistics.StragglerRule;
import io.fantail.span.ExecutionStatus;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What the children of a Map Run that are in the archive came to.
 *
 * @param byStatus how many have each status
 * @param withoutHistory of how many no event tells, only an answer of the API
 * @param items that they took; null where of one nothing says it, or there is none
 * @param activeTimes of those that ended
 * @param stragglers those that {@link StragglerRule} names; null where none ended
 * @param lostMs what these took beyond the median, all together; null the same
 * @param use what all of them used
 * @param slowestArn the child with the longest active time
 * @param lastArn the child that ended last
 * @param lastEndedAt when it did, in microseconds since 1970
 * @param firstStartedAt when the first did; null where there are none
 */
public record ChildFigures(
    long count,
    SortedMap<String, Long> byStatus,
    long withoutHistory,
    long withMissingEvents,
    @Nullable Long items,
    Percentiles activeTimes,
    @Nullable Long stragglers,
    @Nullable Double lostMs,
    ChildUse use,
    @Nullable String slowestArn,
    @Nullable String lastArn,
    @Nullable Long lastEndedAt,
    @Nullable Long firstStartedAt) {

  static ChildFigures of(Children children) {
    Extreme slowest = children.slowest();
    Extreme last = children.last();
    DurationCounts times = children.activeTimes();
    StragglerRule rule = StragglerRule.of(times);
    return new ChildFigures(
        children.count(),
        children.byStatus(),
        children.withoutHistory(),
        children.withMissingEvents(),
        children.items(),
        Percentiles.of(times),
        rule == null ? null : (Long) rule.stragglers(times),
        rule == null ? null : (Double) rule.lostMs(times),
        children.use(),
        slowest == null ? null : slowest.executionArn(),
        last == null ? null : last.executionArn(),
        last == null ? null : (Long) last.value(),
        children.firstStartedAt());
  }

  /** How many ended otherwise than well. */
  public long unsuccessful() {
    return count - count(ExecutionStatus.SUCCEEDED) - count(ExecutionStatus.RUNNING);
  }

  public long count(ExecutionStatus status) {
    return byStatus.getOrDefault(status.name(), 0L);
  }
}
