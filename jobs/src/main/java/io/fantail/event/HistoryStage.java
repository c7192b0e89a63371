package io.fantail.event;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/** Makes the events of all copies in all containers one set: each event of each execution once. */
public final class HistoryStage {
  private static final StructType PIECES =
      new StructType()
          .add("execution_arn", DataTypes.StringType, false)
          .add("event_ids", DataTypes.createArrayType(DataTypes.LongType, false), false);

  private HistoryStage() {}

  /**
   * The histories that parts come to.
   *
   * @param parts by {@link KeyStage}
   */
  public static JavaRDD<History> histories(JavaPairRDD<String, byte[]> parts) {
    return parts.mapPartitions(HistoryIterator::new);
  }

  /**
   * The events of the table as parts of histories, by {@link KeyStage}.
   *
   * @param events of the table {@code events}
   * @param policy that what an earlier run stored must keep to now
   */
  public static JavaPairRDD<String, byte[]> ofTable(
      Dataset<Row> events, PayloadPolicy policy, int partitions) {
    return KeyStage.byKey(
        InternalRows.rdd(events, EventRows.SCHEMA)
            .mapPartitionsToPair(rows -> new TablePartIterator(rows, policy)),
        partitions);
  }

  /**
   * Histories as rows of the table {@code events}.
   *
   * @param duplicates gains the number of copies that were left out
   */
  public static Dataset<Row> rows(
      SparkSession spark, JavaRDD<History> histories, LongAccumulator duplicates) {
    JavaRDD<InternalRow> rows =
        histories.flatMap(
            history -> {
              duplicates.add(history.duplicates());
              return EventRows.toRows(history);
            });
    return InternalRows.dataset(spark, rows, EventRows.SCHEMA);
  }

  /**
   * The executions of which the parts may not be all: {@code execution_arn}, and the {@code
   * event_ids} that they have. Those of which one part is all are told by its first byte.
   *
   * @param parts by {@link KeyStage}
   */
  public static Dataset<Row> pieces(SparkSession spark, JavaPairRDD<String, byte[]> parts) {
    JavaRDD<InternalRow> rows = parts.mapPartitions(SortedParts::new).flatMap(HistoryStage::piece);
    return InternalRows.dataset(spark, rows, PIECES);
  }

  private static Iterator<InternalRow> piece(SortedParts.OfKey execution) {
    List<byte[]> parts =
        execution.values().stream().filter(part -> !PackedDescription.is(part)).toList();
    if (parts.size() == 1 && HistoryPart.isWhole(parts.get(0))) {
      return Collections.emptyIterator();
    }
    List<HistoryEvent> events =
        parts.isEmpty() ? List.of() : History.of(execution.key(), parts).events();
    if (isWhole(events)) {
      return Collections.emptyIterator();
    }
    Object[] ids = events.stream().map(HistoryEvent::id).toArray();
    return List.of(InternalRows.of(InternalRows.text(execution.key()), new GenericArrayData(ids)))
        .iterator();
  }

  private static boolean isWhole(List<HistoryEvent> events) {
    int count = events.size();
    return count > 0
        && events.get(count - 1).id() == count
        && EventTypes.endsExecution(events.get(count - 1).type());
  }

  private static final class HistoryIterator implements Iterator<History> {
    private final SortedParts parts;

    HistoryIterator(Iterator<Tuple2<String, byte[]>> sorted) {
      this.parts = new SortedParts(sorted);
    }

    @Override
    public boolean hasNext() {
      return parts.hasNext();
    }

    @Override
    public History next() {
      SortedParts.OfKey part = parts.next();
      return History.of(part.key(), part.values());
    }
  }

  /** Neighbours of one execution and object are packed together: the table keeps them so. */
  private static final class TablePartIterator implements Iterator<Tuple2<String, byte[]>> {
    private final Iterator<InternalRow> rows;
    private final PayloadPolicy policy;
    private @Nullable HistoryEvent upcoming;

    TablePartIterator(Iterator<InternalRow> rows, PayloadPolicy policy) {
      this.rows = rows;
      this.policy = policy;
      this.upcoming = advance();
    }

    @Override
    public boolean hasNext() {
      return upcoming != null;
    }

    @Override
    public Tuple2<String, byte[]> next() {
      if (upcoming == null) {
        throw new NoSuchElementException();
      }
      String arn = upcoming.executionArn();
      HistoryPart part = new HistoryPart(false, upcoming.sourceFile());
      while (upcoming != null
          && upcoming.executionArn().equals(arn)
          && part.isOf(upcoming.sourceFile())) {
        part.add(upcoming);
        upcoming = advance();
      }
      return new Tuple2<>(arn, part.toBytes());
    }

    private @Nullable HistoryEvent advance() {
      return rows.hasNext() ? EventRows.fromRow(rows.next()).within(policy) : null;
    }
  }
}
