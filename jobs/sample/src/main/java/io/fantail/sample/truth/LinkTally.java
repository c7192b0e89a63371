package io.fantail.sample.truth;

import io.fantail.sample.model.ModelAttempt;
import io.fantail.sample.model.ModelExecution;
import io.fantail.sample.model.ModelInvocation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Decides how each Lambda attempt can be joined to its invocation: by request id, or, when the
 * history tells none, by being the only unclaimed START of that function inside the attempt. What
 * an attempt invoked that was given up, and of which nothing is found, may begin a little later.
 */
final class LinkTally {
  private static final String THROTTLED = "Lambda.TooManyRequestsException";
  private static final String TIMED_OUT = "States.Timeout";
  private static final long LATE_START_MILLIS = 15_000;

  private final Map<String, Map<String, Long>> counts = new TreeMap<>();
  private final Map<String, List<Waiting>> waitingByFunction = new TreeMap<>();

  /** The attempts of an execution; those linked by id are handed on at once. */
  void add(ModelExecution execution, BiConsumer<ModelExecution, ModelInvocation> linked) {
    for (ModelAttempt attempt : execution.attempts()) {
      String function = attempt.functionName();
      ModelInvocation invocation = attempt.invocation();
      if (function == null) {
        continue;
      }
      if (attempt.requestId() != null && invocation != null) {
        count(function, "request_id");
        linked.accept(execution, invocation);
      } else if (THROTTLED.equals(attempt.error())) {
        count(function, "not_invoked");
      } else {
        waitingByFunction
            .computeIfAbsent(function, unused -> new ArrayList<>())
            .add(new Waiting(execution, attempt));
      }
    }
  }

  /** Decides about the attempts without id, once all are known. */
  void resolve(BiConsumer<ModelExecution, ModelInvocation> linked) {
    waitingByFunction.forEach((function, waiting) -> resolve(function, waiting, linked));
  }

  private void resolve(
      String function, List<Waiting> waiting, BiConsumer<ModelExecution, ModelInvocation> linked) {
    waiting.sort(Comparator.comparingLong(Waiting::waitsUntil));
    List<Waiting> late = new ArrayList<>();
    for (Waiting one : waiting) {
      List<ModelInvocation> inside = unclaimedIn(one, waiting);
      String link = "ambiguous";
      if (inside.isEmpty()) {
        link = "no_logs";
      } else if (inside.size() == 1
          && windowsAround(inside.get(0), waiting) == 1
          && late.stream().noneMatch(other -> other.mayBeginAs(inside.get(0)))) {
        link = "time_window";
        linked.accept(one.execution, inside.get(0));
      }
      if (one.isGivenUp() && !link.equals("time_window")) {
        late.add(one);
      }
      count(function, link);
    }
  }

  private static List<ModelInvocation> unclaimedIn(Waiting one, List<Waiting> waiting) {
    List<ModelInvocation> inside = new ArrayList<>();
    for (Waiting other : waiting) {
      ModelInvocation invocation = other.attempt.invocation();
      if (invocation != null && one.covers(invocation)) {
        inside.add(invocation);
      }
    }
    return inside;
  }

  private static long windowsAround(ModelInvocation invocation, List<Waiting> waiting) {
    return waiting.stream().filter(one -> one.covers(invocation)).count();
  }

  private void count(String function, String link) {
    counts.computeIfAbsent(function, unused -> new TreeMap<>()).merge(link, 1L, Long::sum);
  }

  List<SampleTruth.LinkCount> rows() {
    List<SampleTruth.LinkCount> rows = new ArrayList<>();
    counts.forEach(
        (function, links) ->
            links.forEach(
                (link, count) -> rows.add(new SampleTruth.LinkCount(function, link, count))));
    return rows;
  }

  /** An attempt whose history tells no request id. */
  private record Waiting(ModelExecution execution, ModelAttempt attempt) {

    /**
     * Whether the invocation began while the attempt waited for that function. It may have begun,
     * by the clock of another service, before the event that says that the attempt was started.
     */
    boolean covers(ModelInvocation invocation) {
      return invocation.function().name().equals(attempt.functionName())
          && invocation.startedAt() >= attempt.scheduledAt()
          && invocation.startedAt() <= waitsUntil();
    }

    /** Whether the invocation may be its own, though it began when nobody waited any more. */
    boolean mayBeginAs(ModelInvocation invocation) {
      return invocation.function().name().equals(attempt.functionName())
          && invocation.startedAt() > waitsUntil()
          && invocation.startedAt() <= waitsUntil() + LATE_START_MILLIS;
    }

    boolean isGivenUp() {
      return !attempt.ended() || TIMED_OUT.equals(attempt.error());
    }

    private long waitsUntil() {
      if (attempt.ended()) {
        return attempt.endedAt();
      }
      return execution.ended() ? execution.endedAt() : Long.MAX_VALUE;
    }
  }
}
