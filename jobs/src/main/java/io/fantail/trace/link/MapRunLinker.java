package io.fantail.trace.link;

import io.fantail.span.Execution;
import io.fantail.span.MapRunMembership;
import io.fantail.span.SpanIds;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the Map Run of a child execution. The child's ARN gives the state machine and the label,
 * never the run, so the evidence is, in this order: an answer of the API that names the run; the
 * parent that its input names, with one open run; the root that its input names, with one open run
 * in its trace; one open run at all. Anything less leaves the link open. What is no child is left
 * to {@link NestedLinker}.
 */
public final class MapRunLinker {
  private MapRunLinker() {}

  /**
   * The place of an execution in its trace.
   *
   * @param candidates the Map Runs of the archive that share the child's state machine and label
   * @param starts what executions of the archive that say they started it tell it
   */
  static ExecutionLink link(
      Execution execution, List<MapRunCandidate> candidates, List<NestedStart> starts) {
    if (!execution.parts().isDistributedMapChild()) {
      return NestedLinker.link(execution, starts);
    }
    String parent = execution.context().parentExecutionArn();
    String root = execution.context().rootExecutionArn();
    MapRunMembership described = execution.mapRun();
    if (described != null) {
      return byDescription(execution, described, parent, candidates);
    } else if (parent != null) {
      return byParent(execution, parent, candidates);
    }
    List<MapRunCandidate> open = openAtStart(execution, candidates);
    return root == null ? byTime(execution, open) : byRoot(execution, root, open);
  }

  private static List<MapRunCandidate> openAtStart(
      Execution child, List<MapRunCandidate> candidates) {
    return child.startIsKnown()
        ? candidates.stream().filter(run -> run.mayHold(child)).toList()
        : List.of();
  }

  private static ExecutionLink byDescription(
      Execution child,
      MapRunMembership described,
      @Nullable String parent,
      List<MapRunCandidate> candidates) {
    MapRunMembership other = child.otherMapRun();
    if (other != null && other.source() == described.source()) {
      return unlinked(child, MapRunEvidence.AMBIGUOUS, parent)
          .contradictedBy(Contradictions.ofAnswers(described, other));
    }
    MapRunEvidence evidence = MapRunEvidence.of(described.source());
    for (MapRunCandidate run : candidates) {
      if (run.mapRunArn().equals(described.mapRunArn())) {
        return linked(child, run, evidence);
      }
    }
    return ExecutionLink.toNothing(child, evidence, null, described.mapRunArn(), parent)
        .contradictedBy(Contradictions.ofChild(child, List.of()));
  }

  private static ExecutionLink byParent(
      Execution child, String parent, List<MapRunCandidate> candidates) {
    List<MapRunCandidate> ofParent =
        candidates.stream().filter(run -> run.parentExecutionArn().equals(parent)).toList();
    List<MapRunCandidate> open = openAtStart(child, ofParent);
    if (open.size() == 1 && !open.get(0).torn()) {
      return linked(child, open.get(0), MapRunEvidence.CONTEXT);
    } else if (ofParent.isEmpty()) {
      return unlinked(child, MapRunEvidence.CONTEXT, parent);
    }
    return inTraceOf(ofParent.get(0), MapRunEvidence.CONTEXT, parent)
        .contradictedBy(Contradictions.ofChild(child, ofParent));
  }

  /** The root may be the parent or stand far above it. */
  private static ExecutionLink byRoot(Execution child, String root, List<MapRunCandidate> open) {
    List<MapRunCandidate> ofTrace =
        open.stream()
            .filter(
                run ->
                    run.parentExecutionArn().equals(root)
                        || run.place().rootExecutionArn().equals(root))
            .toList();
    if (ofTrace.isEmpty()) {
      // It is not of the one that was open, unless that one's root is only not known.
      return open.stream().allMatch(run -> run.place().isCutOff())
          ? byTime(child, open)
          : unlinked(child, MapRunEvidence.AMBIGUOUS, null);
    }
    MapRunCandidate first = ofTrace.get(0);
    if (open.stream().anyMatch(run -> run.rivalled() || run.torn() || run.place().isCutOff())) {
      return inTraceOf(first, MapRunEvidence.AMBIGUOUS, null);
    } else if (ofTrace.size() == 1) {
      return linked(child, first, MapRunEvidence.CONTEXT);
    }
    boolean oneParent =
        ofTrace.stream()
            .allMatch(run -> run.parentExecutionArn().equals(first.parentExecutionArn()));
    return oneParent
        ? inTraceOf(first, MapRunEvidence.CONTEXT, first.parentExecutionArn())
        : inTraceOf(first, MapRunEvidence.AMBIGUOUS, null);
  }

  private static ExecutionLink byTime(Execution child, List<MapRunCandidate> open) {
    return switch (open.size()) {
      case 0 -> unlinked(child, MapRunEvidence.NONE, null);
      case 1 ->
          open.get(0).rivalled()
              ? unlinked(child, MapRunEvidence.AMBIGUOUS, null)
              : linked(child, open.get(0), MapRunEvidence.TIME_WINDOW);
      default -> unlinked(child, MapRunEvidence.AMBIGUOUS, null);
    };
  }

  private static ExecutionLink linked(
      Execution child, MapRunCandidate run, MapRunEvidence evidence) {
    return new ExecutionLink(
        evidence,
        null,
        run.mapRunArn(),
        SpanIds.ofMapRun(run.mapRunArn()),
        run.parentExecutionArn(),
        run.place(),
        Contradictions.ofChild(child, run));
  }

  /** Whichever run of several it is, the trace of the one is that of all. */
  private static ExecutionLink inTraceOf(
      MapRunCandidate any, MapRunEvidence evidence, @Nullable String parent) {
    return new ExecutionLink(evidence, null, null, null, parent, any.place(), null);
  }

  private static ExecutionLink unlinked(
      Execution child, MapRunEvidence evidence, @Nullable String parent) {
    return ExecutionLink.toNothing(child, evidence, null, null, parent);
  }
}
