package io.fantail.event.collected;

import io.fantail.event.LambdaRecord;
import io.fantail.event.LambdaRecordKind;
import io.fantail.shape.Micros;
import io.fantail.spark.ByteReader;
import io.fantail.spark.ByteWriter;
import io.fantail.spark.Codec;
import io.fantail.spark.Keys;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Lambda records of one log stream that stood in one object.
 *
 * @param isFresh whether they were read from the archive now, and not from the table
 * @param records at least one, in the order of time
 */
public record LogStreamPart(boolean isFresh, List<LambdaRecord> records) {
  /** Group, stream or what stands for it, and account. */
  private static final int TEXTS_BEFORE_SOURCE_FILE = 4;

  private static final LambdaRecordKind FIRST_KIND = LambdaRecordKind.INIT_START;

  /**
   * Records of one millisecond stand as a sandbox writes them; those of one delivery, which says
   * nothing of their time, as they stand in their object.
   */
  private static final Comparator<LambdaRecord> WITHIN_MILLISECOND =
      Comparator.comparing(LambdaRecord::atDelivery)
          .thenComparing(record -> record.atDelivery() ? FIRST_KIND : record.kind())
          .thenComparing(LambdaRecord::sourceFile)
          .thenComparing(LambdaRecord::position);

  /** By time, which decides for most of millions; then by {@link #WITHIN_MILLISECOND}. */
  public static final Comparator<LambdaRecord> ORDER =
      (one, other) -> {
        int byTime = one.at().compareTo(other.at());
        return byTime == 0 ? WITHIN_MILLISECOND.compare(one, other) : byTime;
      };

  /** What all records share stands once; those that say no account are of that of the first. */
  public static final Codec<LogStreamPart> CODEC =
      new Codec<>() {
        @Override
        public byte[] pack(LogStreamPart part) {
          ByteWriter out = new ByteWriter();
          LambdaRecord first = part.records.get(0);
          out.writeByte(part.isFresh ? 1 : 0);
          out.writeText(first.logGroup());
          out.writeText(first.logStream());
          out.writeText(first.unnamedStream());
          out.writeText(first.accountId());
          out.writeText(first.sourceFile());
          for (LambdaRecord record : part.records) {
            String account = record.accountId();
            out.writeText(Objects.equals(account, first.accountId()) ? null : account);
            out.write(record, LambdaRecord::shape);
          }
          return out.toBytes();
        }

        @Override
        public LogStreamPart unpack(byte[] packed) {
          ByteReader in = new ByteReader(packed);
          boolean isFresh = in.readByte() == 1;
          String logGroup = in.readText();
          String logStream = in.readText();
          String unnamedStream = in.readText();
          String account = in.readText();
          String sourceFile = in.readKnownText();
          List<LambdaRecord> records = new ArrayList<>();
          while (in.hasNext()) {
            String otherAccount = in.readText();
            in.share(
                logGroup,
                logStream,
                unnamedStream,
                otherAccount == null ? account : otherAccount,
                sourceFile);
            records.add(in.read(LambdaRecord::shape));
          }
          return new LogStreamPart(isFresh, records);
        }
      };

  /** Unpacks no more than the object in which the records stood. */
  static final Codec<String> SOURCE_FILE =
      new Codec<>() {
        @Override
        public byte[] pack(String sourceFile) {
          throw new UnsupportedOperationException("a part has more than that");
        }

        @Override
        public String unpack(byte[] packed) {
          ByteReader in = new ByteReader(packed);
          in.skip(1);
          for (int i = 0; i < TEXTS_BEFORE_SOURCE_FILE; i++) {
            in.readText();
          }
          return in.readKnownText();
        }
      };

  /** Puts records in the order of time. */
  static LogStreamPart of(boolean isFresh, List<LambdaRecord> records) {
    records.sort(ORDER);
    return new LogStreamPart(isFresh, records);
  }

  /** What the parts are sorted by: their streams, and when they begin. */
  String key() {
    LambdaRecord first = records.get(0);
    return Keys.ordered(streamOf(first), Micros.of(first.at()), 0);
  }

  /**
   * The stream, or what holds the records of one without a name, or the object that holds those of
   * many: what records are brought together by.
   */
  static String streamOf(LambdaRecord record) {
    String stream = record.logStream() == null ? record.unnamedStream() : record.logStream();
    return stream == null ? record.sourceFile() : stream;
  }
}
