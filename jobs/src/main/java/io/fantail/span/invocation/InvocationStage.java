package io.fantail.span.invocation;

import io.fantail.event.LambdaRecord;
import io.fantail.event.collected.LogStreamPart;
import io.fantail.event.policy.Kept;
import io.fantail.event.policy.PayloadPolicy;
import io.fantail.shape.Dated;
import io.fantail.shape.RecordTable;
import io.fantail.shape.Slot;
import io.fantail.span.LambdaInvocation;
import io.fantail.spark.Assorted;
import io.fantail.spark.Assorted.Value;
import io.fantail.spark.Codec;
import io.fantail.spark.Groups;
import io.fantail.spark.Iterators;
import io.fantail.spark.Keyed;
import io.fantail.spark.Packed;
import io.fantail.spark.Pair;
import io.fantail.spark.Rows;
import io.fantail.spark.TableRows;
import io.fantail.spark.parquet.OpenFiles;
import io.fantail.spark.parquet.SlotFilter;
import io.fantail.spark.parquet.ValueFiles;
import io.fantail.spark.parquet.WrittenFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Lambda records to invocations: first within each log stream, then over all streams and days by
 * request id.
 */
public final class InvocationStage {
  public static final RecordTable<LambdaInvocation> INVOCATIONS =
      RecordTable.byHour(
          "lambda_invocations",
          "An invocation that the logs show.",
          LambdaInvocation::shape,
          "the invocation started");

  /** An invocation in bytes. */
  public static final Codec<LambdaInvocation> CODEC = Codec.of(LambdaInvocation::shape);

  private static final Codec<Long> COUNT = Codec.of(fields -> fields.whole(count -> count));

  private static final Codec<WrittenFile> FILE = Codec.of(WrittenFile::shape);

  /** What the records of a log stream come to. */
  private enum Found {
    INVOCATION,
    /** How many records were there more than once. */
    DUPLICATES,
    /** A file of the table of records, into which they went on their way. */
    FILE
  }

  private final Assorted<Found> found;
  private final int partitions;

  private InvocationStage(Assorted<Found> found, int partitions) {
    this.found = found;
    this.partitions = partitions;
  }

  /**
   * What the records of each stream show.
   *
   * @param records into which they are written on their way
   */
  public static InvocationStage of(
      Keyed<LogStreamPart> logStreams, int partitions, ValueFiles<LambdaRecord> records) {
    return new InvocationStage(
        Assorted.of(
            logStreams.walk(
                parts ->
                    new StreamIterator(
                        new Groups<>(parts), records.open(TaskContext.getPartitionId()))),
            Found.values().length,
            partitions,
            values -> values),
        partitions);
  }

  /** The invocations by request id, sorted. */
  public Keyed<LambdaInvocation> invocations() {
    return found.only(Found.INVOCATION, CODEC);
  }

  /** Copies of records that were left out. */
  public long duplicates() {
    return found.only(Found.DUPLICATES, COUNT).only("", partitions).fold(0L, Long::sum);
  }

  /** The files of records; nobody sees them until they are committed. */
  public List<WrittenFile> files() {
    return found.only(Found.FILE, FILE).collect();
  }

  /**
   * The invocations of the table by request id, sorted.
   *
   * @param invocations of the table {@code lambda_invocations}
   * @param policy that what an earlier run stored must keep to now
   */
  public static Keyed<LambdaInvocation> ofTable(
      Dataset<Row> invocations, PayloadPolicy policy, int partitions) {
    return Keyed.of(
            Rows.values(invocations, INVOCATIONS),
            CODEC,
            stored ->
                Iterators.map(
                    stored,
                    one ->
                        new Pair<>(one.requestId(), Kept.of(one, LambdaInvocation::shape, policy))))
        .sorted(partitions);
  }

  /** Of these invocations, those that began in some hours. */
  public static Keyed<LambdaInvocation> startedIn(
      Keyed<LambdaInvocation> invocations, SlotFilter hours) {
    return invocations.walk(
        CODEC,
        sorted ->
            Iterators.stream(sorted)
                .filter(one -> hours.contains(one.unpack().slot()))
                .map(one -> new Pair<>(one.key(), one.unpack()))
                .iterator());
  }

  private record Told(
      String requestId, @Nullable String functionName, @Nullable Instant startedAt) {
    static Told of(String requestId, LambdaInvocation invocation) {
      return new Told(requestId, invocation.functionName(), invocation.startedAt());
    }
  }

  /**
   * The columns {@code request_id}, {@code function_name} and {@code started_at} of invocations.
   */
  public static Dataset<Row> told(SparkSession spark, Keyed<LambdaInvocation> invocations) {
    return Rows.of(
        spark,
        fields ->
            new Told(
                fields.text("request_id", "", Told::requestId),
                fields.textOrNull("function_name", "", Told::functionName),
                fields.timeOrNull("started_at", "", Told::startedAt)),
        invocations.walk(sorted -> Iterators.map(sorted, one -> Told.of(one.key(), one.unpack()))));
  }

  /** The runs of one request id, of its parts. */
  public static List<LambdaInvocation> runs(Groups.Group<LambdaInvocation> ofRequestId) {
    return SameRequest.runs(ofRequestId.values());
  }

  /**
   * Invocations as rows of the table {@code lambda_invocations}.
   *
   * @param invocations by request id, sorted
   */
  public static TableRows rows(Keyed<LambdaInvocation> invocations) {
    return TableRows.of(INVOCATIONS, invocations.walk(InvocationStage::datedRuns));
  }

  private static Iterator<Dated<LambdaInvocation>> datedRuns(
      Iterator<Packed<LambdaInvocation>> sorted) {
    return Iterators.stream(new Groups<>(sorted))
        .flatMap(ofRequestId -> runs(ofRequestId).stream())
        .map(run -> new Dated<>(run.slot(), run))
        .iterator();
  }

  /** Returns what reads the records of a stream; where nobody knows it they stand in no order. */
  static InvocationsOfRecords startingWith(LambdaRecord first) {
    return first.logStream() == null && first.unnamedStream() == null
        ? new UnplacedInvocations()
        : new StreamInvocations();
  }

  private static final class StreamIterator implements Iterator<Value<Found>> {
    private final StreamRecords records;
    private final OpenFiles<LambdaRecord> files;
    private final Queue<Value<Found>> ready = new ArrayDeque<>();
    private InvocationsOfRecords invocations = new StreamInvocations();
    private String stream = "";
    private long duplicates;
    private boolean ended;

    StreamIterator(Groups<LogStreamPart> parts, OpenFiles<LambdaRecord> files) {
      this.records = new StreamRecords(parts);
      this.files = files;
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && !ended) {
        try {
          read();
        } catch (IOException failure) {
          files.discard(failure);
          throw new UncheckedIOException(failure);
        } catch (RuntimeException failure) {
          files.discard(failure);
          throw failure;
        }
      }
      return !ready.isEmpty();
    }

    @Override
    public Value<Found> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ready.remove();
    }

    private void read() throws IOException {
      LambdaRecord record = records.next();
      if (record == null) {
        offer(invocations.takeRest());
        ready.add(new Value<>(Found.DUPLICATES, "", COUNT.pack(duplicates)));
        files.close().forEach(file -> ready.add(new Value<>(Found.FILE, "", FILE.pack(file))));
        ended = true;
        return;
      }
      files.write(Slot.of(record.at()), record);
      if (!records.stream().equals(stream)) {
        stream = records.stream();
        offer(invocations.takeRest());
        invocations = startingWith(record);
      }
      invocations.add(record, records.isFresh());
      duplicates += invocations.takeDuplicates();
      offer(invocations.takeFinished());
    }

    private void offer(Collection<LambdaInvocation> shown) {
      for (LambdaInvocation one : shown) {
        ready.add(new Value<>(Found.INVOCATION, one.requestId(), CODEC.pack(one)));
      }
    }
  }
}
