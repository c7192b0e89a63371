package io.fantail.look.terminal.execution;

import io.fantail.look.stored.StoredExecution;
import io.fantail.look.terminal.Cells;
import io.fantail.look.terminal.Marks;
import io.fantail.shape.Millis;
import io.fantail.span.ExecutionStatus;
import io.fantail.text.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who an execution is, in words. */
final class ExecutionWords {
  private ExecutionWords() {}

  static String title(StoredExecution execution) {
    List<String> words = new ArrayList<>();
    words.add(execution.stateMachineName());
    words.add(execution.name());
    words.add(execution.status() + (execution.error() == null ? "" : " " + execution.error()));
    Duration active = execution.activeTime();
    if (active != null) {
      words.add(Figures.time(Millis.of(active)));
    }
    return Cells.of(String.join(" · ", words), Integer.MAX_VALUE);
  }

  static String subtitle(StoredExecution execution) {
    List<String> words = new ArrayList<>();
    words.add(Marks.moment(execution.startedAt()));
    if (execution.workflowType().equals("EXPRESS")) {
      words.add("Express");
    }
    if (execution.redriveCount() > 0) {
      words.add(
          times(execution.redriveCount()) + wait(execution.duration(), execution.activeTime()));
    }
    if (execution.isDistributedMapChild()) {
      String link = execution.mapRunLink();
      words.add("child of Map " + execution.mapLabel() + (link == null ? "" : " (" + link + ")"));
    } else if (execution.parentExecutionArn() != null) {
      words.add("started by another execution (" + execution.parentLink() + ")");
    }
    return Cells.of(String.join(" · ", words), Integer.MAX_VALUE);
  }

  private static String times(int redrives) {
    return redrives == 1 ? "redriven once" : "redriven " + redrives + " times";
  }

  /** What lies between, where nobody worked. */
  private static String wait(@Nullable Duration whole, @Nullable Duration active) {
    return whole == null || active == null
        ? ""
        : " after " + Figures.time(Millis.of(whole.minus(active)));
  }

  /** What the picture may lack. */
  static List<String> doubts(StoredExecution execution) {
    List<String> doubts = new ArrayList<>();
    if (execution.eventCount() == 0) {
      doubts.add(
          "No event of it is in the archive: only an answer of the API tells of it. Archive its history to see its states.");
    } else if (execution.missingEvents() > 0) {
      doubts.add(
          Figures.count(execution.missingEvents())
              + (execution.missingEvents() == 1 ? " of its events is" : " of its events are")
              + " missing: what they tell is missing here, and what they could change is left open.");
    }
    if (execution.status() == ExecutionStatus.RUNNING && execution.eventCount() > 0) {
      doubts.add("Nothing in the archive ends it: it runs, or its last events were not archived.");
    }
    if (execution.contradiction() != null) {
      doubts.add("Other evidence contradicts its link: " + execution.contradiction());
    }
    return doubts;
  }
}
