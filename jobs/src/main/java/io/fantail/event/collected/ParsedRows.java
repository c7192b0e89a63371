package io.fantail.event.collected;

import io.fantail.event.AwsSpan;
import io.fantail.event.Description;
import io.fantail.event.ParsedRecord.Reject;
import io.fantail.event.PendingChild;
import io.fantail.event.parse.ArchiveAccount;
import io.fantail.event.parse.FinishedObject;
import io.fantail.spark.Assorted;
import io.fantail.spark.Assorted.Value;
import io.fantail.spark.Codec;
import io.fantail.spark.Groups;
import io.fantail.spark.Iterators;
import io.fantail.spark.Keyed;
import io.fantail.spark.Packed;
import io.fantail.spark.Rows;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Everything that one pass over the archive yields: each kind of record is read as often as it is
 * needed; the archive is not.
 */
public final class ParsedRows {
  /** What tasks send each other of what they read. */
  enum Kind {
    HISTORY,
    LOG_STREAM,
    DESCRIPTION,
    PENDING_CHILD,
    AWS_SPAN,
    REJECT,
    OBJECT
  }

  /** The rows of the table {@code rejects}, but for the run. */
  static final Codec<StoredReject> REJECT = Codec.of(StoredReject::shape);

  static final Codec<PendingChild> PENDING_CHILD = Codec.of(PendingChild::shape);
  static final Codec<SeenAwsSpan> AWS_SPAN = Codec.of(SeenAwsSpan::shape);
  static final Codec<ArchiveAccount> ACCOUNT = Codec.of(ArchiveAccount::shape);
  static final Codec<FinishedObject> OBJECT = Codec.of(FinishedObject::shape);

  private final Assorted<Kind> records;

  private ParsedRows(Assorted<Kind> records) {
    this.records = records;
  }

  /** The parts of histories by the ARN of their execution, sorted. */
  public Keyed<HistoryPart> histories() {
    return records.only(Kind.HISTORY, HistoryPart.CODEC);
  }

  /** The parts of log streams by their streams, in the order in which they begin. */
  public Keyed<LogStreamPart> logStreams() {
    return records.only(Kind.LOG_STREAM, LogStreamPart.CODEC);
  }

  /** What is described of executions, by their ARN, sorted. */
  public Keyed<HistoryPart> descriptions() {
    return records.only(Kind.DESCRIPTION, HistoryPart.CODEC);
  }

  /** Children that never began, each once, whatever number of copies of their export there are. */
  public JavaRDD<PendingChild> pendingChildren() {
    return records
        .only(Kind.PENDING_CHILD, PENDING_CHILD)
        .walk(
            sorted ->
                Iterators.map(
                    new Groups<>(sorted),
                    copies ->
                        Collections.min(
                            copies.values(), Comparator.comparing(PendingChild::sourceFile))));
  }

  /** Spans of AWS by their X-Ray trace id, sorted. */
  public Keyed<SeenAwsSpan> awsSpans() {
    return records.only(Kind.AWS_SPAN, AWS_SPAN);
  }

  /** {@code source_file, position, reason, sample} of what could not be read. */
  public Dataset<Row> rejects(SparkSession spark) {
    return Rows.of(spark, StoredReject::shape, records.only(Kind.REJECT, REJECT).values());
  }

  /** What became of all objects together; reads the archive when nothing has read it yet. */
  public ArchiveAccount account() {
    return records.only(Kind.OBJECT, OBJECT).summaries(ACCOUNT, ParsedRows::sumOf).stream()
        .reduce(ArchiveAccount.NOTHING, ArchiveAccount::plus);
  }

  private static ArchiveAccount sumOf(Iterator<Packed<FinishedObject>> objects) {
    ArchiveAccount sum = ArchiveAccount.NOTHING;
    while (objects.hasNext()) {
      sum = sum.plus(objects.next().unpack().account());
    }
    return sum;
  }

  /** The objects that were read, each once. */
  public JavaRDD<FinishedObject> objects() {
    return records.only(Kind.OBJECT, OBJECT).values();
  }

  /** Brings together what a walk along the objects yields. */
  static <T> ParsedRows of(
      JavaRDD<T> objects, int partitions, FlatMapFunction<Iterator<T>, Value<Kind>> walk) {
    return new ParsedRows(Assorted.of(objects, Kind.values().length, partitions, walk));
  }

  static Value<Kind> valueOf(Reject reject, String sourceFile) {
    StoredReject stored =
        new StoredReject(sourceFile, reject.position(), reject.reason(), reject.sample());
    return new Value<>(Kind.REJECT, sourceFile, REJECT.pack(stored));
  }

  static Value<Kind> valueOf(Description description) {
    byte[] packed = HistoryPart.CODEC.pack(HistoryPart.of(description));
    return new Value<>(Kind.DESCRIPTION, description.executionArn(), packed);
  }

  static Value<Kind> valueOf(PendingChild child) {
    return new Value<>(Kind.PENDING_CHILD, child.key(), PENDING_CHILD.pack(child));
  }

  static Value<Kind> valueOf(AwsSpan span) {
    byte[] packed = AWS_SPAN.pack(new SeenAwsSpan(true, span));
    return new Value<>(Kind.AWS_SPAN, span.xrayTraceId(), packed);
  }

  static Value<Kind> valueOf(FinishedObject object) {
    return new Value<>(Kind.OBJECT, object.uri(), OBJECT.pack(object));
  }
}
