package io.fantail.trace.link;

import io.fantail.event.ExecutionArn;
import io.fantail.event.MapRunArn;
import io.fantail.shape.Fields;
import io.fantail.span.Execution;
import io.fantail.span.MapRun;
import io.fantail.span.MapRunMembership;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.spark.Codec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All Map Runs of the archive, to find the few that a child may belong to. Every task holds it: a
 * Map Run has up to thousands of children, so this is the small side.
 */
public final class MapRunIndex {
  public static final Codec<MapRunIndex> CODEC = Codec.of(MapRunIndex::shape);

  /** A Map Run within a child of a Map Run, and so on: deeper nesting is not found in practice. */
  private static final int MAX_DEPTH = 8;

  private static final Comparator<MapRunCandidate> BY_START =
      Comparator.comparing(MapRunCandidate::startedAt).thenComparing(MapRunCandidate::mapRunArn);
  private static final Comparator<MapRunCandidate> BY_ARN =
      Comparator.comparing(MapRunCandidate::mapRunArn);

  /**
   * The Map Runs of one family by the time they started, and for each the latest end of all up to
   * it; null where one of them never ended.
   */
  private record Family(List<MapRunCandidate> byStart, List<@Nullable Instant> lastEnds) {
    /** Those that were open at any time of {@code [from, to]}. */
    void addOpenWithin(Instant from, Instant to, List<MapRunCandidate> found) {
      for (int i = lastStartedBy(to); i >= 0 && isOpenAt(lastEnds.get(i), from); i--) {
        MapRunCandidate run = byStart.get(i);
        if (isOpenAt(run.endedAt(), from)) {
          found.add(run);
        }
      }
    }

    private int lastStartedBy(Instant at) {
      int low = 0;
      int high = byStart.size();
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (byStart.get(middle).startedAt().isAfter(at)) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      return low - 1;
    }

    private static boolean isOpenAt(@Nullable Instant end, Instant at) {
      return end == null || !end.isBefore(at);
    }
  }

  private final List<MapRunCandidate> candidates;
  private final Map<String, Family> families = new HashMap<>();
  private final Map<String, List<String>> familiesOfMachine = new HashMap<>();
  private final Map<String, List<MapRunCandidate>> byParent = new HashMap<>();
  private final Map<String, MapRunCandidate> byArn = new HashMap<>();
  private final Map<String, TracePlace> placesOfRunless;

  private MapRunIndex(List<MapRunCandidate> candidates, Map<String, TracePlace> placesOfRunless) {
    this.candidates = List.copyOf(candidates);
    this.placesOfRunless = placesOfRunless;
    Map<String, List<MapRunCandidate>> byFamily = new TreeMap<>();
    for (MapRunCandidate run : candidates) {
      byFamily
          .computeIfAbsent(MapRunArn.familyOf(run.mapRunArn()), family -> new ArrayList<>())
          .add(run);
      byArn.put(run.mapRunArn(), run);
      byParent.computeIfAbsent(run.parentExecutionArn(), arn -> new ArrayList<>()).add(run);
    }
    byFamily.forEach(
        (family, runs) -> {
          families.put(family, familyOf(runs));
          familiesOfMachine
              .computeIfAbsent(machineOf(family), machine -> new ArrayList<>())
              .add(family);
        });
  }

  /** The Map Runs of an archive in which no execution started another but by a Map Run. */
  public static MapRunIndex of(List<ExecutionSpans> parents) {
    return of(parents, Map.of(), Set.of());
  }

  /**
   * The Map Runs that executions started, each once and with the trace its parent belongs to.
   * Parents that are children themselves are linked with what is known by then, until nothing more
   * is learned.
   *
   * @param allParents of Map Runs, and those of which children say that they are, though the
   *     archive lacks the run; their spans are not looked at
   * @param startsOfParents what those of them were told that other executions started, by ARN
   * @param rivalled the ARNs of those that {@link MissingMapRuns} tells of
   */
  static MapRunIndex of(
      List<ExecutionSpans> allParents,
      Map<String, List<NestedStart>> startsOfParents,
      Set<String> rivalled) {
    List<ExecutionSpans> parents = MapRunParents.trueOnes(allParents);
    MapRunIndex index =
        linked(parents, new MapRunIndex(List.of(), Map.of()), startsOfParents, rivalled);
    for (int depth = 1; depth < MAX_DEPTH && hasNested(parents); depth++) {
      MapRunIndex before = index;
      index = linked(parents, before, startsOfParents, rivalled);
      if (index.candidates.equals(before.candidates)
          && index.placesOfRunless.equals(before.placesOfRunless)) {
        break;
      }
    }
    return index;
  }

  /**
   * The place of an execution in its trace. A child whose parent is known is in the trace of that
   * one, also where nothing tells which Map Run of it is the child's.
   *
   * @param starts what executions of the archive that say they started it tell it
   */
  public ExecutionLink link(Execution execution, List<NestedStart> starts) {
    ExecutionLink link = MapRunLinker.link(execution, candidatesOf(execution), starts);
    boolean isLinked = link.evidence() == null || link.parentSpanId() != null;
    String parent = isLinked ? null : link.parentExecutionArn();
    TracePlace above = parent == null ? null : placeOf(parent);
    return above == null ? link : link.below(above);
  }

  /** What links of children rest on, of each Map Run that an execution started, by its ARN. */
  public SortedMap<String, String> statesOf(String parent) {
    SortedMap<String, String> states = new TreeMap<>();
    ofParent(parent).forEach(run -> states.put(run.mapRunArn(), run.state()));
    return states;
  }

  public boolean has(String mapRunArn) {
    return byArn.containsKey(mapRunArn);
  }

  /** All Map Runs that it has. */
  public List<MapRunCandidate> candidates() {
    return candidates;
  }

  private @Nullable TracePlace placeOf(String parent) {
    List<MapRunCandidate> runs = ofParent(parent);
    return runs.isEmpty() ? placesOfRunless.get(parent) : runs.get(0).place();
  }

  /** Whether the archive has a Map Run that the execution started. */
  boolean hasRunsOf(String parent) {
    return byParent.containsKey(parent);
  }

  /**
   * The Map Runs that a child may belong to, in the order of their ARNs: the one that an answer of
   * the API names, those of its state machine and label that were open when it started, and those
   * of the parent that its input names.
   */
  List<MapRunCandidate> candidatesOf(Execution child) {
    List<MapRunCandidate> found = new ArrayList<>();
    String familyName = child.parts().mapRunFamily();
    Family family = familyName == null ? null : families.get(familyName);
    if (family == null) {
      return found;
    }
    if (child.startIsKnown()) {
      family.addOpenWithin(child.startedAt(), child.startedAt(), found);
    }
    MapRunMembership described = child.mapRun();
    MapRunCandidate named = described == null ? null : byArn.get(described.mapRunArn());
    if (named != null && !found.contains(named)) {
      found.add(named);
    }
    String parent = child.context().parentExecutionArn();
    for (MapRunCandidate run : parent == null ? List.<MapRunCandidate>of() : ofParent(parent)) {
      if (MapRunArn.familyOf(run.mapRunArn()).equals(familyName) && !found.contains(run)) {
        found.add(run);
      }
    }
    found.sort(BY_ARN);
    return found;
  }

  /** The Map Runs of a family that were open at any time of {@code [from, to]}. */
  List<MapRunCandidate> openWithin(Instant from, Instant to, String family) {
    List<MapRunCandidate> found = new ArrayList<>();
    Family runs = families.get(family);
    if (runs != null) {
      runs.addOpenWithin(from, to, found);
    }
    return found;
  }

  /** The families of Map Runs that executions of the same state machine started. */
  List<String> familiesOf(ExecutionArn execution) {
    return familiesOfMachine.getOrDefault(
        execution.prefix() + ":mapRun:" + execution.machine(), List.of());
  }

  /** Whether a child belongs to a Map Run that is none of these. */
  boolean isOfMissing(Execution child) {
    String family = String.valueOf(child.parts().mapRunFamily());
    MapRunMembership described = child.mapRun();
    String parent = child.context().parentExecutionArn();
    if (described != null) {
      return !byArn.containsKey(described.mapRunArn());
    } else if (parent != null) {
      return ofParent(parent).stream()
          .noneMatch(run -> MapRunArn.familyOf(run.mapRunArn()).equals(family));
    }
    Duration around = MapRunCandidate.TOLERANCE;
    Instant start = child.startedAt();
    return openWithin(start.minus(around), start.plus(around), family).stream()
        .noneMatch(run -> run.mayNearlyHold(child));
  }

  /**
   * Of the Map Runs that only answers of the API say are an execution's, those that are another's.
   */
  public List<MapRun> falseRuns(List<MapRun> ofExecution) {
    return ofExecution.stream()
        .filter(run -> run.describedBy() != null)
        .filter(
            run -> {
              MapRunCandidate known = byArn.get(run.arn());
              return known != null && !known.parentExecutionArn().equals(run.parentExecutionArn());
            })
        .toList();
  }

  private record Runless(String parent, TracePlace place) {
    static Runless shape(Fields<Runless> fields) {
      return new Runless(
          fields.text(Runless::parent), fields.record(Runless::place, TracePlace::shape));
    }
  }

  private List<Runless> runless() {
    return placesOfRunless.entrySet().stream()
        .map(runless -> new Runless(runless.getKey(), runless.getValue()))
        .toList();
  }

  private static MapRunIndex shape(Fields<MapRunIndex> fields) {
    Map<String, TracePlace> placesOfRunless = new TreeMap<>();
    fields
        .list(MapRunIndex::runless, Runless::shape)
        .forEach(runless -> placesOfRunless.put(runless.parent, runless.place));
    return new MapRunIndex(
        fields.list(index -> index.candidates, MapRunCandidate::shape), placesOfRunless);
  }

  private List<MapRunCandidate> ofParent(String arn) {
    return byParent.getOrDefault(arn, List.of());
  }

  private static boolean hasNested(List<ExecutionSpans> parents) {
    return parents.stream().anyMatch(parent -> parent.execution().parts().isDistributedMapChild());
  }

  private static MapRunIndex linked(
      List<ExecutionSpans> parents,
      MapRunIndex known,
      Map<String, List<NestedStart>> startsOfParents,
      Set<String> rivalled) {
    List<MapRunCandidate> candidates = new ArrayList<>();
    Map<String, TracePlace> placesOfRunless = new TreeMap<>();
    for (ExecutionSpans parent : parents) {
      Execution execution = parent.execution();
      ExecutionLink link =
          known.link(execution, startsOfParents.getOrDefault(execution.arn(), List.of()));
      if (parent.mapRuns().isEmpty()) {
        placesOfRunless.put(execution.arn(), link.place());
      }
      for (MapRun run : parent.mapRuns()) {
        candidates.add(
            new MapRunCandidate(
                run.arn(),
                run.parentExecutionArn(),
                link.place(),
                run.startedAt(),
                run.overBy(),
                rivalled.contains(run.arn()),
                execution.isTorn(),
                execution.redriveGaps()));
      }
    }
    return new MapRunIndex(candidates, placesOfRunless);
  }

  /** A family without its label. */
  private static String machineOf(String family) {
    int slash = family.lastIndexOf('/');
    return slash < 0 ? family : family.substring(0, slash);
  }

  private static Family familyOf(List<MapRunCandidate> runs) {
    List<MapRunCandidate> byStart = new ArrayList<>(runs);
    byStart.sort(BY_START);
    List<@Nullable Instant> lastEnds = new ArrayList<>();
    Instant last = Instant.MIN;
    for (MapRunCandidate run : byStart) {
      Instant end = run.endedAt();
      last = last == null || end == null ? null : end.isAfter(last) ? end : last;
      lastEnds.add(last);
    }
    return new Family(byStart, lastEnds);
  }
}
