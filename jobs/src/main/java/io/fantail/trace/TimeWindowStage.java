package io.fantail.trace;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.fantail.event.KeyStage;
import io.fantail.event.Packed;
import io.fantail.span.Execution;
import io.fantail.span.LambdaInvocation;
import io.fantail.span.PackedInvocation;
import io.fantail.span.Span;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.span.execution.PackedExecutionSpans;
import io.fantail.trace.TimeWindowMatcher.Match;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaPairRDD;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/** Runs a {@link TimeWindowMatcher} for the functions of each name. */
@SuppressWarnings("EnumOrdinal") // moments of one time sort by it, and do not outlive the run
final class TimeWindowStage {
  /** What happens at a moment, in the order that counts when several share it. */
  private enum Moment {
    ATTEMPT_STARTS,
    INVOCATION_STARTS,
    ATTEMPT_ENDS,
    ATTEMPT_IS_GIVEN_UP,
    LATE_START_ENDS
  }

  private static final Moment[] MOMENTS = Moment.values();

  /**
   * X-Ray trace ids of one execution: it has one where its state machine is traced, and perhaps
   * others after a redrive. Where each call has its own, they say nothing of other calls.
   */
  private static final int MAX_TRACES = 4;

  /**
   * How much later than its answer an invocation may end: its extensions go on (Lambda Developer
   * Guide, "Lambda execution environment lifecycle").
   */
  private static final Duration BEHIND_ANSWER = Duration.ofSeconds(1);

  private TimeWindowStage() {}

  /**
   * The decision for each attempt that names no request id: {@link LambdaMatch}es by the ARN of its
   * execution.
   *
   * @param built by {@link TraceStage#build}
   * @param unclaimed invocations that no attempt names, by function
   */
  static JavaPairRDD<String, byte[]> matches(
      JavaPairRDD<String, byte[]> built, JavaPairRDD<String, byte[]> unclaimed, int partitions) {
    JavaPairRDD<String, byte[]> attempts =
        built
            .values()
            .flatMapToPair(execution -> momentsOf(PackedExecutionSpans.unpackAttempts(execution)));
    JavaPairRDD<String, byte[]> invocations =
        unclaimed.mapToPair(
            invocation ->
                moment(
                    invocation._1(),
                    Objects.requireNonNull(
                        PackedInvocation.read(new Input(invocation._2())).startedAt()),
                    Moment.INVOCATION_STARTS,
                    invocation._2()));
    return KeyStage.byKey(attempts.union(invocations), partitions)
        .mapPartitionsToPair(MatchIterator::new);
  }

  /** Whether only the time or an X-Ray trace can tell the invocation of an attempt. */
  static boolean isUnnamed(Span span) {
    return LambdaLink.mayHaveRun(span)
        && span.call().requestId() == null
        && span.call().functionName() != null;
  }

  private static Iterator<Tuple2<String, byte[]>> momentsOf(ExecutionSpans built) {
    List<Span> unnamed = built.spans().stream().filter(TimeWindowStage::isUnnamed).toList();
    Set<String> traces = unnamed.isEmpty() ? Set.of() : tracesOf(built.spans());
    List<Tuple2<String, byte[]>> moments = new ArrayList<>();
    unnamed.forEach(attempt -> addMoments(built.execution(), attempt, traces, moments));
    return moments.iterator();
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
      Execution execution, Span attempt, Set<String> traces, List<Tuple2<String, byte[]>> moments) {
    String function = Objects.requireNonNull(attempt.call().functionName());
    AttemptWindow window = AttemptWindow.of(attempt);
    AttemptKey attemptKey =
        new AttemptKey(
            execution.arn(),
            attempt.spanId(),
            MissingMapRuns.isTorn(execution),
            LambdaLink.functionSucceeded(attempt));
    FunctionPlace place = FunctionPlace.meant(attempt.call(), execution.parts());
    byte[] start = new Beginning(attemptKey, place, traces).pack();
    byte[] key = attemptKey.pack();
    moments.add(moment(function, window.from(), Moment.ATTEMPT_STARTS, start));
    if (window.answered()) {
      moments.add(moment(function, window.until(), Moment.ATTEMPT_ENDS, key));
    } else {
      moments.add(moment(function, window.until(), Moment.ATTEMPT_IS_GIVEN_UP, key));
      moments.add(moment(function, window.latest(), Moment.LATE_START_ENDS, key));
    }
  }

  private static Tuple2<String, byte[]> moment(
      String function, Instant at, Moment moment, byte[] content) {
    return new Tuple2<>(
        KeyStage.orderedKey(function, Packed.microsOf(at), moment.ordinal()), content);
  }

  /**
   * An attempt.
   *
   * @param mayHaveRivals events of its execution are missing: another attempt may be among them, so
   *     that neither time nor trace tell whose an invocation is
   * @param succeeded so did the invocation that it waited for
   */
  private record AttemptKey(
      String executionArn, String spanId, boolean mayHaveRivals, boolean succeeded) {
    byte[] pack() {
      Output out = Packed.output();
      write(out);
      return out.toBytes();
    }

    void write(Output out) {
      Packed.writeText(out, executionArn);
      Packed.writeText(out, spanId);
      out.writeBoolean(mayHaveRivals);
      out.writeBoolean(succeeded);
    }

    static AttemptKey read(Input in) {
      return new AttemptKey(
          Packed.readKnownText(in), Packed.readKnownText(in), in.readBoolean(), in.readBoolean());
    }
  }

  /**
   * An attempt that begins.
   *
   * @param traces of its execution
   */
  private record Beginning(AttemptKey attempt, FunctionPlace place, Set<String> traces) {
    byte[] pack() {
      Output out = Packed.output();
      attempt.write(out);
      place.write(out);
      traces.forEach(trace -> Packed.writeText(out, trace));
      return out.toBytes();
    }

    static Beginning unpack(byte[] packed) {
      Input in = new Input(packed);
      AttemptKey attempt = AttemptKey.read(in);
      FunctionPlace place = FunctionPlace.read(in);
      Set<String> traces = new TreeSet<>();
      while (in.position() < packed.length) {
        traces.add(Packed.readKnownText(in));
      }
      return new Beginning(attempt, place, traces);
    }
  }

  private static final class MatchIterator implements Iterator<Tuple2<String, byte[]>> {
    private final Iterator<Tuple2<String, byte[]>> sorted;
    private final Queue<Match<AttemptKey, byte[]>> ready = new ArrayDeque<>();
    private String function = "";
    private TimeWindowMatcher<AttemptKey, byte[]> matcher = new TimeWindowMatcher<>();

    MatchIterator(Iterator<Tuple2<String, byte[]>> sorted) {
      this.sorted = sorted;
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && sorted.hasNext()) {
        Tuple2<String, byte[]> moment = sorted.next();
        Match<AttemptKey, byte[]> match = add(moment._1(), moment._2());
        if (match != null) {
          ready.add(match);
        }
      }
      return !ready.isEmpty();
    }

    @Override
    public Tuple2<String, byte[]> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Match<AttemptKey, byte[]> match = ready.remove();
      byte[] found = match.invocation();
      LambdaInvocation invocation = found == null ? null : PackedInvocation.read(new Input(found));
      LambdaMatch lambda = new LambdaMatch(match.attempt().spanId, match.link(), invocation);
      return new Tuple2<>(match.attempt().executionArn, lambda.pack());
    }

    /**
     * Takes back what was found where it may be another attempt's.
     *
     * @param answeredAt null where nobody answered
     */
    private static @Nullable Match<AttemptKey, byte[]> believed(
        @Nullable Match<AttemptKey, byte[]> match, @Nullable Instant answeredAt) {
      byte[] found = match == null ? null : match.invocation();
      if (match == null || found == null) {
        return match;
      }
      AttemptKey attempt = match.attempt();
      boolean doubtful =
          attempt.mayHaveRivals
              || (answeredAt != null
                  && isRefuted(attempt, PackedInvocation.read(new Input(found)), answeredAt));
      return doubtful ? new Match<>(attempt, LambdaLink.AMBIGUOUS, null) : match;
    }

    /** It did not give the answer: clocks differ, or the attempt's own is missing. */
    private static boolean isRefuted(AttemptKey attempt, LambdaInvocation run, Instant answeredAt) {
      Instant endedAt = run.endedAt();
      boolean outlives = endedAt != null && endedAt.isAfter(answeredAt.plus(BEHIND_ANSWER));
      return outlives || (attempt.succeeded && run.hasFailed());
    }

    private @Nullable Match<AttemptKey, byte[]> add(String key, byte[] content) {
      String name = KeyStage.groupOf(key);
      if (!name.equals(function)) {
        matcher = new TimeWindowMatcher<>();
        function = name;
      }
      Instant at = Packed.ofMicros(KeyStage.orderOf(key));
      switch (MOMENTS[KeyStage.rankOf(key)]) {
        case ATTEMPT_STARTS -> {
          Beginning attempt = Beginning.unpack(content);
          matcher.attemptStarts(at, attempt.attempt, attempt.place, attempt.traces);
        }
        case INVOCATION_STARTS -> {
          LambdaInvocation run = PackedInvocation.read(new Input(content));
          matcher.invocationStarts(at, content, FunctionPlace.of(run), run.xrayTraceId());
        }
        case ATTEMPT_ENDS -> {
          return believed(matcher.attemptEnds(at, AttemptKey.read(new Input(content))), at);
        }
        case ATTEMPT_IS_GIVEN_UP -> {
          return believed(matcher.attemptIsGivenUp(at, AttemptKey.read(new Input(content))), null);
        }
        case LATE_START_ENDS -> matcher.lateStartEnds(at, AttemptKey.read(new Input(content)));
      }
      return null;
    }
  }
}
