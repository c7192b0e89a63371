package io.fantail.event.collected;

import io.fantail.event.LambdaRecord;
import io.fantail.event.policy.Kept;
import io.fantail.event.policy.PayloadPolicy;
import io.fantail.shape.Dated;
import io.fantail.shape.Micros;
import io.fantail.shape.RecordTable;
import io.fantail.shape.Slot;
import io.fantail.spark.Iterators;
import io.fantail.spark.Keyed;
import io.fantail.spark.Keys;
import io.fantail.spark.Packed;
import io.fantail.spark.Pair;
import io.fantail.spark.Rows;
import io.fantail.spark.TableRows;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * The records of Lambda logs as they are kept: a stream that goes on in a later object is read from
 * its beginning again, as an invocation is told by the lines around it.
 */
public final class LogRecordStage {
  public static final RecordTable<LambdaRecord> RECORDS =
      RecordTable.byHour(
          "lambda_records",
          "A line of a Lambda log, without its text.",
          LambdaRecord::shape,
          "it was logged");

  private static final int MOST_RECORDS = 512;

  private LogRecordStage() {}

  /** The hours in which records of the parts were logged: a part is of one. */
  public static Set<Slot> slots(Keyed<LogStreamPart> parts) {
    return parts
        .walk(
            ofTask -> {
              Set<Long> hours = new TreeSet<>();
              while (ofTask.hasNext()) {
                Slot slot = Slot.of(Micros.toInstant(Keys.orderOf(ofTask.next().key())));
                hours.add(slot.number());
              }
              return hours.iterator();
            })
        .distinct()
        .collect()
        .stream()
        .map(Slot::ofNumber)
        .collect(Collectors.toSet());
  }

  private record Place(String stream, String sourceFile) {}

  /** The streams of the parts and the objects that these stood in: {@code stream, source_file}. */
  public static Dataset<Row> places(SparkSession spark, Keyed<LogStreamPart> parts) {
    JavaRDD<Place> places = parts.walk(ofTask -> Iterators.map(ofTask, LogRecordStage::placeOf));
    return Rows.of(
            spark,
            fields ->
                new Place(
                    fields.text("stream", "", Place::stream),
                    fields.text("source_file", "", Place::sourceFile)),
            places)
        .distinct();
  }

  private static Place placeOf(Packed<LogStreamPart> part) {
    return new Place(Keys.groupOf(part.key()), part.unpackBy(LogStreamPart.SOURCE_FILE));
  }

  /**
   * The records of the table, to be written into it again.
   *
   * @param policy that what an earlier run stored must keep to now
   */
  public static TableRows rows(Dataset<Row> records, PayloadPolicy policy) {
    return TableRows.of(
        RECORDS,
        Rows.values(records, RECORDS)
            .map(one -> new Dated<>(Slot.of(one.at()), Kept.of(one, LambdaRecord::shape, policy))));
  }

  /**
   * The records of the table as parts of their streams, sorted as those of an archive are.
   *
   * @param policy that what an earlier run stored must keep to now
   */
  public static Keyed<LogStreamPart> ofTable(
      Dataset<Row> records, PayloadPolicy policy, int partitions) {
    return Keyed.of(
            Rows.values(records, RECORDS),
            LogStreamPart.CODEC,
            stored -> new TableParts(stored, policy))
        .sorted(partitions);
  }

  /** Neighbours of one stream and object are one part. */
  private static final class TableParts implements Iterator<Pair<LogStreamPart>> {
    private final Iterator<LambdaRecord> records;
    private final PayloadPolicy policy;
    private @Nullable LambdaRecord upcoming;

    TableParts(Iterator<LambdaRecord> records, PayloadPolicy policy) {
      this.records = records;
      this.policy = policy;
      advance();
    }

    @Override
    public boolean hasNext() {
      return upcoming != null;
    }

    @Override
    public Pair<LogStreamPart> next() {
      LambdaRecord first = upcoming;
      if (first == null) {
        throw new NoSuchElementException();
      }
      List<LambdaRecord> part = new ArrayList<>();
      while (upcoming != null && part.size() < MOST_RECORDS && isOfOnePart(upcoming, first)) {
        part.add(upcoming);
        advance();
      }
      LogStreamPart whole = LogStreamPart.of(false, part);
      return new Pair<>(whole.key(), whole);
    }

    private static boolean isOfOnePart(LambdaRecord one, LambdaRecord other) {
      return LogStreamPart.streamOf(one).equals(LogStreamPart.streamOf(other))
          && Objects.equals(one.logGroup(), other.logGroup())
          && Objects.equals(one.logStream(), other.logStream())
          && Objects.equals(one.unnamedStream(), other.unnamedStream())
          && one.sourceFile().equals(other.sourceFile());
    }

    private void advance() {
      upcoming = records.hasNext() ? Kept.of(records.next(), LambdaRecord::shape, policy) : null;
    }
  }
}
