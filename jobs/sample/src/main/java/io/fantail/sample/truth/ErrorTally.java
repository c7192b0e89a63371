package io.fantail.sample.truth;

import io.fantail.sample.model.ModelAttempt;
import io.fantail.sample.model.ModelExecution;
import io.fantail.sample.model.ModelState;
import io.fantail.sample.world.ExecutionName;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts failures by place and error, and the executions each of them ended. */
final class ErrorTally {
  private static final Comparator<String> NULLS_FIRST =
      Comparator.nullsFirst(Comparator.naturalOrder());

  private final Map<Key, Group> groups =
      new TreeMap<>(
          Comparator.comparing(Key::stateMachineName)
              .thenComparing(Key::stateName, NULLS_FIRST)
              .thenComparing(Key::functionName, NULLS_FIRST)
              .thenComparing(Key::error));

  void add(ModelExecution execution) {
    Map<Key, Integer> failures = new HashMap<>();
    Set<Key> terminal = new HashSet<>();
    Map<String, ModelAttempt> lastAttempts = new HashMap<>();
    for (ModelAttempt attempt : execution.attempts()) {
      lastAttempts.put(attempt.stateName(), attempt);
      if (attempt.error() != null) {
        failures.merge(keyOf(execution, attempt), 1, Integer::sum);
      }
    }
    if (execution.status().isError()) {
      addTerminal(execution, lastAttempts, failures, terminal);
    }
    failures.forEach((key, count) -> addTo(key, count, terminal.contains(key)));
  }

  private static void addTerminal(
      ModelExecution execution,
      Map<String, ModelAttempt> lastAttempts,
      Map<Key, Integer> failures,
      Set<Key> terminal) {
    ModelState last = execution.states().get(execution.states().size() - 1);
    ModelAttempt attempt = lastAttempts.get(last.name());
    boolean timedOut = execution.status() == ModelExecution.Status.TIMED_OUT;
    if (attempt != null && attempt.error() != null && !last.exited()) {
      terminal.add(keyOf(execution, attempt));
    } else if (!timedOut) {
      // A Fail state or a failed Map Run: the execution's own error, at its last state.
      Key key = keyOf(execution, last.name(), null, String.valueOf(execution.error()));
      failures.merge(key, 1, Integer::sum);
      terminal.add(key);
    }
    if (timedOut) {
      Key key = keyOf(execution, null, null, String.valueOf(execution.error()));
      failures.merge(key, 1, Integer::sum);
      terminal.add(key);
    }
  }

  private void addTo(Key key, int attempts, boolean terminal) {
    Group group = groups.computeIfAbsent(key, unused -> new Group());
    group.attempts += attempts;
    group.executions++;
    group.terminal += terminal ? 1 : 0;
  }

  private static Key keyOf(ModelExecution execution, ModelAttempt attempt) {
    return keyOf(
        execution, attempt.stateName(), attempt.functionName(), String.valueOf(attempt.error()));
  }

  private static Key keyOf(
      ModelExecution execution,
      @Nullable String stateName,
      @Nullable String functionName,
      String error) {
    ExecutionName name = execution.name();
    return new Key(name.qualifiedName(), stateName, functionName, error, name.child());
  }

  List<SampleTruth.ErrorCount> rows() {
    return groups.entrySet().stream().map(e -> rowOf(e.getKey(), e.getValue())).toList();
  }

  private static SampleTruth.ErrorCount rowOf(Key key, Group group) {
    return new SampleTruth.ErrorCount(
        key.stateMachineName,
        key.stateName,
        key.functionName,
        key.error,
        key.child,
        group.attempts,
        group.executions,
        group.terminal,
        group.executions - group.terminal);
  }

  private record Key(
      String stateMachineName,
      @Nullable String stateName,
      @Nullable String functionName,
      String error,
      boolean child) {}

  private static final class Group {
    private long attempts;
    private long executions;
    private long terminal;
  }
}
