package io.fantail.event;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.List;
import java.util.Objects;

/**
 * Events of one execution that stood in one object, packed: what is shuffled in the place of
 * events. Most executions are one part.
 */
final class HistoryPart {
  private static final int FRESH = 1;
  private static final int WHOLE = 2;

  private final Output out = Packed.output();
  private final String sourceFile;
  private final boolean fresh;
  private long count;
  private boolean isFromItsBeginning = true;
  private boolean isEnded;

  /**
   * Begins a part.
   *
   * @param fresh read from the archive now, and not from the table
   */
  HistoryPart(boolean fresh, String sourceFile) {
    this.sourceFile = sourceFile;
    this.fresh = fresh;
    out.writeByte(0);
    Packed.writeText(out, sourceFile);
  }

  boolean isOf(String otherSourceFile) {
    return sourceFile.equals(otherSourceFile);
  }

  int size() {
    return out.position();
  }

  byte[] toBytes() {
    byte[] part = out.toBytes();
    part[0] = (byte) ((fresh ? FRESH : 0) | (isFromItsBeginning && isEnded ? WHOLE : 0));
    return part;
  }

  /**
   * Whether a part is all of its execution: every event from the first to one that ended it. It may
   * be redriven later all the same.
   */
  static boolean isWhole(byte[] part) {
    return (part[0] & WHOLE) != 0;
  }

  void add(HistoryEvent event) {
    count++;
    isFromItsBeginning &= event.id() == count;
    isEnded = EventTypes.endsExecution(event.type());
    out.writeVarLong(event.id(), true);
    out.writeVarLong(event.previousId(), true);
    Packed.writeTime(out, event.at());
    EventTypes.write(out, event.type());
    Packed.writeText(out, event.stateName());
    out.writeVarInt(event.redriveCount(), true);
    Packed.writeText(out, event.resource());
    Packed.writeInteger(out, event.iteration());
    Packed.writeInteger(out, event.items());
    Packed.writeText(out, event.mapRunArn());
    Packed.writeText(out, event.startedExecutionArn());
    PackedCall.write(out, event.call());
    Packed.writeText(out, event.error());
    Packed.writeText(out, event.cause());
    Packed.writeText(out, event.errorFingerprint());
    Packed.writeText(out, event.input());
    Packed.writeText(out, event.output());
    PackedContext.write(out, event.context());
    Packed.writeText(out, event.details());
  }

  /**
   * Adds the events of a part to {@code events}.
   *
   * @return whether they were read from the archive now
   */
  static boolean read(byte[] part, String executionArn, List<HistoryEvent> events) {
    Input in = new Input(part);
    boolean fresh = (in.readByte() & FRESH) != 0;
    String sourceFile = Packed.readKnownText(in);
    while (in.position() < part.length) {
      events.add(readEvent(in, executionArn, sourceFile));
    }
    return fresh;
  }

  private static HistoryEvent readEvent(Input in, String executionArn, String sourceFile) {
    return new HistoryEvent(
        executionArn,
        in.readVarLong(true),
        in.readVarLong(true),
        Objects.requireNonNull(Packed.readTime(in)),
        EventTypes.read(in),
        Packed.readText(in),
        in.readVarInt(true),
        Packed.readText(in),
        Packed.readInteger(in),
        Packed.readInteger(in),
        Packed.readText(in),
        Packed.readText(in),
        PackedCall.read(in),
        Packed.readText(in),
        Packed.readText(in),
        Packed.readText(in),
        Packed.readText(in),
        Packed.readText(in),
        PackedContext.read(in),
        Packed.readText(in),
        sourceFile);
  }
}
