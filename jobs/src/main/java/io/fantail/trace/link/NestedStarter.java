package io.fantail.trace.link;

import io.fantail.event.history.StartedExecution;
import io.fantail.shape.Fields;
import io.fantail.span.Execution;
import io.fantail.span.Span;
import io.fantail.span.SpanAttributes;
import io.fantail.span.SpanIds;
import io.fantail.span.SpanKind;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.spark.Codec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An execution that started others, or Map Runs, with as much of it as the rounds need in which
 * roots are handed down.
 *
 * @param hasChildren whether what it inherits has to go on to children of its Map Runs
 */
public record NestedStarter(Execution execution, boolean hasChildren, List<Edge> edges) {

  /** A started execution, and the span of the starter that it hangs on. */
  record Edge(String startedArn, String spanId, Instant at, NestedEvidence evidence) {
    private static final NestedEvidence[] EVIDENCE = NestedEvidence.values();

    public static Edge shape(Fields<Edge> fields) {
      return new Edge(
          fields.text(Edge::startedArn),
          fields.text(Edge::spanId),
          fields.time(Edge::at),
          fields.constant(EVIDENCE, Edge::evidence));
    }

    private Edge orEarlier(Edge other) {
      int byTime = at.compareTo(other.at);
      return byTime > 0 || (byTime == 0 && spanId.compareTo(other.spanId) > 0) ? other : this;
    }
  }

  /**
   * An execution whose own input names its starter, and which asks for the attempt.
   *
   * @param startedAt null where its start is not known
   */
  record Question(String startedArn, @Nullable Instant startedAt) {
    public static Question shape(Fields<Question> fields) {
      return new Question(
          fields.text(Question::startedArn), fields.timeOrNull(Question::startedAt));
    }
  }

  static final Codec<NestedStarter> CODEC = Codec.of(NestedStarter::shape);

  public NestedStarter {
    edges = List.copyOf(edges);
  }

  /** Whether the span is an attempt to start an execution. */
  public static boolean isStart(Span span) {
    return span.kind() == SpanKind.ATTEMPT && StartedExecution.isStart(span.resource());
  }

  /**
   * What an execution started.
   *
   * @param questions of executions that say it was this one
   */
  static NestedStarter of(ExecutionSpans built, List<Question> questions) {
    Execution execution = built.execution();
    Map<String, Edge> edges = new TreeMap<>();
    List<Span> unnamed = new ArrayList<>();
    for (Span attempt : built.spans().stream().filter(NestedStarter::isStart).toList()) {
      String started = attempt.attributes().get(SpanAttributes.STARTED_EXECUTION);
      if (started == null) {
        unnamed.add(attempt);
      } else if (!started.equals(execution.arn())) {
        // A retry of .sync by a name, and a redrive, get the same execution again.
        edges.merge(
            started,
            new Edge(
                started, attempt.spanId(), attempt.startedAt(), NestedEvidence.STARTED_EXECUTION),
            Edge::orEarlier);
      }
    }
    // Where events are missing, or still to come, so may be the attempt that it truly was.
    boolean isWhole = execution.endedAt() != null && !execution.isTorn();
    Map<String, Span> attempts =
        isWhole && unnamed.size() == 1 ? onlyOpen(unnamed, questions) : Map.of();
    for (Question question : questions) {
      Span attempt = attempts.get(question.startedArn);
      Instant at = attempt == null ? execution.startedAt() : attempt.startedAt();
      String span = attempt == null ? SpanIds.ofExecution(execution.arn()) : attempt.spanId();
      edges.putIfAbsent(
          question.startedArn, new Edge(question.startedArn, span, at, NestedEvidence.CONTEXT));
    }
    boolean hasChildren = !built.mapRuns().isEmpty();
    return new NestedStarter(execution, hasChildren, List.copyOf(edges.values()));
  }

  /**
   * The attempt of each that asks, where it was open when it started, and none other that asks has
   * the same: an attempt starts one execution.
   *
   * @param attempts all that do not name what they started
   */
  private static Map<String, Span> onlyOpen(List<Span> attempts, List<Question> questions) {
    Map<String, Span> found = new HashMap<>();
    Map<String, Integer> claims = new HashMap<>();
    for (Question question : questions) {
      Instant startedAt = question.startedAt;
      List<Span> open =
          startedAt == null
              ? List.of()
              : attempts.stream().filter(attempt -> wasOpenAt(attempt, startedAt)).toList();
      if (open.size() == 1) {
        found.put(question.startedArn, open.get(0));
        claims.merge(open.get(0).spanId(), 1, Integer::sum);
      }
    }
    found.values().removeIf(attempt -> claims.getOrDefault(attempt.spanId(), 0) > 1);
    return found;
  }

  /** Both ends count, as several events share a millisecond. */
  private static boolean wasOpenAt(Span attempt, Instant at) {
    Instant endedAt = attempt.endedAt();
    return !at.isBefore(attempt.startedAt()) && (endedAt == null || !at.isAfter(endedAt));
  }

  /** The same of one that children name as their parent, though no Map Run of it is known. */
  NestedStarter asParent() {
    return new NestedStarter(execution, true, edges);
  }

  /** Whether anything depends on what it inherits. */
  boolean handsDown() {
    return hasChildren || !edges.isEmpty();
  }

  /**
   * What it tells each execution that it started, by that one's ARN.
   *
   * @param starts what it was told itself in the round before
   */
  Map<String, NestedStart> tell(MapRunIndex mapRuns, Collection<NestedStart> starts) {
    ExecutionLink link = mapRuns.link(execution, List.copyOf(starts));
    Map<String, NestedStart> told = new TreeMap<>();
    for (Edge edge : edges) {
      told.put(
          edge.startedArn,
          new NestedStart(execution.arn(), edge.spanId, edge.at, edge.evidence, link.place()));
    }
    return told;
  }

  public static NestedStarter shape(Fields<NestedStarter> fields) {
    return new NestedStarter(
        fields.record(NestedStarter::execution, Execution::shape),
        fields.flag(NestedStarter::hasChildren),
        fields.list(NestedStarter::edges, Edge::shape));
  }
}
