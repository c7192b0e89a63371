package io.fantail.event.collected;

import io.fantail.archive.history.EventType;
import io.fantail.event.Description;
import io.fantail.event.HistoryEvent;
import io.fantail.spark.ByteReader;
import io.fantail.spark.ByteWriter;
import io.fantail.spark.Codec;
import java.util.List;

/**
 * What is shuffled of an execution, by its ARN: the events of it that stood in one object, or what
 * one answer of the API says about it. Most executions are one part. It stays packed until somebody
 * asks for what is in it.
 */
public final class HistoryPart {
  /** Leaves the bytes as they are. */
  public static final Codec<HistoryPart> CODEC =
      new Codec<>() {
        @Override
        public byte[] pack(HistoryPart part) {
          return part.packed;
        }

        @Override
        public HistoryPart unpack(byte[] packed) {
          return new HistoryPart(packed);
        }
      };

  private static final int FRESH = 1;
  private static final int WHOLE = 2;
  private static final int DESCRIPTION = 4;

  /** The first byte says what they are. */
  private final byte[] packed;

  private HistoryPart(byte[] packed) {
    this.packed = packed;
  }

  static HistoryPart of(Description description) {
    ByteWriter out = new ByteWriter();
    out.writeByte(DESCRIPTION);
    out.write(description, Description::shape);
    return new HistoryPart(out.toBytes());
  }

  /** Whether it is a description, and none of events. */
  boolean isDescription() {
    return packed[0] == DESCRIPTION;
  }

  /** The description that it is. */
  Description description() {
    return behindFirstByte().read(Description::shape);
  }

  /** Whether the events were read from the archive now, and not from the table. */
  boolean isFresh() {
    return (packed[0] & FRESH) != 0;
  }

  /**
   * Whether it is all of its execution: every event from the first to one that ended it. It may be
   * redriven later all the same.
   */
  boolean isWhole() {
    return (packed[0] & WHOLE) != 0;
  }

  /** Adds its events to {@code events}. */
  void addTo(List<HistoryEvent> events, String executionArn) {
    ByteReader in = behindFirstByte();
    in.share(executionArn, in.readKnownText());
    while (in.hasNext()) {
      events.add(in.read(HistoryEvent::shape));
    }
  }

  private ByteReader behindFirstByte() {
    ByteReader in = new ByteReader(packed);
    in.skip(1);
    return in;
  }

  /** Gathers the events of one part. */
  static final class Builder {
    private final ByteWriter out = new ByteWriter();
    private final String sourceFile;
    private final boolean fresh;
    private long count;
    private boolean isFromItsBeginning = true;
    private boolean isEnded;

    /**
     * Begins a part, {@code fresh} where it is read from the archive now and not from the table.
     */
    Builder(boolean fresh, String sourceFile) {
      this.sourceFile = sourceFile;
      this.fresh = fresh;
      out.writeByte(0);
      out.writeText(sourceFile);
    }

    boolean isOf(String otherSourceFile) {
      return sourceFile.equals(otherSourceFile);
    }

    /** How many bytes it takes. */
    int size() {
      return out.size();
    }

    /** Whether the last event ended the execution. */
    boolean isEnded() {
      return isEnded;
    }

    void add(HistoryEvent event) {
      count++;
      isFromItsBeginning &= event.id() == count;
      isEnded = EventType.roleOf(event.type()).endsExecution();
      out.write(event, HistoryEvent::shape);
    }

    HistoryPart build() {
      byte[] packed = out.toBytes();
      packed[0] = (byte) ((fresh ? FRESH : 0) | (isFromItsBeginning && isEnded ? WHOLE : 0));
      return new HistoryPart(packed);
    }
  }
}
