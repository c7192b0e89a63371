package io.fantail.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TableTest {
  private record Point(int x, @Nullable Integer y) {
    static Point shape(Fields<Point> fields) {
      return new Point(
          fields.column("x", "How far to the right.").integer(Point::x),
          fields.column("y", "How far up.").integerOrNull(Point::y));
    }
  }

  private record Line(String name, Point from, @Nullable Point to) {
    static Line shape(Fields<Line> fields) {
      return new Line(
          fields.column("name", "What it is called.").text(Line::name),
          fields.record(Line::from, Point::shape),
          fields.recordOrNull(Line::to, Line::end));
    }

    private static Point end(Fields<Point> fields) {
      return new Point(
          fields.column("to_x", "Its end.").integer(Point::x),
          fields.column("to_y", "Its end.").integerOrNull(Point::y));
    }
  }

  @Test
  void hasAColumnForEachFieldOfItsShapeAndTheDayBehind() {
    RecordTable<Line> lines = RecordTable.of("lines", "A line.", Line::shape, "The day.");

    assertThat(lines.table().columns())
        .containsExactly(
            Column.of("name", FieldType.TEXT, "What it is called."),
            Column.of("x", FieldType.INTEGER, "How far to the right."),
            Column.orNull("y", FieldType.INTEGER, "How far up."),
            Column.orNull("to_x", FieldType.INTEGER, "Its end."),
            Column.orNull("to_y", FieldType.INTEGER, "Its end."),
            Column.day("The day."));
    assertThat(lines.table().byDay()).isTrue();
    assertThat(lines.table().fewRows()).isFalse();
  }

  static Stream<Arguments> shapesThatNoTableCanHave() {
    return Stream.of(
        shape(
            "the field behind [x] names no column",
            fields ->
                new Point(
                    fields.column("x", "").integer(Point::x), fields.integerOrNull(Point::y))),
        shape(
            "the field behind [] names no column",
            fields -> new Point(fields.integer(Point::x), null)),
        shape(
            "no field stands in the column x",
            fields -> new Point(fields.column("x", "").column("y", "").integer(Point::x), null)),
        shape(
            "no field stands in the column y",
            fields -> {
              Point point = new Point(fields.column("x", "").integer(Point::x), null);
              fields.column("y", "");
              return point;
            }),
        shape(
            "no field stands in the column point",
            fields -> fields.column("point", "").record(point -> point, Point::shape)),
        shape(
            "no column holds records",
            fields -> fields.column("x", "").list(List::of, Point::shape).get(0)),
        shape(
            "points has two columns day",
            fields -> new Point(fields.column("day", "").integer(Point::x), null)));
  }

  private static Arguments shape(String message, Shape<Point> shape) {
    return Arguments.of(message, shape);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shapesThatNoTableCanHave")
  void refusesAShapeThatItCannotHold(String message, Shape<Point> shape) {
    assertThatThrownBy(() -> RecordTable.of("points", "A point.", shape, "The day."))
        .isInstanceOf(RuntimeException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({"p99_ms, ms", "memory_mb, MB", "lambda_gb_seconds, GB s", "bytes, bytes", "items,"})
  void countsInTheUnitThatTheNameTells(String name, @Nullable String unit) {
    assertThat(Column.of(name, FieldType.WHOLE, "How much.").unit()).isEqualTo(unit);
  }

  @Test
  void refusesAReportWithoutADay() {
    List<Column> columns = List.of(Column.of("x", FieldType.WHOLE, "How far."));

    assertThatThrownBy(() -> new Table("points", "A point.", columns, true, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("points has no column day");
    assertThat(new Table("points", "A point.", columns, false, false).columnNames())
        .containsExactly("x");
  }

  @Test
  void countsWordsUpTo127() {
    List<String> words = IntStream.range(0, 127).mapToObj(String::valueOf).toList();
    Vocabulary vocabulary = new Vocabulary(words);

    for (int i = 0; i < words.size(); i++) {
      assertThat(vocabulary.numberOf(words.get(i))).isEqualTo(i);
      assertThat(vocabulary.word(i)).isEqualTo(words.get(i));
    }
    assertThat(vocabulary.numberOf("another")).isNull();
    List<String> more = Stream.concat(words.stream(), Stream.of("one more")).toList();
    assertThatThrownBy(() -> new Vocabulary(more))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("128 words, more than 127");
  }
}
