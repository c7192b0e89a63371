package io.fantail.report.overview;

import io.fantail.report.subject.CountedExecution;
import io.fantail.shape.Fields;
import io.fantail.span.ExecutionStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** An execution that is no child of a Distributed Map, and failed or is still running. */
public record UnsuccessfulParent(Instant startedAt, String executionArn, ExecutionStatus status) {
  private static final int MOST = 5;
  private static final ExecutionStatus[] STATUSES = ExecutionStatus.values();

  private static final Comparator<UnsuccessfulParent> LATEST_FIRST =
      Comparator.comparing(UnsuccessfulParent::startedAt)
          .reversed()
          .thenComparing(UnsuccessfulParent::executionArn);

  static boolean isOne(CountedExecution execution) {
    return !execution.isChild() && execution.status() != ExecutionStatus.SUCCEEDED;
  }

  public boolean isRunning() {
    return status == ExecutionStatus.RUNNING;
  }

  static UnsuccessfulParent of(CountedExecution execution) {
    return new UnsuccessfulParent(
        execution.startedAt(), execution.executionArn(), execution.status());
  }

  static UnsuccessfulParent shape(Fields<UnsuccessfulParent> fields) {
    return new UnsuccessfulParent(
        fields.time(UnsuccessfulParent::startedAt),
        fields.text(UnsuccessfulParent::executionArn),
        fields.constant(STATUSES, UnsuccessfulParent::status));
  }

  /** The latest of both: five at most of those that failed, and of those that are running. */
  static List<UnsuccessfulParent> latest(
      List<UnsuccessfulParent> some, List<UnsuccessfulParent> others) {
    List<UnsuccessfulParent> all = new ArrayList<>(some);
    all.addAll(others);
    return Stream.concat(
            all.stream().filter(parent -> !parent.isRunning()).sorted(LATEST_FIRST).limit(MOST),
            all.stream().filter(UnsuccessfulParent::isRunning).sorted(LATEST_FIRST).limit(MOST))
        .toList();
  }
}
