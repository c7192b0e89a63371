package io.fantail.event;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import org.jspecify.annotations.Nullable;

/** {@link Description} in the bytes that are shuffled; among the parts of a history. */
@SuppressWarnings("EnumOrdinal") // what is packed does not outlive the run
final class PackedDescription {
  /** Where a {@link HistoryPart} has no more than two low bits. */
  private static final int MARK = 4;

  private static final DescriptionSource[] SOURCES = DescriptionSource.values();

  private PackedDescription() {}

  /** Whether a part of a history is none of events. */
  static boolean is(byte[] part) {
    return part[0] == MARK;
  }

  static byte[] pack(Description description) {
    Output out = Packed.output();
    out.writeByte(MARK);
    out.writeByte(description.source().ordinal());
    Packed.writeText(out, description.executionArn());
    Packed.writeText(out, description.mapRunArn());
    Packed.writeText(out, description.status());
    Packed.writeTime(out, description.startedAt());
    Packed.writeTime(out, description.endedAt());
    out.writeVarInt(description.redriveCount(), true);
    Packed.writeText(out, description.error());
    Packed.writeText(out, description.cause());
    Packed.writeText(out, description.errorFingerprint());
    Packed.writeText(out, description.input());
    Packed.writeText(out, description.output());
    writeLong(out, description.children());
    ChildCounts counts = description.childCounts();
    writeLong(out, counts.pending());
    writeLong(out, counts.succeeded());
    writeLong(out, counts.failed());
    writeLong(out, counts.timedOut());
    writeLong(out, counts.aborted());
    writeLong(out, description.items());
    PackedContext.write(out, description.context());
    Packed.writeText(out, description.sourceFile());
    return out.toBytes();
  }

  static Description unpack(byte[] packed) {
    Input in = new Input(packed);
    in.readByte();
    return new Description(
        SOURCES[in.readByte()],
        Packed.readKnownText(in),
        Packed.readText(in),
        Packed.readText(in),
        Packed.readKnownTime(in),
        Packed.readTime(in),
        in.readVarInt(true),
        Packed.readText(in),
        Packed.readText(in),
        Packed.readText(in),
        Packed.readText(in),
        Packed.readText(in),
        readLong(in),
        new ChildCounts(readLong(in), readLong(in), readLong(in), readLong(in), readLong(in)),
        readLong(in),
        PackedContext.read(in),
        Packed.readKnownText(in));
  }

  private static void writeLong(Output out, @Nullable Long number) {
    out.writeBoolean(number != null);
    if (number != null) {
      out.writeVarLong(number, true);
    }
  }

  private static @Nullable Long readLong(Input in) {
    return in.readBoolean() ? in.readVarLong(true) : null;
  }
}
