package io.fantail.table;

import static io.fantail.table.CountsLake.day;
import static io.fantail.table.CountsLake.described;
import static io.fantail.table.CountsLake.row;
import static io.fantail.table.CountsLake.textOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.shape.Column;
import io.fantail.shape.FieldType;
import io.fantail.shape.Table;
import io.fantail.testing.WithLocalSpark;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WithLocalSpark
class LakeTest {
  private static final Table COUNTS = CountsLake.TABLE;
  private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");
  private static final LocalDate TUESDAY = MONDAY.plusDays(1);
  private static final LocalDate WEDNESDAY = MONDAY.plusDays(2);

  private Path folder;
  private SparkSession spark;
  private Lake lake;
  private CountsLake counts;

  @BeforeEach
  void open(SparkSession session, @TempDir Path temporary) {
    folder = temporary;
    spark = session;
    lake = new Lake(session, temporary.resolve("lake").toString());
    counts = new CountsLake(lake, folder.resolve("lake"));
  }

  @Test
  void readsATableThatIsNotThereAsNoRowsOfItsColumns() {
    assertThat(lake.has(COUNTS)).isFalse();
    assertThat(lake.read(COUNTS).schema()).isEqualTo(CountsLake.SCHEMA);
    assertThat(counts.contents()).isEmpty();
    assertThat(folder.resolve("lake")).doesNotExist();
  }

  @Test
  void takesAnAddressWithAndWithoutItsLastSlash() {
    Lake slashed = new Lake(spark, lake.uri() + "/");

    assertThat(slashed.uri()).isEqualTo(lake.uri());
    assertThat(slashed.path(COUNTS)).isEqualTo(lake.path(COUNTS));
  }

  @Test
  void replacesDaysInOneCommitAndLeavesTheOthers() throws IOException {
    lake.replaceDays(
        COUNTS,
        counts.rows(row(MONDAY, "a", 1), row(TUESDAY, "a", 2), row(WEDNESDAY, "a", 3)),
        DaySet.ALL);

    // Twice, and with a row of another day, which is none of its business.
    for (int time = 0; time < 2; time++) {
      lake.replaceDays(
          COUNTS,
          counts.rows(row(TUESDAY, "b", 20), row(TUESDAY, "c", 21), row(MONDAY, "x", 9)),
          day(TUESDAY));
    }

    assertThat(counts.contents())
        .containsExactlyInAnyOrder(
            "2026-03-02 a 1", "2026-03-03 b 20", "2026-03-03 c 21", "2026-03-04 a 3");
    for (Lake reader : List.of(lake, new Lake(spark, lake.uri()))) {
      assertThat(textOf(reader.read(COUNTS, day(MONDAY)))).containsExactly("2026-03-02 a 1");
      assertThat(textOf(reader.read(COUNTS, DaySet.NONE))).isEmpty();
      assertThat(reader.hasDays(COUNTS, day(TUESDAY))).isTrue();
      assertThat(reader.hasDays(COUNTS, DaySet.ALL.without(day(TUESDAY)))).isTrue();
      assertThat(reader.hasDays(COUNTS, day(MONDAY.minusDays(1)))).isFalse();
    }
    assertThat(counts.commits()).isEqualTo(3);
  }

  @Test
  void emptiesDaysForWhichThereIsNothing() {
    lake.replaceDays(COUNTS, counts.rows(), day(TUESDAY));
    assertThat(lake.has(COUNTS)).isTrue();
    assertThat(counts.contents()).isEmpty();

    lake.append(COUNTS, counts.rows(row(MONDAY, "a", 1), row(TUESDAY, "a", 2)));
    lake.replaceDays(COUNTS, counts.rows(), day(TUESDAY));

    assertThat(counts.contents()).containsExactly("2026-03-02 a 1");
  }

  @Test
  void putsEachDayIntoAFolderAndFewRowsIntoOneFileOfIt() throws IOException {
    List<Row> many = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      many.add(row(i % 2 == 0 ? MONDAY : TUESDAY, "name " + i, i));
    }

    lake.replaceDays(
        COUNTS, spark.createDataFrame(many, CountsLake.SCHEMA).repartition(4), DaySet.ALL);

    for (LocalDate day : List.of(MONDAY, TUESDAY)) {
      try (Stream<Path> files = Files.list(folder.resolve("lake/counts/day=" + day))) {
        assertThat(files.map(Path::toString))
            .filteredOn(name -> name.endsWith(".parquet"))
            .hasSize(1);
      }
    }
  }

  @Test
  void countsWhatATableHolds() {
    assertThat(lake.count(COUNTS)).isZero();
    lake.replaceDays(COUNTS, counts.rows(row(MONDAY, "a", 1), row(TUESDAY, "a", 2)), DaySet.ALL);
    assertThat(lake.count(COUNTS)).isEqualTo(2);
    lake.replaceDays(COUNTS, counts.rows(row(TUESDAY, "b", 2), row(TUESDAY, "c", 2)), day(TUESDAY));
    assertThat(lake.count(COUNTS)).isEqualTo(3);
    lake.append(COUNTS, counts.rows(row(MONDAY, "d", 1)));
    assertThat(lake.count(COUNTS)).isEqualTo(4);
    lake.replace(COUNTS, counts.rows(row(MONDAY, "e", 1)));
    assertThat(lake.count(COUNTS)).isOne();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a `lake`", "it's", "b%20b", "$la&ke"})
  void makesTablesInFoldersOfAnyName(String name) {
    Lake odd = new Lake(spark, folder.resolve(name).toString());
    for (String verb : List.of("was", "is")) {
      odd.append(described(verb), counts.rows(row(MONDAY, verb, 1)));
    }

    assertThat(textOf(odd.read(COUNTS)))
        .containsExactlyInAnyOrder("2026-03-02 is 1", "2026-03-02 was 1");
    assertThat(folder.resolve(name).resolve("counts/_delta_log")).isDirectory();
  }

  @Test
  void takesARelativeAddress() throws IOException {
    Path here = Files.createTempDirectory(Path.of("target"), "lake");
    try {
      new Lake(spark, here.toString()).append(described("is"), counts.rows(row(MONDAY, "a", 1)));

      assertThat(here.resolve("counts/_delta_log")).isDirectory();
    } finally {
      try (Stream<Path> all = Files.walk(here)) {
        all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      }
    }
  }

  @Test
  void addsOnlyWhatTheTableDoesNotHoldYet() {
    lake.addMissing(COUNTS, counts.rows(row(MONDAY, "a", 1)), "day", "name");

    lake.addMissing(
        COUNTS,
        counts.rows(row(MONDAY, "a", 99), row(TUESDAY, "a", 2), row(MONDAY, "b", 3)),
        "day",
        "name");

    assertThat(counts.contents())
        .containsExactlyInAnyOrder("2026-03-02 a 1", "2026-03-03 a 2", "2026-03-02 b 3");
  }

  @Test
  void keepsAllRowsOfATableWithoutDays() {
    Table names =
        new Table(
            "names", "A name.", List.of(Column.of("name", FieldType.TEXT, "It.")), false, false);
    for (String name : List.of("a", "b")) {
      lake.addMissing(
          names,
          spark.sql("SELECT explode(array('a', '" + name + "')) AS name").distinct(),
          "name");
    }
    assertThat(textOf(lake.read(names))).containsExactlyInAnyOrder("a", "b");

    Lake another = new Lake(spark, lake.uri());
    another.append(names, spark.sql("SELECT 'c' AS name"));
    assertThat(textOf(another.read(names))).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(another.count(names)).isEqualTo(3);

    lake.replace(names, spark.sql("SELECT 'd' AS name"));
    assertThat(textOf(lake.read(names))).as("what another wrote is gone, too").containsExactly("d");
    assertThat(textOf(new Lake(spark, lake.uri()).read(names))).containsExactly("d");
  }

  @Test
  void showsATableAsAViewEvenBeforeItIsThere() {
    lake.registerView(COUNTS);
    assertThat(spark.sql("SELECT * FROM counts").columns()).containsExactly("day", "name", "count");

    lake.append(COUNTS, counts.rows(row(MONDAY, "a", 1)));
    lake.registerView(COUNTS);

    assertThat(textOf(spark.sql("SELECT * FROM counts"))).containsExactly("2026-03-02 a 1");
  }
}
