package io.fantail.report.comparison;

import java.util.ArrayList;
import java.util.List;

/** A gate, and a change that does not pass it. */
public record BrokenGate(Gate gate, Change change) {

  /** All that are broken, gate by gate, in each the worst first. */
  public static List<BrokenGate> of(List<Gate> gates, List<Change> changes) {
    List<BrokenGate> broken = new ArrayList<>();
    for (Gate gate : gates) {
      changes.stream()
          .filter(gate::isBrokenBy)
          .sorted(Change.WORST_FIRST)
          .forEach(change -> broken.add(new BrokenGate(gate, change)));
    }
    return broken;
  }
}
