package io.fantail.table;

import static io.fantail.table.CountsLake.day;
import static io.fantail.table.CountsLake.described;
import static io.fantail.table.CountsLake.row;
import static io.fantail.table.CountsLake.textOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fantail.shape.Table;
import io.fantail.spark.parquet.WrittenFile;
import io.fantail.testing.WithLocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.actions.AddFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a commit says, and which of two is kept. */
@WithLocalSpark
class StoredTableTest {
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
  void saysWhatATableIsInItsFirstCommitOnly() throws IOException {
    lake.replaceDays(COUNTS, counts.rows(row(MONDAY, "a", 1)), DaySet.ALL);
    new Lake(spark, lake.uri()).replaceDays(COUNTS, counts.rows(row(MONDAY, "b", 1)), day(MONDAY));

    assertThat(counts.commit(0)).contains("metaData", "protocol").contains("numRecords\\\":1");
    assertThat(counts.commit(1)).doesNotContain("metaData", "protocol").contains("\"remove\"");
  }

  @Test
  void writesIntoAFolderInWhichTheFirstCommitWasInterrupted() throws IOException {
    Path left = Files.createDirectories(folder.resolve("lake/counts/day=2026-03-02"));
    Files.writeString(left.resolve("part-00000.parquet"), "half a file");
    Files.createDirectories(folder.resolve("lake/counts/_delta_log"));

    lake.replaceDays(described("is counted"), counts.rows(row(MONDAY, "a", 1)), DaySet.ALL);

    assertThat(counts.contents()).containsExactly("2026-03-02 a 1");
    assertThat(counts.sentence()).isEqualTo("What is counted.");
  }

  @Test
  void letsOneOfTwoWinWhoWriteTheSameDayAndBothWhoDoNot() {
    lake.replaceDays(COUNTS, counts.rows(row(MONDAY, "a", 1), row(WEDNESDAY, "a", 1)), DaySet.ALL);

    StoredTable ofWednesday = new StoredTable(spark, lake.path(COUNTS), COUNTS, Fence.OPEN);
    lake.replaceDays(COUNTS, counts.rows(row(MONDAY, "b", 2)), day(MONDAY));
    ofWednesday.replaceDays(ofWednesday.files().of(day(WEDNESDAY)), List.of(), day(WEDNESDAY));
    assertThat(textOf(new Lake(spark, lake.uri()).read(COUNTS))).containsExactly("2026-03-02 b 2");

    StoredTable ofMonday = new StoredTable(spark, lake.path(COUNTS), COUNTS, Fence.OPEN);
    lake.replaceDays(COUNTS, counts.rows(row(MONDAY, "c", 3)), day(MONDAY));
    assertThatThrownBy(
            () -> ofMonday.replaceDays(ofMonday.files().of(day(MONDAY)), List.of(), day(MONDAY)))
        .hasMessageContaining("CONCURRENT");
    StoredTable ofTuesday = new StoredTable(spark, lake.path(COUNTS), COUNTS, Fence.OPEN);
    lake.replaceDays(COUNTS, counts.rows(row(TUESDAY, "d", 4)), day(TUESDAY));
    AddFile added =
        StoredTable.added(
            new WrittenFile("day=2026-03-03/none.parquet", TUESDAY, 1, 1, 1, "{}"), true);
    assertThatThrownBy(() -> ofTuesday.replaceDays(List.of(), List.of(added), day(TUESDAY)))
        .as("a day that was empty is not any more")
        .hasMessageContaining("CONCURRENT");
    assertThat(counts.contents()).containsExactlyInAnyOrder("2026-03-02 c 3", "2026-03-03 d 4");
  }

  /** A list that is short of files would leave rows where others take their place. */
  @Test
  void believesNoListOfFilesThatIsShort() throws IOException {
    lake.replaceDays(COUNTS, counts.rows(row(MONDAY, "a", 1)), DaySet.ALL);
    spark.conf().set("spark.databricks.delta.allFilesInCrc.enabled", true);
    lake.replaceDays(COUNTS, counts.rows(row(TUESDAY, "b", 2)), day(TUESDAY));
    Path log = folder.resolve("lake/counts/_delta_log");
    Path checksum = log.resolve("00000000000000000001.crc");
    String listed = Files.readString(checksum);
    assertThat(listed).contains("\"numFiles\":2", "\"allFiles\":[{");
    Files.writeString(checksum, listed.replaceFirst("\"allFiles\":\\[.*?}]", "\"allFiles\":[]"));
    Files.deleteIfExists(log.resolve("." + checksum.getFileName() + ".crc"));
    DeltaLog.clearCache();

    Lake again = new Lake(spark, lake.uri());
    again.replaceDays(COUNTS, counts.rows(row(MONDAY, "c", 3)), DaySet.ALL);
    assertThat(again.count(COUNTS)).isOne();
    assertThat(again.read(COUNTS).select("name").collectAsList().toString()).isEqualTo("[[c]]");
  }

  @Test
  void readsNoRowThatADeletionVectorTookAway() {
    counts
        .rows(row(MONDAY, "a", 1), row(MONDAY, "b", 2))
        .coalesce(1)
        .write()
        .format("delta")
        .option("delta.enableDeletionVectors", "true")
        .partitionBy("day")
        .save(lake.path(COUNTS));
    spark.sql("DELETE FROM delta.`" + lake.path(COUNTS) + "` WHERE name = 'a'");

    assertThat(counts.contents()).containsExactly("2026-03-02 b 2");
    assertThat(lake.count(COUNTS)).isOne();
    assertThat(
            spark
                .sql("DESCRIBE HISTORY delta.`" + lake.path(COUNTS) + "`")
                .selectExpr("operationMetrics['numDeletionVectorsAdded']")
                .first()
                .getString(0))
        .isEqualTo("1");
  }
}
