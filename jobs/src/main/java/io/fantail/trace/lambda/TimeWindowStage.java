package io.fantail.trace.lambda;

import io.fantail.shape.Micros;
import io.fantail.span.Execution;
import io.fantail.span.LambdaInvocation;
import io.fantail.span.Span;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.spark.Iterators;
import io.fantail.spark.Keyed;
import io.fantail.spark.Keys;
import io.fantail.spark.Packed;
import io.fantail.spark.Pair;
import io.fantail.trace.lambda.TimeWindowMatcher.Match;
import io.fantail.trace.lambda.TimeWindowMoment.AttemptCloses;
import io.fantail.trace.lambda.TimeWindowMoment.AttemptKey;
import io.fantail.trace.lambda.TimeWindowMoment.AttemptStarts;
import io.fantail.trace.lambda.TimeWindowMoment.Close;
import io.fantail.trace.lambda.TimeWindowMoment.InvocationStarts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs a {@link TimeWindowMatcher} for the functions of each name. */
public final class TimeWindowStage {
  /**
   * X-Ray trace ids of one execution: it has one where its state machine is traced, and perhaps
   * others after a redrive. Where each call has its own, they say nothing of other calls.
   */
  private static final int MAX_TRACES = 4;

  private TimeWindowStage() {}

  /**
   * The decision for each attempt that names no request id, by the ARN of its execution.
   *
   * @param attempts of each execution
   * @param unclaimed invocations that no attempt names, by function
   */
  static Keyed<LambdaMatch> matches(
      Keyed<ExecutionSpans> attempts, Keyed<LambdaInvocation> unclaimed, int partitions) {
    return attempts
        .walk(
            TimeWindowMoment.CODEC,
            executions ->
                Iterators.stream(executions)
                    .flatMap(execution -> momentsOf(execution.unpack()).stream())
                    .iterator())
        .plus(
            unclaimed.walk(
                TimeWindowMoment.CODEC,
                invocations -> Iterators.map(invocations, TimeWindowStage::momentOf)))
        .sorted(partitions)
        .walk(LambdaMatch.CODEC, TimeWindowStage::matches);
  }

  /** Whether only the time or an X-Ray trace can tell the invocation of an attempt. */
  public static boolean isUnnamed(Span span) {
    return LambdaLink.mayHaveRun(span)
        && span.call().requestId() == null
        && span.call().functionName() != null;
  }

  private static Pair<TimeWindowMoment> momentOf(Packed<LambdaInvocation> unclaimed) {
    LambdaInvocation run = unclaimed.unpack();
    return moment(
        unclaimed.key(), Objects.requireNonNull(run.startedAt()), new InvocationStarts(run));
  }

  private static List<Pair<TimeWindowMoment>> momentsOf(ExecutionSpans built) {
    List<Span> unnamed = built.spans().stream().filter(TimeWindowStage::isUnnamed).toList();
    Set<String> traces = unnamed.isEmpty() ? Set.of() : tracesOf(built.spans());
    List<Pair<TimeWindowMoment>> moments = new ArrayList<>();
    unnamed.forEach(attempt -> addMoments(built.execution(), attempt, traces, moments));
    return moments;
  }

  /** What the answers that the execution got tell of its X-Ray trace. */
  private static Set<String> tracesOf(List<Span> spans) {
    Set<String> traces =
        spans.stream()
            .map(span -> span.call().xrayTraceId())
            .filter(Objects::nonNull)
            .collect(Collectors.toCollection(TreeSet::new));
    return traces.size() > MAX_TRACES ? Set.of() : traces;
  }

  private static void addMoments(
      Execution execution, Span attempt, Set<String> traces, List<Pair<TimeWindowMoment>> moments) {
    String function = Objects.requireNonNull(attempt.call().functionName());
    AttemptWindow window = AttemptWindow.of(attempt);
    AttemptKey key =
        new AttemptKey(
            execution.arn(),
            attempt.spanId(),
            execution.isTorn(),
            LambdaLink.functionSucceeded(attempt));
    FunctionPlace place = FunctionPlace.meant(attempt.call(), execution.parts());
    moments.add(moment(function, window.from(), new AttemptStarts(key, place, traces)));
    if (window.answered()) {
      moments.add(moment(function, window.until(), new AttemptCloses(Close.ENDS, key)));
    } else {
      moments.add(moment(function, window.until(), new AttemptCloses(Close.IS_GIVEN_UP, key)));
      moments.add(moment(function, window.latest(), new AttemptCloses(Close.LATE_START_ENDS, key)));
    }
  }

  private static Pair<TimeWindowMoment> moment(
      String function, Instant at, TimeWindowMoment moment) {
    return new Pair<>(Keys.ordered(function, Micros.of(at), moment.rank()), moment);
  }

  private static Iterator<Pair<LambdaMatch>> matches(Iterator<Packed<TimeWindowMoment>> sorted) {
    Matchers matchers = new Matchers();
    return Iterators.stream(sorted)
        .map(matchers::match)
        .filter(Objects::nonNull)
        .map(match -> new Pair<>(match.attempt().executionArn(), lambdaMatch(match)))
        .iterator();
  }

  private static LambdaMatch lambdaMatch(Match<AttemptKey, LambdaInvocation> match) {
    return new LambdaMatch(match.attempt().spanId(), match.link(), match.invocation());
  }

  /** One matcher after the other, for the functions of each name. */
  private static final class Matchers {
    private String function = "";
    private TimeWindowMatcher<AttemptKey, LambdaInvocation> matcher = new TimeWindowMatcher<>();

    @Nullable Match<AttemptKey, LambdaInvocation> match(Packed<TimeWindowMoment> moment) {
      String name = Keys.groupOf(moment.key());
      if (!name.equals(function)) {
        matcher = new TimeWindowMatcher<>();
        function = name;
      }
      Instant at = Micros.toInstant(Keys.orderOf(moment.key()));
      return moment.unpack().happen(at, matcher);
    }
  }
}
