package io.fantail.trace.path;

import io.fantail.span.Execution;
import io.fantail.span.Span;
import io.fantail.span.SpanAttributes;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import io.fantail.trace.lambda.LinkedSpan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an execution was doing while it was not done yet: every moment between its start and its end
 * counts for exactly one {@link TimePart}, but for the time in which it lay ended and waited for a
 * redrive, which counts for none. So the parts add up to its active time.
 *
 * <ul>
 *   <li>The states of an execution, of an iteration and of a branch follow one another. A Wait
 *       state is <b>wait</b>; a Pass, Choice, Succeed or Fail, and what lies between states, is
 *       <b>other</b>.
 *   <li>Task: from the start of its first attempt to the start of its last is <b>retry</b>: the
 *       attempts that failed and the backoff between them, those before a redrive among them. What
 *       lies before its first and behind its last attempt is <b>other</b>.
 *   <li>The last attempt: until it started, or a worker took the activity, is <b>queue</b>. Where
 *       its Lambda invocation was found, the init or restore before START is <b>cold_start</b> and
 *       START to END is <b>lambda</b>, both as far as they lie within the attempt; of several runs
 *       the last one counts; of a durable execution all, and what lies between them is <b>wait</b>.
 *       An init that was over long before START held nobody up. All else is <b>task</b>; with
 *       {@code .waitForTaskToken}, from the moment it was submitted, <b>wait</b>.
 *   <li>Distributed Map: the time of its Map Runs is <b>map</b>, the rest <b>other</b>.
 *   <li>Inline Map and Parallel: only what held the end up counts. That is the iteration or branch
 *       that ended last; then, from its start backwards, the one that ended last before that, whose
 *       end let it begin; and so on. Of those that ended at once it is one that was not aborted,
 *       then the one that began first. What lies between them is <b>other</b>. Tries before the
 *       last one are <b>retry</b>.
 *   <li>What has no end in the archive lasts until the next thing known: the start of what follows,
 *       or the end of what is around it.
 * </ul>
 *
 * <p>An execution that runs, or whose active time is not known, has no path. Nor has one of which
 * events are missing, or of whose end only an answer of the API tells: nobody knows what it was
 * doing all the time.
 */
public final class CriticalPath {
  private final SpanTree tree;
  private final PathTiles tiles;
  private final AttemptPath attempts;

  private CriticalPath(SpanTree tree) {
    this.tree = tree;
    tiles = new PathTiles(tree.size());
    attempts = new AttemptPath(tree, tiles);
  }

  /**
   * The path of an execution.
   *
   * @param spans of it, itself first, each behind the one above it
   * @return null for an execution that has none
   */
  public static @Nullable PathTiles of(Execution execution, List<LinkedSpan> spans) {
    Duration activeTime = execution.activeTime();
    if (activeTime == null || !isToldThroughout(execution, spans.get(0).span())) {
      return null;
    }
    CriticalPath path = new CriticalPath(new SpanTree(execution, spans));
    path.addScope(0, 0, activeTime.toNanos() / 1_000);
    return path.tiles;
  }

  private static boolean isToldThroughout(Execution execution, Span span) {
    return execution.missingEvents() == 0
        && !span.attributes().containsKey(SpanAttributes.DESCRIBED_BY);
  }

  private void addScope(int scope, long from, long to) {
    tiles.mark(scope, from, to);
    addSequence(scope, SpanKind.STATE, TimePart.OTHER, from, to);
  }

  /** Spans that follow one another below {@code parent}, and what lies between them. */
  private void addSequence(int parent, SpanKind kind, TimePart between, long from, long to) {
    long done = from;
    TimePart gap = TimePart.OTHER;
    int span = tree.first(parent, kind);
    while (span != SpanTree.NONE) {
      int next = tree.next(span, kind);
      long start = PathTiles.within(tree.start(span), done, to);
      long limit = next == SpanTree.NONE ? to : PathTiles.within(tree.start(next), start, to);
      long end = PathTiles.within(tree.end(span, limit), start, limit);
      tiles.add(gap, done, start);
      add(span, next == SpanTree.NONE, start, end);
      done = end;
      gap = between;
      span = next;
    }
    tiles.add(TimePart.OTHER, done, to);
  }

  private void add(int span, boolean isLast, long from, long to) {
    switch (tree.span(span).kind()) {
      case STATE -> addState(span, from, to);
      case ATTEMPT -> {
        if (isLast) {
          attempts.add(span, from, to);
        } else {
          tiles.inVain(() -> attempts.add(span, from, to));
        }
      }
      default -> {
        tiles.mark(span, from, to);
        tiles.add(TimePart.MAP, from, to);
      }
    }
  }

  private void addState(int state, long from, long to) {
    tiles.mark(state, from, to);
    String type = tree.span(state).stateType();
    switch (type == null ? "" : type) {
      case "Task" -> addSequence(state, SpanKind.ATTEMPT, TimePart.RETRY, from, to);
      case "Wait" -> tiles.add(TimePart.WAIT, from, to);
      case "Parallel" ->
          addContainer(state, SpanKind.BRANCH, addFailedEvaluations(state, from, to), to);
      case "Map" -> {
        long begun = addFailedEvaluations(state, from, to);
        if (tree.first(state, SpanKind.MAP_RUN) == SpanTree.NONE) {
          addContainer(state, SpanKind.ITERATION, begun, to);
        } else {
          addSequence(state, SpanKind.MAP_RUN, TimePart.OTHER, begun, to);
        }
      }
      default -> tiles.add(TimePart.OTHER, from, to);
    }
  }

  /**
   * A Map or Parallel of which evaluations failed before it began: from the first of them it was
   * being retried, until something began in it, or until the last of them.
   *
   * @return up to when the time is laid out
   */
  private long addFailedEvaluations(int container, long from, long to) {
    int attempt = tree.first(container, SpanKind.ATTEMPT);
    if (attempt == SpanTree.NONE) {
      return from;
    }
    long first = PathTiles.within(tree.start(attempt), from, to);
    long last = first;
    while (attempt != SpanTree.NONE) {
      last = PathTiles.within(tree.start(attempt), first, to);
      tiles.mark(attempt, last, last);
      attempt = tree.next(attempt, SpanKind.ATTEMPT);
    }
    long begun = last;
    for (SpanKind kind : List.of(SpanKind.BRANCH, SpanKind.ITERATION, SpanKind.MAP_RUN)) {
      int inner = tree.first(container, kind);
      long start = inner == SpanTree.NONE ? last : PathTiles.within(tree.start(inner), from, to);
      if (start < first) {
        // It had begun before; its tries are laid out with it.
        return from;
      }
      begun = Math.max(begun, start);
    }
    tiles.add(TimePart.OTHER, from, first);
    tiles.add(TimePart.RETRY, first, begun);
    return begun;
  }

  private void addContainer(int container, SpanKind kind, long from, long to) {
    Long lastTryAt = tree.timeOf(container, SpanAttributes.LAST_TRY_STARTED_AT);
    if (lastTryAt == null) {
      addBackwards(inside(container, kind, from, to), from, to);
      return;
    }
    long turn = PathTiles.within(lastTryAt, from, to);
    List<Inner> all = inside(container, kind, from, to);
    List<Inner> former = all.stream().filter(inner -> inner.start < turn).toList();
    List<Inner> last = all.stream().filter(inner -> inner.start >= turn).toList();
    tiles.inVain(() -> addBackwards(former, from, turn));
    addBackwards(last, turn, to);
  }

  /** An iteration or a branch. */
  private record Inner(int span, long start, long end, boolean aborted) {
    static final Comparator<Inner> LAST_ENDED_FIRST =
        Comparator.comparingLong(Inner::end)
            .reversed()
            .thenComparing(Inner::aborted)
            .thenComparingLong(Inner::start);
  }

  private List<Inner> inside(int container, SpanKind kind, long from, long to) {
    List<Inner> inside = new ArrayList<>();
    int span = tree.first(container, kind);
    while (span != SpanTree.NONE) {
      long start = PathTiles.within(tree.start(span), from, to);
      long end = PathTiles.within(tree.end(span, to), start, to);
      boolean aborted = tree.span(span).status() == SpanStatus.ABORTED;
      inside.add(new Inner(span, start, end, aborted));
      span = tree.next(span, kind);
    }
    inside.sort(Inner.LAST_ENDED_FIRST);
    return inside;
  }

  /** From the end backwards, each time to what ended last before what was held up by it began. */
  private void addBackwards(List<Inner> lastEndedFirst, long from, long to) {
    long begun = to;
    boolean any = false;
    for (Inner inner : lastEndedFirst) {
      long end = Math.min(inner.end, to);
      if (end <= begun && (inner.start < begun || !any)) {
        tiles.add(TimePart.OTHER, end, begun);
        addScope(inner.span, inner.start, end);
        begun = inner.start;
        any = true;
      }
    }
    tiles.add(TimePart.OTHER, from, begun);
  }
}
