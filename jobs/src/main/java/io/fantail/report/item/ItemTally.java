package io.fantail.report.item;

import io.fantail.report.subject.ReportedExecution;
import io.fantail.report.subject.ReportedSpan;
import io.fantail.span.ExecutionStatus;
import io.fantail.span.SpanKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the items of children that did not succeed, in one task. */
public final class ItemTally {
  /** Which inputs are looked at, in SQL. */
  public static final String INPUT_IS_ASKED_FOR =
      "kind = 'execution' AND is_distributed_map_child AND status IN ('error', 'aborted')";

  /** Which outputs are looked at, in SQL, where they match {@link #ASKED_OUTPUT}. */
  public static final String OUTPUT_IS_ASKED_FOR =
      "kind IN ('state', 'attempt') AND is_distributed_map_child";

  public static final String ASKED_OUTPUT = FieldWords.LISTED;

  private final List<ItemPart> parts = new ArrayList<>();
  private long chars;

  /**
   * Takes an execution along, if it is a child that did not succeed.
   *
   * @param spans all that it has, in any order
   */
  public void add(ReportedExecution execution, List<ReportedSpan> spans) {
    boolean didNotSucceed =
        execution.status() == ExecutionStatus.ABORTED || execution.status().isUnsuccessful();
    ReportedSpan root = execution.isChild() && didNotSucceed ? rootOf(spans) : null;
    if (root != null) {
      FailedChild child = FailedChild.of(execution, root, spans);
      chars += child.chars();
      parts.add(ItemPart.of(execution, child));
    }
  }

  private static @Nullable ReportedSpan rootOf(List<ReportedSpan> ofExecution) {
    for (ReportedSpan span : ofExecution) {
      if (span.kind() == SpanKind.EXECUTION) {
        return span;
      }
    }
    return null;
  }

  /** Takes along what tells of a Map Run which of its items run again. */
  public void addMapRun(ReportedSpan span) {
    String arn = span.mapRunArn();
    if (span.kind() == SpanKind.MAP_RUN && arn != null) {
      parts.add(ItemPart.of(arn, RunOfItems.of(span)));
    }
  }

  /** How many parts are held. */
  public long size() {
    return parts.size();
  }

  /** What the texts of the items come to. */
  public long chars() {
    return chars;
  }

  /** What was found. */
  public List<ItemPart> found() {
    return parts;
  }
}
