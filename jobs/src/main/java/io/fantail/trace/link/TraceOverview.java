package io.fantail.trace.link;

import io.fantail.shape.Dated;
import io.fantail.shape.Fields;
import io.fantail.span.Span;
import io.fantail.span.SpanAttributes;
import io.fantail.span.SpanKind;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.spark.Codec;
import io.fantail.trace.lambda.AttemptWindow;
import io.fantail.trace.lambda.LambdaLink;
import io.fantail.trace.lambda.TimeWindowStage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The little of all executions that every task has to know. */
public final class TraceOverview {
  public static final Codec<TraceOverview> CODEC = Codec.of(TraceOverview::shape);

  private static final int MOST_DAYS = 31;

  private final List<ExecutionSpans> parents = new ArrayList<>();
  private final Set<String> unnamedFunctions = new TreeSet<>();
  private final Set<String> childFamilies = new TreeSet<>();
  private final Set<Long> attemptDays = new TreeSet<>();
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

  /** The UTC days on which an invocation of an attempt may have begun. */
  public List<LocalDate> attemptDays() {
    return attemptDays.stream().map(LocalDate::ofEpochDay).toList();
  }

  /** Whether any execution says of another that it started it, or was started by it. */
  boolean hasNested() {
    return namesStarted || namesStarters;
  }

  /** Whether any execution's own input names the one that started it. */
  boolean isAsked() {
    return namesStarters;
  }

  /** Whether there is a Map Run, or a child that names its parent. */
  boolean hasChildren() {
    return namesParents || !parents.isEmpty();
  }

  /** Takes what an execution, with its attempts, tells. */
  public void add(ExecutionSpans built) {
    if (!built.mapRuns().isEmpty()) {
      parents.add(new ExecutionSpans(built.execution(), List.of(), built.mapRuns()));
    }
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
      addDaysOf(AttemptWindow.of(span));
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
    attemptDays.addAll(other.attemptDays);
    parents.addAll(other.parents);
    unnamedFunctions.addAll(other.unnamedFunctions);
    namesStarted |= other.namesStarted;
    namesStarters |= other.namesStarters;
    namesParents |= other.namesParents;
  }

  /** A window longer than that is one of false times: its ends will do. */
  private void addDaysOf(AttemptWindow window) {
    long first = dayOf(window.from());
    long last = dayOf(window.latest());
    attemptDays.add(first);
    attemptDays.add(last);
    for (long day = first; day < Math.min(last, first + MOST_DAYS); day++) {
      attemptDays.add(day);
    }
  }

  private static long dayOf(Instant at) {
    return Dated.dayOf(at).toEpochDay();
  }

  public static TraceOverview shape(Fields<TraceOverview> fields) {
    TraceOverview overview = new TraceOverview();
    overview.namesStarted = fields.flag(one -> one.namesStarted);
    overview.namesStarters = fields.flag(one -> one.namesStarters);
    overview.namesParents = fields.flag(one -> one.namesParents);
    overview.unnamedFunctions.addAll(fields.textList(one -> List.copyOf(one.unnamedFunctions)));
    overview.childFamilies.addAll(fields.textList(one -> List.copyOf(one.childFamilies)));
    for (long day : fields.wholeList(TraceOverview::epochDays)) {
      overview.attemptDays.add(day);
    }
    overview.parents.addAll(fields.list(one -> one.parents, ExecutionSpans::shapeWithoutSpans));
    return overview;
  }

  private long[] epochDays() {
    return attemptDays.stream().mapToLong(Long::longValue).toArray();
  }
}
