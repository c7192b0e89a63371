package io.fantail.look.waterfall;

import io.fantail.look.stored.StoredSpan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The spans of one execution as a tree.
 *
 * @param roots the span of the execution, first; behind it, where that span is not here, those that
 *     would hang on it. No span is in it twice, and none is missing
 */
public record Waterfall(List<TraceNode> roots) {
  private static final Comparator<StoredSpan> BY_BEGINNING =
      Comparator.comparing(StoredSpan::startedAt)
          .thenComparing(StoredSpan::kind)
          .thenComparing(StoredSpan::spanId);

  public Waterfall {
    roots = List.copyOf(roots);
  }

  /**
   * Puts spans below their parents. Those whose parent is not here hang on the execution, and say
   * so.
   *
   * @param spans of one execution, in any order
   */
  public static Waterfall of(Collection<StoredSpan> spans) {
    return new Building(spans).waterfall();
  }

  /** The span that stands for the execution; null where it is not here. */
  public @Nullable SpanNode execution() {
    return !roots.isEmpty()
            && roots.get(0) instanceof SpanNode first
            && Siblings.isExecution(first.span())
        ? first
        : null;
  }

  /** The tree while it is made. */
  private static final class Building {
    private final List<StoredSpan> inOrder;
    private final Map<String, List<StoredSpan>> byParent = new LinkedHashMap<>();
    private final Set<String> ids = new HashSet<>();
    private final Set<StoredSpan> placed = new HashSet<>();
    private final @Nullable StoredSpan execution;

    Building(Collection<StoredSpan> spans) {
      this.inOrder = spans.stream().sorted(BY_BEGINNING).toList();
      inOrder.forEach(span -> ids.add(span.spanId()));
      this.execution = inOrder.stream().filter(Siblings::isExecution).findFirst().orElse(null);
      for (StoredSpan span : inOrder) {
        if (!span.equals(execution) && span.parentSpanId() != null) {
          byParent.computeIfAbsent(span.parentSpanId(), id -> new ArrayList<>()).add(span);
        }
      }
    }

    Waterfall waterfall() {
      if (execution == null) {
        return new Waterfall(Siblings.rows(orphans()));
      }
      placed.add(execution);
      List<SpanNode> below = new ArrayList<>(childrenOf(execution));
      below.addAll(orphans());
      return new Waterfall(List.of(new SpanNode(execution, false, Siblings.rows(below))));
    }

    /** What names no parent, or one that is not here; then what only a circle leads to. */
    private List<SpanNode> orphans() {
      List<SpanNode> orphans = new ArrayList<>();
      for (StoredSpan span : inOrder) {
        boolean hasParent = span.parentSpanId() != null && ids.contains(span.parentSpanId());
        if (!hasParent && placed.add(span)) {
          orphans.add(node(span, span.parentSpanId() != null));
        }
      }
      for (StoredSpan span : inOrder) {
        if (placed.add(span)) {
          orphans.add(node(span, true));
        }
      }
      return orphans;
    }

    private List<SpanNode> childrenOf(StoredSpan parent) {
      List<SpanNode> children = new ArrayList<>();
      for (StoredSpan child : byParent.getOrDefault(parent.spanId(), List.of())) {
        if (placed.add(child)) {
          children.add(node(child, false));
        }
      }
      return children;
    }

    private SpanNode node(StoredSpan span, boolean isOrphan) {
      return new SpanNode(span, isOrphan, Siblings.rows(childrenOf(span)));
    }
  }
}
