package io.fantail.event;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.LongAccumulator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the first row of each event of a sorted partition, and gives all rows of an execution the
 * day it started.
 */
final class DistinctEventRows implements MapPartitionsFunction<Row, Row> {
  private static final int ARN = 0;
  private static final int ID = 1;
  private static final int AT = 3;
  private static final int TYPE = 4;
  private static final int REDRIVE_COUNT = 6;
  private static final int COLUMNS = EventRows.SCHEMA.length();
  private static final int FRESH = COLUMNS;

  private final LongAccumulator duplicates;

  DistinctEventRows(LongAccumulator duplicates) {
    this.duplicates = duplicates;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> sorted) {
    return new DistinctIterator(sorted);
  }

  private final class DistinctIterator implements Iterator<Row> {
    private final Iterator<Row> sorted;
    private @Nullable Row upcoming;
    private String execution = "";
    private LocalDate day = LocalDate.EPOCH;
    private int redriveCount;

    DistinctIterator(Iterator<Row> sorted) {
      this.sorted = sorted;
      this.upcoming = sorted.hasNext() ? sorted.next() : null;
    }

    @Override
    public boolean hasNext() {
      return upcoming != null;
    }

    @Override
    public Row next() {
      if (upcoming == null) {
        throw new NoSuchElementException();
      }
      Row kept = upcoming;
      int freshCopies = kept.getBoolean(FRESH) ? 1 : 0;
      upcoming = sorted.hasNext() ? sorted.next() : null;
      while (upcoming != null && isSameEvent(kept, upcoming)) {
        freshCopies += upcoming.getBoolean(FRESH) ? 1 : 0;
        upcoming = sorted.hasNext() ? sorted.next() : null;
      }
      duplicates.add(Math.max(0, freshCopies - 1));
      return complete(kept);
    }

    private Row complete(Row event) {
      if (!event.getString(ARN).equals(execution)) {
        execution = event.getString(ARN);
        day = event.<Instant>getAs(AT).atZone(ZoneOffset.UTC).toLocalDate();
        redriveCount = 0;
      }
      // The API writes the count only into ExecutionRedriven, the log into every event.
      int written = event.getInt(REDRIVE_COUNT);
      boolean redriven = event.getString(TYPE).equals("ExecutionRedriven");
      redriveCount =
          redriven ? Math.max(redriveCount + 1, written) : Math.max(redriveCount, written);
      Object[] values = new Object[COLUMNS + 1];
      for (int i = 0; i < COLUMNS; i++) {
        values[i] = event.get(i);
      }
      values[REDRIVE_COUNT] = redriveCount;
      values[COLUMNS] = day;
      return RowFactory.create(values);
    }
  }

  private static boolean isSameEvent(Row one, Row other) {
    return one.getLong(ID) == other.getLong(ID) && one.getString(ARN).equals(other.getString(ARN));
  }
}
