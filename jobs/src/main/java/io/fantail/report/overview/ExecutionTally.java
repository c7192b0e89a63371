package io.fantail.report.overview;

import io.fantail.report.subject.CountedExecution;
import io.fantail.shape.Fields;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts executions, children of Distributed Maps apart from all others. */
public final class ExecutionTally {
  private final Outcomes children;
  private final Outcomes others;
  private final Links mapRuns;
  private final Links parents;
  private @Nullable Instant firstStart;
  private @Nullable Instant lastEnd;
  private List<UnsuccessfulParent> unsuccessfulParents = List.of();

  public ExecutionTally() {
    this(new Outcomes(), new Outcomes(), Links.none(), Links.none());
  }

  private ExecutionTally(Outcomes children, Outcomes others, Links mapRuns, Links parents) {
    this.children = children;
    this.others = others;
    this.mapRuns = mapRuns;
    this.parents = parents;
  }

  public static ExecutionTally shape(Fields<ExecutionTally> fields) {
    ExecutionTally tally =
        new ExecutionTally(
            fields.record(one -> one.children, Outcomes::shape),
            fields.record(one -> one.others, Outcomes::shape),
            fields.record(one -> one.mapRuns, Links::shape),
            fields.record(one -> one.parents, Links::shape));
    tally.firstStart = fields.timeOrNull(one -> one.firstStart);
    tally.lastEnd = fields.timeOrNull(one -> one.lastEnd);
    tally.unsuccessfulParents =
        fields.list(one -> one.unsuccessfulParents, UnsuccessfulParent::shape);
    return tally;
  }

  public void add(CountedExecution execution) {
    boolean isContradicted = execution.isContradicted();
    String parentLink = execution.parentLink();
    String mapRunLink = execution.mapRunLink();
    noteTimes(execution.startedAt(), execution.endedAt());
    if (UnsuccessfulParent.isOne(execution)) {
      unsuccessfulParents =
          UnsuccessfulParent.latest(unsuccessfulParents, List.of(UnsuccessfulParent.of(execution)));
    }
    if (execution.isChild()) {
      children.add(execution);
      mapRuns.add(mapRunLink == null ? "" : mapRunLink, execution.isOfKnownRun(), isContradicted);
    } else {
      others.add(execution);
      if (parentLink != null || isContradicted) {
        parents.add(parentLink == null ? "" : parentLink, false, isContradicted);
      }
    }
  }

  /** Takes along what another task counted. */
  public void add(ExecutionTally tally) {
    children.add(tally.children);
    others.add(tally.others);
    mapRuns.add(tally.mapRuns);
    parents.add(tally.parents);
    noteTimes(tally.firstStart, tally.lastEnd);
    unsuccessfulParents = UnsuccessfulParent.latest(unsuccessfulParents, tally.unsuccessfulParents);
  }

  private void noteTimes(@Nullable Instant start, @Nullable Instant end) {
    if (start != null && (firstStart == null || start.isBefore(firstStart))) {
      firstStart = start;
    }
    if (end != null && (lastEnd == null || end.isAfter(lastEnd))) {
      lastEnd = end;
    }
  }

  public ExecutionSummary summary() {
    return new ExecutionSummary(
        children.figures(),
        others.figures(),
        mapRuns,
        parents,
        firstStart,
        lastEnd,
        unsuccessfulParents);
  }
}
