package io.fantail.report.overview;

import io.fantail.shape.Fields;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What executions came to.
 *
 * @param children of Distributed Maps
 * @param others all that are none
 * @param mapRuns how children are linked to their Map Run
 * @param parents how others are linked to the execution that started them, where anything says that
 *     one did
 * @param firstStart when the first of all started; null where there is none
 * @param lastEnd when the last ended; null where none has
 * @param unsuccessfulParents of the others the five latest that failed, and the five latest that
 *     are still running
 */
public record ExecutionSummary(
    OutcomeFigures children,
    OutcomeFigures others,
    Links mapRuns,
    Links parents,
    @Nullable Instant firstStart,
    @Nullable Instant lastEnd,
    List<UnsuccessfulParent> unsuccessfulParents) {
  public static ExecutionSummary shape(Fields<ExecutionSummary> fields) {
    return new ExecutionSummary(
        fields.record(ExecutionSummary::children, OutcomeFigures::shape),
        fields.record(ExecutionSummary::others, OutcomeFigures::shape),
        fields.record(ExecutionSummary::mapRuns, Links::shape),
        fields.record(ExecutionSummary::parents, Links::shape),
        fields.timeOrNull(ExecutionSummary::firstStart),
        fields.timeOrNull(ExecutionSummary::lastEnd),
        fields.list(ExecutionSummary::unsuccessfulParents, UnsuccessfulParent::shape));
  }

  /** How many executions there are, children and others. */
  public long total() {
    return children.total() + others.total();
  }
}
