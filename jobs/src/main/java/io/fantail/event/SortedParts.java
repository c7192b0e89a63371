package io.fantail.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/** Walks pairs that are sorted by key, one key with all its values at a time. */
public final class SortedParts implements Iterator<SortedParts.OfKey> {

  /** All values of one key. */
  public record OfKey(String key, List<byte[]> values) {}

  private final Iterator<Tuple2<String, byte[]>> sorted;
  private @Nullable Tuple2<String, byte[]> upcoming;

  public SortedParts(Iterator<Tuple2<String, byte[]>> sorted) {
    this.sorted = sorted;
    this.upcoming = advance();
  }

  /** The pairs of two sorted iterators, sorted. */
  public static Iterator<Tuple2<String, byte[]>> merged(
      Iterator<Tuple2<String, byte[]>> one, Iterator<Tuple2<String, byte[]>> other) {
    return new Merged(one, other);
  }

  /** The key that {@link #next()} will return; null at the end. */
  public @Nullable String nextKey() {
    return upcoming == null ? null : upcoming._1();
  }

  @Override
  public boolean hasNext() {
    return upcoming != null;
  }

  @Override
  public OfKey next() {
    if (upcoming == null) {
      throw new NoSuchElementException();
    }
    String key = upcoming._1();
    List<byte[]> values = new ArrayList<>(1);
    while (upcoming != null && upcoming._1().equals(key)) {
      values.add(upcoming._2());
      upcoming = advance();
    }
    return new OfKey(key, values);
  }

  /** The values of {@code key} when it comes next, after all keys before it were passed over. */
  public List<byte[]> valuesOf(String key) {
    while (upcoming != null && upcoming._1().compareTo(key) < 0) {
      upcoming = advance();
    }
    return upcoming != null && upcoming._1().equals(key) ? next().values() : List.of();
  }

  /** The same, of which no more than the lowest few are kept, each once. */
  public List<byte[]> valuesOf(String key, int atMost) {
    while (upcoming != null && upcoming._1().compareTo(key) < 0) {
      upcoming = advance();
    }
    if (upcoming == null || !upcoming._1().equals(key)) {
      return List.of();
    }
    TreeSet<byte[]> lowest = new TreeSet<>(Arrays::compareUnsigned);
    while (upcoming != null && upcoming._1().equals(key)) {
      lowest.add(upcoming._2());
      if (lowest.size() > atMost) {
        lowest.pollLast();
      }
      upcoming = advance();
    }
    return List.copyOf(lowest);
  }

  private @Nullable Tuple2<String, byte[]> advance() {
    return sorted.hasNext() ? sorted.next() : null;
  }

  private static final class Merged implements Iterator<Tuple2<String, byte[]>> {
    private final Iterator<Tuple2<String, byte[]>> one;
    private final Iterator<Tuple2<String, byte[]>> other;
    private @Nullable Tuple2<String, byte[]> fromOne;
    private @Nullable Tuple2<String, byte[]> fromOther;

    Merged(Iterator<Tuple2<String, byte[]>> one, Iterator<Tuple2<String, byte[]>> other) {
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
}
