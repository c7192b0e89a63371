package io.fantail.trace;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.fantail.event.KeyStage;
import io.fantail.event.Packed;
import io.fantail.span.PackedExecutionSpans;
import io.fantail.span.PackedInvocation;
import io.fantail.span.Span;
import io.fantail.trace.TimeWindowMatcher.Match;
import io.fantail.trace.TimeWindowMatcher.Moment;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Queue;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaPairRDD;
import scala.Tuple2;

/** Runs a {@link TimeWindowMatcher} for each function. */
@SuppressWarnings("EnumOrdinal") // moments of one time sort by it, and do not outlive the run
final class TimeWindowStage {
  private static final Moment[] MOMENTS = Moment.values();

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
        built.flatMapToPair(
            execution ->
                PackedExecutionSpans.unpack(execution._2()).spans().stream()
                    .filter(TimeWindowStage::isUnnamed)
                    .flatMap(attempt -> momentsOf(execution._1(), attempt))
                    .iterator());
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

  /** Whether only the time can tell the invocation of an attempt. */
  static boolean isUnnamed(Span span) {
    return LambdaLink.mayHaveRun(span)
        && span.call().requestId() == null
        && span.call().functionName() != null;
  }

  private static Stream<Tuple2<String, byte[]>> momentsOf(String arn, Span attempt) {
    String function = Objects.requireNonNull(attempt.call().functionName());
    Output out = Packed.output();
    Packed.writeText(out, arn);
    Packed.writeText(out, attempt.spanId());
    byte[] key = out.toBytes();
    Tuple2<String, byte[]> start =
        moment(function, attempt.startedAt(), Moment.ATTEMPT_STARTS, key);
    Instant end = attempt.endedAt();
    return end == null
        ? Stream.of(start)
        : Stream.of(start, moment(function, end, Moment.ATTEMPT_ENDS, key));
  }

  private static Tuple2<String, byte[]> moment(
      String function, Instant at, Moment moment, byte[] key) {
    return new Tuple2<>(KeyStage.orderedKey(function, Packed.microsOf(at), moment.ordinal()), key);
  }

  /** An attempt or an invocation, packed; equal when its bytes are. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Party(byte[] content) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Party party && Arrays.equals(content, party.content);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(content);
    }
  }

  private static final class MatchIterator implements Iterator<Tuple2<String, byte[]>> {
    private final Iterator<Tuple2<String, byte[]>> sorted;
    private final Queue<Match<Party>> ready = new ArrayDeque<>();
    private String function = "";
    private TimeWindowMatcher<Party> matcher = new TimeWindowMatcher<>();

    MatchIterator(Iterator<Tuple2<String, byte[]>> sorted) {
      this.sorted = sorted;
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && sorted.hasNext()) {
        add(sorted.next());
        if (!sorted.hasNext()) {
          ready.addAll(matcher.rest());
        }
      }
      return !ready.isEmpty();
    }

    @Override
    public Tuple2<String, byte[]> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Match<Party> match = ready.remove();
      Input attempt = new Input(match.attempt().content);
      String arn = Packed.readKnownText(attempt);
      Party invocation = match.invocation();
      LambdaMatch lambda =
          new LambdaMatch(
              Packed.readKnownText(attempt),
              match.link(),
              invocation == null ? null : PackedInvocation.read(new Input(invocation.content)));
      return new Tuple2<>(arn, lambda.pack());
    }

    private void add(Tuple2<String, byte[]> pair) {
      String name = KeyStage.groupOf(pair._1());
      if (!name.equals(function)) {
        ready.addAll(matcher.rest());
        matcher = new TimeWindowMatcher<>();
        function = name;
      }
      Instant at = Packed.ofMicros(KeyStage.orderOf(pair._1()));
      Moment moment = MOMENTS[KeyStage.rankOf(pair._1())];
      Match<Party> match = matcher.add(at, moment, new Party(pair._2()));
      if (match != null) {
        ready.add(match);
      }
    }
  }
}
