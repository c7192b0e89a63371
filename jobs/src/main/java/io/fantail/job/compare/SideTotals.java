package io.fantail.job.compare;

import java.util.Collection;
import java.util.Objects;

/**
 * How much there is on a side.
 *
 * @param children of Distributed Maps
 * @param others executions that are no children
 * @param mapRuns that the children are of, those that a link names
 */
record SideTotals(long children, long others, long mapRuns) {

  static SideTotals of(Collection<ExecutionSums> sums) {
    return new SideTotals(
        sums.stream()
            .filter(ExecutionSums::isDistributedMapChild)
            .mapToLong(ExecutionSums::executions)
            .sum(),
        sums.stream()
            .filter(one -> !one.isDistributedMapChild())
            .mapToLong(ExecutionSums::executions)
            .sum(),
        sums.stream()
            .map(ExecutionSums::mapRun)
            .filter(Objects::nonNull)
            .filter(run -> !run.equals(GroupFigures.UNLINKED))
            .distinct()
            .count());
  }

  boolean isNothing() {
    return children + others == 0;
  }
}
