package io.fantail.trace.lambda;

import io.fantail.shape.Fields;
import io.fantail.span.LambdaInvocation;
import io.fantail.spark.ByteReader;
import io.fantail.spark.ByteWriter;
import io.fantail.spark.Codec;
import io.fantail.trace.lambda.TimeWindowMatcher.Match;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What happens at a moment to the attempts and invocations of functions of one name. */
sealed interface TimeWindowMoment {
  Codec<TimeWindowMoment> CODEC = new RankedCodec();

  /** The order in which moments of one time count. */
  int rank();

  /**
   * Tells a matcher.
   *
   * @return what it thereby decides; null for nothing
   */
  @Nullable Match<AttemptKey, LambdaInvocation> happen(
      Instant at, TimeWindowMatcher<AttemptKey, LambdaInvocation> matcher);

  void write(ByteWriter out);

  /**
   * An attempt.
   *
   * @param mayHaveRivals events of its execution are missing: another attempt may be among them, so
   *     that neither time nor trace tell whose an invocation is
   * @param succeeded so did the invocation that it waited for
   */
  record AttemptKey(String executionArn, String spanId, boolean mayHaveRivals, boolean succeeded) {
    private static AttemptKey shape(Fields<AttemptKey> fields) {
      return new AttemptKey(
          fields.text(AttemptKey::executionArn),
          fields.text(AttemptKey::spanId),
          fields.flag(AttemptKey::mayHaveRivals),
          fields.flag(AttemptKey::succeeded));
    }
  }

  /**
   * An attempt begins.
   *
   * @param traces of its execution
   */
  record AttemptStarts(AttemptKey attempt, FunctionPlace place, Set<String> traces)
      implements TimeWindowMoment {
    private static final int RANK = 0;

    @Override
    public int rank() {
      return RANK;
    }

    @Override
    public @Nullable Match<AttemptKey, LambdaInvocation> happen(
        Instant at, TimeWindowMatcher<AttemptKey, LambdaInvocation> matcher) {
      matcher.attemptStarts(at, attempt, place, traces);
      return null;
    }

    @Override
    public void write(ByteWriter out) {
      out.write(this, AttemptStarts::shape);
    }

    private static AttemptStarts shape(Fields<AttemptStarts> fields) {
      return new AttemptStarts(
          fields.record(AttemptStarts::attempt, AttemptKey::shape),
          fields.record(AttemptStarts::place, FunctionPlace::shape),
          new TreeSet<>(fields.textList(moment -> List.copyOf(moment.traces))));
    }
  }

  /** An invocation begins that no attempt names. */
  record InvocationStarts(LambdaInvocation run) implements TimeWindowMoment {
    private static final int RANK = 1;

    @Override
    public int rank() {
      return RANK;
    }

    @Override
    public @Nullable Match<AttemptKey, LambdaInvocation> happen(
        Instant at, TimeWindowMatcher<AttemptKey, LambdaInvocation> matcher) {
      matcher.invocationStarts(at, run, FunctionPlace.of(run), run.xrayTraceId());
      return null;
    }

    @Override
    public void write(ByteWriter out) {
      out.write(run, LambdaInvocation::shape);
    }
  }

  /** What becomes of an attempt that began, in the order of ranks. */
  enum Close {
    ENDS,
    IS_GIVEN_UP,
    /** From then on no invocation can be its own that began behind it. */
    LATE_START_ENDS
  }

  /** An attempt closes. */
  @SuppressWarnings("EnumOrdinal") // ranks do not outlive the run
  record AttemptCloses(Close how, AttemptKey attempt) implements TimeWindowMoment {
    /**
     * How much later than its answer an invocation may end: its extensions go on (Lambda Developer
     * Guide, "Lambda execution environment lifecycle").
     */
    private static final Duration BEHIND_ANSWER = Duration.ofSeconds(1);

    @Override
    public int rank() {
      return InvocationStarts.RANK + 1 + how.ordinal();
    }

    @Override
    public @Nullable Match<AttemptKey, LambdaInvocation> happen(
        Instant at, TimeWindowMatcher<AttemptKey, LambdaInvocation> matcher) {
      return switch (how) {
        case ENDS -> believed(matcher.attemptEnds(at, attempt), at);
        case IS_GIVEN_UP -> believed(matcher.attemptIsGivenUp(at, attempt), null);
        case LATE_START_ENDS -> {
          matcher.lateStartEnds(at, attempt);
          yield null;
        }
      };
    }

    @Override
    public void write(ByteWriter out) {
      out.write(attempt, AttemptKey::shape);
    }

    /**
     * Takes back what was found where it may be another attempt's.
     *
     * @param answeredAt null where nobody answered
     */
    private @Nullable Match<AttemptKey, LambdaInvocation> believed(
        @Nullable Match<AttemptKey, LambdaInvocation> match, @Nullable Instant answeredAt) {
      LambdaInvocation found = match == null ? null : match.invocation();
      if (found == null) {
        return match;
      }
      boolean doubtful =
          attempt.mayHaveRivals || (answeredAt != null && isRefuted(found, answeredAt));
      return doubtful ? new Match<>(attempt, LambdaLink.AMBIGUOUS, null) : match;
    }

    /** It did not give the answer: clocks differ, or the attempt's own is missing. */
    private boolean isRefuted(LambdaInvocation run, Instant answeredAt) {
      Instant endedAt = run.endedAt();
      boolean outlives = endedAt != null && endedAt.isAfter(answeredAt.plus(BEHIND_ANSWER));
      return outlives || (attempt.succeeded && run.hasFailed());
    }
  }

  /** The rank tells which of them it is. */
  final class RankedCodec implements Codec<TimeWindowMoment> {
    private static final Close[] CLOSES = Close.values();

    @Override
    public byte[] pack(TimeWindowMoment moment) {
      ByteWriter out = new ByteWriter();
      out.writeByte(moment.rank());
      moment.write(out);
      return out.toBytes();
    }

    @Override
    public TimeWindowMoment unpack(byte[] packed) {
      ByteReader in = new ByteReader(packed);
      int rank = in.readByte();
      return switch (rank) {
        case AttemptStarts.RANK -> in.read(AttemptStarts::shape);
        case InvocationStarts.RANK -> new InvocationStarts(in.read(LambdaInvocation::shape));
        default ->
            new AttemptCloses(CLOSES[rank - InvocationStarts.RANK - 1], in.read(AttemptKey::shape));
      };
    }
  }
}
