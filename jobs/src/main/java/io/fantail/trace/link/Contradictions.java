package io.fantail.trace.link;

import io.fantail.event.UpstreamContext;
import io.fantail.shape.Column;
import io.fantail.span.Execution;
import io.fantail.span.MapRun;
import io.fantail.span.MapRunMembership;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What other evidence says against a link. The link stays: it rests on better evidence. */
public final class Contradictions {
  static final String AND = "; ";

  /** By how much what a starter's history and the started one's say of one time may differ. */
  private static final Duration TOLERANCE = Duration.ofSeconds(1);

  private static final int MOST_NAMED = 3;

  private Contradictions() {}

  /** Says what speaks against the Map Run that a child was linked to. */
  static @Nullable String ofChild(Execution child, MapRunCandidate run) {
    UpstreamContext context = child.context();
    String parent = context.parentExecutionArn();
    List<String> found = new ArrayList<>();
    if (parent != null && !parent.equals(run.parentExecutionArn())) {
      found.add("context names " + parent);
    }
    String root = context.rootExecutionArn();
    if (root != null && !root.equals(run.parentExecutionArn())) {
      addRoot(root, run.place(), found);
    }
    addAnswer(child, found);
    if (startedOutside(child, run)) {
      found.add("started outside of the map run");
    }
    return joined(found);
  }

  /** Says it of a child whose Map Run is one of these, or none that the archive holds. */
  static @Nullable String ofChild(Execution child, List<MapRunCandidate> ofParent) {
    List<String> found = new ArrayList<>();
    addAnswer(child, found);
    if (!ofParent.isEmpty() && ofParent.stream().allMatch(run -> startedOutside(child, run))) {
      found.add("started outside of the map runs of its parent");
    }
    return joined(found);
  }

  /** Says that two answers of one kind name different Map Runs of a child. */
  static String ofAnswers(MapRunMembership one, MapRunMembership other) {
    return Column.wordOf(one.source()) + " names " + one.mapRunArn() + " and " + other.mapRunArn();
  }

  /** Says which answers name an execution as the parent of other executions' Map Runs. */
  public static @Nullable String ofParent(List<MapRun> falseRuns) {
    List<String> found = new ArrayList<>();
    for (MapRun run : falseRuns.subList(0, Math.min(falseRuns.size(), MOST_NAMED))) {
      if (run.describedBy() != null) {
        found.add(
            Column.wordOf(run.describedBy()) + " names " + run.arn() + " of another execution");
      }
    }
    return joined(found);
  }

  /** Says what speaks against the execution that one was started by. */
  static @Nullable String ofNested(Execution execution, NestedStart start) {
    UpstreamContext context = execution.context();
    List<String> found = new ArrayList<>();
    String startedBy = context.startedByArn();
    if (startedBy != null && !startedBy.equals(start.starterArn())) {
      found.add("context names " + startedBy);
    }
    String root = context.rootExecutionArn();
    if (root != null && !root.equals(start.starterArn())) {
      addRoot(root, start.place(), found);
    }
    if (start.isNamed()
        && execution.startIsKnown()
        && execution.startedAt().isBefore(start.at().minus(TOLERANCE))) {
      found.add("started before the attempt that names it");
    }
    return joined(found);
  }

  /** Says which executions say that they started one. */
  static String ofStarters(List<NestedStart> starts) {
    List<String> arns = starts.stream().map(NestedStart::starterArn).distinct().sorted().toList();
    String more = arns.size() > MOST_NAMED ? " and more" : "";
    return "started by "
        + String.join(" and ", arns.subList(0, Math.min(arns.size(), MOST_NAMED)))
        + more;
  }

  private static void addRoot(String named, TracePlace place, List<String> found) {
    if (!named.equals(place.rootExecutionArn()) && !place.isCutOff()) {
      found.add("context names root " + named);
    }
  }

  private static void addAnswer(Execution child, List<String> found) {
    MapRunMembership other = child.otherMapRun();
    if (other != null) {
      found.add(Column.wordOf(other.source()) + " names " + other.mapRunArn());
    }
  }

  private static boolean startedOutside(Execution child, MapRunCandidate run) {
    return child.startIsKnown() && !run.wasNearlyOpenAt(child.startedAt());
  }

  private static @Nullable String joined(List<String> found) {
    return found.isEmpty() ? null : String.join(AND, found);
  }
}
