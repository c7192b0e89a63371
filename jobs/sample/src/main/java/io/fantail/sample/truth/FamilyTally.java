package io.fantail.sample.truth;

import io.fantail.sample.model.ModelAttempt;
import io.fantail.sample.model.ModelExecution;
import io.fantail.sample.world.FunctionError;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts the failures of each planted family of errors. */
final class FamilyTally {
  private final Map<String, Group> groups = new TreeMap<>();

  void add(ModelExecution execution) {
    Set<Group> seen = new HashSet<>();
    Group last = null;
    for (ModelAttempt attempt : execution.attempts()) {
      FunctionError raised = attempt.raised();
      String family = raised == null ? null : raised.family();
      last = null;
      if (raised != null && family != null) {
        last = groups.computeIfAbsent(family, unseen -> new Group(attempt, raised));
        last.attempts++;
        seen.add(last);
      }
    }
    seen.forEach(group -> group.executions++);
    if (last != null && execution.status().isError()) {
      last.terminal++;
    }
  }

  List<SampleTruth.ErrorFamilyCount> rows() {
    return groups.entrySet().stream().map(entry -> entry.getValue().row(entry.getKey())).toList();
  }

  private static final class Group {
    private final ModelAttempt first;
    private final FunctionError raised;
    private long attempts;
    private long executions;
    private long terminal;

    Group(ModelAttempt first, FunctionError raised) {
      this.first = first;
      this.raised = raised;
    }

    SampleTruth.ErrorFamilyCount row(String family) {
      return new SampleTruth.ErrorFamilyCount(
          family,
          raised.runtime().name().toLowerCase(Locale.ROOT),
          String.valueOf(first.functionName()),
          raised.type(),
          attempts,
          executions,
          terminal,
          raised.causeOf(String.valueOf(first.requestId())));
    }
  }
}
