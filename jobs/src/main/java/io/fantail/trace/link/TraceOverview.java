package io.fantail.trace.link;

import io.fantail.shape.Fields;
import io.fantail.shape.Slot;
import io.fantail.span.Span;
import io.fantail.span.SpanAttributes;
import io.fantail.span.SpanKind;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.spark.Codec;
import io.fantail.trace.lambda.AttemptWindow;
import io.fantail.trace.lambda.LambdaLink;
import io.fantail.trace.lambda.TimeWindowStage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The little of all executions that every task has to know. */
public final class TraceOverview {
  public static final Codec<TraceOverview> CODEC = Codec.of(TraceOverview::shape);

  private static final int MOST_HOURS = 31 * 24;

  private final List<ExecutionSpans> parents = new ArrayList<>();
  private final Set<String> unnamedFunctions = new TreeSet<>();
  private final Set<String> childFamilies = new TreeSet<>();
  private final Set<Long> attemptHours = new TreeSet<>();
  private final Set<Long> activeHours = new TreeSet<>();
  private boolean namesStarted;
  private boolean namesStarters;
  private boolean namesParents;

  /** The executions that started Map Runs, without their spans. */
  public List<ExecutionSpans> parents() {
    return parents;
  }

  /** The functions of the attempts whose events name no request id. */
  public Set<String> unnamedFunctions() {
    return unnamedFunctions;
  }

  /** All but the last part of the ARNs of the Map Runs that children are of. */
  public Set<String> childFamilies() {
    return childFamilies;
  }

  /** The UTC hours in which an invocation of an attempt may have begun. */
  public List<Slot> attemptHours() {
    return attemptHours.stream().map(Slot::ofNumber).toList();
  }

  /** The UTC hours from the start to the end of each execution, as far as the end is known. */
  public List<Slot> activeHours() {
    return activeHours.stream().map(Slot::ofNumber).toList();
  }

  /** Whether any execution says of another that it started it, or was started by it. */
  public boolean hasNested() {
    return namesStarted || namesStarters;
  }

  /** Whether any execution's own input names the one that started it. */
  public boolean isAsked() {
    return namesStarters;
  }

  /** Whether there is a Map Run, or a child that names its parent. */
  public boolean hasChildren() {
    return namesParents || !parents.isEmpty();
  }

  /** Takes what an execution, with its attempts, tells. */
  public void add(ExecutionSpans built) {
    if (!built.mapRuns().isEmpty()) {
      parents.add(new ExecutionSpans(built.execution(), List.of(), built.mapRuns()));
    }
    Instant start = built.execution().startedAt();
    Instant end = built.execution().endedAt();
    addHours(start, end == null ? start : end, activeHours);
    namesStarters |= built.execution().context().startedByArn() != null;
    namesParents |= built.execution().context().parentExecutionArn() != null;
    String family = built.execution().parts().mapRunFamily();
    if (family != null) {
      childFamilies.add(family);
    }
    built.spans().stream()
        .filter(span -> span.kind() == SpanKind.ATTEMPT)
        .forEach(this::addAttempt);
  }

  private void addAttempt(Span span) {
    if (LambdaLink.mayHaveRun(span)) {
      AttemptWindow window = AttemptWindow.of(span);
      addHours(window.from(), window.latest(), attemptHours);
    }
    namesStarted |= span.attributes().containsKey(SpanAttributes.STARTED_EXECUTION);
    String function = span.call().functionName();
    if (function != null && TimeWindowStage.isUnnamed(span)) {
      unnamedFunctions.add(function);
    }
  }

  /** Takes what another one of other executions knows. */
  public void add(TraceOverview other) {
    childFamilies.addAll(other.childFamilies);
    attemptHours.addAll(other.attemptHours);
    activeHours.addAll(other.activeHours);
    parents.addAll(other.parents);
    unnamedFunctions.addAll(other.unnamedFunctions);
    namesStarted |= other.namesStarted;
    namesStarters |= other.namesStarters;
    namesParents |= other.namesParents;
  }

  /** Of what is longer than that the ends will do: mostly it is of false times. */
  private static void addHours(Instant from, Instant to, Set<Long> hours) {
    long first = Slot.of(from).number();
    long last = Slot.of(to).number();
    hours.add(first);
    hours.add(last);
    for (long hour = first; hour < Math.min(last, first + MOST_HOURS); hour++) {
      hours.add(hour);
    }
  }

  public static TraceOverview shape(Fields<TraceOverview> fields) {
    TraceOverview overview = new TraceOverview();
    overview.namesStarted = fields.flag(one -> one.namesStarted);
    overview.namesStarters = fields.flag(one -> one.namesStarters);
    overview.namesParents = fields.flag(one -> one.namesParents);
    overview.unnamedFunctions.addAll(fields.textList(one -> List.copyOf(one.unnamedFunctions)));
    overview.childFamilies.addAll(fields.textList(one -> List.copyOf(one.childFamilies)));
    for (long hour : fields.wholeList(one -> listOf(one.attemptHours))) {
      overview.attemptHours.add(hour);
    }
    for (long hour : fields.wholeList(one -> listOf(one.activeHours))) {
      overview.activeHours.add(hour);
    }
    overview.parents.addAll(fields.list(one -> one.parents, ExecutionSpans::shapeWithoutSpans));
    return overview;
  }

  private static long[] listOf(Set<Long> hours) {
    return hours.stream().mapToLong(Long::longValue).toArray();
  }
}
