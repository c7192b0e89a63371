package io.fantail.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.shape.Column;
import io.fantail.shape.FieldType;
import io.fantail.shape.Table;
import io.fantail.spark.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** A lake with one table of a day, a name and a count, and what tests ask of that table. */
record CountsLake(Lake lake, Path folder) {
  static final Table TABLE = described("counts");
  static final StructType SCHEMA = Rows.schema(TABLE);

  /** The table with comments, such as quotes may spoil. */
  static Table described(String verb) {
    List<Column> columns =
        List.of(
            Column.day("The day " + verb + "."),
            Column.of("name", FieldType.TEXT, "Who " + verb + "."),
            Column.orNull("count", FieldType.WHOLE, "It\\'s \"" + verb + "\". In ms."));
    return new Table("counts", "What " + verb + ".", columns, true, true);
  }

  static DaySet day(LocalDate day) {
    return DaySet.of(new DayRange(day, day.plusDays(1)));
  }

  static Row row(LocalDate day, String name, long count) {
    return RowFactory.create(day, name, count);
  }

  Dataset<Row> rows(Row... rows) {
    return lake.spark().createDataFrame(Arrays.asList(rows), SCHEMA);
  }

  /** As the lake object that wrote them knows them, and as another one finds them. */
  List<String> contents() {
    List<String> found = textOf(new Lake(lake.spark(), lake.uri()).read(TABLE));
    assertThat(textOf(lake.read(TABLE))).containsExactlyInAnyOrderElementsOf(found);
    return found;
  }

  static List<String> textOf(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(row -> row.mkString(" ")).toList();
  }

  /** What {@code DESCRIBE} shows. */
  List<@Nullable String> comments() {
    return lake.spark().sql("DESCRIBE delta.`" + lake.path(TABLE) + "`").collectAsList().stream()
        .takeWhile(row -> !row.getString(0).startsWith("#"))
        .<@Nullable String>map(row -> row.getAs("comment"))
        .toList();
  }

  @Nullable String sentence() {
    return lake.spark()
        .sql("DESCRIBE DETAIL delta.`" + lake.path(TABLE) + "`")
        .first()
        .getAs("description");
  }

  String commit(int version) throws IOException {
    return Files.readString(folder.resolve("counts/_delta_log/%020d.json".formatted(version)));
  }

  long commits() throws IOException {
    try (Stream<Path> log = Files.list(folder.resolve("counts/_delta_log"))) {
      return log.filter(file -> file.toString().endsWith(".json")).count();
    }
  }
}
