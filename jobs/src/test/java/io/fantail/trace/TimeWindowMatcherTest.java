package io.fantail.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fantail.testing.History;
import io.fantail.trace.TimeWindowMatcher.Match;
import io.fantail.trace.TimeWindowMatcher.Moment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeWindowMatcherTest {
  /**
   * @param end null for an attempt that never ended
   */
  private record Attempt(String key, int start, @Nullable Integer end) {
    boolean covers(Invocation invocation) {
      return start <= invocation.start && (end == null || invocation.start <= end);
    }
  }

  private record Invocation(String key, int start) {}

  private record Step(int at, Moment moment, String key) {}

  @Test
  void matchesTheOnlyInvocationInTheOnlyAttempt() {
    assertThat(matches(List.of(new Attempt("a", 10, 20)), List.of(new Invocation("i", 15))))
        .containsExactly(new Match<>("a", LambdaLink.TIME_WINDOW, "i"));
  }

  @Test
  void countsBothEndsOfAnAttempt() {
    List<Attempt> attempt = List.of(new Attempt("a", 10, 20));

    assertThat(matches(attempt, List.of(new Invocation("i", 10))).get(0).invocation())
        .isEqualTo("i");
    assertThat(matches(attempt, List.of(new Invocation("i", 20))).get(0).invocation())
        .isEqualTo("i");
    assertThat(matches(attempt, List.of(new Invocation("i", 9), new Invocation("j", 21))))
        .containsExactly(new Match<>("a", LambdaLink.NO_LOGS, null));
  }

  @Test
  void doesNotChooseBetweenTwoInvocations() {
    assertThat(
            matches(
                List.of(new Attempt("a", 10, 20)),
                List.of(new Invocation("i", 11), new Invocation("j", 12))))
        .containsExactly(new Match<>("a", LambdaLink.AMBIGUOUS, null));
  }

  @Test
  void doesNotChooseBetweenTwoAttempts() {
    assertThat(
            matches(
                List.of(new Attempt("a", 10, 20), new Attempt("b", 15, 30)),
                List.of(new Invocation("i", 16))))
        .containsExactlyInAnyOrder(
            new Match<>("a", LambdaLink.AMBIGUOUS, null),
            new Match<>("b", LambdaLink.AMBIGUOUS, null));
  }

  @Test
  void matchesAnAttemptThatNeverEnded() {
    assertThat(matches(List.of(new Attempt("a", 10, null)), List.of(new Invocation("i", 999))))
        .containsExactly(new Match<>("a", LambdaLink.TIME_WINDOW, "i"));
  }

  @Test
  void refusesATimeThatRunsBackwards() {
    TimeWindowMatcher<String> matcher = new TimeWindowMatcher<>();
    matcher.add(History.EPOCH.plusMillis(2), Moment.ATTEMPT_STARTS, "a");

    assertThatThrownBy(
            () -> matcher.add(History.EPOCH.plusMillis(1), Moment.INVOCATION_STARTS, "i"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("order of time");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 13, 40})
  void decidesAsIfItHadComparedAllWithAll(int size) {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(1000L * size + seed);
      List<Attempt> attempts = attempts(random, size);
      List<Invocation> invocations = invocations(random, size);

      assertThat(matches(attempts, invocations))
          .as("size %d, seed %d", size, seed)
          .containsExactlyInAnyOrderElementsOf(comparedAllWithAll(attempts, invocations));
    }
  }

  /** Few distinct times, so that many moments fall together. */
  private static List<Attempt> attempts(Random random, int size) {
    List<Attempt> attempts = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int start = random.nextInt(4 * size);
      Integer end = random.nextInt(10) == 0 ? null : (Integer) (start + random.nextInt(6));
      attempts.add(new Attempt("a" + i, start, end));
    }
    return attempts;
  }

  private static List<Invocation> invocations(Random random, int size) {
    List<Invocation> invocations = new ArrayList<>();
    for (int i = 0; i < random.nextInt(2 * size); i++) {
      invocations.add(new Invocation("i" + i, random.nextInt(4 * size)));
    }
    return invocations;
  }

  private static List<Match<String>> comparedAllWithAll(
      List<Attempt> attempts, List<Invocation> invocations) {
    List<Match<String>> matches = new ArrayList<>();
    for (Attempt attempt : attempts) {
      List<Invocation> within = invocations.stream().filter(attempt::covers).toList();
      if (within.isEmpty()) {
        matches.add(new Match<>(attempt.key, LambdaLink.NO_LOGS, null));
        continue;
      }
      Invocation first = within.get(0);
      long attemptsAround = attempts.stream().filter(other -> other.covers(first)).count();
      boolean clear = within.size() == 1 && attemptsAround == 1;
      matches.add(
          clear
              ? new Match<>(attempt.key, LambdaLink.TIME_WINDOW, first.key)
              : new Match<>(attempt.key, LambdaLink.AMBIGUOUS, null));
    }
    return matches;
  }

  private static List<Match<String>> matches(List<Attempt> attempts, List<Invocation> invocations) {
    List<Step> steps = new ArrayList<>();
    for (Attempt attempt : attempts) {
      steps.add(new Step(attempt.start, Moment.ATTEMPT_STARTS, attempt.key));
      if (attempt.end != null) {
        steps.add(new Step(attempt.end, Moment.ATTEMPT_ENDS, attempt.key));
      }
    }
    invocations.forEach(
        invocation ->
            steps.add(new Step(invocation.start, Moment.INVOCATION_STARTS, invocation.key)));
    steps.sort(Comparator.comparingInt(Step::at).thenComparing(Step::moment));
    TimeWindowMatcher<String> matcher = new TimeWindowMatcher<>();
    List<Match<String>> matches = new ArrayList<>();
    for (Step step : steps) {
      Instant at = History.EPOCH.plusMillis(step.at);
      Match<String> match = matcher.add(at, step.moment, step.key);
      if (match != null) {
        matches.add(match);
      }
    }
    matches.addAll(matcher.rest());
    return matches;
  }
}
