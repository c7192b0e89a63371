package io.fantail.report.overview;

import io.fantail.report.subject.ReportedExecution;
import io.fantail.shape.Fields;
import io.fantail.span.ExecutionStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** An execution that is no child of a Distributed Map, and did not succeed. */
public record FailedParent(Instant startedAt, String executionArn, ExecutionStatus status) {
  private static final int MOST = 5;
  private static final ExecutionStatus[] STATUSES = ExecutionStatus.values();

  private static final Comparator<FailedParent> LATEST_FIRST =
      Comparator.comparing(FailedParent::startedAt)
          .reversed()
          .thenComparing(FailedParent::executionArn);

  static boolean isOne(ReportedExecution execution) {
    return !execution.isChild()
        && execution.status() != ExecutionStatus.SUCCEEDED
        && execution.status() != ExecutionStatus.RUNNING;
  }

  static FailedParent of(ReportedExecution execution) {
    return new FailedParent(
        execution.startedAt(), execution.key().executionArn(), execution.status());
  }

  static FailedParent shape(Fields<FailedParent> fields) {
    return new FailedParent(
        fields.time(FailedParent::startedAt),
        fields.text(FailedParent::executionArn),
        fields.constant(STATUSES, FailedParent::status));
  }

  /** The latest of both, five at most. */
  static List<FailedParent> latest(List<FailedParent> some, List<FailedParent> others) {
    List<FailedParent> all = new ArrayList<>(some);
    all.addAll(others);
    all.sort(LATEST_FIRST);
    return List.copyOf(all.subList(0, Math.min(MOST, all.size())));
  }
}
