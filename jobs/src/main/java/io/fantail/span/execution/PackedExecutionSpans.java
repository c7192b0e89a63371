package io.fantail.span.execution;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.fantail.event.DescriptionSource;
import io.fantail.event.ExecutionArn;
import io.fantail.event.Packed;
import io.fantail.event.PackedCall;
import io.fantail.event.PackedContext;
import io.fantail.span.Execution;
import io.fantail.span.ExecutionStatus;
import io.fantail.span.MapRun;
import io.fantail.span.MapRunMembership;
import io.fantail.span.RedriveGap;
import io.fantail.span.Span;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * {@link ExecutionSpans} in the bytes that are kept between the steps: first the execution, then
 * its Map Runs, then its spans, so that who needs the first alone reads no more; each span behind
 * its length, so that who needs the attempts alone leaves out the rest.
 */
@SuppressWarnings("EnumOrdinal") // what is packed does not outlive the run
public final class PackedExecutionSpans {
  private static final ExecutionStatus[] EXECUTION_STATUSES = ExecutionStatus.values();
  private static final DescriptionSource[] SOURCES = DescriptionSource.values();
  private static final SpanKind[] KINDS = SpanKind.values();
  private static final SpanStatus[] STATUSES = SpanStatus.values();

  private PackedExecutionSpans() {}

  public static byte[] pack(ExecutionSpans built) {
    Output out = Packed.output();
    write(out, built.execution());
    out.writeVarInt(built.mapRuns().size(), true);
    built.mapRuns().forEach(run -> write(out, run));
    out.writeVarInt(built.spans().size(), true);
    built.spans().forEach(span -> writeWithLength(out, span));
    return out.toBytes();
  }

  private static void writeWithLength(Output out, Span span) {
    int start = out.position();
    out.writeInt(0);
    write(out, span);
    int end = out.position();
    out.setPosition(start);
    out.writeInt(end - start - Integer.BYTES);
    out.setPosition(end);
  }

  public static ExecutionSpans unpack(byte[] packed) {
    return unpack(packed, kind -> true);
  }

  /** The execution, its Map Runs and of its spans the attempts. */
  public static ExecutionSpans unpackAttempts(byte[] packed) {
    return unpack(packed, kind -> kind == SpanKind.ATTEMPT);
  }

  private static ExecutionSpans unpack(byte[] packed, Predicate<SpanKind> wanted) {
    Input in = new Input(packed);
    Execution execution = readExecution(in);
    List<MapRun> mapRuns = readMapRuns(in);
    int count = in.readVarInt(true);
    List<Span> spans = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int length = in.readInt();
      // The first that is written of a span.
      if (wanted.test(KINDS[packed[in.position()]])) {
        spans.add(readSpan(in));
      } else {
        in.skip(length);
      }
    }
    return new ExecutionSpans(execution, spans, mapRuns);
  }

  /** The execution and its Map Runs, without its spans. */
  public static ExecutionSpans unpackWithoutSpans(byte[] packed) {
    Input in = new Input(packed);
    Execution execution = readExecution(in);
    return new ExecutionSpans(execution, List.of(), readMapRuns(in));
  }

  /** One span alone, without the execution that it is of. */
  public static byte[] packSpan(Span span) {
    Output out = Packed.output();
    write(out, span);
    return out.toBytes();
  }

  /** What {@link #packSpan} packed. */
  public static Span unpackSpan(byte[] packed) {
    return readSpan(new Input(packed));
  }

  private static void write(Output out, Execution execution) {
    Packed.writeText(out, execution.arn());
    out.writeByte(execution.status().ordinal());
    Packed.writeTime(out, execution.startedAt());
    out.writeBoolean(execution.startIsKnown());
    Packed.writeTime(out, execution.endedAt());
    write(out, execution.activeTime());
    Packed.writeText(out, execution.error());
    Packed.writeText(out, execution.cause());
    out.writeVarInt(execution.redriveCount(), true);
    out.writeVarLong(execution.eventCount(), true);
    out.writeVarLong(execution.missingEvents(), true);
    out.writeVarLong(execution.stateTransitions(), true);
    PackedContext.write(out, execution.context());
    Packed.writeInteger(out, execution.items());
    write(out, execution.mapRun());
    write(out, execution.otherMapRun());
    RedriveGap.writeAll(out, execution.redriveGaps());
  }

  private static void write(Output out, @Nullable MapRunMembership mapRun) {
    Packed.writeText(out, mapRun == null ? null : mapRun.mapRunArn());
    if (mapRun != null) {
      out.writeByte(mapRun.source().ordinal());
    }
  }

  private static Execution readExecution(Input in) {
    String arn = Packed.readKnownText(in);
    ExecutionArn parts = ExecutionArn.parse(arn);
    if (parts == null) {
      throw new IllegalStateException("was an execution's ARN when it was packed: " + arn);
    }
    return new Execution(
        arn,
        parts,
        EXECUTION_STATUSES[in.readByte()],
        Packed.readKnownTime(in),
        in.readBoolean(),
        Packed.readTime(in),
        readDuration(in),
        Packed.readText(in),
        Packed.readText(in),
        in.readVarInt(true),
        in.readVarLong(true),
        in.readVarLong(true),
        in.readVarLong(true),
        PackedContext.read(in),
        Packed.readInteger(in),
        readMembership(in),
        readMembership(in),
        RedriveGap.readAll(in));
  }

  private static @Nullable MapRunMembership readMembership(Input in) {
    String mapRunArn = Packed.readText(in);
    return mapRunArn == null ? null : new MapRunMembership(mapRunArn, SOURCES[in.readByte()]);
  }

  private static void write(Output out, MapRun run) {
    Packed.writeText(out, run.arn());
    Packed.writeText(out, run.stateName());
    Packed.writeText(out, run.parentExecutionArn());
    Packed.writeText(out, run.spanId());
    out.writeByte(run.status().ordinal());
    Packed.writeTime(out, run.startedAt());
    Packed.writeTime(out, run.overBy());
    DescriptionSource describedBy = run.describedBy();
    Packed.writeInteger(out, describedBy == null ? null : describedBy.ordinal());
  }

  private static List<MapRun> readMapRuns(Input in) {
    int count = in.readVarInt(true);
    List<MapRun> mapRuns = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      mapRuns.add(
          new MapRun(
              Packed.readKnownText(in),
              Packed.readKnownText(in),
              Packed.readKnownText(in),
              Packed.readKnownText(in),
              EXECUTION_STATUSES[in.readByte()],
              Packed.readKnownTime(in),
              Packed.readTime(in),
              readSource(in)));
    }
    return mapRuns;
  }

  private static @Nullable DescriptionSource readSource(Input in) {
    Integer source = Packed.readInteger(in);
    return source == null ? null : SOURCES[source];
  }

  private static void write(Output out, Span span) {
    out.writeByte(span.kind().ordinal());
    writeId(out, span.spanId());
    writeId(out, span.parentSpanId());
    Packed.writeText(out, span.name());
    Packed.writeText(out, span.stateName());
    Packed.writeText(out, span.stateType());
    Packed.writeText(out, span.mapRunArn());
    Packed.writeInteger(out, span.attempt());
    out.writeVarInt(span.redriveCount(), true);
    Packed.writeInteger(out, span.iteration());
    Packed.writeText(out, span.resource());
    PackedCall.write(out, span.call());
    Packed.writeTime(out, span.startedAt());
    Packed.writeTime(out, span.endedAt());
    write(out, span.activeTime());
    out.writeByte(span.status().ordinal());
    out.writeBoolean(span.failureOrigin());
    out.writeBoolean(span.terminal());
    Packed.writeText(out, span.error());
    Packed.writeText(out, span.cause());
    Packed.writeText(out, span.errorFingerprint());
    Packed.writeText(out, span.input());
    Packed.writeText(out, span.output());
    Packed.writeTexts(out, span.attributes());
  }

  private static Span readSpan(Input in) {
    return new Span(
        KINDS[in.readByte()],
        Objects.requireNonNull(readId(in)),
        readId(in),
        Packed.readKnownText(in),
        Packed.readText(in),
        Packed.readText(in),
        Packed.readText(in),
        Packed.readInteger(in),
        in.readVarInt(true),
        Packed.readInteger(in),
        Packed.readText(in),
        PackedCall.read(in),
        Packed.readKnownTime(in),
        Packed.readTime(in),
        readDuration(in),
        STATUSES[in.readByte()],
        in.readBoolean(),
        in.readBoolean(),
        Packed.readText(in),
        Packed.readText(in),
        Packed.readText(in),
        Packed.readText(in),
        Packed.readText(in),
        Packed.readTexts(in));
  }

  private static void writeId(Output out, @Nullable String id) {
    out.writeBoolean(id != null);
    if (id != null) {
      out.writeLong(HexFormat.fromHexDigitsToLong(id));
    }
  }

  private static @Nullable String readId(Input in) {
    return in.readBoolean() ? HexFormat.of().toHexDigits(in.readLong()) : null;
  }

  private static void write(Output out, @Nullable Duration duration) {
    out.writeBoolean(duration != null);
    if (duration != null) {
      out.writeLong(duration.toNanos());
    }
  }

  private static @Nullable Duration readDuration(Input in) {
    return in.readBoolean() ? Duration.ofNanos(in.readLong()) : null;
  }
}
