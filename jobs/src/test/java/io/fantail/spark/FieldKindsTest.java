package io.fantail.spark;

import static io.fantail.shape.FieldType.DAY;
import static io.fantail.shape.FieldType.FLAG;
import static io.fantail.shape.FieldType.NUMBER;
import static io.fantail.shape.FieldType.SPAN_ID;
import static io.fantail.shape.FieldType.WHOLE;
import static io.fantail.spark.Inner.USUAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fantail.shape.Dated;
import io.fantail.shape.Fields;
import io.fantail.shape.RecordTable;
import io.fantail.shape.Shape;
import io.fantail.shape.Slot;
import io.fantail.shape.Vocabulary;
import io.fantail.spark.Sample.Colour;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A field of each kind through bytes and through a row, and back. */
@SuppressWarnings("NullAway") // it takes a value of any type for one that is never null
class FieldKindsTest {
  private static final LocalDate LAST_OF_1969 = LocalDate.of(1969, 12, 31);
  private static final Vocabulary WORDS =
      new Vocabulary(IntStream.range(0, 127).mapToObj(i -> "word " + i).toList());

  private record Box<V extends @Nullable Object>(V value) {}

  private interface Field<V extends @Nullable Object> extends Function<Fields<Box<V>>, V> {}

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "two\nlines\0", "Größe ☃ 😀", "word 0", "word 126", "word 127"})
  void keepsTexts(String text) {
    for (String value : List.of(text, text.repeat(50_000))) {
      keeps(value, fields -> fields.text(Box::value));
      keeps(value, fields -> fields.word(WORDS, Box::value));
      FieldKindsTest.<@Nullable String>keeps(value, fields -> fields.textOrNull(Box::value));
    }
  }

  @Test
  void keepsThatThereIsNothing() {
    FieldKindsTest.<@Nullable String>keeps(null, fields -> fields.textOrNull(Box::value));
    FieldKindsTest.<@Nullable String>keeps(null, fields -> fields.fieldOrNull(SPAN_ID, Box::value));
    FieldKindsTest.<@Nullable Boolean>keeps(null, fields -> fields.fieldOrNull(FLAG, Box::value));
    FieldKindsTest.<@Nullable Integer>keeps(null, fields -> fields.integerOrNull(Box::value));
    FieldKindsTest.<@Nullable Long>keeps(null, fields -> fields.fieldOrNull(WHOLE, Box::value));
    FieldKindsTest.<@Nullable Double>keeps(null, fields -> fields.numberOrNull(Box::value));
    FieldKindsTest.<@Nullable Instant>keeps(null, fields -> fields.timeOrNull(Box::value));
    FieldKindsTest.<@Nullable Duration>keeps(null, fields -> fields.durationOrNull(Box::value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0000000000000000", "00000000000000ff", "ffffffffffffffff"})
  void keepsIds(String id) {
    keeps(id, fields -> fields.field(SPAN_ID, Box::value));
    FieldKindsTest.<@Nullable String>keeps(id, fields -> fields.fieldOrNull(SPAN_ID, Box::value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "0123456789abcdefa", "0123456789abcdeg"})
  void refusesAnIdThatWouldComeBackAsAnother(String id) {
    Shape<Box<String>> shape = shapeOf(fields -> fields.field(SPAN_ID, Box::value));

    assertThatThrownBy(() -> Codec.of(shape).pack(new Box<>(id)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void keepsFlags(boolean flag) {
    keeps(flag, fields -> fields.flag(Box::value));
    FieldKindsTest.<@Nullable Boolean>keeps(flag, fields -> fields.fieldOrNull(FLAG, Box::value));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, -1, 63, 64, 128, -8192, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void keepsIntegers(int number) {
    keeps(number, fields -> fields.integer(Box::value));
    FieldKindsTest.<@Nullable Integer>keeps(number, fields -> fields.integerOrNull(Box::value));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 64, 1L << 32, -(1L << 52), Long.MAX_VALUE, Long.MIN_VALUE})
  void keepsWholes(long number) {
    keeps(number, fields -> fields.whole(Box::value));
    FieldKindsTest.<@Nullable Long>keeps(number, fields -> fields.fieldOrNull(WHOLE, Box::value));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.0, 12.34, 1e-300, Double.MAX_VALUE, Double.NaN, -1.0 / 0})
  void keepsNumbers(double number) {
    keeps(number, fields -> fields.field(NUMBER, Box::value));
    FieldKindsTest.<@Nullable Double>keeps(number, fields -> fields.numberOrNull(Box::value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970-01-01T00:00:00Z",
        "1970-01-01T00:00:00.000001Z",
        "1969-12-31T23:59:59.999999Z",
        "1969-12-31T23:59:59Z",
        "0001-01-01T00:00:00.123456Z",
        "2026-03-01T10:00:00.123456Z",
        "9999-12-31T23:59:59.999999Z",
      })
  void keepsTimes(Instant at) {
    keeps(at, fields -> fields.time(Box::value));
    FieldKindsTest.<@Nullable Instant>keeps(at, fields -> fields.timeOrNull(Box::value));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T10:00:00.123456789Z, 2026-03-01T10:00:00.123456Z",
    "1969-12-31T23:59:59.999999999Z, 1969-12-31T23:59:59.999999Z",
    "1969-12-31T23:59:59.000000001Z, 1969-12-31T23:59:59Z",
  })
  void roundsATimeDownToTheMicrosecond(Instant at, Instant kept) {
    Shape<Box<Instant>> shape = shapeOf(fields -> fields.time(Box::value));

    assertThat(packed(new Box<>(at), shape).value()).isEqualTo(kept);
    assertThat(asRow(new Box<>(at), shape).value()).isEqualTo(kept);
  }

  @Test
  void refusesATimeThatNoTableHolds() {
    Shape<Box<Instant>> shape = shapeOf(fields -> fields.time(Box::value));

    for (Instant at : List.of(Instant.MIN, Instant.MAX)) {
      assertThatThrownBy(() -> packed(new Box<>(at), shape))
          .isInstanceOf(ArithmeticException.class)
          .hasMessageContaining("overflow");
      assertThatThrownBy(() -> asRow(new Box<>(at), shape)).isInstanceOf(ArithmeticException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT0.000000001S", "PT-0.000000001S", "PT2400H", "PT-1.5S"})
  void keepsDurations(Duration duration) {
    FieldKindsTest.<@Nullable Duration>keeps(duration, fields -> fields.durationOrNull(Box::value));
  }

  @Test
  void keepsNanosecondsInBytesAndMillisecondsInATable() {
    Duration years = Duration.ofDays(100 * 365).plusNanos(1);
    Shape<Box<@Nullable Duration>> shape = shapeOf(fields -> fields.durationOrNull(Box::value));

    assertThat(packed(new Box<>(years), shape).value()).isEqualTo(years);
    assertThat(row(new Box<>(Duration.ofNanos(1_500_000)), shape).getDouble(0)).isEqualTo(1.5);
  }

  @Test
  void keepsTextsByName() {
    for (Map<String, String> texts :
        List.of(
            Map.<String, String>of(),
            Map.of("", ""),
            Map.of("a", "😀"),
            Map.of("b", "1", "a", "2", "c", "3", "aa", "4"))) {
      FieldKindsTest.<SortedMap<String, String>>keeps(
          new TreeMap<>(texts), fields -> fields.texts(Box::value));
    }
  }

  @Test
  void keepsCountsByName() {
    for (Map<String, Long> counts :
        List.of(
            Map.<String, Long>of(),
            Map.of("", Long.MIN_VALUE),
            Map.of("b", 0L, "a", -1L, "😀", Long.MAX_VALUE))) {
      FieldKindsTest.<SortedMap<String, Long>>keeps(
          new TreeMap<>(counts), fields -> fields.counts(Box::value));
    }
  }

  @Test
  void keepsLists() {
    for (List<String> texts : List.of(List.<String>of(), List.of(""), List.of("b", "a", "b"))) {
      keeps(texts, fields -> fields.textList(Box::value));
    }
    for (long[] numbers : List.of(new long[0], new long[] {Long.MIN_VALUE, 0, 0, -1})) {
      Shape<Box<long[]>> shape = shapeOf(fields -> fields.wholeList(Box::value));
      assertThat(packed(new Box<>(numbers), shape).value()).containsExactly(numbers);
      assertThat(asRow(new Box<>(numbers), shape).value()).containsExactly(numbers);
    }
  }

  @Test
  void keepsRecordsWithinRecords() {
    for (Inner inner : List.of(USUAL, new Inner("", 7, List.of("x", "")))) {
      keepsAll(new Box<>(inner), recordOf(f -> f.record(Box::value, Inner::shape)));
      keepsAll(new Box<>(inner), recordOf(f -> f.recordOr(USUAL, Box::value, Inner::shape)));
    }
    for (@Nullable Inner inner : Arrays.asList(USUAL, new Inner("", 7, List.of("x", "")), null)) {
      Field<@Nullable Inner> field = f -> f.recordOrNull(Box::value, Inner::shape);
      keepsAll(new Box<>(inner), recordOf(field));
    }
  }

  @Test
  void keepsWhatStandsBehindARecordThatIsMissing() {
    record Outer(@Nullable Box<@Nullable Inner> box, String text) {
      static Box<@Nullable Inner> boxShape(Fields<Box<@Nullable Inner>> fields) {
        fields.column("first", "Never null.").text(box -> "there");
        return new Box<>(fields.recordOrNull(Box::value, Inner::shape));
      }

      static Outer shape(Fields<Outer> fields) {
        return new Outer(
            fields.recordOrNull(Outer::box, Outer::boxShape),
            fields.column("text", "A text.").text(Outer::text));
      }
    }

    for (Outer outer :
        List.of(
            new Outer(null, "behind"),
            new Outer(new Box<>(null), "behind"),
            new Outer(new Box<>(USUAL), "behind"))) {
      keepsAll(outer, Outer::shape);
    }
  }

  @Test
  void takesOneByteForARecordThatSaysNothing() {
    Shape<Box<Inner>> shape = recordOf(fields -> fields.recordOr(USUAL, Box::value, Inner::shape));

    assertThat(Codec.of(shape).pack(new Box<>(new Inner("usual", null, List.of())))).hasSize(1);
  }

  @Test
  void takesOneByteForATextThatIsMissingAndForAWord() {
    Shape<Box<@Nullable String>> text = shapeOf(fields -> fields.textOrNull(Box::value));
    Shape<Box<String>> word = shapeOf(fields -> fields.word(WORDS, Box::value));

    assertThat(Codec.of(text).pack(new Box<>(null))).hasSize(1);
    assertThat(Codec.of(word).pack(new Box<>("word 126"))).hasSize(1);
  }

  @Test
  void keepsConstantsAndShowsTheirNamesInLowerCase() {
    Shape<Box<Colour>> shape = shapeOf(f -> f.constant(Colour.values(), Box::value));
    for (Colour colour : Colour.values()) {
      keepsAll(new Box<>(colour), shape);
    }
    for (@Nullable Colour colour : Arrays.asList(Colour.RED, Colour.DARK_GREEN, null)) {
      FieldKindsTest.<@Nullable Colour>keeps(
          colour, fields -> fields.constantOrNull(Colour.values(), Box::value));
    }
    assertThat(row(new Box<>(Colour.DARK_GREEN), shape).getUTF8String(0)).hasToString("dark_green");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1970-01-01", "1969-12-31", "0001-01-01", "9999-12-31"})
  void keepsDays(LocalDate day) {
    keeps(day, fields -> fields.field(DAY, Box::value));
  }

  @Test
  void keepsRecordsInTheirOrderInBytes() {
    Shape<Box<List<Inner>>> shape = shapeOf(fields -> fields.list(Box::value, Inner::shape));
    for (List<Inner> inners :
        List.of(List.<Inner>of(), List.of(USUAL, new Inner("", 0, List.of("x"))))) {
      assertThat(packed(new Box<>(inners), shape).value()).isEqualTo(inners);
    }
  }

  @Test
  void saysThatNullWasWrittenWhereATextMustBe() {
    Shape<Box<@Nullable String>> shape = shapeOf(fields -> fields.textOrNull(Box::value));
    byte[] packed = Codec.of(shape).pack(new Box<>(null));

    assertThatThrownBy(() -> new ByteReader(packed).readKnownText())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("null was written where a text must be");
  }

  private static <V extends @Nullable Object> void keeps(V value, Field<V> field) {
    keepsAll(new Box<>(value), shapeOf(field));
  }

  private static <T> void keepsAll(T value, Shape<T> shape) {
    assertThat(packed(value, shape)).isEqualTo(value);
    assertThat(asRow(value, shape)).isEqualTo(value);
  }

  private static <V extends @Nullable Object> Shape<Box<V>> shapeOf(Field<V> field) {
    return fields -> new Box<>(field.apply(fields.column("value", "A value.")));
  }

  private static <V extends @Nullable Object> Shape<Box<V>> recordOf(Field<V> field) {
    return fields -> new Box<>(field.apply(fields));
  }

  private static <T> T packed(T value, Shape<T> shape) {
    Codec<T> codec = Codec.of(shape);
    return codec.unpack(codec.pack(value));
  }

  private static <T> T asRow(T value, Shape<T> shape) {
    return new RowReader<>(shape).value(row(value, shape));
  }

  /** As Spark hands it on: in its own bytes. */
  private static <T> InternalRow row(T value, Shape<T> shape) {
    StructType schema = Rows.schema(RecordTable.of("table", "A table.", shape, "The day.").table());
    InternalRow row =
        new RowWriter<>(Datasets.withDay(shape), schema.size())
            .row(new Dated<>(new Slot(LAST_OF_1969, 0), value));
    InternalRow unsafe = UnsafeProjection.create(schema).apply(row);
    assertThat(unsafe.getInt(schema.size() - 1)).isEqualTo(-1);
    return unsafe;
  }
}
