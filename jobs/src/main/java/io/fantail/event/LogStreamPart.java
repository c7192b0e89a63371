package io.fantail.event;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lambda records of one log stream that stood in one object, packed, in the order of time. */
@SuppressWarnings("EnumOrdinal") // what is packed does not outlive the run
public final class LogStreamPart {
  private static final LambdaRecordKind FIRST_KIND = LambdaRecordKind.INIT_START;

  /**
   * Records of one millisecond stand as a sandbox writes them; those of one delivery, which says
   * nothing of their time, as they stand in their object.
   */
  public static final Comparator<LambdaRecord> ORDER =
      Comparator.comparing(LambdaRecord::at)
          .thenComparing(LambdaRecord::atDelivery)
          .thenComparing(record -> record.atDelivery() ? FIRST_KIND : record.kind())
          .thenComparing(LambdaRecord::sourceFile)
          .thenComparing(LambdaRecord::position);

  private static final LambdaRecordKind[] KINDS = LambdaRecordKind.values();

  /** Added to the kind of a record that has no time but that of its delivery. */
  private static final int AT_DELIVERY = 64;

  private LogStreamPart() {}

  /**
   * The stream, or what holds the records of one without a name, or the object that holds those of
   * many: what records are brought together by.
   */
  static String streamOf(LambdaRecord record) {
    String stream = record.logStream() == null ? record.unnamedStream() : record.logStream();
    return stream == null ? record.sourceFile() : stream;
  }

  /** Packs records of one stream and object; at least one. */
  static byte[] pack(List<LambdaRecord> records) {
    Output out = Packed.output();
    LambdaRecord first = records.get(0);
    Packed.writeText(out, first.logGroup());
    Packed.writeText(out, first.logStream());
    Packed.writeText(out, first.unnamedStream());
    Packed.writeText(out, first.accountId());
    Packed.writeText(out, first.sourceFile());
    records.forEach(record -> write(out, record, first.accountId()));
    return out.toBytes();
  }

  /** The records of a part, in the order of time. */
  public static List<LambdaRecord> unpack(byte[] part) {
    Input in = new Input(part);
    String logGroup = Packed.readText(in);
    String logStream = Packed.readText(in);
    String unnamedStream = Packed.readText(in);
    String accountId = Packed.readText(in);
    String sourceFile = Packed.readKnownText(in);
    List<LambdaRecord> records = new ArrayList<>();
    LogSource source = new LogSource(logGroup, logStream, unnamedStream, accountId, sourceFile);
    while (in.position() < part.length) {
      records.add(read(in, source));
    }
    return records;
  }

  private record LogSource(
      @Nullable String logGroup,
      @Nullable String logStream,
      @Nullable String unnamedStream,
      @Nullable String accountId,
      String sourceFile) {}

  /**
   * Writes a record without what all share.
   *
   * @param accountId of the first; records of one stream that say none are of the same
   */
  private static void write(Output out, LambdaRecord record, @Nullable String accountId) {
    out.writeByte(record.kind().ordinal() + (record.atDelivery() ? AT_DELIVERY : 0));
    Packed.writeText(
        out, Objects.equals(record.accountId(), accountId) ? null : record.accountId());
    Packed.writeText(out, record.region());
    Packed.writeText(out, record.eventId());
    Packed.writeTime(out, record.at());
    Packed.writeText(out, record.requestId());
    Packed.writeText(out, record.functionName());
    Packed.writeText(out, record.functionVersion());
    Packed.writeDouble(out, record.durationMs());
    Packed.writeDouble(out, record.billedMs());
    Packed.writeDouble(out, record.initMs());
    Packed.writeDouble(out, record.restoreMs());
    Packed.writeInteger(out, record.memoryMb());
    Packed.writeInteger(out, record.maxMemoryMb());
    Packed.writeText(out, record.status());
    Packed.writeText(out, record.errorType());
    Packed.writeText(out, record.errorMessage());
    Packed.writeText(out, record.errorStackLine());
    Packed.writeText(out, record.xrayTraceId());
    out.writeVarLong(record.position(), true);
  }

  private static LambdaRecord read(Input in, LogSource source) {
    int kindByte = in.readByte();
    LambdaRecordKind kind = KINDS[kindByte % AT_DELIVERY];
    String otherAccount = Packed.readText(in);
    return new LambdaRecord(
        kind,
        source.logGroup,
        source.logStream,
        source.unnamedStream,
        otherAccount == null ? source.accountId : otherAccount,
        Packed.readText(in),
        Packed.readText(in),
        Objects.requireNonNull(Packed.readTime(in)),
        kindByte >= AT_DELIVERY,
        Packed.readText(in),
        Packed.readText(in),
        Packed.readText(in),
        Packed.readDouble(in),
        Packed.readDouble(in),
        Packed.readDouble(in),
        Packed.readDouble(in),
        Packed.readInteger(in),
        Packed.readInteger(in),
        Packed.readText(in),
        Packed.readText(in),
        Packed.readText(in),
        Packed.readText(in),
        Packed.readText(in),
        source.sourceFile,
        in.readVarLong(true));
  }
}
