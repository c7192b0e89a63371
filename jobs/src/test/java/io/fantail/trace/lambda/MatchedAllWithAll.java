package io.fantail.trace.lambda;

import io.fantail.trace.lambda.MatchedParties.Attempt;
import io.fantail.trace.lambda.MatchedParties.Invocation;
import io.fantail.trace.lambda.TimeWindowMatcher.Match;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rules of a {@link TimeWindowMatcher}, each looked up in all that there is. */
final class MatchedAllWithAll {
  private final List<Attempt> attempts;
  private final Map<Invocation, List<Attempt>> inTrace = new HashMap<>();
  private final Map<Invocation, List<Attempt>> inTime = new HashMap<>();
  private final List<Invocation> before = new ArrayList<>();

  MatchedAllWithAll(List<Attempt> attempts, List<Invocation> inOrder) {
    this.attempts = attempts;
    for (Invocation invocation : inOrder) {
      List<Attempt> around = attempts.stream().filter(one -> one.covers(invocation)).toList();
      List<Attempt> ofTrace =
          around.stream()
              .filter(
                  one -> invocation.trace() != null && one.traces().contains(invocation.trace()))
              .toList();
      if (ofTrace.isEmpty()) {
        List<Attempt> rivals = new ArrayList<>(around);
        rivals.removeIf(this::hasFoundItsOwn);
        attempts.stream().filter(one -> isLate(one, invocation)).forEach(rivals::add);
        inTime.put(invocation, fitting(rivals, invocation));
      } else {
        inTrace.put(invocation, fitting(ofTrace, invocation));
      }
      before.add(invocation);
    }
  }

  private static List<Attempt> fitting(List<Attempt> rivals, Invocation invocation) {
    return rivals.stream().filter(one -> one.place().mayBe(invocation.place())).toList();
  }

  private boolean hasFoundItsOwn(Attempt attempt) {
    return before.stream().anyMatch(one -> List.of(attempt).equals(inTrace.get(one)));
  }

  private boolean isLate(Attempt attempt, Invocation invocation) {
    return attempt.givenUp()
        && attempt.end() < invocation.start()
        && invocation.start() <= attempt.end() + TimeWindowMatcherTest.LATE
        && matchOf(attempt).invocation() == null;
  }

  private Match<String, String> matchOf(Attempt attempt) {
    List<Invocation> traced = of(attempt, inTrace);
    Map<Invocation, List<Attempt>> rivals = traced.isEmpty() ? inTime : inTrace;
    List<Invocation> own = traced.isEmpty() ? of(attempt, inTime) : traced;
    if (own.isEmpty()) {
      return TimeWindowMatcherTest.noLogs(attempt.key());
    } else if (own.size() > 1 || rivals.getOrDefault(own.get(0), List.of()).size() > 1) {
      return TimeWindowMatcherTest.ambiguous(attempt.key());
    }
    String found = own.get(0).key();
    return traced.isEmpty()
        ? TimeWindowMatcherTest.inTime(attempt.key(), found)
        : TimeWindowMatcherTest.byTrace(attempt.key(), found);
  }

  private static List<Invocation> of(Attempt attempt, Map<Invocation, List<Attempt>> rivals) {
    return rivals.entrySet().stream()
        .filter(one -> attempt.covers(one.getKey()) && one.getValue().contains(attempt))
        .map(Map.Entry::getKey)
        .toList();
  }

  List<Match<String, String>> matches() {
    return attempts.stream().map(this::matchOf).toList();
  }
}
