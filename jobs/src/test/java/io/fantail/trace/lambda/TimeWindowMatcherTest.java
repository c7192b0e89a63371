package io.fantail.trace.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fantail.testing.History;
import io.fantail.trace.lambda.MatchedParties.Attempt;
import io.fantail.trace.lambda.MatchedParties.Invocation;
import io.fantail.trace.lambda.TimeWindowMatcher.Match;
import java.time.Duration;
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
  private static final FunctionPlace ONE = new FunctionPlace("1", null, null);
  private static final FunctionPlace TWO = new FunctionPlace("2", null, null);

  /** How long the invocation of an attempt that was given up may still begin. */
  static final int LATE = 5;

  private record Step(int at, int rank, Runnable run) {}

  @Test
  void matchesTheOnlyInvocationInTheOnlyAttempt() {
    assertThat(matches(List.of(new Attempt("a", 10, 20)), List.of(new Invocation("i", 15))))
        .containsExactly(inTime("a", "i"));
  }

  @Test
  void countsBothEndsOfAnAttempt() {
    List<Attempt> attempt = List.of(new Attempt("a", 10, 20));

    assertThat(matches(attempt, List.of(new Invocation("i", 10))))
        .containsExactly(inTime("a", "i"));
    assertThat(matches(attempt, List.of(new Invocation("i", 20))))
        .containsExactly(inTime("a", "i"));
    assertThat(matches(attempt, List.of(new Invocation("i", 9), new Invocation("j", 21))))
        .containsExactly(noLogs("a"));
  }

  @Test
  void doesNotChooseBetweenTwoInvocations() {
    assertThat(
            matches(
                List.of(new Attempt("a", 10, 20)),
                List.of(new Invocation("i", 11), new Invocation("j", 12))))
        .containsExactly(ambiguous("a"));
  }

  @Test
  void doesNotChooseBetweenTwoAttempts() {
    assertThat(
            matches(
                List.of(new Attempt("a", 10, 20), new Attempt("b", 15, 30)),
                List.of(new Invocation("i", 16))))
        .containsExactlyInAnyOrder(ambiguous("a"), ambiguous("b"));
  }

  @Test
  void keepsTheFunctionsOfOneNameApart() {
    List<Attempt> attempts =
        List.of(new Attempt("a", 10, 20).of(ONE), new Attempt("b", 10, 20).of(TWO));

    assertThat(
            matches(
                attempts,
                List.of(new Invocation("i", 15).of(ONE), new Invocation("j", 15).of(TWO))))
        .containsExactlyInAnyOrder(inTime("a", "i"), inTime("b", "j"));
    assertThat(matches(attempts, List.of(new Invocation("i", 15))))
        .containsExactlyInAnyOrder(ambiguous("a"), ambiguous("b"));
    assertThat(matches(List.of(attempts.get(0)), List.of(new Invocation("i", 15).of(TWO))))
        .containsExactly(noLogs("a"));
  }

  @Test
  void believesTheTraceMoreThanTheTime() {
    assertThat(
            matches(
                List.of(
                    new Attempt("a", 10, 20).in("x"),
                    new Attempt("b", 10, 20).in("y"),
                    new Attempt("c", 10, 20)),
                List.of(
                    new Invocation("i", 12).in("x"),
                    new Invocation("j", 13).in("y"),
                    new Invocation("k", 14).in("z"))))
        .containsExactlyInAnyOrder(byTrace("a", "i"), byTrace("b", "j"), inTime("c", "k"));
  }

  @Test
  void doesNotChooseBetweenTwoOfOneTrace() {
    assertThat(
            matches(
                List.of(new Attempt("a", 10, 20).in("x"), new Attempt("b", 15, 30).in("x")),
                List.of(new Invocation("i", 16).in("x"))))
        .containsExactlyInAnyOrder(ambiguous("a"), ambiguous("b"));
    assertThat(
            matches(
                List.of(new Attempt("a", 10, 20).in("x")),
                List.of(new Invocation("i", 12).in("x"), new Invocation("j", 13).in("x"))))
        .containsExactly(ambiguous("a"));
  }

  @Test
  void leavesWhatBeganBeforeTheTraceWasSeenInDoubt() {
    assertThat(
            matches(
                List.of(new Attempt("a", 10, 20).in("x"), new Attempt("b", 10, 20)),
                List.of(new Invocation("j", 12), new Invocation("i", 13).in("x"))))
        .containsExactlyInAnyOrder(byTrace("a", "i"), ambiguous("b"));
  }

  @Test
  void doesNotTakeAnInvocationOfATraceForThatOfAnother() {
    assertThat(
            matches(
                List.of(new Attempt("a", 10, 20).in("x").of(ONE), new Attempt("b", 10, 20)),
                List.of(new Invocation("i", 12).in("x").of(TWO))))
        .containsExactlyInAnyOrder(noLogs("a"), noLogs("b"));
  }

  /** Each attempt times out before its function begins, which does so within the next. */
  @Test
  void doesNotTakeALateInvocationForThatOfTheRetry() {
    List<Attempt> attempts = new ArrayList<>();
    List<Invocation> invocations = new ArrayList<>();
    List<Match<String, String>> expected = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      attempts.add(new Attempt("a" + i, 4 * i, 4 * i + 3).timedOut());
      invocations.add(new Invocation("i" + i, 4 * i + 5));
      expected.add(i == 0 ? noLogs("a0") : ambiguous("a" + i));
    }

    assertThat(matches(attempts, invocations)).containsExactlyElementsOf(expected);
  }

  @Test
  void doesNotWaitForALateInvocationForEver() {
    List<Attempt> attempts = List.of(new Attempt("a", 10, 20).timedOut(), new Attempt("b", 26, 30));

    assertThat(matches(attempts, List.of(new Invocation("i", 26))))
        .containsExactly(noLogs("a"), inTime("b", "i"));
    assertThat(matches(attempts, List.of(new Invocation("h", 15), new Invocation("i", 26))))
        .containsExactly(inTime("a", "h"), inTime("b", "i"));
  }

  @Test
  void refusesATimeThatRunsBackwards() {
    TimeWindowMatcher<String, String> matcher = new TimeWindowMatcher<>();
    matcher.attemptStarts(at(2), "a", MatchedParties.ANY, List.of());

    assertThatThrownBy(() -> matcher.invocationStarts(at(1), "i", MatchedParties.ANY, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("order of time");
  }

  /** Each moment for itself: 20,000 in which 20,000 are open would be 400 million otherwise. */
  @Test
  void isNotSlowedByManyThatAreOpenAtOnce() {
    List<Attempt> attempts = new ArrayList<>();
    List<Invocation> invocations = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      attempts.add(new Attempt("a" + i, 0, 100));
      invocations.add(new Invocation("i" + i, 50));
    }
    Instant before = Instant.now();

    assertThat(matches(attempts, invocations))
        .hasSize(50_000)
        .allMatch(match -> match.link() == LambdaLink.AMBIGUOUS);
    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
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
          .containsExactlyInAnyOrderElementsOf(
              new MatchedAllWithAll(attempts, invocations).matches());
    }
  }

  /** Few distinct times, traces and places, so that much falls together. */
  private static List<Attempt> attempts(Random random, int size) {
    List<Attempt> attempts = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int start = random.nextInt(4 * size);
      Attempt attempt = new Attempt("a" + i, start, start + random.nextInt(6)).of(place(random));
      attempt = random.nextInt(3) == 0 ? attempt.timedOut() : attempt;
      attempts.add(
          switch (random.nextInt(5)) {
            case 0 -> attempt.in("x");
            case 1 -> attempt.in("y");
            case 2 -> attempt.in("x", "y");
            default -> attempt;
          });
    }
    return attempts;
  }

  private static List<Invocation> invocations(Random random, int size) {
    List<Invocation> invocations = new ArrayList<>();
    for (int i = 0; i < random.nextInt(2 * size); i++) {
      Invocation one = new Invocation("i" + i, random.nextInt(4 * size)).of(place(random));
      invocations.add(
          switch (random.nextInt(5)) {
            case 0 -> one.in("x");
            case 1 -> one.in("y");
            case 2 -> one.in("z");
            default -> one;
          });
    }
    invocations.sort(Comparator.comparingInt(Invocation::start));
    return invocations;
  }

  private static FunctionPlace place(Random random) {
    return random.nextInt(3) > 0 ? MatchedParties.ANY : random.nextBoolean() ? ONE : TWO;
  }

  private static List<Match<String, String>> matches(
      List<Attempt> attempts, List<Invocation> invocations) {
    TimeWindowMatcher<String, String> matcher = new TimeWindowMatcher<>();
    List<Match<String, String>> matches = new ArrayList<>();
    List<Step> steps = new ArrayList<>();
    for (Attempt one : attempts) {
      steps.add(
          new Step(
              one.start(),
              0,
              () -> matcher.attemptStarts(at(one.start()), one.key(), one.place(), one.traces())));
      if (one.givenUp()) {
        int late = one.end() + LATE;
        steps.add(
            new Step(
                one.end(),
                3,
                () -> add(matcher.attemptIsGivenUp(at(one.end()), one.key()), matches)));
        steps.add(new Step(late, 4, () -> matcher.lateStartEnds(at(late), one.key())));
      } else {
        steps.add(
            new Step(
                one.end(), 2, () -> add(matcher.attemptEnds(at(one.end()), one.key()), matches)));
      }
    }
    for (Invocation one : invocations) {
      steps.add(
          new Step(
              one.start(),
              1,
              () ->
                  matcher.invocationStarts(at(one.start()), one.key(), one.place(), one.trace())));
    }
    steps.sort(Comparator.comparingInt(Step::at).thenComparing(Step::rank));
    steps.forEach(step -> step.run.run());
    return matches;
  }

  private static void add(
      @Nullable Match<String, String> match, List<Match<String, String>> matches) {
    assertThat(match).isNotNull();
    if (match != null) {
      matches.add(match);
    }
  }

  private static Instant at(int millis) {
    return History.EPOCH.plusMillis(millis);
  }

  static Match<String, String> inTime(String attempt, String invocation) {
    return new Match<>(attempt, LambdaLink.TIME_WINDOW, invocation);
  }

  static Match<String, String> byTrace(String attempt, String invocation) {
    return new Match<>(attempt, LambdaLink.XRAY_TRACE, invocation);
  }

  static Match<String, String> ambiguous(String attempt) {
    return new Match<>(attempt, LambdaLink.AMBIGUOUS, null);
  }

  static Match<String, String> noLogs(String attempt) {
    return new Match<>(attempt, LambdaLink.NO_LOGS, null);
  }
}
