package io.fantail.report.warning;

import io.fantail.report.subject.ExecutionKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts under all keys, in one task. Executions of one state machine mostly follow each other. */
final class OpenCounts {
  private final Map<Machine, EnumMap<WarningKind, Map<@Nullable String, OpenCount>>> all =
      new HashMap<>();
  private @Nullable Machine lastMachine;
  private EnumMap<WarningKind, Map<@Nullable String, OpenCount>> ofLast =
      new EnumMap<>(WarningKind.class);
  private long size;

  private record Machine(LocalDate day, String name, boolean isDistributedMapChild) {
    boolean ran(ExecutionKey execution) {
      return isDistributedMapChild == execution.isDistributedMapChild()
          && day.equals(execution.day())
          && name.equals(execution.stateMachineName());
    }
  }

  /** What is counted of a kind and a name in executions like this one. */
  OpenCount of(WarningKind kind, ExecutionKey execution, @Nullable String name) {
    if (lastMachine == null || !lastMachine.ran(execution)) {
      lastMachine =
          new Machine(
              execution.day(), execution.stateMachineName(), execution.isDistributedMapChild());
      ofLast = all.computeIfAbsent(lastMachine, unseen -> new EnumMap<>(WarningKind.class));
    }
    Map<@Nullable String, OpenCount> ofKind = ofLast.get(kind);
    if (ofKind == null) {
      ofKind = new HashMap<>();
      ofLast.put(kind, ofKind);
    }
    OpenCount count = ofKind.get(name);
    if (count == null) {
      count = new OpenCount();
      ofKind.put(name, count);
      size++;
    }
    return count;
  }

  /** How many keys were counted under. */
  long size() {
    return size;
  }

  List<WarningPart> counted() {
    List<WarningPart> parts = new ArrayList<>();
    all.forEach(
        (machine, kinds) ->
            kinds.forEach(
                (kind, names) ->
                    names.forEach(
                        (name, count) ->
                            parts.add(
                                count.counted(
                                    new WarningKey(
                                        machine.day,
                                        kind,
                                        machine.name,
                                        machine.isDistributedMapChild,
                                        name))))));
    return parts;
  }
}
