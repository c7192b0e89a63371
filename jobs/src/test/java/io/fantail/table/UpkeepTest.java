package io.fantail.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fantail.shape.Column;
import io.fantail.shape.FieldType;
import io.fantail.shape.Slot;
import io.fantail.shape.Table;
import io.fantail.spark.Rows;
import io.fantail.spark.TableRows;
import io.fantail.table.Upkeep.Part;
import io.fantail.testing.WithLocalSpark;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithLocalSpark
class UpkeepTest {
  private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");
  private static final Table EXECUTIONS =
      new Table(
          "executions",
          "What ran.",
          List.of(
              Column.of("name", FieldType.TEXT, "Its name."),
              Column.orNull("hour", FieldType.INTEGER, "The hour."),
              Column.day("The day.")),
          true,
          false);

  private Lake lake;
  private Upkeep upkeep;

  @BeforeEach
  void writeHours(SparkSession spark, @TempDir Path folder) {
    lake = new Lake(spark, folder.resolve("lake").toString());
    upkeep = new Upkeep(lake);
    lake.replaceHours(rows(row(MONDAY, 1, "d"), row(MONDAY, 1, "a")), hours(1));
    lake.replaceHours(rows(row(MONDAY, 2, "c"), row(MONDAY, 2, "b")), hours(2));
    LocalDate tuesday = MONDAY.plusDays(1);
    lake.replaceHours(rows(row(tuesday, 0, "e")), HourSet.of(List.of(new Slot(tuesday, 0))));
  }

  @Test
  void joinsTheFilesOfADayAndKeepsWhatIsKnownOfItsHours() {
    Part part = upkeep.parts(EXECUTIONS).get(0);
    assertThat(part.day()).isEqualTo(MONDAY);
    assertThat(part.files()).isGreaterThan(1);

    upkeep.rearrange(part, List.of("name"), 1);

    assertThat(again().parts(EXECUTIONS)).extracting(Part::files).containsExactly(1, 1);
    Lake reopened = new Lake(lake.spark(), lake.uri());
    assertThat(reopened.read(EXECUTIONS).select("name").coalesce(1).collectAsList())
        .extracting(row -> row.getString(0))
        .containsSubsequence("a", "b", "c", "d")
        .contains("e");
    assertThat(reopened.closed(hours(1), List.of(EXECUTIONS))).isEqualTo(hours(1, 2));
    assertThat(reopened.hasHours(EXECUTIONS, hours(3))).isFalse();
    assertThat(lake.spark().sql("DESCRIBE HISTORY delta.`" + lake.path(EXECUTIONS) + "`").count())
        .isEqualTo(4);
  }

  @Test
  void writesLateHoursIntoAJoinedDay() {
    upkeep.rearrange(upkeep.parts(EXECUTIONS).get(0), List.of("name"), 1);
    HourSet touched = lake.closed(hours(2), List.of(EXECUTIONS));
    List<Row> kept = lake.read(EXECUTIONS, touched).filter("name <> 'c'").collectAsList();

    lake.replaceHours(rows(kept.toArray(Row[]::new)), touched);

    assertThat(names(new Lake(lake.spark(), lake.uri())))
        .containsExactlyInAnyOrder("a", "b", "d", "e");
  }

  @Test
  void joinsTheSmallFilesOfATableWithoutDaysOnceThereAreMany() {
    Table ledger =
        new Table(
            "ledger",
            "What was read.",
            List.of(Column.of("path", FieldType.TEXT, "Its path.")),
            false,
            false);
    for (int run = 1; run <= Upkeep.MANY_FILES; run++) {
      lake.append(
          ledger,
          lake.spark()
              .createDataFrame(List.of(RowFactory.create("object " + run)), Rows.schema(ledger)));
      assertThat(upkeep.parts(ledger)).extracting(Part::files).containsExactly(run);
      upkeep.joinSmall(ledger);
    }

    assertThat(again().parts(ledger)).extracting(Part::files).containsExactly(1);
    assertThat(new Lake(lake.spark(), lake.uri()).read(ledger).collectAsList())
        .extracting(row -> row.getString(0))
        .hasSize(Upkeep.MANY_FILES)
        .doesNotHaveDuplicates();
  }

  @Test
  void stopsBeforeACommitWhereTheLakeIsAnothers() {
    Lake lost =
        new Lake(
            lake.spark(),
            lake.uri(),
            new Fence() {
              @Override
              public <T> T pass(Supplier<T> commit) {
                throw new IllegalStateException("another's");
              }
            });
    Upkeep ofLost = new Upkeep(lost);

    assertThatThrownBy(() -> ofLost.rearrange(ofLost.parts(EXECUTIONS).get(0), List.of("name"), 1))
        .hasMessage("another's");
    assertThatThrownBy(() -> ofLost.removeDays(EXECUTIONS, DaySet.ALL)).hasMessage("another's");
    assertThatThrownBy(() -> ofLost.vacuum(EXECUTIONS, 168, false)).hasMessage("another's");
    assertThat(names(new Lake(lake.spark(), lake.uri()))).hasSize(5);
  }

  @Test
  void takesDaysAwayAndDoesNotSeeThemAnyMore() {
    upkeep.removeDays(EXECUTIONS, DaySet.NONE.plus(List.of(MONDAY)));

    assertThat(names(lake)).containsExactly("e");
    assertThat(names(new Lake(lake.spark(), lake.uri()))).containsExactly("e");
  }

  /** Files younger than a week are left, however old their version is. */
  @Test
  void letsDeltaDeleteOnlyWhatIsOldEnough() {
    upkeep.rearrange(upkeep.parts(EXECUTIONS).get(0), List.of("name"), 1);

    assertThat(upkeep.vacuum(EXECUTIONS, 168, true)).isZero();
    upkeep.vacuum(EXECUTIONS, 168, false);

    assertThat(
            lake.spark()
                .read()
                .format("delta")
                .option("versionAsOf", 2)
                .load(lake.path(EXECUTIONS))
                .count())
        .isEqualTo(5);
  }

  private Upkeep again() {
    return new Upkeep(new Lake(lake.spark(), lake.uri()));
  }

  private List<String> names(Lake of) {
    return of.read(EXECUTIONS).collectAsList().stream()
        .map(row -> row.<String>getAs("name"))
        .toList();
  }

  private static HourSet hours(int... hours) {
    return HourSet.of(Arrays.stream(hours).mapToObj(hour -> new Slot(MONDAY, hour)).toList());
  }

  private static Row row(LocalDate day, int hour, String name) {
    return RowFactory.create(name, hour, day);
  }

  private TableRows rows(Row... rows) {
    Dataset<Row> all =
        lake.spark().createDataFrame(new ArrayList<>(Arrays.asList(rows)), Rows.schema(EXECUTIONS));
    return TableRows.of(EXECUTIONS, all);
  }
}
