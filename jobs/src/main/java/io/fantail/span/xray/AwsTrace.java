package io.fantail.span.xray;

import io.fantail.event.AwsSpan;
import io.fantail.event.collected.SeenAwsSpan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The spans of one X-Ray trace, each once: Transaction Search shows up to 10,000 of a trace. Few of
 * them name an execution; the others are of the one that the nearest span above them names.
 *
 * @param spans in the order in which they started
 * @param duplicates copies that were read from the archive now and left out: what was written of a
 *     span when it began, once its end is known, too
 */
record AwsTrace(List<JoinedAwsSpan> spans, long duplicates) {
  /** One with its end is best, then the later end; the object that it came from decides last. */
  private static final Comparator<AwsSpan> BEST_FIRST =
      Comparator.comparing(AwsSpan::inProgress)
          .thenComparing(AwsSpan::endedAt, Comparator.nullsLast(Comparator.<Instant>reverseOrder()))
          .thenComparing(Comparator.comparingInt(AwsTrace::filled).reversed())
          .thenComparing(AwsSpan::sourceFile)
          .thenComparing(AwsSpan::toString);

  private static final Comparator<AwsSpan> IN_TIME =
      Comparator.comparing(AwsSpan::startedAt).thenComparing(AwsSpan::spanId);

  /**
   * Puts the spans of one X-Ray trace together.
   *
   * @param seen in any order
   */
  static AwsTrace of(List<SeenAwsSpan> seen) {
    Map<String, AwsSpan> best = new TreeMap<>();
    Set<String> fresh = new HashSet<>();
    long duplicates = 0;
    for (SeenAwsSpan sighting : seen) {
      AwsSpan span = sighting.span();
      best.merge(
          span.spanId(), span, (one, other) -> BEST_FIRST.compare(one, other) <= 0 ? one : other);
      duplicates += sighting.fresh() && !fresh.add(span.spanId()) ? 1 : 0;
    }
    return new AwsTrace(new Walk(best).joined(), duplicates);
  }

  private static int filled(AwsSpan span) {
    return span.attributes().size()
        + (span.resourceArn() == null ? 0 : 1)
        + (span.failure().cause() == null ? 0 : 1);
  }

  /** From every span upwards, each way once. */
  private static final class Walk {
    private static final String NONE = "";

    private final Map<String, AwsSpan> byId = new LinkedHashMap<>();

    /** By span: the execution that it or the nearest above it names; {@link #NONE} for none. */
    private final Map<String, String> named = new HashMap<>();

    /** Those whose parent stands below them: damage, which is cut there. */
    private final Set<String> cut = new HashSet<>();

    Walk(Map<String, AwsSpan> distinct) {
      distinct.values().stream().sorted(IN_TIME).forEach(span -> byId.put(span.spanId(), span));
      byId.values().forEach(this::nameAbove);
    }

    private void nameAbove(AwsSpan span) {
      List<AwsSpan> path = new ArrayList<>();
      Set<String> onPath = new HashSet<>();
      AwsSpan at = span;
      while (at != null && !named.containsKey(at.spanId())) {
        if (!onPath.add(at.spanId())) {
          cut.add(at.spanId());
          break;
        }
        path.add(at);
        at = parentOf(at);
      }
      String above = at == null ? NONE : named.getOrDefault(at.spanId(), NONE);
      for (int i = path.size() - 1; i >= 0; i--) {
        String own = path.get(i).executionArn();
        above = own == null ? above : own;
        named.put(path.get(i).spanId(), above);
      }
    }

    private @Nullable AwsSpan parentOf(AwsSpan span) {
      return span.parentSpanId() == null ? null : byId.get(span.parentSpanId());
    }

    List<JoinedAwsSpan> joined() {
      Set<String> executions = new HashSet<>(named.values());
      executions.remove(NONE);
      String only = executions.size() == 1 ? executions.iterator().next() : NONE;
      List<JoinedAwsSpan> joined = new ArrayList<>(byId.size());
      for (AwsSpan span : byId.values()) {
        String execution = executionOf(span, only);
        AwsSpan parent = parentOf(span);
        boolean top =
            parent == null
                || cut.contains(span.spanId())
                || !executionOf(parent, only).equals(execution);
        joined.add(
            execution.isEmpty()
                ? new JoinedAwsSpan(span, null, null, top)
                : new JoinedAwsSpan(span, execution, joinOf(span), top));
      }
      return joined;
    }

    private String executionOf(AwsSpan span, String only) {
      String above = named.getOrDefault(span.spanId(), NONE);
      return above.isEmpty() ? only : above;
    }

    private AwsSpanJoin joinOf(AwsSpan span) {
      if (span.executionArn() != null) {
        return AwsSpanJoin.OWN;
      }
      return named.getOrDefault(span.spanId(), NONE).isEmpty()
          ? AwsSpanJoin.TRACE
          : AwsSpanJoin.ANCESTOR;
    }
  }
}
