package io.fantail.event;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.fantail.event.PackedRecord.Kind;
import io.fantail.event.ParsedRecord.Reject;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;

/**
 * Everything that one pass over the archive yields, brought together by one shuffle: each kind of
 * record in partitions of its own, which are read as often as they are needed; the archive is not.
 */
@SuppressWarnings("EnumOrdinal") // partitions do not outlive the run
public final class ParsedRows {
  private static final Kind[] KINDS = Kind.values();

  private static final StructType REJECT =
      new StructType()
          .add("source_file", DataTypes.StringType, false)
          .add("position", DataTypes.LongType, false)
          .add("reason", DataTypes.StringType, false)
          .add("sample", DataTypes.StringType, false);

  private final JavaPairRDD<String, byte[]> shuffled;
  private final int partitions;

  private ParsedRows(JavaPairRDD<String, byte[]> shuffled, int partitions) {
    this.shuffled = shuffled;
    this.partitions = partitions;
  }

  /**
   * Brings the records together.
   *
   * @param records by {@link #pair}
   * @param partitions for each kind of record
   */
  static ParsedRows of(JavaPairRDD<String, byte[]> records, int partitions) {
    return new ParsedRows(
        records.repartitionAndSortWithinPartitions(
            new KindPartitioner(partitions), KeyStage.BY_KEY),
        partitions);
  }

  static Tuple2<String, byte[]> pair(PackedRecord record) {
    return new Tuple2<>((char) ('0' + record.kind().ordinal()) + record.key(), record.content());
  }

  /** The parts of histories by the ARN of their execution, as {@link KeyStage} has them. */
  public JavaPairRDD<String, byte[]> histories() {
    return only(Kind.HISTORY);
  }

  /** {@link LogStreamPart}s by their streams, in the order in which they begin. */
  public JavaPairRDD<String, byte[]> logStreams() {
    return only(Kind.LOG_STREAM);
  }

  /** {@link PackedDescription}s by the ARN of the execution, as {@link KeyStage} has them. */
  public JavaPairRDD<String, byte[]> descriptions() {
    return only(Kind.DESCRIPTION);
  }

  /** {@link PackedAwsSpan}s by their X-Ray trace id, as {@link KeyStage} has them. */
  public JavaPairRDD<String, byte[]> awsSpans() {
    return only(Kind.AWS_SPAN);
  }

  /** {@code source_file, position, reason, sample} of what could not be read. */
  public Dataset<Row> rejects(SparkSession spark) {
    JavaRDD<Row> rows =
        only(Kind.REJECT)
            .map(
                reject -> {
                  Input in = new Input(reject._2());
                  long position = in.readVarLong(true);
                  String reason = Packed.readKnownText(in);
                  return RowFactory.create(reject._1(), position, reason, Packed.readKnownText(in));
                });
    return spark.createDataFrame(rows, REJECT);
  }

  /** What became of all objects together; reads the archive when nothing has read it yet. */
  public ArchiveAccount account() {
    return only(Kind.OBJECT)
        .mapPartitions(objects -> List.of(sumOf(objects).pack()).iterator())
        .collect()
        .stream()
        .map(ArchiveAccount::unpack)
        .reduce(ArchiveAccount.NOTHING, ArchiveAccount::plus);
  }

  static PackedRecord pack(Reject reject, String sourceFile) {
    Output out = Packed.output();
    out.writeVarLong(reject.position(), true);
    Packed.writeText(out, reject.reason());
    Packed.writeText(out, reject.sample());
    return new PackedRecord(Kind.REJECT, sourceFile, out.toBytes());
  }

  static PackedRecord pack(Description description) {
    return new PackedRecord(
        Kind.DESCRIPTION, description.executionArn(), PackedDescription.pack(description));
  }

  static PackedRecord pack(AwsSpan span) {
    return new PackedRecord(Kind.AWS_SPAN, span.xrayTraceId(), PackedAwsSpan.pack(span, true));
  }

  static PackedRecord pack(ObjectAccount object) {
    return new PackedRecord(Kind.OBJECT, object.sourceFile(), ArchiveAccount.of(object).pack());
  }

  private static ArchiveAccount sumOf(Iterator<Tuple2<String, byte[]>> objects) {
    ArchiveAccount sum = ArchiveAccount.NOTHING;
    while (objects.hasNext()) {
      sum = sum.plus(ArchiveAccount.unpack(objects.next()._2()));
    }
    return sum;
  }

  private JavaPairRDD<String, byte[]> only(Kind kind) {
    int first = kind.ordinal() * partitions;
    return KeyStage.partitions(shuffled, first, first + partitions)
        .mapToPair(pair -> new Tuple2<>(pair._1().substring(1), pair._2()));
  }

  private static final class KindPartitioner extends Partitioner {
    private final int partitionsOfKind;

    KindPartitioner(int partitionsOfKind) {
      this.partitionsOfKind = partitionsOfKind;
    }

    @Override
    public int numPartitions() {
      return KINDS.length * partitionsOfKind;
    }

    @Override
    public int getPartition(Object key) {
      String text = (String) key;
      Kind kind = KINDS[text.charAt(0) - '0'];
      return kind.ordinal() * partitionsOfKind
          + KeyStage.partitionOf(text.substring(1), partitionsOfKind);
    }
  }
}
