package io.fantail.trace;

import io.fantail.event.collected.WritingHistories;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.span.execution.PackedExecution;
import io.fantail.spark.Codec;
import io.fantail.spark.Iterators;
import io.fantail.spark.Packed;
import io.fantail.spark.Pair;
import io.fantail.spark.parquet.WrittenFile;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The executions of one task, and behind them the files that their events were written into. */
final class WritingWalk implements Iterator<Packed<?>> {
  /** The key of files among those of executions; no ARN. */
  static final String FILE_KEY = "";

  static final Codec<WrittenFile> FILE = Codec.of(WrittenFile::shape);

  private final Iterator<Pair<ExecutionSpans>> executions;
  private final WritingHistories histories;
  private Iterator<? extends Packed<?>> files = Collections.emptyIterator();
  private boolean isWritten;

  WritingWalk(Iterator<Pair<ExecutionSpans>> executions, WritingHistories histories) {
    this.executions = executions;
    this.histories = histories;
  }

  @Override
  public boolean hasNext() {
    try {
      if (!isWritten && !executions.hasNext()) {
        isWritten = true;
        files =
            Iterators.map(
                histories.close().iterator(), file -> Packed.of(new Pair<>(FILE_KEY, file), FILE));
      }
      return !isWritten || files.hasNext();
    } catch (RuntimeException failure) {
      histories.discard(failure);
      throw failure;
    }
  }

  @Override
  public Packed<?> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    try {
      return isWritten ? files.next() : Packed.of(executions.next(), PackedExecution.WHOLE);
    } catch (RuntimeException failure) {
      histories.discard(failure);
      throw failure;
    }
  }
}
