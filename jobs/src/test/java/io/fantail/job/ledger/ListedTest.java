package io.fantail.job.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.archive.record.ArchiveObject;
import io.fantail.archive.record.ArchiveObject.Version;
import io.fantail.table.DayRange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ListedTest {
  private static final String FOLDER = "s3a://bucket/archive/";
  private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Instant NEXT_NOON = NOON.plusSeconds(86_400);
  private static final KnownObject READ = read("a");

  @Test
  void isUnreadWhereNothingWasRead() {
    List<ArchiveObject> objects = List.of(object("a", 1, null), object("b", 2, null));

    assertThat(new Listed(objects, DayRange.ALL, true).unread())
        .isEqualTo(new Unread(objects, false));
  }

  @Test
  void isReadWhereItIsTheSame() {
    assertThat(isRead(READ, object("a", 1, null))).isTrue();
    assertThat(isRead(READ, object("a", 2, null))).as("written later").isFalse();
    assertThat(isRead(READ, new ArchiveObject(FOLDER + "a", 11, new Version(1, null))))
        .as("longer")
        .isFalse();
    KnownObject tagged = withEtag("tag");
    assertThat(isRead(tagged, object("a", 1, "other"))).isFalse();
    assertThat(isRead(tagged, object("a", 9, "tag"))).as("the bucket was copied").isTrue();
    assertThat(isRead(tagged, object("a", 9, null))).isFalse();
    assertThat(isRead(tagged, new ArchiveObject(FOLDER + "a", 10, List.of())))
        .as("of no version")
        .isFalse();
  }

  /** As a listing of S3 gives them, as its inventory does, and as another version noted them. */
  @Test
  void isReadUnderEachOfItsAddressesAndSpellingsOfItsETag() {
    KnownObject quoted = withEtag("\"tag\"");

    assertThat(
            isRead(quoted, new ArchiveObject("s3://bucket/archive/a", 10, new Version(5, "tag"))))
        .isTrue();
    assertThat(isRead(withEtag("tag"), object("a", 5, "\"tag\""))).isTrue();
  }

  @Test
  void isReadAgainForItsTracesWhereIngestAloneHasReadIt() {
    KnownObject ingested =
        new KnownObject(
            FOLDER + "a",
            10,
            Instant.ofEpochMilli(1),
            null,
            DayRange.ALL,
            NOON,
            NOON,
            false,
            false,
            false);
    List<ArchiveObject> objects = List.of(object("a", 1, null));

    assertThat(unread(objects, DayRange.ALL, true, ingested).objects()).hasSize(1);
    assertThat(unread(objects, DayRange.ALL, false, ingested).objects()).isEmpty();
  }

  @Test
  void isReadAgainForDaysThatWereNotAskedFor() {
    DayRange monday = days(0, 1);
    KnownObject both = of(monday, NOON, NEXT_NOON, false);
    KnownObject mondays = of(monday, NOON, NOON, false);
    KnownObject cut = of(monday, NOON, NOON, true);
    KnownObject timeless = of(monday, null, null, false);

    assertThat(List.of(both, mondays, cut, timeless)).allMatch(known -> covers(known, monday));
    for (DayRange wanted : List.of(days(1, 2), DayRange.ALL)) {
      assertThat(covers(both, wanted)).isFalse();
      assertThat(covers(mondays, wanted)).isTrue();
      assertThat(covers(cut, wanted)).isFalse();
      assertThat(covers(timeless, wanted)).isTrue();
    }
    assertThat(covers(of(DayRange.ALL, NOON, NEXT_NOON, true), days(3, 4))).isTrue();
    assertThat(covers(both, days(-1, 1))).isTrue();
    assertThat(covers(of(days(1, 2), NOON, NEXT_NOON, false), monday)).isFalse();
  }

  /** A history is named by a description beside it, whichever comes first. */
  @Test
  void isReadAgainWhereItCouldNotBeReadAsLongAsAnotherObjectWasMissing() {
    List<String> description = List.of(FOLDER + "description");
    List<ArchiveObject> objects =
        List.of(
            object("history", 1, null).withSiblings(description),
            object("good", 1, null).withSiblings(description),
            object("torn", 1, null),
            object("description", 1, null));

    Unread unread =
        unread(objects, DayRange.ALL, true, torn("history"), torn("torn"), read("good"));

    assertThat(unread.objects())
        .extracting(ArchiveObject::name)
        .containsExactly("history", "description");
    assertThat(unread.replaces()).isTrue();
  }

  @Test
  void replacesNothingWhereAllThatIsUnreadIsNew() {
    List<ArchiveObject> objects = List.of(object("a", 1, null), object("b", 1, null));

    assertThat(unread(objects, DayRange.ALL, true, READ))
        .isEqualTo(new Unread(List.of(object("b", 1, null)), false));
  }

  private static boolean isRead(KnownObject known, ArchiveObject listed) {
    return unread(List.of(listed), DayRange.ALL, true, known).objects().isEmpty();
  }

  private static boolean covers(KnownObject known, DayRange wanted) {
    return unread(List.of(object("a", 1, null)), wanted, true, known).objects().isEmpty();
  }

  private static Unread unread(
      List<ArchiveObject> objects, DayRange days, boolean isTracing, KnownObject... known) {
    Listed listed = new Listed(objects, days, isTracing);
    for (KnownObject object : known) {
      listed.note(object);
    }
    return listed.unread();
  }

  private static DayRange days(int from, int to) {
    return new DayRange(MONDAY.plusDays(from), MONDAY.plusDays(to));
  }

  private static ArchiveObject object(String name, long modifiedAt, @Nullable String etag) {
    return new ArchiveObject(FOLDER + name, 10, new Version(modifiedAt, etag));
  }

  private static KnownObject read(String name) {
    return known(name, null, DayRange.ALL, NOON, NOON, false, false);
  }

  private static KnownObject torn(String name) {
    return known(name, null, DayRange.ALL, NOON, NOON, false, true);
  }

  private static KnownObject withEtag(String etag) {
    return known("a", etag, DayRange.ALL, NOON, NOON, false, false);
  }

  private static KnownObject of(
      DayRange days, @Nullable Instant first, @Nullable Instant last, boolean outside) {
    return known("a", null, days, first, last, outside, false);
  }

  private static KnownObject known(
      String name,
      @Nullable String etag,
      DayRange days,
      @Nullable Instant first,
      @Nullable Instant last,
      boolean outside,
      boolean hasRejects) {
    return new KnownObject(
        FOLDER + name,
        10,
        Instant.ofEpochMilli(1),
        etag,
        days,
        first,
        last,
        outside,
        hasRejects,
        true);
  }
}
