package io.fantail.spark;

import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Iterators as streams, and mapped: a partition is walked along once, and never held. */
public final class Iterators {
  private Iterators() {}

  public static <S, T> Iterator<T> map(Iterator<S> values, Function<S, T> function) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return values.hasNext();
      }

      @Override
      public T next() {
        return function.apply(values.next());
      }
    };
  }

  public static <T> Stream<T> stream(Iterator<T> values) {
    Iterable<T> once = () -> values;
    return StreamSupport.stream(once.spliterator(), false);
  }
}
