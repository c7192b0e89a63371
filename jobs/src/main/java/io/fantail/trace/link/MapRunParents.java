package io.fantail.trace.link;

import io.fantail.span.MapRun;
import io.fantail.span.Span;
import io.fantail.span.SpanKind;
import io.fantail.span.execution.ExecutionSpans;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/**
 * Each Map Run belongs to one parent. Answers of the API may name another one than the execution
 * whose history shows it started: the history is right, and of several answers the most trusted.
 */
@SuppressWarnings("EnumOrdinal") // sources are in the order of trust
public final class MapRunParents {
  private static final Comparator<MapRun> BY_TRUST =
      Comparator.comparingInt(MapRunParents::rankOf).thenComparing(MapRun::parentExecutionArn);

  private MapRunParents() {}

  /** The parents without the Map Runs that are another's. */
  static List<ExecutionSpans> trueOnes(List<ExecutionSpans> parents) {
    if (parents.stream()
        .flatMap(parent -> parent.mapRuns().stream())
        .allMatch(run -> run.describedBy() == null)) {
      return parents;
    }
    Map<String, MapRun> best = new HashMap<>();
    parents.stream()
        .flatMap(parent -> parent.mapRuns().stream())
        .forEach(run -> best.merge(run.arn(), run, BinaryOperator.minBy(BY_TRUST)));
    List<ExecutionSpans> trueOnes = new ArrayList<>();
    for (ExecutionSpans parent : parents) {
      List<MapRun> own =
          parent.mapRuns().stream()
              .filter(run -> run.describedBy() == null || run.equals(best.get(run.arn())))
              .toList();
      trueOnes.add(new ExecutionSpans(parent.execution(), List.of(), own));
    }
    return trueOnes;
  }

  /** The spans without those of Map Runs that are another's. */
  public static List<Span> without(List<MapRun> falseRuns, List<Span> spans) {
    if (falseRuns.isEmpty()) {
      return spans;
    }
    Set<String> arns = falseRuns.stream().map(MapRun::arn).collect(Collectors.toSet());
    return spans.stream()
        .filter(span -> span.kind() != SpanKind.MAP_RUN || !arns.contains(span.mapRunArn()))
        .toList();
  }

  private static int rankOf(MapRun run) {
    return run.describedBy() == null ? -1 : run.describedBy().ordinal();
  }
}
