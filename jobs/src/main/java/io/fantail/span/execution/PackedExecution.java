package io.fantail.span.execution;

import io.fantail.span.Execution;
import io.fantail.span.MapRun;
import io.fantail.span.Span;
import io.fantail.span.SpanKind;
import io.fantail.spark.ByteReader;
import io.fantail.spark.ByteWriter;
import io.fantail.spark.Codec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * {@link ExecutionSpans} in the bytes that are kept between the steps: first the execution, then
 * its Map Runs, then its spans, so that who needs the first alone reads no more; each span behind
 * its length, so that who needs the attempts alone leaves out the rest.
 */
@SuppressWarnings("EnumOrdinal") // what is packed does not outlive the run
public final class PackedExecution implements Codec<ExecutionSpans> {
  /** Everything of an execution. */
  public static final Codec<ExecutionSpans> WHOLE = new PackedExecution(Wanted.ALL);

  /** Of its spans the attempts alone are read. */
  public static final Codec<ExecutionSpans> ATTEMPTS = new PackedExecution(Wanted.ATTEMPTS);

  /** The execution and its Map Runs are read, and none of its spans. */
  public static final Codec<ExecutionSpans> WITHOUT_SPANS = new PackedExecution(Wanted.NONE);

  private enum Wanted {
    ALL,
    ATTEMPTS,
    NONE
  }

  private final Wanted wanted;

  private PackedExecution(Wanted wanted) {
    this.wanted = wanted;
  }

  @Override
  public byte[] pack(ExecutionSpans built) {
    ByteWriter out = new ByteWriter();
    out.write(built.execution(), Execution::shape);
    out.writeAll(built.mapRuns(), MapRun::shape);
    built.spans().forEach(span -> out.writeSkippable(span, Span::shape));
    return out.toBytes();
  }

  @Override
  public ExecutionSpans unpack(byte[] packed) {
    ByteReader in = new ByteReader(packed);
    Execution execution = in.read(Execution::shape);
    List<MapRun> mapRuns = in.readAll(MapRun::shape);
    return new ExecutionSpans(execution, spans(in), mapRuns);
  }

  private List<Span> spans(ByteReader in) {
    if (wanted == Wanted.NONE) {
      return List.of();
    }
    // The kind is the first field of a span.
    IntPredicate isWanted = kind -> wanted == Wanted.ALL || kind == SpanKind.ATTEMPT.ordinal();
    List<Span> spans = new ArrayList<>();
    while (in.hasNext()) {
      int length = in.readLength();
      if (isWanted.test(in.peek())) {
        spans.add(in.read(Span::shape));
      } else {
        in.skip(length);
      }
    }
    return spans;
  }
}
