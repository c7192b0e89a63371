package io.fantail.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.testing.WithLocalSpark;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.AddFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read commit by commit is what Delta's own replay of the log, by Spark, comes to. */
@WithLocalSpark
class CommittedFilesTest {
  private SparkSession spark;
  private String table;

  @BeforeEach
  void write(SparkSession session, @TempDir Path temporary) {
    spark = session;
    table = temporary.resolve("a table of numbers").toString();
    append(0, 1_000);
    append(1_000, 2_000);
  }

  private void append(long from, long to) {
    spark
        .range(from, to, 1, 2)
        .selectExpr("id", "id % 3 AS third")
        .write()
        .format("delta")
        .partitionBy("third")
        .mode(SaveMode.Append)
        .save(table);
  }

  private void sql(String statement) {
    spark.sql(statement.formatted("delta.`" + table + "`"));
  }

  private Snapshot snapshot() {
    return DeltaLog.forTable(spark, table)
        .update(false, scala.Option.empty(), scala.Option.empty());
  }

  private void assertSame(int files) {
    Snapshot snapshot = snapshot();
    List<AddFile> committed = CommittedFiles.of(snapshot).orElseThrow();

    assertThat(committed).hasSize(files);
    assertThat(described(committed))
        .isEqualTo(described(snapshot.allFilesViaStateReconstruction().collectAsList()));
  }

  /** In a commit it says what the commit did, in a replay nothing. */
  private static Set<String> described(List<AddFile> files) {
    return files.stream()
        .map(file -> file.json().replace("\"dataChange\":true", "\"dataChange\":false"))
        .collect(Collectors.toSet());
  }

  @Test
  void areThoseThatWereAddedAndNotRemoved() {
    assertSame(12);

    sql("DELETE FROM %s WHERE third = 1");
    assertSame(8);
  }

  @Test
  void areOthersWhereRowsOfThemAreDeleted() {
    sql("ALTER TABLE %s SET TBLPROPERTIES (delta.enableDeletionVectors = true)");
    sql("DELETE FROM %s WHERE id = 3");
    sql("DELETE FROM %s WHERE id = 6");

    assertThat(CommittedFiles.of(snapshot()).orElseThrow())
        .filteredOn(file -> file.deletionVector() != null)
        .hasSize(1);
    assertSame(12);
  }

  @Test
  void areAskedOfSparkWhereTheLogHasACheckpoint() {
    Snapshot snapshot = snapshot();
    snapshot.deltaLog().checkpoint(snapshot, scala.Option.empty());
    DeltaLog.clearCache();

    assertThat(CommittedFiles.of(snapshot())).isEmpty();
    assertThat(TableFiles.of(snapshot()).files()).hasSize(12);
  }
}
