package io.fantail.job.summary;

import io.fantail.report.ReportSummary;
import io.fantail.report.coverage.CoverageSummary;
import io.fantail.report.maprun.MapRunSummary;
import io.fantail.shape.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Says in words how complete the picture is: what the archive has, against what AWS counts.
 *
 * @param mapRuns of the days
 * @param uncountedMapRuns those for which no answer of {@code DescribeMapRun} says how many
 *     children they have
 * @param reportedChildren by those answers
 * @param reportedChildrenHere so many of the reported as are linked; more than a Map Run reports
 *     count for none
 * @param reportedPending of the reported those that had not begun when AWS was asked
 * @param pendingChildren of them those that never began, as their Map Run had ended then
 * @param children here, linked or not
 * @param linkedChildren of which the Map Run is known
 * @param unclearChildren of which it is not, though the parent may be
 * @param attempts to invoke a function that the API did not refuse
 * @param linkedAttempts whose invocation was found
 * @param events here
 * @param missingEvents ids below the highest of their execution that no event has
 * @param missingLogs the functions whose invocations were not found, as their logs are not here
 */
record Completeness(
    long mapRuns,
    long uncountedMapRuns,
    long reportedChildren,
    long reportedChildrenHere,
    long reportedPending,
    long pendingChildren,
    long children,
    long linkedChildren,
    long unclearChildren,
    long attempts,
    long linkedAttempts,
    long events,
    long missingEvents,
    MissingLogs missingLogs) {
  private static final String ADVICE =
      " Archive the histories of all parents, and DescribeExecution or ListExecutions answers, or the"
          + " Map Run's ResultWriter export, beside them: they name the Map Run.";

  /** The key of the answer, which is one row. */
  static final String KEY = "completeness";

  /** The column of what the others say in words. */
  static final String SENTENCE = "sentence";

  static Completeness of(ReportSummary reports) {
    MapRunSummary mapRuns = reports.mapRuns();
    CoverageSummary coverage = reports.coverage();
    long children = reports.executions().children().total();
    long linked = Counts.sum(reports.executions().mapRuns().known());
    return new Completeness(
        mapRuns.mapRuns(),
        mapRuns.uncounted(),
        mapRuns.reportedChildren(),
        mapRuns.reportedChildrenHere(),
        mapRuns.reportedPending(),
        mapRuns.pendingChildren(),
        children,
        linked,
        children - linked,
        coverage.invokedAttempts(),
        coverage.linkedAttempts(),
        coverage.events(),
        coverage.missingEvents(),
        MissingLogs.of(coverage));
  }

  /** Its figures and its sentence, in one row. */
  Answer answer() {
    return Answer.of(
            KEY,
            "Completeness",
            "map_runs",
            "uncounted_map_runs",
            "reported_children",
            "reported_children_here",
            "reported_pending",
            "pending_children",
            "attempts",
            "linked_attempts",
            "events",
            "missing_events",
            "children",
            "linked_children",
            "unclear_children",
            "functions_without_logs",
            "attempts_without_logs",
            "without_logs",
            SENTENCE)
        .add(
            mapRuns,
            uncountedMapRuns,
            reportedChildren,
            reportedChildrenHere,
            reportedPending,
            pendingChildren,
            attempts,
            linkedAttempts,
            events,
            missingEvents,
            children,
            linkedChildren,
            unclearChildren,
            missingLogs.functions(),
            missingLogs.attempts(),
            missingLogs.names(),
            sentence());
  }

  /** Returns one sentence; where children or logs are missing, one more each on what to do. */
  String sentence() {
    List<String> parts = new ArrayList<>();
    if (mapRuns + children > 0) {
      parts.add(childrenHere());
    }
    if (children > 0) {
      boolean sameChildren = uncountedMapRuns == 0 && children == reportedChildrenHere;
      String which =
          sameChildren || reportedChildren == 0 ? "them" : count("all %,d here", children);
      parts.add(share(linkedChildren, children) + " of " + which + " linked to their Map Run");
    }
    if (attempts > 0) {
      parts.add(share(linkedAttempts, attempts) + " of Lambda attempts linked to their invocation");
    }
    if (events + missingEvents > 0) {
      parts.add(
          count("%,d", missingEvents)
              + count(" of %,d", events + missingEvents)
              + " events missing");
    }
    return "The picture: "
        + (parts.isEmpty() ? "nothing is here" : String.join(", ", parts))
        + "."
        + advice()
        + missingLogs.advice();
  }

  private String childrenHere() {
    boolean isCounted = uncountedMapRuns < mapRuns;
    String here =
        isCounted
            ? count("%,d of ", reportedChildrenHere)
                + count("%,d reported children", reportedChildren)
            : count("%,d children", children);
    List<String> notes = new ArrayList<>();
    boolean someLack = isCounted && reportedChildrenHere < reportedChildren;
    if (someLack && pendingChildren > 0) {
      notes.add(count("%,d never began", pendingChildren));
    }
    if (someLack && reportedPending > pendingChildren) {
      notes.add(count("%,d had not begun when AWS was asked", reportedPending - pendingChildren));
    }
    if (uncountedMapRuns > 0) {
      notes.add(
          count("no count reported for %,d Map Run", uncountedMapRuns)
              + (uncountedMapRuns == 1 ? "" : "s"));
    }
    return here + " are here" + (notes.isEmpty() ? "" : " (" + String.join("; ", notes) + ")");
  }

  private String advice() {
    return unclearChildren == 0
        ? ""
        : count(" Of %,d children it is not clear", unclearChildren)
            + " which Map Run they are of."
            + ADVICE;
  }

  /** Rounds down: what is not all must not read as all. */
  private static String share(long part, long whole) {
    if (part == whole) {
      return "100 %";
    }
    long tenths = Math.floorDiv(1000 * part, whole);
    return tenths == 0 && part > 0
        ? "less than 0.1 %"
        : String.format(Locale.ROOT, "%.1f %%", tenths / 10.0);
  }

  private static String count(String format, long number) {
    return String.format(Locale.ROOT, format, number);
  }
}
