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
import io.fantail.table.Tables;
import io.fantail.testing.WithLocalSpark;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithLocalSpark
class LedgerTest {
  private static final String FOLDER = "s3a://bucket/archive/";
  private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Run RUN = new Run("run-1", "run", NOON);

  private Lake lake;
  private Ledger ledger;

  @BeforeEach
  void open(SparkSession spark, @TempDir Path folder) {
    lake = new Lake(spark, folder.resolve("lake").toString());
    ledger = new Ledger(lake);
  }

  @Test
  void tellsEveryObjectForUnreadWhereNothingWasRead() {
    List<ArchiveObject> listed = List.of(object("a", 1, null), object("b", 2, null));

    assertThat(ledger.unread(listed, DayRange.ALL, true)).isEqualTo(listed);
  }

  @Test
  void tellsWhatIsNewAndWhatHasChanged() {
    ledger.add(read("same", "longer", "later", "retagged", "copied"), DayRange.ALL, true, RUN);
    List<ArchiveObject> listed =
        List.of(
            object("same", 1, null),
            new ArchiveObject(FOLDER + "longer", 11, new Version(1, "etag")),
            object("later", 2, null),
            object("retagged", 1, "other"),
            // With an ETag the time decides nothing: a bucket was copied.
            object("copied", 9, "etag"),
            object("new", 1, null));

    assertThat(ledger.unread(listed, DayRange.ALL, true))
        .extracting(ArchiveObject::name)
        .containsExactly("longer", "later", "retagged", "new");
  }

  /**
   * As a listing of S3 gives them, as its inventory does, and as another version has noted them.
   */
  @Test
  void knowsAnObjectByEachOfItsAddressesAndSpellingsOfItsETag() {
    ledger.add(
        rdd(
            List.of(
                finished("s3a://bucket/archive/a", "\"etag\""),
                finished("s3://bucket/archive/b", "etag"))),
        DayRange.ALL,
        true,
        RUN);
    List<ArchiveObject> listed =
        List.of(
            new ArchiveObject("s3://bucket/archive/a", 10, new Version(5, "\"etag\"")),
            new ArchiveObject("s3a://bucket/archive/b", 10, new Version(6, "etag")));

    assertThat(ledger.unread(listed, DayRange.ALL, true)).isEmpty();

    ledger.add(rdd(List.of(finished("s3://bucket/archive/a", "etag"))), DayRange.ALL, true, RUN);

    assertThat(lake.read(Tables.INGESTED_FILES).count()).isEqualTo(2);
  }

  @Test
  void readsAgainForItsTracesWhatIngestAloneHasRead() {
    ledger.add(read("a"), DayRange.ALL, false, RUN);
    List<ArchiveObject> listed = List.of(object("a", 1, null));

    assertThat(ledger.unread(listed, DayRange.ALL, false)).isEmpty();
    assertThat(ledger.unread(listed, DayRange.ALL, true)).hasSize(1);
  }

  @Test
  void readsAgainWhatWasLeftOutForItsDates() {
    DayRange monday = days(0, 1);
    ledger.add(read(account(2, NOON, NOON.plusSeconds(86_400), 0), "both"), monday, true, RUN);
    ledger.add(read(account(2, NOON, NOON, 0), "monday"), monday, true, RUN);
    ledger.add(read(account(2, NOON, NOON, 1), "cut"), monday, true, RUN);
    ledger.add(read(account(2, null, null, 0), "noise"), monday, true, RUN);
    List<ArchiveObject> listed =
        List.of(
            object("both", 1, null),
            object("monday", 1, null),
            object("cut", 1, null),
            object("noise", 1, null));

    assertThat(ledger.unread(listed, monday, true)).isEmpty();
    assertThat(ledger.unread(listed, days(1, 2), true))
        .extracting(ArchiveObject::name)
        .containsExactly("both", "cut");
    assertThat(ledger.unread(listed, DayRange.ALL, true))
        .extracting(ArchiveObject::name)
        .containsExactly("both", "cut");
  }

  /** A history is named by a description beside it, whichever comes first. */
  @Test
  void readsAgainWhatCouldNotBeReadAsLongAsAnotherObjectWasMissing() {
    ledger.add(read(account(3, NOON, NOON, 0, 3), "history", "torn"), DayRange.ALL, true, RUN);
    ledger.add(read("good"), DayRange.ALL, true, RUN);
    List<ArchiveObject> listed =
        List.of(
            object("history", 1, null).withSiblings(List.of(FOLDER + "description")),
            object("good", 1, null).withSiblings(List.of(FOLDER + "description")),
            object("torn", 1, null),
            object("description", 1, null));

    assertThat(ledger.unread(listed, DayRange.ALL, true))
        .extracting(ArchiveObject::name)
        .containsExactly("history", "description");
  }

  @Test
  void hasOneRowForAnObjectThatWasReadTwiceAndNoneForWhatIsTriedAgain() {
    ledger.add(read("a", "b"), DayRange.ALL, true, RUN);
    ledger.add(read("b", "c"), DayRange.ALL, true, new Run("run-2", "run", NOON));
    ledger.add(
        rdd(List.of(new FinishedObject(FOLDER + "refused", null, null, account(0, null, null, 0)))),
        DayRange.ALL,
        true,
        RUN);

    assertThat(
            lake.read(Tables.INGESTED_FILES).selectExpr("path", "run_id").collectAsList().stream()
                .map(row -> row.mkString(" ").replace(FOLDER, "")))
        .containsExactlyInAnyOrder("a run-1", "b run-2", "c run-2");
  }

  private static DayRange days(int from, int to) {
    return new DayRange(MONDAY.plusDays(from), MONDAY.plusDays(to));
  }

  private static ArchiveObject object(String name, long modifiedAt, @Nullable String etag) {
    return new ArchiveObject(FOLDER + name, 10, new Version(modifiedAt, etag));
  }

  private JavaRDD<FinishedObject> read(String... names) {
    return read(account(1, NOON, NOON, 0), names);
  }

  private JavaRDD<FinishedObject> read(ArchiveAccount account, String... names) {
    return rdd(
        Arrays.stream(names)
            .map(
                name ->
                    new FinishedObject(
                        FOLDER + name,
                        Instant.ofEpochMilli(1),
                        List.of("retagged", "copied").contains(name) ? "etag" : null,
                        account))
            .toList());
  }

  private static FinishedObject finished(String uri, String etag) {
    return new FinishedObject(uri, Instant.ofEpochMilli(1), etag, account(1, NOON, NOON, 0));
  }

  private JavaRDD<FinishedObject> rdd(List<FinishedObject> objects) {
    List<FinishedObject> all = List.copyOf(objects);
    List<byte[]> packed = all.stream().map(Codec.of(FinishedObject::shape)::pack).toList();
    return JavaSparkContext.fromSparkContext(lake.spark().sparkContext())
        .parallelize(packed, 1)
        .map(one -> Codec.of(FinishedObject::shape).unpack(one));
  }

  private static ArchiveAccount account(
      long events, @Nullable Instant first, @Nullable Instant last, long outside) {
    return account(events, first, last, outside, 0);
  }

  private static ArchiveAccount account(
      long events, @Nullable Instant first, @Nullable Instant last, long outside, long rejects) {
    return new ArchiveAccount(
        1, 10, events, 0, 0, 0, 0, 0, outside, rejects, first, last, UnknownTypes.NONE);
  }
}
