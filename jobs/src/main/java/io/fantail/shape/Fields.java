package io.fantail.shape;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one value on their way out of it, or into it; see {@link Shape}. Every method takes
 * the getter of a component and returns its value: the one that the getter gives where a value is
 * written, the one that was written where it is read.
 *
 * @param <T> the record
 */
public interface Fields<T> {

  /**
   * Names the column in which the next field stands in a table.
   *
   * @param sentence what the column says, as the reference of tables prints it
   */
  Fields<T> column(String name, String sentence);

  /** The same, of a column that counts in a unit: {@code ms}, {@code bytes}, {@code MB}. */
  Fields<T> column(String name, String unit, String sentence);

  String text(Function<T, String> of);

  @Nullable String textOrNull(Function<T, @Nullable String> of);

  /** A value that stands as text, such as an ARN or a word of AWS. */
  <V> V asText(Function<T, V> of, Function<V, String> toText, Function<String, V> fromText);

  <V> @Nullable V asTextOrNull(
      Function<T, @Nullable V> of, Function<V, String> toText, Function<String, V> fromText);

  /** A text that is mostly one of a few words. */
  String word(Vocabulary words, Function<T, String> of);

  /**
   * A text that many neighbours share, such as the object that they come from: in bytes it stands
   * once, before all of them.
   */
  @Nullable String shared(Function<T, @Nullable String> of);

  /** The same of a text that is never null. */
  String sharedText(Function<T, String> of);

  /** A span id: 16 hex digits. */
  String id(Function<T, String> of);

  @Nullable String idOrNull(Function<T, @Nullable String> of);

  /**
   * One of an enum's constants; bytes alone know it, a table shows {@link #asText words}.
   *
   * @param constants all of the enum
   */
  <E extends Enum<E>> E constant(E[] constants, Function<T, E> of);

  <E extends Enum<E>> @Nullable E constantOrNull(E[] constants, Function<T, @Nullable E> of);

  boolean flag(Predicate<T> of);

  @Nullable Boolean flagOrNull(Function<T, @Nullable Boolean> of);

  int integer(ToIntFunction<T> of);

  @Nullable Integer integerOrNull(Function<T, @Nullable Integer> of);

  long whole(ToLongFunction<T> of);

  @Nullable Long wholeOrNull(Function<T, @Nullable Long> of);

  double number(ToDoubleFunction<T> of);

  @Nullable Double numberOrNull(Function<T, @Nullable Double> of);

  /** A time to the microsecond, as a table keeps it. */
  Instant time(Function<T, Instant> of);

  @Nullable Instant timeOrNull(Function<T, @Nullable Instant> of);

  /** A duration: nanoseconds in bytes, milliseconds in a table. */
  @Nullable Duration durationOrNull(Function<T, @Nullable Duration> of);

  /** Attributes by name; a map that is read is in the order of its names. */
  Map<String, String> texts(Function<T, Map<String, String>> of);

  /** Numbers by name, in the order of the names. */
  SortedMap<String, Long> counts(Function<T, SortedMap<String, Long>> of);

  List<String> textList(Function<T, List<String>> of);

  /** Numbers in their order. */
  long[] wholeList(Function<T, long[]> of);

  /** A record within the record; in a table its fields are columns like any other. */
  <R> R record(Function<T, R> of, Shape<R> shape);

  /** The same of one that may be missing: in a table, where its first column is null. */
  <R> @Nullable R recordOrNull(Function<T, @Nullable R> of, Shape<R> shape);

  /** The same of one that mostly says nothing, and then costs one byte. */
  <R> R recordOr(R usual, Function<T, R> of, Shape<R> shape);

  /** Records in their order; bytes alone know them. */
  <R> List<R> list(Function<T, List<R>> of, Shape<R> shape);
}
