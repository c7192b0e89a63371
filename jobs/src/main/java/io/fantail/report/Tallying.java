package io.fantail.report;

import io.fantail.spark.Assorted.Value;
import io.fantail.spark.parquet.TableFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Counts the values of one task, and hands on what it counted whenever that is much, and at the
 * end.
 */
final class Tallying<T> implements Iterator<Value<ReportPart>> {

  /** What is done with the values. */
  @FunctionalInterface
  interface Work<T> {
    /** Counts a value. */
    void count(ReportTally tally, T value) throws IOException;

    /** Ends the files that were written meanwhile. */
    default List<TableFile> close() throws IOException {
      return List.of();
    }

    /** Takes these files away, after a failure. */
    default void discard(Exception reason) {}
  }

  private final Iterator<T> values;
  private final Work<T> work;
  private Iterator<Value<ReportPart>> ready = Collections.emptyIterator();
  private boolean isDone;

  Tallying(Iterator<T> values, Work<T> work) {
    this.values = values;
    this.work = work;
  }

  @Override
  public boolean hasNext() {
    while (!ready.hasNext() && !isDone) {
      try {
        ready = counted().iterator();
      } catch (IOException failure) {
        work.discard(failure);
        throw new UncheckedIOException(failure);
      } catch (RuntimeException failure) {
        work.discard(failure);
        throw failure;
      }
    }
    return ready.hasNext();
  }

  private List<Value<ReportPart>> counted() throws IOException {
    ReportTally tally = new ReportTally();
    while (values.hasNext() && !tally.isFull()) {
      work.count(tally, values.next());
    }
    List<Value<ReportPart>> counted = new ArrayList<>(TallyValues.of(tally));
    if (!values.hasNext()) {
      isDone = true;
      counted.addAll(TallyValues.of(work.close()));
    }
    return counted;
  }

  @Override
  public Value<ReportPart> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.next();
  }
}
