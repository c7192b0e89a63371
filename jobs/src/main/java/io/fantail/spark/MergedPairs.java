package io.fantail.spark;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/** The pairs of two sorted iterators, sorted. */
final class MergedPairs implements Iterator<Tuple2<String, byte[]>> {
  private final Iterator<Tuple2<String, byte[]>> one;
  private final Iterator<Tuple2<String, byte[]>> other;
  private @Nullable Tuple2<String, byte[]> fromOne;
  private @Nullable Tuple2<String, byte[]> fromOther;

  MergedPairs(Iterator<Tuple2<String, byte[]>> one, Iterator<Tuple2<String, byte[]>> other) {
    this.one = one;
    this.other = other;
    this.fromOne = one.hasNext() ? one.next() : null;
    this.fromOther = other.hasNext() ? other.next() : null;
  }

  @Override
  public boolean hasNext() {
    return fromOne != null || fromOther != null;
  }

  @Override
  public Tuple2<String, byte[]> next() {
    Tuple2<String, byte[]> first = fromOne;
    Tuple2<String, byte[]> second = fromOther;
    if (first != null && (second == null || first._1().compareTo(second._1()) <= 0)) {
      fromOne = one.hasNext() ? one.next() : null;
      return first;
    } else if (second != null) {
      fromOther = other.hasNext() ? other.next() : null;
      return second;
    }
    throw new NoSuchElementException();
  }
}
