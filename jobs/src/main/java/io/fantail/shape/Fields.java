package io.fantail.shape;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one value on their way out of it, or into it; see {@link Shape}. Every method takes
 * the getter of a component and returns its value: the one that the getter gives where a value is
 * written, the one that was written where it is read. A field that stands in a table also has the
 * name of its column, and the sentence that the reference of tables prints.
 *
 * @param <T> the record
 */
@SuppressWarnings("NullAway") // a field that is never null was never written as null
public interface Fields<T> {

  /** Names the column in which the next field stands in a table; only who lists columns asks. */
  default Fields<T> column(String name, String sentence) {
    return this;
  }

  /** A field that is never null. */
  <V> V field(FieldType type, Function<T, V> of);

  <V> @Nullable V fieldOrNull(FieldType type, Function<T, @Nullable V> of);

  /** One of the constants of an enum; a table shows its name in lower case. */
  <E extends Enum<E>> E constant(E[] all, Function<T, E> of);

  <E extends Enum<E>> @Nullable E constantOrNull(E[] all, Function<T, @Nullable E> of);

  /** A record within the record; in a table its fields are columns like any other. */
  <R> R record(Function<T, R> of, Shape<R> shape);

  /** The same of one that may be missing: in a table, where its first column is null. */
  <R> @Nullable R recordOrNull(Function<T, @Nullable R> of, Shape<R> shape);

  /** The same of one that mostly says nothing, and then costs one byte. */
  default <R> R recordOr(R usual, Function<T, R> of, Shape<R> shape) {
    return record(of, shape);
  }

  /** A component that follows from fields before it: stored nowhere, made where one is read. */
  default <V> V derived(Function<T, V> of, Supplier<V> made) {
    return made.get();
  }

  /** Records in their order; no column holds them. */
  default <R> List<R> list(Function<T, List<R>> of, Shape<R> shape) {
    throw new UnsupportedOperationException("no column holds records");
  }

  /** A text that is mostly one of a few words, each of which costs one byte. */
  default String word(Vocabulary words, Function<T, String> of) {
    return text(of);
  }

  /** A text that mostly begins as the last one did: in bytes only what is new in it stands. */
  default String similar(Function<T, String> of) {
    return text(of);
  }

  /** A text that many values repeat: in bytes it stands once, and then a number in its place. */
  default String repeated(Function<T, String> of) {
    return text(of);
  }

  /**
   * A text that many neighbours share, such as the object that they come from: in bytes it stands
   * once, before all of them.
   */
  default @Nullable String shared(Function<T, @Nullable String> of) {
    return textOrNull(of);
  }

  /** The same of a text that is never null. */
  default String sharedText(Function<T, String> of) {
    return text(of);
  }

  default String text(Function<T, String> of) {
    return field(FieldType.TEXT, of);
  }

  /** A text that may be somebody's payload: no more of it is stored than the policy lets be. */
  default @Nullable String payload(
      String column, String sentence, Function<T, @Nullable String> of) {
    return textOrNull(column, sentence, of);
  }

  /**
   * The same of a text that stood in a payload as the value of a key, or a part of that value.
   *
   * @param key where this key is redacted, nothing of the text is stored
   */
  default @Nullable String payloadOf(
      String key, String column, String sentence, Function<T, @Nullable String> of) {
    return payload(column, sentence, of);
  }

  /** A text that is stored whatever the limit, such as the name of an error: only masked. */
  default @Nullable String masked(
      String column, String sentence, Function<T, @Nullable String> of) {
    return textOrNull(column, sentence, of);
  }

  default @Nullable String textOrNull(Function<T, @Nullable String> of) {
    return fieldOrNull(FieldType.TEXT, of);
  }

  default boolean flag(Function<T, Boolean> of) {
    return field(FieldType.FLAG, of);
  }

  default int integer(Function<T, Integer> of) {
    return field(FieldType.INTEGER, of);
  }

  default @Nullable Integer integerOrNull(Function<T, @Nullable Integer> of) {
    return fieldOrNull(FieldType.INTEGER, of);
  }

  default long whole(Function<T, Long> of) {
    return field(FieldType.WHOLE, of);
  }

  default double number(Function<T, Double> of) {
    return field(FieldType.NUMBER, of);
  }

  default @Nullable Double numberOrNull(Function<T, @Nullable Double> of) {
    return fieldOrNull(FieldType.NUMBER, of);
  }

  default Instant time(Function<T, Instant> of) {
    return field(FieldType.TIME, of);
  }

  default @Nullable Instant timeOrNull(Function<T, @Nullable Instant> of) {
    return fieldOrNull(FieldType.TIME, of);
  }

  default @Nullable Duration durationOrNull(Function<T, @Nullable Duration> of) {
    return fieldOrNull(FieldType.DURATION, of);
  }

  /** Attributes by name. */
  default SortedMap<String, String> texts(Function<T, SortedMap<String, String>> of) {
    return field(FieldType.TEXTS, of);
  }

  default SortedMap<String, Long> counts(Function<T, SortedMap<String, Long>> of) {
    return field(FieldType.COUNTS, of);
  }

  default List<String> textList(Function<T, List<String>> of) {
    return field(FieldType.TEXT_LIST, of);
  }

  default long[] wholeList(Function<T, long[]> of) {
    return field(FieldType.WHOLE_LIST, of);
  }

  default String text(String column, String sentence, Function<T, String> of) {
    return column(column, sentence).text(of);
  }

  default @Nullable String textOrNull(
      String column, String sentence, Function<T, @Nullable String> of) {
    return column(column, sentence).textOrNull(of);
  }

  default boolean flag(String column, String sentence, Function<T, Boolean> of) {
    return column(column, sentence).flag(of);
  }

  default int integer(String column, String sentence, Function<T, Integer> of) {
    return column(column, sentence).integer(of);
  }

  default @Nullable Integer integerOrNull(
      String column, String sentence, Function<T, @Nullable Integer> of) {
    return column(column, sentence).integerOrNull(of);
  }

  default long whole(String column, String sentence, Function<T, Long> of) {
    return column(column, sentence).whole(of);
  }

  default @Nullable Long wholeOrNull(
      String column, String sentence, Function<T, @Nullable Long> of) {
    return column(column, sentence).fieldOrNull(FieldType.WHOLE, of);
  }

  default @Nullable Double numberOrNull(
      String column, String sentence, Function<T, @Nullable Double> of) {
    return column(column, sentence).numberOrNull(of);
  }

  default Instant time(String column, String sentence, Function<T, Instant> of) {
    return column(column, sentence).time(of);
  }

  default @Nullable Instant timeOrNull(
      String column, String sentence, Function<T, @Nullable Instant> of) {
    return column(column, sentence).timeOrNull(of);
  }

  default @Nullable Duration durationOrNull(
      String column, String sentence, Function<T, @Nullable Duration> of) {
    return column(column, sentence).durationOrNull(of);
  }
}
