package io.fantail.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fantail.shape.Column;
import io.fantail.shape.FieldType;
import io.fantail.shape.Table;
import io.fantail.spark.Rows;
import io.fantail.spark.parquet.WrittenFile;
import io.fantail.testing.WithLocalSpark;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WithLocalSpark
class LakeTest {
  private static final Table COUNTS = described("counts");
  private static final StructType SCHEMA = Rows.schema(COUNTS);
  private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");
  private static final LocalDate TUESDAY = MONDAY.plusDays(1);
  private static final LocalDate WEDNESDAY = MONDAY.plusDays(2);

  private Path folder;
  private SparkSession spark;
  private Lake lake;

  @BeforeEach
  void open(SparkSession session, @TempDir Path temporary) {
    folder = temporary;
    spark = session;
    lake = new Lake(session, temporary.resolve("lake").toString());
  }

  @Test
  void readsATableThatIsNotThereAsNoRowsOfItsColumns() {
    assertThat(lake.has(COUNTS)).isFalse();
    assertThat(lake.read(COUNTS).schema()).isEqualTo(SCHEMA);
    assertThat(contents()).isEmpty();
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
        rows(row(MONDAY, "a", 1), row(TUESDAY, "a", 2), row(WEDNESDAY, "a", 3)),
        DaySet.ALL);

    // Twice, and with a row of another day, which is none of its business.
    for (int time = 0; time < 2; time++) {
      lake.replaceDays(
          COUNTS,
          rows(row(TUESDAY, "b", 20), row(TUESDAY, "c", 21), row(MONDAY, "x", 9)),
          day(TUESDAY));
    }

    assertThat(contents())
        .containsExactlyInAnyOrder(
            "2026-03-02 a 1", "2026-03-03 b 20", "2026-03-03 c 21", "2026-03-04 a 3");
    for (Lake reader : List.of(lake, new Lake(spark, lake.uri()))) {
      assertThat(textOf(reader.read(COUNTS, day(MONDAY)))).containsExactly("2026-03-02 a 1");
      assertThat(textOf(reader.read(COUNTS, DaySet.NONE))).isEmpty();
      assertThat(reader.hasDays(COUNTS, day(TUESDAY))).isTrue();
      assertThat(reader.hasDays(COUNTS, DaySet.ALL.without(day(TUESDAY)))).isTrue();
      assertThat(reader.hasDays(COUNTS, day(MONDAY.minusDays(1)))).isFalse();
    }
    assertThat(commits()).isEqualTo(3);
  }

  @Test
  void emptiesDaysForWhichThereIsNothing() {
    lake.replaceDays(COUNTS, rows(), day(TUESDAY));
    assertThat(lake.has(COUNTS)).isTrue();
    assertThat(contents()).isEmpty();

    lake.append(COUNTS, rows(row(MONDAY, "a", 1), row(TUESDAY, "a", 2)));
    lake.replaceDays(COUNTS, rows(), day(TUESDAY));

    assertThat(contents()).containsExactly("2026-03-02 a 1");
  }

  @Test
  void putsEachDayIntoAFolderAndFewRowsIntoOneFileOfIt() throws IOException {
    List<Row> many = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      many.add(row(i % 2 == 0 ? MONDAY : TUESDAY, "name " + i, i));
    }

    lake.replaceDays(COUNTS, spark.createDataFrame(many, SCHEMA).repartition(4), DaySet.ALL);

    for (LocalDate day : List.of(MONDAY, TUESDAY)) {
      try (Stream<Path> files = Files.list(folder.resolve("lake/counts/day=" + day))) {
        assertThat(files.map(Path::toString))
            .filteredOn(name -> name.endsWith(".parquet"))
            .hasSize(1);
      }
    }
  }

  @Test
  void bringsColumnsIntoTheOrderAndTypesOfTheTable() {
    Dataset<Row> disordered =
        rows(row(MONDAY, "a", 1))
            .select(
                functions.col("count").cast("int").as("count"),
                functions.lit("not of the table").as("stray"),
                functions.col("name"),
                functions.col("day").cast("string").as("day"));

    lake.append(COUNTS, disordered);

    assertThat(lake.read(COUNTS).schema().fieldNames()).containsExactly("day", "name", "count");
    assertThat(lake.read(COUNTS).schema().apply("count").dataType()).isEqualTo(DataTypes.LongType);
    assertThat(contents()).containsExactly("2026-03-02 a 1");
  }

  @Test
  void readsWhatAnEarlierVersionDidNotWriteAsNullAndAddsItWithTheNextWrite() {
    Table earlier =
        new Table("counts", COUNTS.sentence(), COUNTS.columns().subList(0, 2), true, true);
    lake.replaceDays(earlier, rows(row(MONDAY, "old", 1)), DaySet.ALL);
    assertThat(contents()).containsExactly("2026-03-02 old null");

    lake.replaceDays(COUNTS, rows(row(TUESDAY, "new", 2)), day(TUESDAY));

    assertThat(contents()).containsExactlyInAnyOrder("2026-03-02 old null", "2026-03-03 new 2");
    assertThat(spark.read().format("delta").load(lake.path(COUNTS)).columns())
        .containsExactly("day", "name", "count");
  }

  @Test
  void makesATableWithItsCommentsInItsFirstCommit() throws IOException {
    Table described = described("is counted");

    lake.replaceDays(described, rows(row(MONDAY, "it's", 1)), day(MONDAY));

    assertThat(commits()).isOne();
    assertThat(comments())
        .containsExactly("The day is counted.", "Who is counted.", "It\\'s \"is counted\". In ms.");
    assertThat(sentence()).isEqualTo("What is counted.");
    assertThat(contents()).containsExactly("2026-03-02 it's 1");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void bringsCommentsOfAnEarlierVersionUpToThoseOfThisOne(boolean hadOthers) throws IOException {
    if (hadOthers) {
      lake.replaceDays(described("was counted"), rows(row(MONDAY, "a", 1)), DaySet.ALL);
    } else {
      rows(row(MONDAY, "a", 1)).write().format("delta").partitionBy("day").save(lake.path(COUNTS));
    }

    lake.replaceDays(described("is counted"), rows(row(TUESDAY, "b", 2)), day(TUESDAY));

    assertThat(comments())
        .containsExactly("The day is counted.", "Who is counted.", "It\\'s \"is counted\". In ms.");
    assertThat(sentence()).isEqualTo("What is counted.");
    assertThat(contents()).containsExactlyInAnyOrder("2026-03-02 a 1", "2026-03-03 b 2");
    long commits = commits();

    lake.replaceDays(described("is counted"), rows(row(TUESDAY, "c", 3)), day(TUESDAY));
    lake.append(described("is counted"), rows(row(TUESDAY, "d", 4)));

    assertThat(commits()).as("one for each write").isEqualTo(commits + 2);
    assertThat(contents())
        .containsExactlyInAnyOrder("2026-03-02 a 1", "2026-03-03 c 3", "2026-03-03 d 4");
  }

  @Test
  void refusesAColumnThatHasAnotherType() {
    rows(row(MONDAY, "a", 1))
        .withColumn("count", functions.lit("one"))
        .write()
        .format("delta")
        .partitionBy("day")
        .save(lake.path(COUNTS));

    assertThatThrownBy(() -> lake.append(COUNTS, rows(row(TUESDAY, "b", 2))))
        .isInstanceOf(LakeException.class)
        .hasMessage(
            "The column count of the table counts has the type STRING, and not BIGINT as in this"
                + " version.");
    assertThat(contents()).containsExactly("2026-03-02 a one");
  }

  @Test
  void refusesATableWhoseColumnsHaveOtherNamesInItsFiles() {
    rows(row(MONDAY, "a", 1))
        .write()
        .format("delta")
        .option("delta.columnMapping.mode", "name")
        .partitionBy("day")
        .save(lake.path(COUNTS));

    assertThatThrownBy(() -> lake.append(COUNTS, rows(row(TUESDAY, "b", 2))))
        .isInstanceOf(LakeException.class)
        .hasMessageStartingWith("The table counts has column mapping");
    assertThat(contents()).containsExactly("2026-03-02 a 1");
  }

  @Test
  void readsNoRowThatADeletionVectorTookAway() {
    rows(row(MONDAY, "a", 1), row(MONDAY, "b", 2))
        .coalesce(1)
        .write()
        .format("delta")
        .option("delta.enableDeletionVectors", "true")
        .partitionBy("day")
        .save(lake.path(COUNTS));
    spark.sql("DELETE FROM delta.`" + lake.path(COUNTS) + "` WHERE name = 'a'");

    assertThat(contents()).containsExactly("2026-03-02 b 2");
    assertThat(lake.count(COUNTS)).isOne();
    assertThat(
            spark
                .sql("DESCRIBE HISTORY delta.`" + lake.path(COUNTS) + "`")
                .selectExpr("operationMetrics['numDeletionVectorsAdded']")
                .first()
                .getString(0))
        .isEqualTo("1");
  }

  @Test
  void saysWhatATableIsInItsFirstCommitOnly() throws IOException {
    lake.replaceDays(COUNTS, rows(row(MONDAY, "a", 1)), DaySet.ALL);
    new Lake(spark, lake.uri()).replaceDays(COUNTS, rows(row(MONDAY, "b", 1)), day(MONDAY));

    assertThat(commit(0)).contains("metaData", "protocol").contains("numRecords\\\":1");
    assertThat(commit(1)).doesNotContain("metaData", "protocol").contains("\"remove\"");
  }

  @Test
  void countsWhatATableHolds() {
    assertThat(lake.count(COUNTS)).isZero();
    lake.replaceDays(COUNTS, rows(row(MONDAY, "a", 1), row(TUESDAY, "a", 2)), DaySet.ALL);
    assertThat(lake.count(COUNTS)).isEqualTo(2);
    lake.replaceDays(COUNTS, rows(row(TUESDAY, "b", 2), row(TUESDAY, "c", 2)), day(TUESDAY));
    assertThat(lake.count(COUNTS)).isEqualTo(3);
    lake.append(COUNTS, rows(row(MONDAY, "d", 1)));
    assertThat(lake.count(COUNTS)).isEqualTo(4);
    lake.replace(COUNTS, rows(row(MONDAY, "e", 1)));
    assertThat(lake.count(COUNTS)).isOne();
  }

  /** A list that is short of files would leave rows where others take their place. */
  @Test
  void believesNoListOfFilesThatIsShort() throws IOException {
    lake.replaceDays(COUNTS, rows(row(MONDAY, "a", 1)), DaySet.ALL);
    spark.conf().set("spark.databricks.delta.allFilesInCrc.enabled", true);
    lake.replaceDays(COUNTS, rows(row(TUESDAY, "b", 2)), day(TUESDAY));
    Path log = folder.resolve("lake/counts/_delta_log");
    Path checksum = log.resolve("00000000000000000001.crc");
    String listed = Files.readString(checksum);
    assertThat(listed).contains("\"numFiles\":2", "\"allFiles\":[{");
    Files.writeString(checksum, listed.replaceFirst("\"allFiles\":\\[.*?}]", "\"allFiles\":[]"));
    Files.deleteIfExists(log.resolve("." + checksum.getFileName() + ".crc"));
    DeltaLog.clearCache();

    Lake again = new Lake(spark, lake.uri());
    again.replaceDays(COUNTS, rows(row(MONDAY, "c", 3)), DaySet.ALL);
    assertThat(again.count(COUNTS)).isOne();
    assertThat(again.read(COUNTS).select("name").collectAsList().toString()).isEqualTo("[[c]]");
  }

  @Test
  void leavesColumnsOfALaterVersionAsTheyAre() {
    rows(row(MONDAY, "a", 1))
        .withColumn("later", functions.expr("map('x', array(1L))"))
        .withColumn("later", functions.col("later").as("later", commentOf("Of a later version.")))
        .write()
        .format("delta")
        .partitionBy("day")
        .save(lake.path(COUNTS));

    lake.append(described("is counted"), rows(row(TUESDAY, "b", 2)));

    assertThat(comments())
        .containsExactly(
            "The day is counted.",
            "Who is counted.",
            "It\\'s \"is counted\". In ms.",
            "Of a later version.");
    assertThat(
            textOf(spark.sql("SELECT name, later['x'][0] FROM delta.`" + lake.path(COUNTS) + "`")))
        .containsExactlyInAnyOrder("a 1", "b null");
  }

  @Test
  void writesIntoAFolderInWhichTheFirstCommitWasInterrupted() throws IOException {
    Path left = Files.createDirectories(folder.resolve("lake/counts/day=2026-03-02"));
    Files.writeString(left.resolve("part-00000.parquet"), "half a file");
    Files.createDirectories(folder.resolve("lake/counts/_delta_log"));

    lake.replaceDays(described("is counted"), rows(row(MONDAY, "a", 1)), DaySet.ALL);

    assertThat(contents()).containsExactly("2026-03-02 a 1");
    assertThat(sentence()).isEqualTo("What is counted.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a `lake`", "it's", "b%20b", "$la&ke"})
  void makesTablesInFoldersOfAnyName(String name) {
    Lake odd = new Lake(spark, folder.resolve(name).toString());
    for (String verb : List.of("was", "is")) {
      odd.append(described(verb), rows(row(MONDAY, verb, 1)));
    }

    assertThat(textOf(odd.read(COUNTS)))
        .containsExactlyInAnyOrder("2026-03-02 is 1", "2026-03-02 was 1");
    assertThat(folder.resolve(name).resolve("counts/_delta_log")).isDirectory();
  }

  @Test
  void takesARelativeAddress() throws IOException {
    Path here = Files.createTempDirectory(Path.of("target"), "lake");
    try {
      new Lake(spark, here.toString()).append(described("is"), rows(row(MONDAY, "a", 1)));

      assertThat(here.resolve("counts/_delta_log")).isDirectory();
    } finally {
      try (Stream<Path> all = Files.walk(here)) {
        all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      }
    }
  }

  @Test
  void addsOnlyWhatTheTableDoesNotHoldYet() {
    lake.addMissing(COUNTS, rows(row(MONDAY, "a", 1)), "day", "name");

    lake.addMissing(
        COUNTS,
        rows(row(MONDAY, "a", 99), row(TUESDAY, "a", 2), row(MONDAY, "b", 3)),
        "day",
        "name");

    assertThat(contents())
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
  void letsOneOfTwoWinWhoWriteTheSameDayAndBothWhoDoNot() {
    lake.replaceDays(COUNTS, rows(row(MONDAY, "a", 1), row(WEDNESDAY, "a", 1)), DaySet.ALL);

    StoredTable ofWednesday = new StoredTable(spark, lake.path(COUNTS), COUNTS);
    lake.replaceDays(COUNTS, rows(row(MONDAY, "b", 2)), day(MONDAY));
    ofWednesday.replaceDays(ofWednesday.files().of(day(WEDNESDAY)), List.of(), day(WEDNESDAY));
    assertThat(textOf(new Lake(spark, lake.uri()).read(COUNTS))).containsExactly("2026-03-02 b 2");

    StoredTable ofMonday = new StoredTable(spark, lake.path(COUNTS), COUNTS);
    lake.replaceDays(COUNTS, rows(row(MONDAY, "c", 3)), day(MONDAY));
    assertThatThrownBy(
            () -> ofMonday.replaceDays(ofMonday.files().of(day(MONDAY)), List.of(), day(MONDAY)))
        .hasMessageContaining("CONCURRENT");
    StoredTable ofTuesday = new StoredTable(spark, lake.path(COUNTS), COUNTS);
    lake.replaceDays(COUNTS, rows(row(TUESDAY, "d", 4)), day(TUESDAY));
    AddFile added =
        StoredTable.added(new WrittenFile("day=2026-03-03/none.parquet", TUESDAY, 1, 1, 1));
    assertThatThrownBy(() -> ofTuesday.replaceDays(List.of(), List.of(added), day(TUESDAY)))
        .as("a day that was empty is not any more")
        .hasMessageContaining("CONCURRENT");
    assertThat(contents()).containsExactlyInAnyOrder("2026-03-02 c 3", "2026-03-03 d 4");
  }

  @Test
  void showsATableAsAViewEvenBeforeItIsThere() {
    lake.registerView(COUNTS);
    assertThat(spark.sql("SELECT * FROM counts").columns()).containsExactly("day", "name", "count");

    lake.append(COUNTS, rows(row(MONDAY, "a", 1)));
    lake.registerView(COUNTS);

    assertThat(textOf(spark.sql("SELECT * FROM counts"))).containsExactly("2026-03-02 a 1");
  }

  /** The table with comments, such as quotes may spoil. */
  private static Table described(String verb) {
    List<Column> columns =
        List.of(
            Column.day("The day " + verb + "."),
            Column.of("name", FieldType.TEXT, "Who " + verb + "."),
            Column.orNull("count", FieldType.WHOLE, "It\\'s \"" + verb + "\". In ms."));
    return new Table("counts", "What " + verb + ".", columns, true, true);
  }

  private static Metadata commentOf(String comment) {
    return new MetadataBuilder().putString("comment", comment).build();
  }

  /** What {@code DESCRIBE} shows. */
  private List<@Nullable String> comments() {
    return spark.sql("DESCRIBE delta.`" + lake.path(COUNTS) + "`").collectAsList().stream()
        .takeWhile(row -> !row.getString(0).startsWith("#"))
        .<@Nullable String>map(row -> row.getAs("comment"))
        .toList();
  }

  private @Nullable String sentence() {
    return spark
        .sql("DESCRIBE DETAIL delta.`" + lake.path(COUNTS) + "`")
        .first()
        .getAs("description");
  }

  private static DaySet day(LocalDate day) {
    return DaySet.of(new DayRange(day, day.plusDays(1)));
  }

  private static Row row(LocalDate day, String name, long count) {
    return RowFactory.create(day, name, count);
  }

  private Dataset<Row> rows(Row... rows) {
    return spark.createDataFrame(Arrays.asList(rows), SCHEMA);
  }

  private String commit(int version) throws IOException {
    return Files.readString(folder.resolve("lake/counts/_delta_log/%020d.json".formatted(version)));
  }

  private long commits() throws IOException {
    try (Stream<Path> log = Files.list(folder.resolve("lake/counts/_delta_log"))) {
      return log.filter(file -> file.toString().endsWith(".json")).count();
    }
  }

  /** As the lake object that wrote them knows them, and as another one finds them. */
  private List<String> contents() {
    List<String> found = textOf(new Lake(spark, lake.uri()).read(COUNTS));
    assertThat(textOf(lake.read(COUNTS))).containsExactlyInAnyOrderElementsOf(found);
    return found;
  }

  private static List<String> textOf(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(row -> row.mkString(" ")).toList();
  }
}
