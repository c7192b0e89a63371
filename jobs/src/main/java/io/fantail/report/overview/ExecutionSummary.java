package io.fantail.report.overview;

import io.fantail.shape.Fields;

/**
 * What executions came to.
 *
 * @param children of Distributed Maps
 * @param others all that are none
 * @param mapRuns how children are linked to their Map Run
 * @param parents how others are linked to the execution that started them, where anything says that
 *     one did
 */
public record ExecutionSummary(
    OutcomeFigures children, OutcomeFigures others, Links mapRuns, Links parents) {
  public static ExecutionSummary shape(Fields<ExecutionSummary> fields) {
    return new ExecutionSummary(
        fields.record(ExecutionSummary::children, OutcomeFigures::shape),
        fields.record(ExecutionSummary::others, OutcomeFigures::shape),
        fields.record(ExecutionSummary::mapRuns, Links::shape),
        fields.record(ExecutionSummary::parents, Links::shape));
  }
}
