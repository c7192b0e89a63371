package io.fantail.look.waterfall;

import io.fantail.look.stored.StoredSpan;
import io.fantail.look.waterfall.Fold.Unfolded;
import io.fantail.look.waterfall.Fold.Why;
import io.fantail.span.SpanAttributes;
import io.fantail.span.SpanKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes rows of the spans below one parent: waits between attempts, and folds of what is alike. */
final class Siblings {
  /** So many alike siblings are one row. */
  private static final int FOLDED_FROM = 6;

  private static final int MOST_FAILED = 2;
  private static final int MOST_SLOW = 2;

  private static final Comparator<TraceNode> BY_BEGINNING =
      Comparator.comparing(TraceNode::startedAt).thenComparing(Backoff.class::isInstance);

  private static final Comparator<SpanNode> SLOWEST_FIRST =
      Comparator.comparing(
          SpanNode::millis, Comparator.nullsLast(Comparator.<Double>reverseOrder()));

  private Siblings() {}

  /**
   * What makes siblings alike.
   *
   * @param tryOf a Map or Parallel that begins again has its iterations and branches anew
   */
  private record Likeness(SpanKind kind, @Nullable String name, @Nullable String tryOf) {
    static Likeness of(SpanNode node) {
      StoredSpan span = node.span();
      return new Likeness(span.kind(), span.name(), span.attributes().get(SpanAttributes.TRY));
    }
  }

  /** Whether a span stands for a whole execution of a state machine. */
  static boolean isExecution(StoredSpan span) {
    return span.kind() == SpanKind.EXECUTION;
  }

  /** The rows, in the order of their beginnings. */
  static List<TraceNode> rows(List<SpanNode> siblings) {
    Map<Likeness, List<SpanNode>> alike = new LinkedHashMap<>();
    for (SpanNode node : siblings) {
      alike.computeIfAbsent(Likeness.of(node), likeness -> new ArrayList<>()).add(node);
    }
    List<TraceNode> rows = new ArrayList<>();
    for (List<SpanNode> members : alike.values()) {
      List<Backoff> waits =
          members.stream().map(Siblings::waitBefore).filter(Objects::nonNull).toList();
      List<TraceNode> all = new ArrayList<>(waits);
      all.addAll(members);
      all.sort(BY_BEGINNING);
      if (members.size() < FOLDED_FROM) {
        rows.addAll(all);
      } else {
        rows.add(new Fold(FoldFigures.of(members, waits), unfolded(members), all));
      }
    }
    rows.sort(BY_BEGINNING);
    return rows;
  }

  private static @Nullable Backoff waitBefore(SpanNode node) {
    Long millis = node.backoffMillis();
    Integer attempt = node.span().attempt();
    return millis == null || millis <= 0 || attempt == null
        ? null
        : new Backoff(node.startedAt().minus(Duration.ofMillis(millis)), node.startedAt(), attempt);
  }

  /** Those that held up the most, failed, took longest, came last, and one like most of them. */
  private static List<Unfolded> unfolded(List<SpanNode> members) {
    IdentityHashMap<SpanNode, List<Why>> chosen = new IdentityHashMap<>();
    members.stream()
        .filter(SpanNode::isCritical)
        .max(Comparator.comparingDouble(SpanNode::criticalMillis))
        .ifPresent(node -> choose(node, Why.CRITICAL, chosen));
    members.stream()
        .filter(node -> node.outcome().isError())
        .sorted(
            Comparator.comparing((SpanNode node) -> node.span().terminal())
                .reversed()
                .thenComparing(SLOWEST_FIRST))
        .limit(MOST_FAILED)
        .forEach(node -> choose(node, Why.FAILED, chosen));
    members.stream()
        .filter(node -> node.millis() != null)
        .sorted(SLOWEST_FIRST)
        .limit(MOST_SLOW)
        .forEach(node -> choose(node, Why.SLOWEST, chosen));
    if (members.get(0).span().attempt() != null) {
      choose(members.get(members.size() - 1), Why.LAST, chosen);
    }
    typical(members).ifPresent(node -> choose(node, Why.TYPICAL, chosen));
    return chosen.entrySet().stream()
        .map(entry -> new Unfolded(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparing((Unfolded one) -> one.node().startedAt())
                .thenComparing(one -> one.node().span().spanId()))
        .toList();
  }

  /** Of those that ended well the one in the middle. */
  private static Optional<SpanNode> typical(List<SpanNode> members) {
    List<SpanNode> well =
        members.stream()
            .filter(node -> node.outcome() == Outcome.OK && node.millis() != null)
            .sorted(SLOWEST_FIRST)
            .toList();
    return well.isEmpty() ? Optional.empty() : Optional.of(well.get(well.size() / 2));
  }

  private static void choose(SpanNode node, Why why, IdentityHashMap<SpanNode, List<Why>> chosen) {
    chosen.computeIfAbsent(node, key -> new ArrayList<>()).add(why);
  }
}
