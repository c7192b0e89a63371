package io.fantail.trace.link;

import io.fantail.span.Execution;
import io.fantail.span.execution.ExecutionSpans;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Signs that a Map Run is not in the archive. While it was open, the one Map Run of its state
 * machine and label that is there was not the only one: the time says nothing then of whose a child
 * is.
 */
final class MissingMapRuns {
  /** How far a Map Run may reach beyond the one child of it that is seen. */
  private static final Duration AROUND_CHILD = Duration.ofMinutes(5);

  private MissingMapRuns() {}

  /**
   * The ARNs of the Map Runs that had a rival which is missing, as far as one execution shows it.
   *
   * @param execution its spans are not looked at
   */
  static Stream<String> rivalledBy(ExecutionSpans execution, MapRunIndex mapRuns) {
    return Stream.concat(
            rivalledByRunOf(execution.execution(), mapRuns), rivalledByParent(execution, mapRuns))
        .map(MapRunCandidate::mapRunArn);
  }

  /** The parent that a child's input names, where no Map Run of it is there; else null. */
  static @Nullable String runlessParent(ExecutionSpans execution, MapRunIndex mapRuns) {
    Execution child = execution.execution();
    String parent = child.context().parentExecutionArn();
    boolean isRunless =
        parent != null && child.parts().isDistributedMapChild() && !mapRuns.hasRunsOf(parent);
    return isRunless ? parent : null;
  }

  /** A child that belongs to none of the Map Runs that are there. */
  private static Stream<MapRunCandidate> rivalledByRunOf(Execution child, MapRunIndex mapRuns) {
    String family = child.parts().mapRunFamily();
    if (family == null || !child.startIsKnown() || !mapRuns.isOfMissing(child)) {
      return Stream.empty();
    }
    Instant end = child.endedAt() == null ? child.startedAt() : child.endedAt();
    return mapRuns
        .openWithin(child.startedAt().minus(AROUND_CHILD), end.plus(AROUND_CHILD), family)
        .stream();
  }

  /**
   * An execution of the same state machine whose events are not all there: the start of a Map Run
   * may be among those that are missing, also of one more where one is seen.
   */
  private static Stream<MapRunCandidate> rivalledByParent(
      ExecutionSpans parent, MapRunIndex mapRuns) {
    Execution execution = parent.execution();
    List<String> families = execution.isTorn() ? mapRuns.familiesOf(execution.parts()) : List.of();
    if (families.isEmpty()) {
      return Stream.empty();
    }
    Instant end = execution.endedAt() == null ? Instant.MAX : execution.endedAt();
    // A label is a state's, and so of one state machine, or of the children of one label.
    String sameMachine =
        execution.parts().prefix() + ":execution:" + execution.parts().stateMachineName() + ":";
    return families.stream()
        .flatMap(family -> mapRuns.openWithin(execution.startedAt(), end, family).stream())
        .filter(run -> run.parentExecutionArn().startsWith(sameMachine))
        .filter(run -> !run.parentExecutionArn().equals(execution.arn()));
  }
}
