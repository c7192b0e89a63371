package io.fantail.archive.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchiveDaysTest {
  private static final TimeWindow NOVEMBER =
      new TimeWindow(Instant.parse("2026-11-01T00:00:00Z"), Instant.parse("2026-12-01T00:00:00Z"));

  @ParameterizedTest
  @CsvSource({
    "2026-10-28, true, false",
    "2026-10-29, false, false",
    "2026-11-15, false, false",
    "2026-12-09, false, false",
    "2026-12-10, false, true",
  })
  void allowsForLongExecutionsLateDeliveryAndTimeZones(LocalDate day, boolean old, boolean young) {
    ArchiveDays days = ArchiveDays.around(NOVEMBER, 2, 7);
    FolderDate folder = new FolderDate(day.getYear(), day.getMonthValue(), day.getDayOfMonth());

    assertThat(days.beginAfter(folder)).isEqualTo(old);
    assertThat(days.endBefore(folder)).isEqualTo(young);
  }

  @Test
  void wantsAMonthOfWhichItWantsADay() {
    ArchiveDays days = ArchiveDays.around(NOVEMBER, 2, 7);

    assertThat(days.beginAfter(new FolderDate(2026, 10, 0))).isFalse();
    assertThat(days.beginAfter(new FolderDate(2026, 9, 0))).isTrue();
    assertThat(days.endBefore(new FolderDate(2026, 12, 0))).isFalse();
    assertThat(days.endBefore(new FolderDate(2027, 1, 0))).isTrue();
  }

  @Test
  void judgesNothingByAYearAlone() {
    ArchiveDays days = ArchiveDays.around(NOVEMBER, 2, 7);

    assertThat(days.beginAfter(new FolderDate(1999, 0, 0))).isFalse();
    assertThat(days.endBefore(new FolderDate(2099, 0, 0))).isFalse();
  }

  @Test
  void isOpenWhereTheWindowIs() {
    assertThat(ArchiveDays.around(TimeWindow.ALL, 1, 35)).isEqualTo(ArchiveDays.ALL);
    assertThat(ArchiveDays.around(new TimeWindow(NOVEMBER.from(), null), 1, 35).last()).isNull();
  }
}
