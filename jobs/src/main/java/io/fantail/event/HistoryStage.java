package io.fantail.event;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.util.LongAccumulator;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/** Makes the events of all copies in all containers one set: each event of each execution once. */
public final class HistoryStage {
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
   */
  public static JavaPairRDD<String, byte[]> ofTable(Dataset<Row> events, int partitions) {
    return KeyStage.byKey(
        InternalRows.rdd(events, EventRows.SCHEMA).mapPartitionsToPair(TablePartIterator::new),
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
    private @Nullable HistoryEvent upcoming;

    TablePartIterator(Iterator<InternalRow> rows) {
      this.rows = rows;
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
      return rows.hasNext() ? EventRows.fromRow(rows.next()) : null;
    }
  }
}
