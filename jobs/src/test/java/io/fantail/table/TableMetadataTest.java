package io.fantail.table;

import static io.fantail.table.CountsLake.day;
import static io.fantail.table.CountsLake.described;
import static io.fantail.table.CountsLake.row;
import static io.fantail.table.CountsLake.textOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fantail.shape.Table;
import io.fantail.testing.WithLocalSpark;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a table says of itself, and of which columns and types it is. */
@WithLocalSpark
class TableMetadataTest {
  private static final Table COUNTS = CountsLake.TABLE;
  private static final String LAYOUT = "\"fantail.layout\":\"2\"";
  private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");
  private static final LocalDate TUESDAY = MONDAY.plusDays(1);

  private SparkSession spark;
  private Lake lake;
  private CountsLake counts;

  @BeforeEach
  void open(SparkSession session, @TempDir Path temporary) {
    spark = session;
    lake = new Lake(session, temporary.resolve("lake").toString());
    counts = new CountsLake(lake, temporary.resolve("lake"));
  }

  @Test
  void bringsColumnsIntoTheOrderAndTypesOfTheTable() {
    Dataset<Row> disordered =
        counts
            .rows(row(MONDAY, "a", 1))
            .select(
                functions.col("count").cast("int").as("count"),
                functions.lit("not of the table").as("stray"),
                functions.col("name"),
                functions.col("day").cast("string").as("day"));

    lake.append(COUNTS, disordered);

    assertThat(lake.read(COUNTS).schema().fieldNames()).containsExactly("day", "name", "count");
    assertThat(lake.read(COUNTS).schema().apply("count").dataType()).isEqualTo(DataTypes.LongType);
    assertThat(counts.contents()).containsExactly("2026-03-02 a 1");
  }

  @Test
  void readsWhatAnEarlierVersionDidNotWriteAsNullAndAddsItWithTheNextWrite() {
    Table earlier =
        new Table("counts", COUNTS.sentence(), COUNTS.columns().subList(0, 2), true, true);
    lake.replaceDays(earlier, counts.rows(row(MONDAY, "old", 1)), DaySet.ALL);
    assertThat(counts.contents()).containsExactly("2026-03-02 old null");

    lake.replaceDays(COUNTS, counts.rows(row(TUESDAY, "new", 2)), day(TUESDAY));

    assertThat(counts.contents())
        .containsExactlyInAnyOrder("2026-03-02 old null", "2026-03-03 new 2");
    assertThat(spark.read().format("delta").load(lake.path(COUNTS)).columns())
        .containsExactly("day", "name", "count");
  }

  /** As a version before the first layout has written it. */
  @Test
  void saysOfATableWhichLayoutItHasFromTheNextWriteOn() throws IOException {
    lake.append(COUNTS, counts.rows(row(MONDAY, "a", 1)));
    assertThat(counts.commit(0)).contains(LAYOUT);
    spark.sql(
        "ALTER TABLE delta.`%s` UNSET TBLPROPERTIES ('fantail.layout', 'fantail.version')"
            .formatted(lake.path(COUNTS)));

    new Lake(spark, lake.uri()).append(COUNTS, counts.rows(row(MONDAY, "b", 2)));
    new Lake(spark, lake.uri()).append(COUNTS, counts.rows(row(MONDAY, "c", 3)));

    assertThat(counts.commit(2)).contains(LAYOUT);
    assertThat(counts.commit(3)).doesNotContain("metaData");
  }

  @Test
  void refusesATableOfALaterLayoutForReadingAndWriting() {
    lake.append(COUNTS, counts.rows(row(MONDAY, "a", 1)));
    spark.sql(
        "ALTER TABLE delta.`%s` SET TBLPROPERTIES ('fantail.layout' = '3', 'fantail.version' = '9.1')"
            .formatted(lake.path(COUNTS)));
    Lake newer = new Lake(spark, lake.uri());

    for (ThrowingCallable use :
        List.<ThrowingCallable>of(
            () -> newer.registerView(COUNTS),
            () -> newer.read(COUNTS),
            () -> newer.append(COUNTS, counts.rows(row(MONDAY, "b", 1))))) {
      assertThatThrownBy(use)
          .isInstanceOf(LakeException.class)
          .hasMessageStartingWith(
              "The table counts was written by Fantail 9.1 (layout 3), which is newer than this"
                  + " one, development (layout 2).");
    }
  }

  @Test
  void makesATableWithItsCommentsInItsFirstCommit() throws IOException {
    Table described = described("is counted");

    lake.replaceDays(described, counts.rows(row(MONDAY, "it's", 1)), day(MONDAY));

    assertThat(counts.commits()).isOne();
    assertThat(counts.comments())
        .containsExactly("The day is counted.", "Who is counted.", "It\\'s \"is counted\". In ms.");
    assertThat(counts.sentence()).isEqualTo("What is counted.");
    assertThat(counts.contents()).containsExactly("2026-03-02 it's 1");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void bringsCommentsOfAnEarlierVersionUpToThoseOfThisOne(boolean hadOthers) throws IOException {
    if (hadOthers) {
      lake.replaceDays(described("was counted"), counts.rows(row(MONDAY, "a", 1)), DaySet.ALL);
    } else {
      counts
          .rows(row(MONDAY, "a", 1))
          .write()
          .format("delta")
          .partitionBy("day")
          .save(lake.path(COUNTS));
    }

    lake.replaceDays(described("is counted"), counts.rows(row(TUESDAY, "b", 2)), day(TUESDAY));

    assertThat(counts.comments())
        .containsExactly("The day is counted.", "Who is counted.", "It\\'s \"is counted\". In ms.");
    assertThat(counts.sentence()).isEqualTo("What is counted.");
    assertThat(counts.contents()).containsExactlyInAnyOrder("2026-03-02 a 1", "2026-03-03 b 2");
    long commits = counts.commits();

    lake.replaceDays(described("is counted"), counts.rows(row(TUESDAY, "c", 3)), day(TUESDAY));
    lake.append(described("is counted"), counts.rows(row(TUESDAY, "d", 4)));

    assertThat(counts.commits()).as("one for each write").isEqualTo(commits + 2);
    assertThat(counts.contents())
        .containsExactlyInAnyOrder("2026-03-02 a 1", "2026-03-03 c 3", "2026-03-03 d 4");
  }

  @Test
  void refusesAColumnThatHasAnotherType() {
    counts
        .rows(row(MONDAY, "a", 1))
        .withColumn("count", functions.lit("one"))
        .write()
        .format("delta")
        .partitionBy("day")
        .save(lake.path(COUNTS));

    assertThatThrownBy(() -> lake.append(COUNTS, counts.rows(row(TUESDAY, "b", 2))))
        .isInstanceOf(LakeException.class)
        .hasMessage(
            "The column count of the table counts has the type STRING, and not BIGINT as in this"
                + " version.");
    assertThat(counts.contents()).containsExactly("2026-03-02 a one");
  }

  @Test
  void refusesATableWhoseColumnsHaveOtherNamesInItsFiles() {
    counts
        .rows(row(MONDAY, "a", 1))
        .write()
        .format("delta")
        .option("delta.columnMapping.mode", "name")
        .partitionBy("day")
        .save(lake.path(COUNTS));

    assertThatThrownBy(() -> lake.append(COUNTS, counts.rows(row(TUESDAY, "b", 2))))
        .isInstanceOf(LakeException.class)
        .hasMessageStartingWith("The table counts has column mapping");
    assertThat(counts.contents()).containsExactly("2026-03-02 a 1");
  }

  @Test
  void leavesColumnsOfALaterVersionAsTheyAre() {
    counts
        .rows(row(MONDAY, "a", 1))
        .withColumn("later", functions.expr("map('x', array(1L))"))
        .withColumn("later", functions.col("later").as("later", commentOf("Of a later version.")))
        .write()
        .format("delta")
        .partitionBy("day")
        .save(lake.path(COUNTS));

    lake.append(described("is counted"), counts.rows(row(TUESDAY, "b", 2)));

    assertThat(counts.comments())
        .containsExactly(
            "The day is counted.",
            "Who is counted.",
            "It\\'s \"is counted\". In ms.",
            "Of a later version.");
    assertThat(
            textOf(spark.sql("SELECT name, later['x'][0] FROM delta.`" + lake.path(COUNTS) + "`")))
        .containsExactlyInAnyOrder("a 1", "b null");
  }

  private static Metadata commentOf(String comment) {
    return new MetadataBuilder().putString("comment", comment).build();
  }
}
