package io.fantail.job.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.archive.record.ArchiveObject;
import io.fantail.archive.record.ArchiveObject.Version;
import io.fantail.event.parse.ArchiveAccount;
import io.fantail.event.parse.FinishedObject;
import io.fantail.event.parse.UnknownTypes;
import io.fantail.job.session.Run;
import io.fantail.spark.Codec;
import io.fantail.table.DayRange;
import io.fantail.table.Lake;
import io.fantail.table.LakeFolder;
import io.fantail.table.Tables;
import io.fantail.testing.WithLocalSpark;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Spark has written, as it is read without. */
@WithLocalSpark
class LedgerTest {
  private static final String FOLDER = "s3a://bucket/archive/";
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Run RUN = new Run("run-1", "run", NOON, Map.of());
  private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");
  private static final DayRange MONDAYS = new DayRange(MONDAY, MONDAY.plusDays(1));

  @Test
  void hasOneRowForAnObjectThatWasReadTwiceAndNoneForWhatIsTriedAgain(
      SparkSession spark, @TempDir Path folder) {
    Lake lake = new Lake(spark, folder.resolve("lake").toString());
    Ledger ledger =
        new Ledger(new LakeFolder(spark.sparkContext().hadoopConfiguration(), lake.uri()));
    List<ArchiveObject> listed =
        Stream.of("a", "b", "c", "refused", "new")
            .map(name -> new ArchiveObject(FOLDER + name, 10, new Version(1, name)))
            .toList();
    IngestedFiles files = new IngestedFiles(lake);

    assertThat(ledger.unread(listed, DayRange.ALL, true)).isEqualTo(new Unread(listed, false));
    files.add(rdd(spark, read("a"), read("b")), MONDAYS, true, false, RUN);
    assertThat(ledger.unread(listed, MONDAYS, true).objects()).isEqualTo(listed.subList(2, 5));
    assertThat(ledger.unread(listed, DayRange.ALL, true).objects()).isEqualTo(listed);

    FinishedObject again =
        new FinishedObject("s3://bucket/archive/b", Instant.ofEpochMilli(1), "b", account(NOON));
    Run second = new Run("run-2", "run", NOON, Map.of());
    FinishedObject refused = new FinishedObject(FOLDER + "refused", null, null, account(null));
    files.add(rdd(spark, again, read("c"), refused), DayRange.ALL, true, true, second);

    assertThat(
            lake.read(Tables.INGESTED_FILES).selectExpr("path", "run_id").collectAsList().stream()
                .map(row -> row.mkString(" ").replaceFirst(".*/", "")))
        .containsExactlyInAnyOrder("a run-1", "b run-2", "c run-2");
    assertThat(ledger.unread(listed, DayRange.ALL, true))
        .isEqualTo(new Unread(List.of(listed.get(0), listed.get(3), listed.get(4)), true));
  }

  private static FinishedObject read(String name) {
    return new FinishedObject(FOLDER + name, Instant.ofEpochMilli(1), name, account(NOON));
  }

  private static JavaRDD<FinishedObject> rdd(SparkSession spark, FinishedObject... objects) {
    List<byte[]> packed = Stream.of(objects).map(Codec.of(FinishedObject::shape)::pack).toList();
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(packed, 1)
        .map(one -> Codec.of(FinishedObject::shape).unpack(one));
  }

  private static ArchiveAccount account(@Nullable Instant at) {
    return new ArchiveAccount(
        1, 10, 1, 0, 0, 0, 0, 0, at == null ? 0 : 1, 0, at, at, UnknownTypes.NONE);
  }
}
