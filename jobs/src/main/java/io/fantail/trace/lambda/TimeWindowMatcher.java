package io.fantail.trace.lambda;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Matches attempts of functions of one name that know no request id with invocations that no
 * attempt claims, in one walk along the time. An attempt and an invocation belong together when the
 * invocation is the only one that began within the attempt, and the attempt the only one open when
 * it began.
 *
 * <p>An X-Ray trace id that both sides know counts for more: such an invocation belongs among the
 * attempts of its trace alone, and an attempt that has found its own so is no rival for those that
 * begin later. What began before stays in doubt: nobody knew it then.
 *
 * <p>A moment costs the same however many attempts are open: they are counted in pools, and each
 * remembers how far the count was when it began.
 *
 * @param <A> what attempts are told apart by
 * @param <I> what invocations are told apart by
 */
final class TimeWindowMatcher<A, I> {
  /** The decision for one attempt; {@code invocation} only where one was found. */
  record Match<A, I>(A attempt, LambdaLink link, @Nullable I invocation) {}

  /** Open attempts that the same invocations can be of. */
  private static final class Pool<I> {
    private final Set<OpenAttempt<I>> open = new HashSet<>();
    private int late;
    private long begun;
    private @Nullable I last;
    private boolean lastIsShared;

    int size() {
      return open.size() + late;
    }
  }

  /**
   * An attempt in a pool.
   *
   * @param begunBefore invocations that the pool had seen before
   */
  private record Membership<I>(String trace, Pool<I> pool, long begunBefore) {
    long begun() {
      return pool.begun - begunBefore;
    }
  }

  private static final class OpenAttempt<I> {
    private final FunctionPlace place;
    private final Membership<I> inTime;
    private final List<Membership<I>> inTraces = new ArrayList<>();

    OpenAttempt(FunctionPlace place, Pool<I> pool) {
      this.place = place;
      this.inTime = new Membership<>("", pool, pool.begun);
    }
  }

  private final Map<A, OpenAttempt<I>> open = new HashMap<>();
  private final Map<A, FunctionPlace> late = new HashMap<>();
  private final Map<FunctionPlace, Pool<I>> inTime = new LinkedHashMap<>();
  private final Map<String, Map<FunctionPlace, Pool<I>>> inTraces = new HashMap<>();
  private @Nullable Instant lastAt;

  /**
   * An attempt begins.
   *
   * @param place of the function that it means
   * @param traces the X-Ray trace ids of its execution
   */
  void attemptStarts(Instant at, A attempt, FunctionPlace place, Collection<String> traces) {
    advanceTo(at);
    OpenAttempt<I> opened = new OpenAttempt<>(place, poolOf(inTime, place));
    opened.inTime.pool.open.add(opened);
    for (String trace : traces) {
      Pool<I> pool = poolOf(inTraces.computeIfAbsent(trace, key -> new LinkedHashMap<>()), place);
      pool.open.add(opened);
      opened.inTraces.add(new Membership<>(trace, pool, pool.begun));
    }
    open.put(attempt, opened);
  }

  /**
   * An invocation that nobody claims begins.
   *
   * @param trace its X-Ray trace id
   */
  void invocationStarts(Instant at, I invocation, FunctionPlace place, @Nullable String trace) {
    advanceTo(at);
    Map<FunctionPlace, Pool<I>> ofTrace = trace == null ? null : inTraces.get(trace);
    List<Pool<I>> fitting = new ArrayList<>(1);
    int candidates = 0;
    for (Map.Entry<FunctionPlace, Pool<I>> one : (ofTrace == null ? inTime : ofTrace).entrySet()) {
      if (one.getKey().mayBe(place)) {
        fitting.add(one.getValue());
        candidates += one.getValue().size();
      }
    }
    for (Pool<I> pool : fitting) {
      pool.begun++;
      pool.last = invocation;
      pool.lastIsShared = candidates > 1;
    }
    if (ofTrace != null && candidates == 1) {
      // Found: no rival in time for what begins later.
      fitting.forEach(pool -> pool.open.forEach(found -> found.inTime.pool.open.remove(found)));
    }
  }

  /**
   * An attempt ends.
   *
   * @return the decision; null for one that did not begin
   */
  @Nullable Match<A, I> attemptEnds(Instant at, A attempt) {
    advanceTo(at);
    OpenAttempt<I> ended = open.remove(attempt);
    if (ended == null) {
      return null;
    }
    leavePools(ended);
    return matchOf(attempt, ended);
  }

  /**
   * An attempt ends that nobody answered. Unless its invocation was found, it may begin later, and
   * is not to be taken for another attempt's.
   *
   * @return the decision; null for one that did not begin
   */
  @Nullable Match<A, I> attemptIsGivenUp(Instant at, A attempt) {
    OpenAttempt<I> ended = open.get(attempt);
    Match<A, I> match = attemptEnds(at, attempt);
    if (ended != null && match != null && match.invocation == null) {
      late.put(attempt, ended.place);
      poolOf(inTime, ended.place).late++;
    }
    return match;
  }

  /** The invocation of an attempt that was given up begins no more. */
  void lateStartEnds(Instant at, A attempt) {
    advanceTo(at);
    FunctionPlace place = late.remove(attempt);
    if (place != null) {
      Pool<I> pool = poolOf(inTime, place);
      pool.late--;
      removeIfEmpty(inTime, place, pool);
    }
  }

  private static <I> Pool<I> poolOf(Map<FunctionPlace, Pool<I>> pools, FunctionPlace place) {
    return pools.computeIfAbsent(place, key -> new Pool<>());
  }

  private void leavePools(OpenAttempt<I> ended) {
    ended.inTime.pool.open.remove(ended);
    removeIfEmpty(inTime, ended.place, ended.inTime.pool);
    for (Membership<I> membership : ended.inTraces) {
      membership.pool.open.remove(ended);
      Map<FunctionPlace, Pool<I>> ofTrace = inTraces.getOrDefault(membership.trace, Map.of());
      removeIfEmpty(ofTrace, ended.place, membership.pool);
      if (ofTrace.isEmpty()) {
        inTraces.remove(membership.trace);
      }
    }
  }

  private static <I> void removeIfEmpty(
      Map<FunctionPlace, Pool<I>> pools, FunctionPlace place, Pool<I> pool) {
    if (pool.size() == 0) {
      pools.remove(place, pool);
    }
  }

  private static <A, I> Match<A, I> matchOf(A attempt, OpenAttempt<I> ended) {
    long begunInTraces = ended.inTraces.stream().mapToLong(Membership::begun).sum();
    if (begunInTraces == 0) {
      return matchOf(attempt, ended.inTime, LambdaLink.TIME_WINDOW);
    } else if (begunInTraces > 1) {
      return new Match<>(attempt, LambdaLink.AMBIGUOUS, null);
    }
    Membership<I> only =
        ended.inTraces.stream()
            .filter(membership -> membership.begun() == 1)
            .findFirst()
            .orElseThrow();
    return matchOf(attempt, only, LambdaLink.XRAY_TRACE);
  }

  private static <A, I> Match<A, I> matchOf(A attempt, Membership<I> membership, LambdaLink link) {
    if (membership.begun() == 0) {
      return new Match<>(attempt, LambdaLink.NO_LOGS, null);
    }
    // The only one that the pool has seen since the attempt began is the last.
    boolean clear = membership.begun() == 1 && !membership.pool.lastIsShared;
    return clear
        ? new Match<>(attempt, link, membership.pool.last)
        : new Match<>(attempt, LambdaLink.AMBIGUOUS, null);
  }

  private void advanceTo(Instant at) {
    if (lastAt != null && at.isBefore(lastAt)) {
      throw new IllegalArgumentException("moments are not in the order of time");
    }
    lastAt = at;
  }
}
