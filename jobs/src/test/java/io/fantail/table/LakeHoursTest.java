package io.fantail.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fantail.shape.Column;
import io.fantail.shape.FieldType;
import io.fantail.shape.Slot;
import io.fantail.shape.Table;
import io.fantail.spark.Rows;
import io.fantail.spark.TableRows;
import io.fantail.testing.WithLocalSpark;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of which rows of single hours are replaced. */
@WithLocalSpark
class LakeHoursTest {
  private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");
  private static final Table RUNS =
      new Table(
          "executions",
          "What ran.",
          List.of(
              Column.of("name", FieldType.TEXT, "Its name."),
              Column.of("started_at", FieldType.TIME, "When it began."),
              Column.orNull("ended_at", FieldType.TIME, "When it ended."),
              Column.orNull("hour", FieldType.INTEGER, "The hour."),
              Column.day("The day.")),
          true,
          false);

  private Lake lake;

  @BeforeEach
  void open(SparkSession spark, @TempDir Path folder) {
    lake = new Lake(spark, folder.resolve("lake").toString());
  }

  @Test
  void replacesSingleHoursAndLeavesTheOthersOfTheDay() {
    lake.replaceHours(rows(row("a", 1, 5), row("b", 2, 5), row("c", 3, 5)), hours(1, 2, 3));
    for (int time = 0; time < 2; time++) {
      lake.replaceHours(rows(row("x", 2, 9), row("none of its business", 3, 9)), hours(2));
    }

    assertThat(names(lake.read(RUNS))).containsExactlyInAnyOrder("a", "x", "c");
    assertThat(names(again().read(RUNS, hours(2, 3)))).containsExactlyInAnyOrder("x", "c");
    assertThat(again().hasHours(RUNS, hours(4))).isFalse();
    assertThat(again().hasHours(RUNS, hours(3))).isTrue();
  }

  @Test
  void replacesHoursTogetherThatShareAFile() {
    HourSet day = HourSet.of(DaySet.NONE.plus(List.of(MONDAY)));
    lake.replaceHours(rows(row("a", 1, 5), row("b", 4, 5)), day);

    assertThat(names(lake.read(RUNS, hours(1)))).containsExactly("a");
    assertThat(lake.closed(hours(2), List.of(RUNS))).isEqualTo(hours(1, 2, 3, 4));
    assertThat(lake.closed(hours(5), List.of(RUNS))).isEqualTo(hours(5));
    assertThatThrownBy(() -> lake.replaceHours(rows(row("x", 2, 5)), hours(2)))
        .hasMessageContaining("a file has rows of other hours");
    assertThat(names(lake.read(RUNS))).containsExactlyInAnyOrder("a", "b");
  }

  /** So a lake of a version that wrote no hours stays readable, and is replaced by days. */
  @Test
  void takesRowsWithoutAnHourForRowsOfAnyHourOfTheirDay() {
    lake.replaceDays(rows(row("old", 1, 5, null)), DaySet.NONE.plus(List.of(MONDAY)));

    assertThat(names(lake.read(RUNS, hours(7)))).containsExactly("old");
    assertThat(lake.closed(hours(7), List.of(RUNS)))
        .isEqualTo(HourSet.of(DaySet.NONE.plus(List.of(MONDAY))));
  }

  @Test
  void findsWhatWasActiveWithoutReadingOtherFiles() {
    lake.replaceHours(
        rows(row("early", 1, 2), row("long", 2, 11), row("endless", 3, null)), hours(1, 2, 3));

    assertThat(names(lake.readActive(RUNS, hours(10), HourSet.NONE)))
        .containsExactlyInAnyOrder("long", "endless");
    assertThat(names(lake.readActive(RUNS, hours(10), hours(2)))).containsExactly("endless");
    assertThat(names(lake.readActive(RUNS, hours(1), HourSet.NONE)))
        .containsExactly("early", "long");
    assertThat(lake.readActive(RUNS, hours(10), HourSet.NONE).inputFiles()).hasSize(2);
    assertThat(names(lake.readActive(RUNS, HourSet.NONE, HourSet.NONE))).isEmpty();
  }

  @Test
  void opensNoFileThatHasNothingInAColumnOfWhichFewRowsHaveAnything() {
    Table events =
        new Table(
            "events",
            "What happened.",
            List.of(
                Column.of("name", FieldType.TEXT, "Its name."),
                Column.orNull("started_execution_arn", FieldType.TEXT, "What it started."),
                Column.orNull("hour", FieldType.INTEGER, "The hour."),
                Column.day("The day.")),
            true,
            false);
    for (int hour = 1; hour <= 3; hour++) {
      Row plain = RowFactory.create("plain", null, hour, MONDAY);
      Row start = RowFactory.create("start", hour == 2 ? "arn" : null, hour, MONDAY);
      lake.replaceHours(
          TableRows.of(
              events,
              lake.spark().createDataFrame(List.of(plain, start), Rows.schema(events)).coalesce(1)),
          hours(hour));
    }

    Dataset<Row> having = again().readHaving("started_execution_arn", events, hours(1, 2));

    assertThat(names(having)).containsExactly("start");
    assertThat(having.inputFiles()).hasSize(1);
    assertThat(again().read(events, hours(1, 2)).inputFiles()).hasSize(2);
  }

  @Test
  void leavesOutWhatIsDoneByNowThoughNothingTellsItsEnd() {
    lake.replaceHours(
        rows(row("early", 1, 2), row("long", 2, 11), row("endless", 3, null)), hours(1, 2, 3));

    assertThat(names(lake.readActiveFor(7, RUNS, hours(10), HourSet.NONE)))
        .containsExactlyInAnyOrder("long", "endless");
    assertThat(names(lake.readActiveFor(6, RUNS, hours(10), HourSet.NONE))).containsExactly("long");
    assertThat(lake.readActiveFor(6, RUNS, hours(10), HourSet.NONE).inputFiles()).hasSize(1);
    assertThat(names(lake.readActiveFor(6, RUNS, HourSet.NONE, HourSet.NONE))).isEmpty();
  }

  private Lake again() {
    return new Lake(lake.spark(), lake.uri());
  }

  private static HourSet hours(int... hours) {
    return HourSet.of(Arrays.stream(hours).mapToObj(hour -> new Slot(MONDAY, hour)).toList());
  }

  private static Row row(String name, int from, @Nullable Integer to) {
    return row(name, from, to, from);
  }

  private static Row row(String name, int from, @Nullable Integer to, @Nullable Integer hour) {
    return RowFactory.create(name, at(from), to == null ? null : at(to), hour, MONDAY);
  }

  private static Instant at(int hour) {
    return new Slot(MONDAY, hour).start();
  }

  private TableRows rows(Row... rows) {
    Dataset<Row> dataset =
        lake.spark().createDataFrame(new ArrayList<>(Arrays.asList(rows)), Rows.schema(RUNS));
    return TableRows.of(RUNS, dataset.coalesce(1));
  }

  private static List<String> names(Dataset<Row> rows) {
    return rows.select("name").collectAsList().stream().map(row -> row.getString(0)).toList();
  }
}
