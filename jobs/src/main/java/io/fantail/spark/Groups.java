package io.fantail.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Walks along values that are sorted by key, one key with all its values at a time. */
public final class Groups<T> implements Iterator<Groups.Group<T>> {

  /** All values of one key. */
  public record Group<T>(String key, List<Packed<T>> packed) {
    /** The values, made anew with each call. */
    public List<T> values() {
      return unpacked(packed);
    }
  }

  private final Iterator<Packed<T>> sorted;
  private @Nullable Packed<T> upcoming;

  public Groups(Iterator<Packed<T>> sorted) {
    this.sorted = sorted;
    this.upcoming = advance();
  }

  /**
   * The values of each key, made one at a time, for who need not have all in memory at once. Those
   * of one key are passed over when those of the next are asked for.
   */
  public static <T> Iterator<Iterator<T>> oneByOne(Iterator<Packed<T>> sorted) {
    Groups<T> groups = new Groups<>(sorted);
    return new Iterator<>() {
      private Iterator<T> last = Collections.emptyIterator();

      @Override
      public boolean hasNext() {
        last.forEachRemaining(passedOver -> {});
        return groups.hasNext();
      }

      @Override
      public Iterator<T> next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        last = groups.valuesOfNext();
        return last;
      }
    };
  }

  private Iterator<T> valuesOfNext() {
    String key = Objects.requireNonNull(nextKey());
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return isNext(key);
      }

      @Override
      public T next() {
        if (!isNext(key)) {
          throw new NoSuchElementException();
        }
        return take().unpack();
      }
    };
  }

  /** The key that {@link #next()} will return; null at the end. */
  public @Nullable String nextKey() {
    return upcoming == null ? null : upcoming.key();
  }

  @Override
  public boolean hasNext() {
    return upcoming != null;
  }

  @Override
  public Group<T> next() {
    if (upcoming == null) {
      throw new NoSuchElementException();
    }
    String key = upcoming.key();
    List<Packed<T>> values = new ArrayList<>(1);
    while (isNext(key)) {
      values.add(take());
    }
    return new Group<>(key, values);
  }

  /** The values of {@code key} when it comes next, after all keys before it were passed over. */
  public List<T> valuesOf(String key) {
    passOverUntil(key);
    return isNext(key) ? next().values() : List.of();
  }

  /** Passes over all keys before this one, and tells whether it comes next. */
  public boolean comeTo(String key) {
    passOverUntil(key);
    return isNext(key);
  }

  /**
   * As {@link #valuesOf(String)}, of which no more than the few with the lowest bytes are kept,
   * each once.
   */
  public List<T> valuesOf(String key, int atMost) {
    passOverUntil(key);
    if (!isNext(key)) {
      return List.of();
    }
    TreeSet<Packed<T>> lowest =
        new TreeSet<>(Comparator.comparing(Packed::bytes, Arrays::compareUnsigned));
    while (isNext(key)) {
      lowest.add(take());
      if (lowest.size() > atMost) {
        lowest.pollLast();
      }
    }
    return unpacked(lowest.stream().toList());
  }

  private static <T> List<T> unpacked(List<Packed<T>> packed) {
    List<T> values = new ArrayList<>(packed.size());
    packed.forEach(value -> values.add(value.unpack()));
    return values;
  }

  private void passOverUntil(String key) {
    while (upcoming != null && upcoming.key().compareTo(key) < 0) {
      upcoming = advance();
    }
  }

  private boolean isNext(String key) {
    return upcoming != null && upcoming.key().equals(key);
  }

  @SuppressWarnings("NullAway") // asked for behind isNext
  private Packed<T> take() {
    Packed<T> taken = upcoming;
    upcoming = advance();
    return taken;
  }

  private @Nullable Packed<T> advance() {
    return sorted.hasNext() ? sorted.next() : null;
  }
}
