package io.fantail.archive.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FolderDateTest {
  /** The date that the path tells, as far as it tells one. */
  private static FolderDate dateOf(String path) {
    FolderDate date = FolderDate.NONE;
    for (String name : path.split("/", -1)) {
      FolderDate further = date.within(name);
      if (further == null) {
        return FolderDate.NONE;
      }
      date = further;
    }
    return date;
  }

  @ParameterizedTest
  @CsvSource({
    "2026/11/23, 2026-11-23, 2026-11-23",
    "2026/11, 2026-11-01, 2026-11-30",
    "year=2026/month=11/day=23, 2026-11-23, 2026-11-23",
    "year=2024/month=2, 2024-02-01, 2024-02-29",
    "year=2026/month=1/day=3, 2026-01-03, 2026-01-03",
    "2026-11-23, 2026-11-23, 2026-11-23",
    "dt=2026-11-23, 2026-11-23, 2026-11-23",
    "ds=20261123, 2026-11-23, 2026-11-23",
    "date=2026-11-23, 2026-11-23, 2026-11-23",
    "day=2026-11-23, 2026-11-23, 2026-11-23",
    "year=2026/dt=2026-11-23, 2026-11-23, 2026-11-23",
  })
  void readsWhatPeopleWrite(String path, LocalDate first, LocalDate last) {
    FolderDate date = dateOf(path);

    assertThat(date.firstDay()).isEqualTo(first);
    assertThat(date.lastDay()).isEqualTo(last);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-09-23-[$LATEST]f2d9ef6ec9274a98a9067c08847c7ccb",
        "2026-08-24-03",
        "20261123",
        "2026-11",
        "2026-02-30",
        "2026/13",
        "2026/02/30",
        "2026/1",
        "2026/orders",
        "11/23",
        "version=2026-11-23",
        "orders-2026-11-23",
        "1234",
        "2026\u0661\u0661",
        "",
      })
  void takesNothingElseForADate(String path) {
    assertThat(dateOf(path)).isEqualTo(FolderDate.NONE);
  }
}
