package io.fantail.trace;

import io.fantail.span.Execution;
import io.fantail.span.MapRunMembership;
import io.fantail.span.SpanIds;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the Map Run of a child execution. The child's ARN gives the state machine and the label,
 * never the run, so the evidence is, in this order: an answer of the API that names the run; the
 * parent that its input names, with one open run; one open run at all. Anything less leaves the
 * link open.
 */
public final class MapRunLinker {
  private MapRunLinker() {}

  /**
   * The place of an execution in its trace.
   *
   * @param candidates the Map Runs of the archive that share the child's state machine and label
   */
  public static ExecutionLink link(Execution execution, List<MapRunCandidate> candidates) {
    if (!execution.parts().isDistributedMapChild()) {
      return unlinked(execution, null, null);
    }
    String parent = execution.context().parentExecutionArn();
    MapRunMembership described = execution.mapRun();
    if (described != null) {
      return byDescription(execution, described, parent, candidates);
    }
    return parent == null
        ? byTime(execution, openAtStart(execution, candidates))
        : byParent(execution, parent, candidates);
  }

  private static List<MapRunCandidate> openAtStart(
      Execution child, List<MapRunCandidate> candidates) {
    return child.startIsKnown()
        ? candidates.stream().filter(run -> run.wasOpenAt(child.startedAt())).toList()
        : List.of();
  }

  private static ExecutionLink byDescription(
      Execution child,
      MapRunMembership described,
      @Nullable String parent,
      List<MapRunCandidate> candidates) {
    MapRunEvidence evidence = MapRunEvidence.of(described.source());
    for (MapRunCandidate run : candidates) {
      if (run.mapRunArn().equals(described.mapRunArn())) {
        return linked(run, evidence);
      }
    }
    ExecutionLink link = unlinked(child, evidence, parent);
    return new ExecutionLink(
        evidence, described.mapRunArn(), null, parent, link.rootExecutionArn(), link.traceId());
  }

  private static ExecutionLink byParent(
      Execution child, String parent, List<MapRunCandidate> candidates) {
    List<MapRunCandidate> ofParent =
        candidates.stream().filter(run -> run.parentExecutionArn().equals(parent)).toList();
    List<MapRunCandidate> open = openAtStart(child, ofParent);
    if (open.size() == 1) {
      return linked(open.get(0), MapRunEvidence.CONTEXT);
    } else if (ofParent.isEmpty()) {
      return unlinked(child, MapRunEvidence.CONTEXT, parent);
    }
    // Whichever run it is, the parent's trace is the child's.
    MapRunCandidate any = ofParent.get(0);
    return new ExecutionLink(
        MapRunEvidence.CONTEXT, null, null, parent, any.rootExecutionArn(), any.traceId());
  }

  private static ExecutionLink byTime(Execution child, List<MapRunCandidate> open) {
    return switch (open.size()) {
      case 0 -> unlinked(child, MapRunEvidence.NONE, null);
      case 1 -> linked(open.get(0), MapRunEvidence.TIME_WINDOW);
      default -> unlinked(child, MapRunEvidence.AMBIGUOUS, null);
    };
  }

  private static ExecutionLink linked(MapRunCandidate run, MapRunEvidence evidence) {
    return new ExecutionLink(
        evidence,
        run.mapRunArn(),
        SpanIds.ofMapRun(run.mapRunArn()),
        run.parentExecutionArn(),
        run.rootExecutionArn(),
        run.traceId());
  }

  private static ExecutionLink unlinked(
      Execution execution, @Nullable MapRunEvidence evidence, @Nullable String parent) {
    String root = execution.context().rootExecutionArn();
    String above = parent == null ? execution.arn() : parent;
    return new ExecutionLink(
        evidence,
        null,
        null,
        parent,
        root == null ? above : root,
        TraceIds.of(above, execution.context()));
  }
}
