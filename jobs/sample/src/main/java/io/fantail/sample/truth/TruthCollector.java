package io.fantail.sample.truth;

import io.fantail.sample.model.ModelAttempt;
import io.fantail.sample.model.ModelExecution;
import io.fantail.sample.model.ModelExecution.Status;
import io.fantail.sample.model.ModelInvocation;
import io.fantail.sample.model.ModelState;
import io.fantail.sample.options.Plant;
import io.fantail.sample.world.ExecutionName;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Counts the model as it passes by; holds durations, never events. */
public final class TruthCollector {
  private final LatencyTally latency = new LatencyTally();
  private final ErrorTally errors = new ErrorTally();
  private final LinkTally links = new LinkTally();
  private final FamilyTally families = new FamilyTally();
  private final CauseTally causes;
  private final Map<SampleTruth.ExecutionStatusCount, Long> statuses =
      new TreeMap<>(
          Comparator.comparing(SampleTruth.ExecutionStatusCount::stateMachineName)
              .thenComparing(SampleTruth.ExecutionStatusCount::status));
  private final Map<SampleTruth.StateCount, Long> states =
      new TreeMap<>(
          Comparator.comparing(SampleTruth.StateCount::stateMachineName)
              .thenComparing(SampleTruth.StateCount::stateName));
  private final Map<String, Long> spans = new TreeMap<>();
  private final Map<String, Long> mapRunLinks = new TreeMap<>();
  private final Map<String, Children> childrenByMachine = new HashMap<>();
  private final List<SampleTruth.MapRun> mapRuns = new ArrayList<>();
  private long events;
  private long lambdaRecords;
  private long invocations;
  private long coldStarts;

  /**
   * @param plants what is planted
   */
  public TruthCollector(Set<Plant> plants) {
    this.causes = new CauseTally(plants);
  }

  public void invocation(ModelInvocation invocation, int records) {
    invocations++;
    lambdaRecords += records;
    coldStarts += invocation.cold() ? 1 : 0;
  }

  public void execution(ModelExecution execution) {
    ExecutionName name = execution.name();
    events += execution.events().size();
    statuses.merge(
        new SampleTruth.ExecutionStatusCount(
            name.child(), name.qualifiedName(), execution.status().name(), 0),
        1L,
        Long::sum);
    span("execution");
    boolean error = execution.status().isError();
    LatencyTally.Key key = keyOf(execution, "execution", name.qualifiedName());
    addLatency(execution, key, execution.startedAt(), execution.endedAt(), error);
    execution.states().forEach(state -> addState(execution, state));
    execution.attempts().forEach(attempt -> addAttempt(execution, attempt));
    errors.add(execution);
    families.add(execution);
    links.add(execution, this::addLambda);
    if (name.child()) {
      causes.add(execution);
      childrenByMachine
          .computeIfAbsent(name.qualifiedName(), unused -> new Children())
          .add(execution);
    }
  }

  private void addState(ModelExecution execution, ModelState state) {
    ExecutionName name = execution.name();
    states.merge(
        new SampleTruth.StateCount(name.qualifiedName(), state.name(), name.child(), 0),
        1L,
        Long::sum);
    span("state");
    boolean error = !state.exited() && execution.status().isError();
    addLatency(
        execution,
        keyOf(execution, "state", state.name()),
        state.enteredAt(),
        state.endedAt(),
        error);
  }

  private void addAttempt(ModelExecution execution, ModelAttempt attempt) {
    span("attempt");
    // Open at the end of its execution it did not fail: it was stopped.
    boolean error = attempt.error() != null;
    addLatency(
        execution,
        keyOf(execution, "attempt", attempt.stateName()),
        attempt.scheduledAt(),
        attempt.endedAt(),
        error);
  }

  private void addLatency(
      ModelExecution execution, LatencyTally.Key key, long from, long until, boolean error) {
    long end = until == ModelExecution.NEVER ? execution.endedAt() : until;
    if (end == ModelExecution.NEVER) {
      latency.addUnfinished(key);
    } else {
      latency.add(key, (double) (end - from), error);
    }
  }

  private void addLambda(ModelExecution caller, ModelInvocation invocation) {
    span("lambda");
    LatencyTally.Key key = keyOf(caller, "lambda", invocation.function().name());
    latency.add(key, invocation.durationMs(), invocation.failed());
  }

  /** A Map Run whose children, and no later ones, have all been counted. */
  public void mapRun(
      String arn, String label, String state, ExecutionName parent, Status status, String link) {
    span("map_run");
    // Of several Map Runs of a label one is over before the next begins.
    Children own = childrenByMachine.remove(parent.stateMachine() + "/" + label);
    Children children = own == null ? new Children() : own;
    mapRunLinks.merge(link, children.total(), Long::sum);
    mapRuns.add(
        new SampleTruth.MapRun(
            arn,
            label,
            state,
            parent.arn(),
            status.name(),
            children.total(),
            children.of(Status.SUCCEEDED),
            children.of(Status.FAILED),
            children.of(Status.TIMED_OUT),
            children.of(Status.ABORTED),
            children.of(Status.RUNNING),
            children.durations.quantile(0.5),
            children.durations.quantile(0.95),
            children.durations.quantile(0.99),
            children.durations.quantile(1)));
  }

  private void span(String kind) {
    spans.merge(kind, 1L, Long::sum);
  }

  private static LatencyTally.Key keyOf(ModelExecution execution, String kind, String name) {
    Instant startedAt = Instant.ofEpochMilli(execution.startedAt());
    LocalDate day = LocalDate.ofInstant(startedAt, ZoneOffset.UTC);
    ExecutionName who = execution.name();
    return new LatencyTally.Key(day.toString(), kind, who.qualifiedName(), name, who.child());
  }

  /** The truth, once everything has been told. */
  public SampleTruth finish(long noise, long duplicates) {
    links.resolve(this::addLambda);
    return new SampleTruth(
        new SampleTruth.Counts(
            events, lambdaRecords, noise, duplicates, 0, invocations, coldStarts),
        rows(statuses, SampleTruth.ExecutionStatusCount::times),
        rows(spans, SampleTruth.SpanCount::new),
        rows(states, SampleTruth.StateCount::times),
        latency.rows(),
        errors.rows(),
        links.rows(),
        rows(mapRunLinks, SampleTruth.MapRunLinkCount::new),
        mapRuns.stream().sorted(Comparator.comparing(SampleTruth.MapRun::mapRunArn)).toList(),
        causes.rows(),
        families.rows());
  }

  private static <K, R> List<R> rows(Map<K, Long> counts, BiFunction<K, Long, R> row) {
    return counts.entrySet().stream().map(e -> row.apply(e.getKey(), e.getValue())).toList();
  }

  /** The children of one Map Run. */
  private static final class Children {
    private final Durations durations = new Durations();
    private final Map<Status, Long> byStatus = new EnumMap<>(Status.class);

    void add(ModelExecution child) {
      byStatus.merge(child.status(), 1L, Long::sum);
      if (child.ended()) {
        durations.add((double) (child.endedAt() - child.startedAt()));
      }
    }

    long of(Status status) {
      return byStatus.getOrDefault(status, 0L);
    }

    long total() {
      return byStatus.values().stream().mapToLong(Long::longValue).sum();
    }
  }
}
