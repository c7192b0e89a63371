package io.fantail.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DayRangeTest {
  private static final String FIRST = "1970-01-01";
  private static final String LAST = "9999-12-31";

  @Test
  void mayHoldNoDay() {
    assertThat(range("2026-03-01", "2026-03-01").condition())
        .isEqualTo("day >= '2026-03-01' AND day < '2026-03-01'");
    assertThat(DayRange.NONE.from()).isEqualTo(DayRange.NONE.to());
  }

  @Test
  void doesNotEndBeforeItBegins() {
    assertThatThrownBy(() -> range("2026-03-02", "2026-03-01"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2026-03-01 is before 2026-03-02");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-01, 2026-03-02, 1, 2026-02-28, 2026-03-03",
    "2024-03-01, 2024-03-02, 1, 2024-02-29, 2024-03-03",
    "2026-01-01, 2026-01-01, 2, 2025-12-30, 2026-01-03",
    "2026-03-01, 2026-03-02, 0, 2026-03-01, 2026-03-02",
    "1970-01-02, 2026-03-02, 1, 1970-01-01, 2026-03-03",
    "1970-01-02, 2026-03-02, 5, 1970-01-01, 2026-03-07",
    "2026-03-01, 9999-12-30, 1, 2026-02-28, 9999-12-31",
    "2026-03-01, 9999-12-30, 9, 2026-02-20, 9999-12-31",
    FIRST + ", " + LAST + ", 3, " + FIRST + ", " + LAST,
  })
  void widensAtBothEndsAndNeverBeyondWhatATableHolds(
      String from, String to, int days, String widerFrom, String widerTo) {
    assertThat(range(from, to).widenedBy(days)).isEqualTo(range(widerFrom, widerTo));
    assertThat(range(from, to).widenedBackBy(days)).isEqualTo(range(widerFrom, to));
  }

  @ParameterizedTest
  @CsvSource({
    // one within the other, and the same
    "2026-03-01, 2026-03-10, 2026-03-03, 2026-03-04, 2026-03-03, 2026-03-04",
    "2026-03-01, 2026-03-10, 2026-03-01, 2026-03-10, 2026-03-01, 2026-03-10",
    // in part
    "2026-03-01, 2026-03-05, 2026-03-03, 2026-03-09, 2026-03-03, 2026-03-05",
    // side by side, then with days between: no day is in both
    "2026-03-01, 2026-03-05, 2026-03-05, 2026-03-09, 2026-03-05, 2026-03-05",
    "2026-03-01, 2026-03-02, 2026-03-05, 2026-03-09, 2026-03-05, 2026-03-05",
  })
  void intersectsEitherWayRound(
      String from, String to, String otherFrom, String otherTo, String bothFrom, String bothTo) {
    DayRange one = range(from, to);
    DayRange other = range(otherFrom, otherTo);

    assertThat(one.intersectedWith(other)).isEqualTo(range(bothFrom, bothTo));
    assertThat(other.intersectedWith(one)).isEqualTo(range(bothFrom, bothTo));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-03, 2026-03-04, true",
    "2026-03-01, 2026-03-10, true",
    "2026-02-28, 2026-03-04, false",
    "2026-03-03, 2026-03-11, false",
    "2026-02-01, 2026-04-01, false",
  })
  void isWithinARangeThatHasAllItsDays(String from, String to, boolean within) {
    assertThat(range(from, to).isWithin(range("2026-03-01", "2026-03-10"))).isEqualTo(within);
    assertThat(range(from, to).isWithin(DayRange.ALL)).isTrue();
  }

  private static DayRange range(String from, String to) {
    return new DayRange(LocalDate.parse(from), LocalDate.parse(to));
  }
}
