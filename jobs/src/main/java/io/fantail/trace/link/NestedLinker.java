package io.fantail.trace.link;

import io.fantail.span.Execution;
import java.util.List;

/**
 * Finds the execution that started another by {@code StartExecution}. The history of the starter
 * names what it started; where it does not, or payloads were not logged, the started one's own
 * input may name the starter.
 */
final class NestedLinker {
  private NestedLinker() {}

  /**
   * The place of an execution that is no child of a Distributed Map.
   *
   * @param starts what executions of the archive tell it; each starter once
   */
  static ExecutionLink link(Execution execution, List<NestedStart> starts) {
    List<NestedStart> named = starts.stream().filter(NestedStart::isNamed).toList();
    if (named.size() > 1) {
      return ambiguous(execution, named);
    } else if (!starts.isEmpty()) {
      return linked(execution, named.isEmpty() ? starts.get(0) : named.get(0));
    }
    String startedBy = execution.context().startedByArn();
    boolean isStarted = startedBy != null && !startedBy.equals(execution.arn());
    return isStarted
        ? ExecutionLink.toNothing(execution, null, NestedEvidence.CONTEXT, null, startedBy)
        : ExecutionLink.toNothing(execution, null, null, null, null);
  }

  /** One tree has one trace id: what the input says of another trace counts for a root only. */
  private static ExecutionLink linked(Execution execution, NestedStart start) {
    return new ExecutionLink(
        null,
        start.evidence(),
        null,
        start.spanId(),
        start.starterArn(),
        start.place(),
        Contradictions.ofNested(execution, start));
  }

  private static ExecutionLink ambiguous(Execution execution, List<NestedStart> named) {
    NestedStart any = named.get(0);
    String root = any.place().rootExecutionArn();
    boolean oneRoot =
        named.stream().allMatch(start -> start.place().rootExecutionArn().equals(root));
    ExecutionLink alone =
        ExecutionLink.toNothing(execution, null, NestedEvidence.AMBIGUOUS, null, null);
    return (oneRoot ? alone.below(any.place()) : alone)
        .contradictedBy(Contradictions.ofStarters(named));
  }
}
